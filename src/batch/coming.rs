//! A file on its way from its bytes to its rows.

use std::path::Path;

use super::inputs::STANDARD_INPUT;
use super::once::Once;
use super::reading::{Opened, Reading};
use crate::document::Document;
use crate::error::{Code, Problem};
use crate::ingest::Ingested;
use crate::ingest::overrides::Overrides;
use crate::report::run::Input;
use crate::store::facts::{File, Rows};

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// New, changed, or not readable before.
    Fresh,
    /// Known from an earlier run, unchanged.
    Known,
    /// Known, and no longer there.
    Gone,
}

/// A file on its way.
#[derive(Debug)]
pub(super) struct Coming {
    pub(super) input: Input,
    pub(super) state: State,
    /// What is known of it; none if it could not be read.
    pub(super) file: Option<File>,
    /// What is told of it besides.
    pub(super) problems: Vec<Problem>,
    /// Which of its texts are kept.
    pub(super) kept: Vec<bool>,
    /// Is more known of it than before?
    pub(super) changed: bool,
    /// May it be taken for known next time?
    pub(super) sure: bool,
    /// Its bytes, until it is sure that they are not needed.
    bytes: Vec<u8>,
    /// Its documents, where they were read.
    documents: Vec<Document>,
    /// The rows of a table of metadata that speak of each text.
    meant: Vec<Vec<usize>>,
}

impl Coming {
    /// Opens a file, and reads it if it is not known.
    pub(super) fn open(path: &Path, shown: &str, known: Option<File>, reading: &Reading) -> Self {
        let Opened { input, content } = reading.open(path, shown);
        let mut coming = Self::new(input, State::Fresh);
        let (bytes, warning) = match content {
            Ok(content) => content,
            Err(problem) => {
                coming.problems.push(problem.in_file(shown));
                return coming;
            }
        };
        let same = |file: &File| Some(&file.sha256) == coming.input.sha256.as_ref();
        let usable = warning.is_none() && path.as_os_str() != STANDARD_INPUT;
        let fits = |file: &File| file.fits(reading.limits.largest_text);
        match known.filter(same).filter(fits).filter(|_| usable) {
            Some(file) => {
                coming.state = State::Known;
                coming.changed = false;
                coming.file = Some(file);
                coming.bytes = bytes;
            }
            None => {
                coming.take(reading.documents(shown, &bytes));
                coming.sure &= warning.is_none();
                coming.problems.extend(warning);
            }
        }
        coming
    }

    /// A file that is known and gone.
    pub(super) fn gone(shown: &str, known: Option<File>) -> Self {
        let bytes = known.as_ref().map_or(0, |file| file.bytes);
        let sha256 = known.as_ref().map(|file| file.sha256.clone());
        let input = Input { path: shown.to_owned(), sha256, bytes, documents: 0 };
        Self { file: known, changed: false, ..Self::new(input, State::Gone) }
    }

    fn new(input: Input, state: State) -> Self {
        Self {
            input,
            state,
            file: None,
            problems: Vec::new(),
            kept: Vec::new(),
            changed: true,
            sure: true,
            bytes: Vec::new(),
            documents: Vec::new(),
            meant: Vec::new(),
        }
    }

    fn take(&mut self, Ingested { documents, problems }: Ingested) {
        // What hung on time, memory or luck may go well another time.
        let chance = |problem: &Problem| {
            matches!(
                problem.code,
                Code::WorkerDied | Code::OverLimit | Code::TooLarge | Code::NoWorker | Code::Internal
            )
        };
        self.sure = !problems.iter().any(chance);
        let sha256 = self.input.sha256.clone().unwrap_or_default();
        self.file = Some(File::new(&self.input, sha256, &documents, problems));
        self.documents = documents;
    }

    /// Decides which texts are kept, and what a table of metadata says of them. In the order of the paths.
    pub(super) fn decide(&mut self, once: &mut Once, metadata: &mut Overrides) {
        let Some(file) = &mut self.file else { return };
        for text in &mut file.texts {
            let kept = once.keeps(&text.identity, &mut self.problems);
            let (rows, told) = if kept {
                metadata.meant(&text.identity.id, &text.identity.path)
            } else {
                (Vec::new(), Vec::new())
            };
            self.problems.extend(told);
            let sha256 = metadata.sha256(&rows);
            if kept && self.state != State::Gone && text.overridden != sha256 {
                text.overridden = sha256;
                text.rows = None;
            }
            self.kept.push(kept);
            self.meant.push(rows);
        }
    }

    /// Makes the documents ready whose rows are missing.
    pub(super) fn prepare(&mut self, reading: &Reading, metadata: &Overrides) {
        if self.state == State::Known && self.missing().next().is_some() {
            let bytes = std::mem::take(&mut self.bytes);
            self.read_again(reading.documents(&self.input.path, &bytes));
        }
        self.bytes = Vec::new();
        let missing: Vec<usize> = self.missing().collect();
        let Some(file) = &mut self.file else { return };
        for at in missing {
            match self.documents.get_mut(at) {
                Some(document) => {
                    file.texts[at].told = metadata.put(&self.meant[at], document, reading.options.day_order);
                }
                None => self.problems.push(Problem::new(
                    Code::MissingInput,
                    format!("{} is gone, and its words are not in the store", file.texts[at].identity.id),
                )),
            }
        }
        let kept = file.texts.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        self.problems.extend(kept.flat_map(|(text, _)| text.told.iter().cloned()));
    }

    /// The texts of a known file were read once more; they are those that are known, unless its reader failed this time.
    fn read_again(&mut self, read: Ingested) {
        let n = self.file.as_ref().map_or(0, |file| file.texts.len());
        self.changed = true;
        if read.documents.len() == n {
            self.documents = read.documents;
        } else {
            self.problems.extend(read.problems);
            self.kept.fill(false);
            self.sure = false;
        }
    }

    /// Numbers of the texts that are kept and have no rows.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> {
        let texts = self.file.iter().flat_map(|file| &file.texts).zip(&self.kept);
        (0..).zip(texts).filter(|(_, (text, kept))| **kept && text.rows.is_none()).map(|(at, _)| at)
    }

    pub(super) fn document(&self, text: usize) -> Option<&Document> {
        self.documents.get(text)
    }

    /// Size of a text in bytes.
    pub(super) fn size(&self, text: usize) -> u64 {
        self.file.as_ref().and_then(|file| file.texts.get(text)).map_or(0, |text| text.bytes)
    }

    /// Notes where the rows of a text lie; its words are given up.
    pub(super) fn has(&mut self, text: usize, rows: Rows) {
        if let Some(document) = self.documents.get_mut(text) {
            *document = Document::default();
        }
        if let Some(text) = self.file.as_mut().and_then(|file| file.texts.get_mut(text)) {
            text.rows = Some(rows);
        }
    }
}
