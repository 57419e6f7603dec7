//! One file → its documents: size, content, and whether it held still meanwhile.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use super::inputs::{self, STANDARD_INPUT};
use super::pool::{Pool, Program};
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::ingest::{Ingested, Options, format, sniff};
use crate::report::run::Input;

/// What the reading of a file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Limits {
    /// A file may be no larger, in bytes.
    pub largest_file: u64,
    /// A text in a file may be no larger, in bytes: it is analysed whole, and its tables take many times its size.
    pub largest_text: u64,
    /// A worker may compute so many seconds for a file, and for every further million bytes of it.
    pub seconds: u64,
    /// A worker may take so many bytes of memory.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let mib = 1024 * 1024;
        Self { largest_file: 256 * mib, largest_text: 16 * mib, seconds: 10, memory: 1024 * mib }
    }
}

/// How files are read.
#[derive(Debug)]
pub struct Reading {
    /// What the readers of the formats are told.
    pub options: Options,
    /// What a file may cost.
    pub limits: Limits,
    /// Is the same content counted as often as it comes?
    pub keep_duplicates: bool,
    /// The processes that read what could break its reader.
    pool: Pool,
}

impl Reading {
    /// Reads everything in this process: a file that breaks its reader beyond a panic takes the program along.
    pub fn in_process(options: Options) -> Self {
        Self::new(options, Limits::default(), None)
    }

    /// Reads fragile formats in processes of `program`, which must understand `worker` as this program does.
    pub fn new(options: Options, limits: Limits, program: Option<Program>) -> Self {
        Self { pool: Pool::new(program, limits), options, limits, keep_duplicates: false }
    }

    /// What is to be told of the reading of all files so far.
    pub(super) fn problem(&self) -> Option<Problem> {
        self.pool.problem()
    }

    /// The content of a file.
    pub(super) fn open(&self, path: &Path, shown: &str) -> Opened {
        let mut input = Input { path: shown.to_owned(), sha256: None, bytes: 0, documents: 0 };
        let content = self.bytes(path, shown, &mut input.bytes);
        if let Ok((bytes, _)) = &content {
            input.bytes = bytes.len() as u64;
            input.sha256 = Some(inputs::sha256(bytes));
        }
        Opened { input, content }
    }

    /// The documents in the bytes of a file.
    pub fn documents(&self, shown: &str, bytes: &[u8]) -> Ingested {
        self.fitting(self.pool.read(shown, bytes, &self.options))
    }

    /// Leaves out texts that are too long, and tells them.
    pub fn fitting(&self, mut read: Ingested) -> Ingested {
        let most = self.limits.largest_text;
        let Ingested { documents, problems } = &mut read;
        documents.retain(|document| {
            let fits = document.text.len() as u64 <= most;
            if !fits {
                problems.push(too_long(document, most));
            }
            fits
        });
        read
    }

    /// The documents of a file.
    pub(super) fn read(&self, path: &Path, shown: &str) -> Read {
        match self.open(path, shown).content {
            Ok((bytes, warning)) => {
                let Ingested { documents, mut problems } = self.documents(shown, &bytes);
                problems.extend(warning);
                Read { documents, problems }
            }
            Err(problem) => Read { documents: Vec::new(), problems: vec![problem] },
        }
    }

    /// The bytes of a file, if they are worth reading; `size` learns how many there are.
    fn bytes(&self, path: &Path, shown: &str, size: &mut u64) -> Result<(Vec<u8>, Option<Problem>), Problem> {
        if path.as_os_str() == STANDARD_INPUT {
            let bytes = self.up_to_limit(io::stdin().lock(), 0)?;
            return Ok((bytes, None));
        }
        let about = std::fs::metadata(path).map_err(unreadable)?;
        *size = about.len();
        if !about.is_file() {
            return Err(Problem::new(Code::UnreadableInput, super::walk::no_file(about.file_type())));
        }
        if !sniff::is_worth_reading(shown, &[]) && !sniff::is_worth_reading(shown, &head(path)?) {
            return Err(format::unknown(shown));
        }
        if *size > self.limits.largest_file {
            return Err(self.too_large(&size.to_string()));
        }
        self.still(path)
    }

    /// The bytes of a file that holds still while it is read; one that does not is read once more, and then told.
    fn still(&self, path: &Path) -> Result<(Vec<u8>, Option<Problem>), Problem> {
        for _ in 0..2 {
            let file = File::open(path).map_err(unreadable)?;
            let before = file.metadata().map_err(unreadable)?;
            let bytes = self.up_to_limit(&file, before.len())?;
            let after = std::fs::metadata(path).map_err(unreadable)?;
            if is_same(&before, &after) && bytes.len() as u64 == after.len() {
                return Ok((bytes, None));
            }
        }
        let bytes = self.up_to_limit(File::open(path).map_err(unreadable)?, 0)?;
        let message = format!("somebody writes to the file; {} bytes were read", bytes.len());
        Ok((bytes, Some(Problem::new(Code::ChangedWhileRead, message))))
    }

    fn up_to_limit(&self, reader: impl io::Read, size: u64) -> Result<Vec<u8>, Problem> {
        let most = self.limits.largest_file;
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or(0));
        reader.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > most { Err(self.too_large(&format!("more than {most}"))) } else { Ok(bytes) }
    }

    fn too_large(&self, size: &str) -> Problem {
        let message = format!("{size} bytes; a file may hold {} (--largest-file)", self.limits.largest_file);
        Problem::new(Code::TooLarge, message)
    }
}

fn too_long(document: &Document, most: u64) -> Problem {
    let bytes = document.text.len();
    let message = format!(
        "{} has {bytes} bytes of text, one may have {most}: part it, or raise --largest-text by the memory at hand",
        document.id
    );
    Problem::new(Code::TooLarge, message).in_file(&document.source.path)
}

/// So many bytes tell whether a file of no known ending is worth reading.
const HEAD: u64 = 4096;

fn head(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).map_err(unreadable)?;
    Ok(head)
}

/// A file that was opened.
pub(super) struct Opened {
    pub(super) input: Input,
    /// Its bytes, with a warning if somebody wrote to it meanwhile; or why there are none.
    pub(super) content: Result<(Vec<u8>, Option<Problem>), Problem>,
}

/// What a file has come to.
pub(super) struct Read {
    pub(super) documents: Vec<Document>,
    pub(super) problems: Vec<Problem>,
}

fn unreadable(wrong: io::Error) -> Problem {
    Problem::new(Code::UnreadableInput, wrong.to_string())
}

/// Is it the same file, unchanged as far as the system tells?
fn is_same(before: &Metadata, after: &Metadata) -> bool {
    #[cfg(unix)]
    let same = {
        use std::os::unix::fs::MetadataExt;
        (before.dev(), before.ino(), before.ctime_nsec()) == (after.dev(), after.ino(), after.ctime_nsec())
    };
    #[cfg(not(unix))]
    let same = true;
    same && before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn a_file_that_grows_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("growing.txt");
        std::fs::write(&path, "Karvonia lies.\n".repeat(20_000)).unwrap();
        let reading = Reading::in_process(Options::default());
        let told = |path: &Path| {
            let opened = reading.open(path, "growing.txt");
            let (bytes, warning) = opened.content.unwrap();
            assert_eq!(
                Some(inputs::sha256(&bytes)),
                opened.input.sha256,
                "the hash is not that of the bytes"
            );
            warning.iter().any(|problem| problem.code == Code::ChangedWhileRead)
        };
        assert!(!told(&path));
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
                while !done.load(Ordering::Relaxed) {
                    file.write_all(b"Karvonia lies.\n").unwrap();
                    std::thread::sleep(std::time::Duration::from_micros(20));
                }
            });
            let started = std::time::Instant::now();
            let noticed = std::iter::repeat_with(|| told(&path))
                .take_while(|_| started.elapsed().as_secs() < 30)
                .any(|told| told);
            done.store(true, Ordering::Relaxed);
            assert!(noticed);
        });
        assert!(!told(&path));
    }
}
