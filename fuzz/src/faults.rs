//! Panics of the libraries that read fragile formats are expected: the program catches them in a worker process, and
//! they cost one file. Panics of our own code end the fuzzer.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::LazyLock;

static OURS_ONLY: LazyLock<()> = LazyLock::new(|| {
    set_hook(Box::new(|panic| {
        let place = panic.location().map_or("", |location| location.file());
        if !place.contains("/registry/src/") {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
});

/// Runs `work`; nothing if a library panicked. `FOREIGN=1` in the environment counts those, too.
pub fn ours_only<T>(work: impl FnOnce() -> T) -> Option<T> {
    if std::env::var_os("FOREIGN").is_some() {
        return Some(work());
    }
    LazyLock::force(&OURS_ONLY);
    catch_unwind(AssertUnwindSafe(work)).ok()
}
