//! Faults on purpose, for tests of the isolation: `REJOINDER_FAULT=by-name` lets a worker fail on files whose names
//! say how, as in `fault-abort.txt.gz`. Without the variable no name has any meaning.

use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

/// The variable.
const VARIABLE: &str = "REJOINDER_FAULT";

/// Is a worker to fail?
#[derive(Clone, Copy, Debug)]
pub(super) struct Faults;

impl Faults {
    /// If the environment asks for them.
    pub(super) fn from_environment() -> Option<Self> {
        (std::env::var(VARIABLE).ok()? == "by-name").then_some(Self)
    }

    /// Fails as the name of the file says; returns where it says nothing.
    pub(super) fn commit(self, path: &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.strip_prefix("fault-").and_then(|fault| fault.split(['.', '-']).next()) {
            Some("panic") => gives_up(),
            Some("overflow") => _ = black_box(descend(1)),
            Some("abort") => std::process::abort(),
            Some("exit") => std::process::exit(7),
            Some("memory") => _ = black_box(vec![1_u8; 8 << 30]),
            Some("loop") => endless(),
            Some("stall") => std::thread::sleep(Duration::from_secs(3600)),
            Some("nap") => std::thread::sleep(Duration::from_millis(1500)),
            Some("output") => print(10 << 30),
            Some("garbage") => garbage(),
            _ => {}
        }
    }
}

#[allow(clippy::panic, reason = "on purpose")]
fn gives_up() {
    panic!("on purpose");
}

/// Never returns with a stack that ends.
#[allow(unconditional_recursion, reason = "on purpose")]
fn descend(depth: u64) -> u64 {
    black_box(descend(black_box(depth + 1))) + black_box([depth; 64])[0]
}

fn endless() {
    loop {
        std::hint::spin_loop();
    }
}

fn print(bytes: usize) {
    let line = [b'x'; 65_536];
    let mut output = std::io::stdout().lock();
    for _ in 0..bytes / line.len() {
        if output.write_all(&line).is_err() {
            return;
        }
    }
}

fn garbage() {
    let _ = std::io::stdout().write_all(b"no answer at all\n");
    std::process::exit(0);
}
