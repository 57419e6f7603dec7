//! The worker's side: reads what it is given within limits that it sets itself, and answers until nobody asks any more.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};

use super::fault::Faults;
use super::wire::{self, Request};
use crate::error::{Code, Problem};
use crate::ingest::{self, Ingested, Options};

/// Deep but legal documents are parsed on a stack of this size.
const STACK: usize = 64 * 1024 * 1024;

/// Answers requests on standard input until it ends, even amid a reading: then the program that asked has gone.
/// `memory` is the most that the process may take.
pub fn serve(memory: u64) -> io::Result<()> {
    let faults = Faults::from_environment();
    let (give, work) = channel();
    std::thread::Builder::new()
        .name("reader".into())
        .stack_size(STACK)
        .spawn(move || answer_all(&work, faults))?;
    limit(memory);
    let mut input = io::stdin().lock();
    while let Some(request) = wire::read(&mut input, wire::LONGEST_ANSWER)? {
        let request: Request = serde_json::from_slice(&request)?;
        let Some(bytes) = wire::read(&mut input, u64::MAX)? else { break };
        if give.send((request, bytes)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Memory within bounds; no dump of the core; no file or connection can be opened, none be written.
fn limit(memory: u64) {
    #[cfg(all(unix, feature = "formats"))]
    {
        use rlimit::Resource;
        // A limit that cannot be set is one that the system has set lower already, or does not know.
        for (resource, most) in
            [(Resource::AS, memory), (Resource::CORE, 0), (Resource::FSIZE, 0), (Resource::NOFILE, 3)]
        {
            let _ = resource.set(most, most);
        }
    }
    #[cfg(not(all(unix, feature = "formats")))]
    let _ = memory;
}

fn answer_all(work: &Receiver<(Request, Vec<u8>)>, faults: Option<Faults>) {
    for (request, bytes) in work {
        let ingested = guarded(&request.path, || {
            if let Some(faults) = &faults {
                faults.commit(&request.path);
            }
            ingest::ingest(&request.path, &bytes, &request.options)
        });
        drop(bytes);
        if answer(&request, &ingested).is_err() {
            std::process::exit(1);
        }
    }
}

fn answer(request: &Request, ingested: &Ingested) -> io::Result<()> {
    let answer = serde_json::to_vec(ingested)?;
    let mut output = io::stdout().lock();
    output.write_all(&request.mark)?;
    wire::write(&mut output, &answer)?;
    output.flush()
}

/// Reads a file in this process.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Ingested {
    guarded(path, || ingest::ingest(path, bytes, options))
}

/// A reader that gives up with a panic has not read the file.
fn guarded(path: &str, read: impl FnOnce() -> Ingested) -> Ingested {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|thrown| {
        let message = format!("damaged, or beyond its reader, which failed: {}", said(thrown.as_ref()));
        let problem = Problem::new(Code::BadFormat, message).in_file(path);
        Ingested { documents: Vec::new(), problems: vec![problem] }
    })
}

/// What a panic says, in one line.
fn said(thrown: &dyn Any) -> String {
    let words =
        thrown.downcast_ref::<&str>().copied().or(thrown.downcast_ref::<String>().map(String::as_str));
    super::hand::one_line(words.unwrap_or("without a word"))
}
