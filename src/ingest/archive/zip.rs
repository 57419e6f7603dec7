//! ZIP archives: every entry of a known format is read under the path `archive.zip/inner/name.txt`.

use std::collections::BTreeMap;
use std::io::Cursor;

use zip::{CompressionMethod, ZipArchive};

use super::names::Names;
use super::{LARGEST_ENTRY, MIB, broken, entry, most, too_large, unpacked};
use crate::document::Source;
use crate::error::{Code, Problem};
use crate::ingest::{Ingested, Options, failed, junk};

/// So many files may be in an archive.
const MOST_ENTRIES: usize = 10_000;
/// What all files of an archive may come to together.
const LARGEST_SUM: u64 = 512 * MIB;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The documents in a ZIP archive, in the order of the archive. What cannot be read of it is in the problems, each
/// under its own path.
pub fn zip(bytes: &[u8], source: Source, options: &Options) -> Ingested {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(wrong) => return failed(broken(&wrong)),
    };
    if archive.len() > MOST_ENTRIES {
        let message = format!("{} entries; an archive may hold {MOST_ENTRIES}", archive.len());
        return failed(Problem::new(Code::OverLimit, message));
    }
    let mut reading = Reading {
        archive: &source.path,
        options,
        names: Names::of(archive.file_names_raw()),
        left: most(bytes.len() as u64).min(LARGEST_SUM),
        junk: BTreeMap::new(),
        read: Ingested::default(),
    };
    if archive.has_duplicate_names() {
        let message = "several entries have the same name; the last of each was read";
        reading.read.problems.push(Problem::new(Code::PassedOver, message));
    }
    for index in 0..archive.len() {
        if !reading.add(&mut archive, index) {
            break;
        }
    }
    reading.finish()
}

/// The reading of an archive.
struct Reading<'a> {
    archive: &'a str,
    options: &'a Options,
    names: Names,
    /// So many bytes may still be unpacked.
    left: u64,
    /// Entries that nobody wants to read, by kind.
    junk: BTreeMap<&'static str, usize>,
    read: Ingested,
}

impl Reading<'_> {
    /// Reads an entry; says whether the limits allow another one.
    fn add(&mut self, archive: &mut Archive, index: usize) -> bool {
        let (path, unpacked) = match self.unpack(archive, index) {
            Ok(Some(unpacked)) => unpacked,
            Ok(None) => return true,
            Err(problem) => {
                self.read.problems.push(problem);
                return true;
            }
        };
        let size = unpacked.len() as u64;
        if size > self.left {
            let message = "its files unpack to more than the limits allow in all (512 MiB, or 100 times the \
                archive's size); they were not read from this one on";
            self.read.problems.push(Problem::new(Code::OverLimit, message).in_file(&path));
            return false;
        }
        self.left -= size;
        let read = entry(&path, &unpacked, self.options);
        self.read.documents.extend(read.documents);
        self.read.problems.extend(read.problems);
        true
    }

    /// Path and content of an entry that is a file and no junk.
    fn unpack(&mut self, archive: &mut Archive, index: usize) -> Result<Option<(String, Vec<u8>)>, Problem> {
        let file = archive.by_index_data(index).map_err(|wrong| broken(&wrong))?;
        let name = self.names.shown(file.name_raw());
        if file.is_dir() || name.ends_with('/') {
            return Ok(None);
        }
        let path = format!("{}/{name}", self.archive);
        let problem = |problem: Problem| problem.in_file(&path);
        let link = file.is_symlink().then_some("links");
        if let Some(kind) = link.or_else(|| junk::kind(&name, file.size())) {
            *self.junk.entry(kind).or_default() += 1;
            return Ok(None);
        }
        if file.encrypted() {
            return Err(problem(Problem::new(Code::Encrypted, "the entry asks for a password")));
        }
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(problem(unknown_method()));
        }
        let (size, packed) = (file.size(), file.compressed_size());
        if size > most(packed).min(LARGEST_ENTRY) {
            return Err(problem(too_large(most(packed).min(LARGEST_ENTRY))));
        }
        let file = archive.by_index(index).map_err(|wrong| problem(broken(&wrong)))?;
        unpacked(file, packed).map(|bytes| Some((path.clone(), bytes))).map_err(problem)
    }

    fn finish(mut self) -> Ingested {
        if !self.junk.is_empty() {
            let kinds: Vec<String> = self.junk.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
            let message = format!("entries passed over: {}", kinds.join(", "));
            self.read.problems.push(Problem::new(Code::PassedOver, message));
        }
        self.read
    }
}

fn unknown_method() -> Problem {
    Problem::new(Code::BadFormat, "packed by a method that is not read; stored and deflated entries are")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::ingest::{Options, ingest};

    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// `path id` of each document, then `path code` of each problem.
    fn check(bytes: &[u8], expected: &[&str]) {
        let read = ingest("days.zip", bytes, &Options::default());
        let documents = read.documents.iter().map(|document| {
            let id = document.id.rsplit_once('-').map_or("", |(id, _)| id);
            format!("{} {id}", document.source.path)
        });
        let problems =
            read.problems.iter().map(|problem| format!("{} {}", problem.source_path, problem.code.name()));
        assert_eq!(documents.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_entry_is_a_file() {
        let inner = packed(&[("x.txt", b"x")]);
        let zip = packed(&[
            ("2021/one.txt", b"Karvonia lies."),
            ("../two.md", b"Vellmark regrets this."),
            ("__MACOSX/._one.txt", b"junk"),
            ("empty", b""),
            ("picture.png", b"\x89PNG"),
            ("inner.zip", &inner),
        ]);
        check(
            &zip,
            &[
                "days.zip/2021/one.txt one",
                "days.zip/../two.md two",
                "days.zip/picture.png unknown-format",
                "days.zip/inner.zip unknown-format",
                "days.zip passed-over",
            ],
        );
    }

    #[test]
    fn bombs_and_broken_archives() {
        let large = vec![b'a'; 2 * 1024 * 1024];
        let zip = packed(&[("good.txt", b"Karvonia lies."), ("bomb.txt", &large)]);
        check(&zip, &["days.zip/good.txt good", "days.zip/bomb.txt over-limit"]);
        check(&zip[..zip.len() / 2], &["days.zip bad-format"]);
        let small = vec![b'a'; 1024 * 1024];
        let many: Vec<(String, &[u8])> = (0..4).map(|n| (format!("{n}.csv"), small.as_slice())).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let read = ingest("days.zip", &packed(&many), &Options::default());
        let last = read.problems.last().unwrap();
        assert_eq!((last.source_path.as_str(), last.code.name()), ("days.zip/1.csv", "over-limit"));
    }
}
