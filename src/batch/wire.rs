//! What the program and its workers say to each other: a length, then so many bytes.
//!
//! A request is two such pieces, what to read and its bytes. An answer is one, behind a mark that the request chose:
//! a reader's library may print to standard output, and what it prints is no answer.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::ingest::Options;

/// Of an answer no more is taken.
pub(super) const LONGEST_ANSWER: u64 = 512 * 1024 * 1024;
/// Nor of what is printed before it.
pub(super) const LONGEST_PRINT: u64 = 16 * 1024 * 1024;
/// Length of a mark.
pub(super) const MARK: usize = 16;

/// What a worker is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// Path of the file as the tables show it.
    pub(super) path: String,
    pub(super) options: Options,
    /// What the answer begins with.
    pub(super) mark: [u8; MARK],
}

/// Writes a piece.
pub(super) fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a piece of at most so many bytes; nothing where the other side has gone.
pub(super) fn read(from: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(wrong) if wrong.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(wrong) => return Err(wrong),
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        let message = format!("an answer of {length} bytes; {most} are allowed");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
    from.take(length).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 == length).then_some(bytes))
}

/// Passes over everything up to a mark; says whether it came within so many bytes, or is never going to.
pub(super) fn seek(from: &mut impl Read, mark: &[u8; MARK], most: u64) -> io::Result<bool> {
    let mut seen = [0; MARK];
    from.read_exact(&mut seen).or_else(ended)?;
    for _ in 0..most {
        if seen == *mark {
            return Ok(true);
        }
        let mut next = [0];
        if from.read(&mut next)? == 0 {
            return Ok(false);
        }
        seen.rotate_left(1);
        seen[MARK - 1] = next[0];
    }
    let message = format!("printed more than {most} bytes instead of an answer");
    Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
}

fn ended(wrong: io::Error) -> io::Result<()> {
    if wrong.kind() == io::ErrorKind::UnexpectedEof { Ok(()) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_behind_what_was_printed() {
        let mark = *b"0123456789abcdef";
        let mut said = b"a library prints 0123456789ab0123456789abcdef".to_vec();
        write(&mut said, b"the answer").unwrap();
        let mut from = said.as_slice();
        assert!(seek(&mut from, &mark, 100).unwrap());
        assert_eq!(read(&mut from, 10).unwrap().as_deref(), Some(&b"the answer"[..]));
        assert!(!seek(&mut &b"nothing"[..], &mark, 100).unwrap());
        assert!(seek(&mut io::repeat(b'x'), &mark, 100).is_err());
        assert!(read(&mut &said[45..], 9).is_err());
        assert_eq!(read(&mut &b"\x02\0\0\0\0\0\0\0x"[..], 9).unwrap(), None);
    }
}
