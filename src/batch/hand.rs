//! One worker as the program holds it: asked file by file, stopped when it is late, and never left behind.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::pool::Program;
use super::spent;
use super::wire::{self, Request};
use crate::ingest::{Ingested, Options};

/// Of what a worker says on standard error, so many of the last bytes are kept.
const KEPT: usize = 2048;

/// A worker that does not compute may take so many times as long as one that does.
const PATIENCE: u32 = 8;

/// Why a worker did not answer.
#[derive(Debug)]
pub(super) enum Lost {
    /// It took too much time.
    Late,
    /// It asked for more memory than it may have.
    Memory,
    /// Its answer was longer than allowed.
    TooLong(String),
    /// It ended, or answered nonsense.
    Died(String),
}

/// A worker.
#[derive(Debug)]
pub(super) struct Hand {
    child: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    said: Option<JoinHandle<String>>,
    watch: Sender<Watch>,
    /// Number of the request for which it was stopped.
    stopped: Arc<Mutex<Option<usize>>>,
    asked: usize,
}

/// What the watch over a worker is told.
#[derive(Debug, PartialEq, Eq)]
enum Watch {
    /// The request of that number must be answered in that time of computing.
    Begin(usize, Duration),
    /// It has been answered.
    End,
}

impl Hand {
    /// Starts a worker that may take so many bytes of memory.
    pub(super) fn start(program: &Program, memory: u64) -> io::Result<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .arg("worker")
            .arg(memory.to_string())
            // Threads of libraries and their heaps would count against the memory.
            .env("RAYON_NUM_THREADS", "1")
            .env("MALLOC_ARENA_MAX", "2")
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(input), Some(output), Some(errors)) = pipes else {
            return Err(io::Error::other("a worker without pipes"));
        };
        let child = Arc::new(Mutex::new(child));
        let stopped = Arc::new(Mutex::new(None));
        let (watch, orders) = channel();
        let watched = (Arc::clone(&child), Arc::clone(&stopped));
        std::thread::spawn(move || watch_over(&orders, &watched.0, &watched.1));
        let said = Some(std::thread::spawn(move || last_words(errors)));
        Ok(Self { child, input, output: BufReader::new(output), said, watch, stopped, asked: 0 })
    }

    /// So many files it has read.
    pub(super) fn answered(&self) -> usize {
        self.asked
    }

    /// Lets it read a file. One that has not answered must not be asked again.
    pub(super) fn ask(
        &mut self,
        shown: &str,
        bytes: &[u8],
        options: &Options,
        deadline: Duration,
    ) -> Result<Ingested, Lost> {
        self.asked += 1;
        let _ = self.watch.send(Watch::Begin(self.asked, deadline));
        let answer = self.exchange(shown, bytes, options);
        let _ = self.watch.send(Watch::End);
        answer.map_err(|wrong| self.lost(&wrong))
    }

    /// A worker reads all of a request before it answers; one that does otherwise is stopped by its watch.
    fn exchange(&mut self, shown: &str, bytes: &[u8], options: &Options) -> io::Result<Ingested> {
        let mark = mark();
        let request = Request { path: shown.to_owned(), options: options.clone(), mark };
        wire::write(&mut self.input, &serde_json::to_vec(&request)?)?;
        wire::write(&mut self.input, bytes)?;
        self.input.flush()?;
        let ended = || io::Error::from(ErrorKind::UnexpectedEof);
        if !wire::seek(&mut self.output, &mark, wire::LONGEST_PRINT)? {
            return Err(ended());
        }
        let answer = wire::read(&mut self.output, wire::LONGEST_ANSWER)?.ok_or_else(ended)?;
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Why there is no answer; the worker is ended for good.
    fn lost(&mut self, wrong: &io::Error) -> Lost {
        let status = self.end();
        if *locked(&self.stopped) == Some(self.asked) {
            return Lost::Late;
        }
        if wrong.kind() == ErrorKind::FileTooLarge {
            return Lost::TooLong(wrong.to_string());
        }
        let said = self.said.take().and_then(|said| said.join().ok()).unwrap_or_default();
        if said.contains("memory allocation of") || wrong.kind() == ErrorKind::OutOfMemory {
            return Lost::Memory;
        }
        if said.contains("has overflowed its stack") {
            return Lost::Died("ran out of stack: the file is nested too deep for it".into());
        }
        let ended = match (wrong.kind(), status) {
            (ErrorKind::InvalidData, _) => "answered nonsense".to_owned(),
            (_, Ok(status)) => format!("ended without an answer ({status})"),
            (_, Err(wrong)) => format!("ended without an answer ({wrong})"),
        };
        let said = said.lines().next_back().map_or(String::new(), |last| format!(": {}", one_line(last)));
        Lost::Died(ended + &said)
    }

    /// Ends the process and takes its status, so that nothing is left of it.
    fn end(&mut self) -> io::Result<ExitStatus> {
        let mut child = locked(&self.child);
        let _ = child.kill();
        child.wait()
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// Stops a worker that does not answer in time.
fn watch_over(orders: &Receiver<Watch>, child: &Mutex<Child>, stopped: &Mutex<Option<usize>>) {
    while let Ok(order) = orders.recv() {
        let Watch::Begin(number, limit) = order else { continue };
        if is_late(orders, child, limit) {
            *locked(stopped) = Some(number);
            let _ = locked(child).kill();
        }
    }
}

/// A worker is late when it has computed for as long as it may: so a busy machine loses no file that a quiet one reads. One
/// that waits for ever is late after several times as long; so is any worker where the system does not tell what it
/// computes.
fn is_late(orders: &Receiver<Watch>, child: &Mutex<Child>, limit: Duration) -> bool {
    let spent = || spent::of(locked(child).id());
    let (begun, before) = (Instant::now(), spent());
    let mut left = limit;
    while orders.recv_timeout(left) == Err(RecvTimeoutError::Timeout) {
        let computed = before.zip(spent()).map(|(before, now)| now.saturating_sub(before));
        let rest = limit.saturating_sub(computed.unwrap_or(limit));
        let patience = limit.saturating_mul(PATIENCE).saturating_sub(begun.elapsed());
        if rest.is_zero() || patience.is_zero() {
            return true;
        }
        left = rest.min(patience);
    }
    false
}

/// What is said on standard error, its last bytes, once the worker has ended.
fn last_words(mut errors: ChildStderr) -> String {
    let (mut kept, mut piece) = (Vec::new(), [0; 1024]);
    while let Ok(n @ 1..) = errors.read(&mut piece) {
        kept.extend_from_slice(&piece[..n]);
        kept.drain(..kept.len().saturating_sub(KEPT));
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// What an answer begins with: nothing that a file could let its reader print.
fn mark() -> [u8; wire::MARK] {
    let half = || RandomState::new().hash_one(0).to_le_bytes();
    let mut mark = [0; wire::MARK];
    mark[..8].copy_from_slice(&half());
    mark[8..].copy_from_slice(&half());
    mark
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words of a program in one line of fair length.
pub(super) fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 200 {
        line
    } else {
        format!("{} …", line.chars().take(200).collect::<String>())
    }
}
