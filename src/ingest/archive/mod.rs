//! Packed files and archives of files: what is in them is read as if it lay in a folder. Nothing is ever written, and
//! the names of entries are only shown.

mod names;
mod zip;

use std::io::Read;

use super::{Ingested, Options, failed, sniff};
use crate::document::Source;
use crate::error::{Code, Problem};
pub use zip::zip;

const MIB: u64 = 1024 * 1024;
/// What one packed file may come to.
const LARGEST_ENTRY: u64 = 256 * MIB;
/// So many times its packed size may a file be, once it is larger than [`UNSUSPICIOUS`].
const LARGEST_RATIO: u64 = 100;
/// Below this size nothing is a bomb.
const UNSUSPICIOUS: u64 = MIB;

/// The document in a file packed by gzip; several members make one text.
pub fn gzip(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    packed(unpacked(flate2::read::MultiGzDecoder::new(bytes), bytes.len() as u64), &source, options)
}

/// The document in a file packed by Zstandard; several frames make one text.
pub fn zstd(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    let unpacked = zstd::Decoder::with_buffer(bytes)
        .map_err(|wrong| broken(&wrong))
        .and_then(|decoder| unpacked(decoder, bytes.len() as u64));
    packed(unpacked, &source, options)
}

/// The path stays that of the packed file; ids and hashes are those of what is in it.
fn packed(unpacked: Result<Vec<u8>, Problem>, source: &Source, options: &Options) -> Ingested {
    let inner = source.path.rsplit_once('.').map_or(source.path.as_str(), |(inner, _)| inner);
    let mut ingested = match unpacked {
        Ok(bytes) => entry(inner, &bytes, options),
        Err(problem) => failed(problem),
    };
    for document in &mut ingested.documents {
        document.source.path.clone_from(&source.path);
    }
    for problem in &mut ingested.problems {
        problem.source_path.clone_from(&source.path);
    }
    ingested
}

/// The documents of a file that lies in another one.
fn entry(path: &str, bytes: &[u8], options: &Options) -> Ingested {
    match sniff::decide(path, bytes, options.format.as_deref()) {
        Ok(decided) if decided.format.is_archive() => {
            let message = "archives in archives are not opened; unpack the outer one";
            failed(Problem::new(Code::UnknownFormat, message).in_file(path))
        }
        _ => super::ingest(path, bytes, options),
    }
}

/// What a reader unpacks from so many bytes, up to the limits.
fn unpacked(reader: impl Read, packed: u64) -> Result<Vec<u8>, Problem> {
    let most = most(packed).min(LARGEST_ENTRY);
    let mut bytes = Vec::new();
    match reader.take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 <= most => Ok(bytes),
        Ok(_) => Err(too_large(most)),
        Err(wrong) => Err(broken(&wrong)),
    }
}

/// What so many packed bytes may come to.
fn most(packed: u64) -> u64 {
    packed.saturating_mul(LARGEST_RATIO).max(UNSUSPICIOUS)
}

fn too_large(most: u64) -> Problem {
    let why = if most == LARGEST_ENTRY {
        format!("{} MiB, which is the most for one file", LARGEST_ENTRY / MIB)
    } else {
        format!("{most} bytes, the most for its packed size (1 MiB, or {LARGEST_RATIO} times as much)")
    };
    Problem::new(Code::OverLimit, format!("unpacks to more than {why}; it was not read"))
}

fn broken(wrong: &dyn std::fmt::Display) -> Problem {
    Problem::new(Code::BadFormat, format!("the packed data are damaged or cut short: {wrong}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::ingest::ingest;

    fn gz(words: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(words).unwrap();
        encoder.finish().unwrap()
    }

    /// `path format id words` of each document, then `code message` of each problem.
    fn check(path: &str, bytes: &[u8], expected: &[&str]) {
        let read = ingest(path, bytes, &Options::default());
        let mut shown: Vec<String> = Vec::new();
        for document in &read.documents {
            let source = &document.source;
            let id = document.id.rsplit_once('-').map_or("", |(id, _)| id);
            shown.push(format!("{} {} {id} {}", source.path, source.format, document.text.trim()));
        }
        for problem in &read.problems {
            shown.push(format!("{} {} {}", problem.source_path, problem.code.name(), problem.message));
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn one_packed_file() {
        let words = "Karvonia lies.";
        check("day.txt.gz", &gz(words.as_bytes()), &["day.txt.gz text day Karvonia lies."]);
        check("day.gz", &gz(words.as_bytes()), &["day.gz text day Karvonia lies."]);
        let two = [gz(b"Karvonia "), gz(b"lies.")].concat();
        check("day.txt.gz", &two, &["day.txt.gz text day Karvonia lies."]);
        let packed = zstd::encode_all(words.as_bytes(), 3).unwrap();
        check("day.md.zst", &packed, &["day.md.zst markdown day Karvonia lies."]);
    }

    #[test]
    fn what_is_refused() {
        let bomb = gz(&vec![b'a'; 3 * 1024 * 1024]);
        let message = "unpacks to more than 1048576 bytes, the most for its packed size (1 MiB, or 100 times as \
            much); it was not read";
        check("a.txt.gz", &bomb, &[&format!("a.txt.gz over-limit {message}")]);
        let twice = gz(&gz(b"words"));
        let message = "archives in archives are not opened; unpack the outer one";
        check("a.gz.gz", &twice, &[&format!("a.gz.gz unknown-format {message}")]);
        let tar = "TAR files are not read; unpack it into a folder";
        check("a.tar.gz", &gz(b"x"), &[&format!("a.tar.gz unknown-format {tar}")]);
        let cut = gz(b"The words of a long day in Tashmere.");
        let broken = "the packed data are damaged or cut short: incomplete deflate stream";
        check("a.txt.gz", &cut[..20], &[&format!("a.txt.gz bad-format {broken}")]);
    }
}
