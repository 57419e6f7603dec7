//! Zip packages of office programs: named parts, unpacked in memory and within limits. No file is ever written.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Code, Problem};

/// All parts of a document that are read may unpack to this many bytes.
const MOST_BYTES: u64 = 512 << 20;
/// A part may unpack to this many times its packed size …
const MOST_RATIO: u64 = 100;
/// … once it has more bytes than this.
const RATIO_FROM: u64 = 1 << 20;
/// A package may have this many parts.
const MOST_PARTS: usize = 10_000;
/// How a compound file begins: old office formats, and new ones under a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A zip package in memory.
#[derive(Debug)]
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of the parts as they are asked for: with `/`, in small letters.
    names: Vec<String>,
    /// Bytes unpacked so far.
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens the package in these bytes.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        if is_compound(bytes) {
            return Err(compound(bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|wrong| {
            let found = format!(
                "damaged, cut short or of another format: its zip package cannot be opened ({wrong})"
            );
            Problem::new(Code::BadFormat, found)
        })?;
        if archive.len() > MOST_PARTS {
            let message = format!("{} parts in the package; the limit is {MOST_PARTS}", archive.len());
            return Err(Problem::new(Code::OverLimit, message));
        }
        let names = (0..archive.len())
            .map(|at| {
                archive.name_for_index(at).and_then(Result::ok).map_or(String::new(), |name| plain(&name))
            })
            .collect();
        Ok(Self { archive, names, unpacked: 0 })
    }

    /// Has the package a part of that name?
    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The bytes of a part; `None` where the package has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(at) = self.place(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.unpack(at, |read| bytes.extend_from_slice(read))?;
        Ok(Some(bytes))
    }

    /// Unpacks every part once and keeps nothing: may another program unpack them? `judge` sees the name, the first
    /// bytes and the size of each.
    pub(super) fn check(
        &mut self,
        judge: fn(&str, &[u8], u64) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        for at in 0..self.archive.len() {
            let (mut head, mut size) = (Vec::new(), 0);
            self.unpack(at, |read| {
                if size == 0 {
                    head = read.to_vec();
                }
                size += read.len() as u64;
            })?;
            judge(self.names.get(at).map_or("", String::as_str), &head, size)?;
        }
        Ok(())
    }

    fn place(&self, name: &str) -> Option<usize> {
        let name = plain(name);
        self.names.iter().rposition(|other| *other == name)
    }

    /// Hands out the bytes of a part piece by piece; no declared size is believed.
    fn unpack(&mut self, at: usize, mut take: impl FnMut(&[u8])) -> Result<(), Problem> {
        let name = self.names.get(at).cloned().unwrap_or_default();
        let mut entry = self.archive.by_index(at).map_err(|wrong| unreadable(&name, &wrong))?;
        let packed = entry.compressed_size();
        // A part that owns up to being a bomb is not unpacked; one that denies it is caught on the way.
        within_limits(&name, packed, entry.size(), self.unpacked.saturating_add(entry.size()))?;
        let (mut buffer, mut size) = (vec![0; 1 << 16], 0_u64);
        loop {
            let n = entry.read(&mut buffer).map_err(|wrong| {
                Problem::new(Code::BadFormat, format!("the part {name} of the package is damaged: {wrong}"))
            })?;
            if n == 0 {
                return Ok(());
            }
            take(&buffer[..n]);
            size += n as u64;
            self.unpacked += n as u64;
            within_limits(&name, packed, size, self.unpacked)?;
        }
    }
}

/// May a part unpack to this size, and the package to this sum?
fn within_limits(name: &str, packed: u64, size: u64, sum: u64) -> Result<(), Problem> {
    let message = if size > RATIO_FROM && size / MOST_RATIO > packed {
        format!("the part {name} unpacks {packed} bytes to more than {MOST_RATIO} times as many, the limit")
    } else if sum > MOST_BYTES {
        format!("the package unpacks to more than {} MiB, the limit", MOST_BYTES >> 20)
    } else {
        return Ok(());
    };
    Err(Problem::new(Code::OverLimit, message))
}

/// Are these bytes a compound file?
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND)
}

/// Is this compound file a new office document under a password?
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    is_compound(bytes) && bytes.windows(name.len()).any(|window| window == name)
}

fn compound(bytes: &[u8]) -> Problem {
    if is_locked(bytes) {
        return Problem::new(Code::Encrypted, "the document is locked with a password");
    }
    let message =
        "an office file of before 2007 under the ending of a newer one; save it in the newer format";
    Problem::new(Code::BadFormat, message)
}

fn unreadable(name: &str, wrong: &ZipError) -> Problem {
    match wrong {
        ZipError::InvalidPassword => encrypted(name),
        ZipError::UnsupportedArchive(what) if what.contains("assword") => encrypted(name),
        other => {
            let message = format!("the part {name} of the package cannot be unpacked: {other}");
            Problem::new(Code::BadFormat, message)
        }
    }
}

fn encrypted(name: &str) -> Problem {
    Problem::new(Code::Encrypted, format!("the part {name} of the package is locked with a password"))
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use super::*;

    /// A package of these parts.
    pub(in crate::ingest) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_by_name() {
        let bytes = pack(&[("word/Document.xml", "<a/>"), ("..\\evil", "x")]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.part("/word/document.xml").unwrap().unwrap(), b"<a/>");
        assert_eq!(package.part("other").unwrap(), None);
    }

    #[test]
    fn bombs_and_strangers_are_refused() {
        let bytes = pack(&[("a", &" ".repeat(3 << 20))]);
        let problem = Package::open(&bytes).unwrap().part("a").unwrap_err();
        assert_eq!(problem.code, Code::OverLimit, "{}", problem.message);
        // The same with a list of contents that names another size: it ends where it contradicts the list.
        let mut lying = bytes;
        let listed = lying.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        lying[listed + 24..listed + 28].copy_from_slice(&9_u32.to_le_bytes());
        let problem = Package::open(&lying).unwrap().part("a").unwrap_err();
        assert_eq!(problem.code, Code::BadFormat, "{}", problem.message);
        assert_eq!(Package::open(b"hello").unwrap_err().code, Code::BadFormat);
        let mut locked = COMPOUND.to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Package::open(&locked).unwrap_err().code, Code::Encrypted);
    }
}
