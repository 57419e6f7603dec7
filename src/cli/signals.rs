//! Ctrl-C and its like: the first ends the work cleanly, a second one at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether somebody wants the work to end.
#[derive(Debug, Default)]
pub(super) struct Signals {
    stop: Arc<AtomicBool>,
    number: Arc<AtomicUsize>,
}

impl Signals {
    /// Listens from now on.
    pub(super) fn listen() -> Self {
        let signals = Self::default();
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            // Where a signal cannot be heard it ends the program as ever, and the store is whole all the same.
            let _ = signal_hook::flag::register_conditional_shutdown(
                signal,
                128 + signal,
                Arc::clone(&signals.stop),
            );
            let _ = signal_hook::flag::register_usize(signal, Arc::clone(&signals.number), signal as usize);
            let _ = signal_hook::flag::register(signal, Arc::clone(&signals.stop));
        }
        signals
    }

    /// Becomes true when the work is to end.
    pub(super) fn stop(&self) -> &AtomicBool {
        &self.stop
    }

    /// The signal that came.
    pub(super) fn number(&self) -> u8 {
        u8::try_from(self.number.load(Ordering::Relaxed)).unwrap_or(2)
    }
}
