//! Work without the interpreter's lock, on threads of our own, that Ctrl-C can end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::wrong;

/// So often it is asked whether somebody wants the work to end.
const ASK: Duration = Duration::from_millis(100);

/// Does work on a thread that ends with it: those of the process stay behind where it forks.
pub(crate) fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> PyResult<T> {
    Ok(ThreadPoolBuilder::new().num_threads(1).build().map_err(wrong)?.install(work))
}

/// The threads of an analyzer, made when they are first needed, and anew in a process that was forked: it has none.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    wanted: Option<usize>,
    pool: Mutex<Option<(u32, Arc<ThreadPool>)>>,
}

impl Threads {
    /// So many threads; as many as there are cores without a number.
    pub(crate) fn new(wanted: Option<usize>) -> Self {
        Self { wanted, pool: Mutex::default() }
    }

    fn pool(&self) -> PyResult<Arc<ThreadPool>> {
        let mut held = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        if let Some((of, pool)) = held.take() {
            if of == process {
                *held = Some((of, Arc::clone(&pool)));
                return Ok(pool);
            }
            // Its threads stayed behind in the process that forked: to end them would mean to wait for ever.
            std::mem::forget(pool);
        }
        let builder = ThreadPoolBuilder::new().num_threads(self.wanted.unwrap_or(0));
        let pool = Arc::new(builder.build().map_err(wrong)?);
        *held = Some((process, Arc::clone(&pool)));
        Ok(pool)
    }

    /// Does work on the threads while others may use the interpreter. When a signal handler raises an exception, the work
    /// is told to stop and the exception is raised.
    pub(crate) fn work<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&AtomicBool) -> T + Send,
    ) -> PyResult<T> {
        let pool = self.pool()?;
        let stop = AtomicBool::new(false);
        py.detach(|| {
            std::thread::scope(|scope| {
                let (give, done) = channel();
                let stop = &stop;
                scope.spawn(move || {
                    let _ = give.send(pool.install(|| work(stop)));
                });
                loop {
                    match done.recv_timeout(ASK) {
                        Ok(result) => return Ok(result),
                        Err(RecvTimeoutError::Timeout) => {
                            if let Err(raised) = Python::attach(|py| py.check_signals()) {
                                stop.store(true, Ordering::Relaxed);
                                let _ = done.recv();
                                return Err(raised);
                            }
                        }
                        Err(RecvTimeoutError::Disconnected) => return Err(wrong("the analysis failed")),
                    }
                }
            })
        })
    }
}
