//! All files in the order of their paths: what is known of a file is used again, the rest is read and analysed in
//! parallel, and results come in order whatever the number of threads.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::coming::{Coming, State};
use super::inputs::Inputs;
use super::once::Once;
use super::reading::Reading;
use super::{Step, Tell};
use crate::analysis::analyze;
use crate::check::{self, Claim};
use crate::document::Document;
use crate::error::{Code, Error, Problem};
use crate::report::run::Input;
use crate::resources::Resources;
use crate::store::SEGMENT_BYTES;
use crate::store::facts::{File, Rows};
use crate::store::rows::Wanted;
use crate::table::Tables;

/// So many files are in flight at once, or as many as have so many bytes together.
const FILES: usize = 256;

/// Where results are kept, in the order of the paths. Unless it says otherwise it knows of no file and keeps none.
pub trait Keep {
    /// What is found in a document.
    type Found: Send;
    /// Finds it. Pure; called from several threads.
    fn find(&self, document: &Document, resources: &Resources) -> Self::Found;
    /// What an earlier run knew of a file.
    fn file(&self, _path: &str) -> Option<File> {
        None
    }
    /// Paths of all files that are known, in order.
    fn paths(&self) -> Vec<String> {
        Vec::new()
    }
    /// Keeps what was found in a document of so many bytes.
    fn put(&mut self, found: Self::Found, bytes: u64) -> Result<Rows, Error>;
    /// Keeps what is known of a file.
    fn put_file(&mut self, _file: File) -> Result<(), Error> {
        Ok(())
    }
}

/// What is gathered, and how.
#[derive(Clone, Copy)]
pub struct Gathering<'a> {
    /// The files.
    pub inputs: &'a Inputs,
    /// How they are read.
    pub reading: &'a Reading,
    /// The lexicons.
    pub resources: &'a Resources,
    /// Do files that are known and gone still count?
    pub keep_missing: bool,
    /// Texts of about so many bytes are in flight at once.
    pub in_flight: u64,
    /// Hears of every step.
    pub tell: &'a Tell<'a>,
    /// When it becomes true, the work ends after what is in flight.
    pub stop: &'a AtomicBool,
}

/// An input, and which of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Number of the input.
    pub input: usize,
    /// Number of the text; 0 of problems.
    pub text: usize,
}

/// What a gathering has come to.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What stands in the reports, in order.
    pub wanted: Vec<Wanted>,
    /// Where each of these belongs; what belongs to all together has no place.
    pub of: Vec<Option<Place>>,
    /// Every file.
    pub inputs: Vec<Input>,
    /// What was done with the files.
    pub counts: Counts,
    /// Was the work ended before all was read?
    pub stopped: bool,
}

/// How many files were treated how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Read and analysed: new, changed, or not readable before.
    pub fresh: usize,
    /// Known from an earlier run.
    pub known: usize,
    /// Known and gone.
    pub missing: usize,
}

/// A file as it is called in the tables, and its path; one that is gone has none.
type Named<'a> = (Option<&'a Path>, Cow<'a, str>);

/// A look-up is ended with its process; nothing of it is kept.
static NEVER: AtomicBool = AtomicBool::new(false);

impl<'a> Gathering<'a> {
    /// One that only looks: nothing is known from before, nobody hears of its steps.
    pub fn look_up(inputs: &'a Inputs, reading: &'a Reading, resources: &'a Resources) -> Self {
        let (keep_missing, in_flight) = (false, SEGMENT_BYTES);
        Self { inputs, reading, resources, keep_missing, in_flight, tell: &|_| {}, stop: &NEVER }
    }

    /// Gathers all files.
    ///
    /// # Errors
    /// When the results cannot be kept.
    pub fn gather(self, keep: &mut (impl Keep + Sync)) -> Result<Gathered, Error> {
        let mut gathered = Gathered::default();
        gathered.told(self.inputs.problems.clone());
        gathered.told(self.resources.problems());
        let mut once = Once::new(self.reading.keep_duplicates);
        let mut metadata = self.inputs.metadata.clone();
        let all = self.all(keep);
        (self.tell)(Step::Files(all.len()));
        let mut rest = &all[..];
        while !rest.is_empty() {
            if self.stop.load(Ordering::Relaxed) {
                gathered.stopped = true;
                return Ok(gathered);
            }
            let (some, further) = rest.split_at(self.at_once(rest));
            rest = further;
            let mut coming = self.read(some, keep);
            coming.iter_mut().for_each(|one| one.decide(&mut once, &mut metadata));
            coming.par_iter_mut().for_each(|one| one.prepare(self.reading, &metadata));
            self.analyse(&mut coming, keep)?;
            for one in coming {
                (self.tell)(Step::Done { bytes: one.input.bytes });
                gathered.add(one, keep)?;
            }
        }
        gathered.told(metadata.unused());
        gathered.told(self.reading.problem().into_iter().collect());
        Ok(gathered)
    }

    /// All files in the order of their paths.
    fn all(&self, keep: &impl Keep) -> Vec<Named<'_>> {
        let there =
            self.inputs.files.iter().map(|(path, shown)| (Some(path.as_path()), shown.as_str().into()));
        let mut all: Vec<Named> = there.collect();
        if self.keep_missing {
            let gone =
                |path: &String| self.inputs.files.binary_search_by(|(_, shown)| shown.cmp(path)).is_err();
            all.extend(keep.paths().into_iter().filter(gone).map(|path| (None, path.into())));
            all.sort_by(|a, b| a.1.cmp(&b.1));
        }
        all
    }

    /// How many of these files are read at once.
    fn at_once(&self, files: &[Named]) -> usize {
        let mut bytes = 0;
        let fits = |file: &&Named| {
            let first = bytes == 0;
            let size = file.0.and_then(|path| std::fs::metadata(path).ok()).map_or(0, |about| about.len());
            bytes += size.max(1);
            first || bytes <= self.in_flight
        };
        files.iter().take(FILES).take_while(fits).count().max(1)
    }

    fn read(&self, files: &[Named], keep: &(impl Keep + Sync)) -> Vec<Coming> {
        let one = |(path, shown): &Named| match path {
            Some(path) => Coming::open(path, shown, keep.file(shown), self.reading),
            None => Coming::gone(shown, keep.file(shown)),
        };
        files.par_iter().map(one).collect()
    }

    /// Analyses what is not known, and keeps it in order.
    fn analyse<K: Keep + Sync>(&self, coming: &mut [Coming], keep: &mut K) -> Result<(), Error> {
        let missing: Vec<(usize, usize)> =
            (0..).zip(&*coming).flat_map(|(at, one)| one.missing().map(move |text| (at, text))).collect();
        let size = |(at, text): &(usize, usize)| coming[*at].size(*text);
        let sizes: Vec<u64> = missing.iter().map(size).collect();
        let mut rest = &missing[..];
        let mut from = 0;
        while !rest.is_empty() {
            let mut bytes = 0;
            let fits = |size: &&u64| {
                bytes += **size;
                bytes <= self.in_flight
            };
            let n = sizes[from..].iter().take_while(fits).count().max(1);
            let (some, further) = rest.split_at(n);
            (rest, from) = (further, from + n);
            let finder = &*keep;
            let found: Vec<Option<Result<K::Found, Problem>>> = some
                .par_iter()
                .map(|(at, text)| Some(find(finder, coming[*at].document(*text)?, self.resources)))
                .collect();
            for ((at, text), found) in some.iter().zip(found) {
                match found {
                    Some(Ok(found)) => {
                        let rows = keep.put(found, coming[*at].size(*text))?;
                        coming[*at].has(*text, rows);
                    }
                    Some(Err(problem)) => coming[*at].problems.push(problem),
                    None => {}
                }
            }
        }
        Ok(())
    }
}

/// The rows and claims of one document.
pub fn tabulate(document: &Document, resources: &Resources) -> (Tables, Vec<Claim>) {
    let analysis = analyze(document, resources);
    (Tables::of(document, &analysis, resources), check::claims(document, &analysis, resources))
}

/// What is found in one document. A document on which the program fails costs only itself.
pub(super) fn find<K: Keep>(
    keep: &K,
    document: &Document,
    resources: &Resources,
) -> Result<K::Found, Problem> {
    let found = catch_unwind(AssertUnwindSafe(|| keep.find(document, resources)));
    found.map_err(|_| {
        Problem::new(Code::Internal, format!("the analysis of {} failed", document.id))
            .in_file(&document.source.path)
    })
}

impl Gathered {
    fn told(&mut self, problems: Vec<Problem>) {
        self.want(None, Wanted::Problems(problems));
    }

    /// Puts something behind what is wanted.
    pub(super) fn want(&mut self, of: Option<Place>, wanted: Wanted) {
        if !matches!(&wanted, Wanted::Problems(problems) if problems.is_empty()) {
            self.wanted.push(wanted);
            self.of.push(of);
        }
    }

    /// What stands in the reports of some files, by their paths, and of all together.
    pub fn of_files(&self, chosen: impl Fn(&str) -> bool) -> Vec<Wanted> {
        let is_chosen = |of: &Option<Place>| of.is_none_or(|of| chosen(&self.inputs[of.input].path));
        let wanted = self.wanted.iter().zip(&self.of).filter(|(_, of)| is_chosen(of));
        wanted.map(|(wanted, _)| wanted.clone()).collect()
    }

    /// Adds a file that has come.
    fn add(&mut self, one: Coming, keep: &mut impl Keep) -> Result<(), Error> {
        match one.state {
            State::Fresh => self.counts.fresh += 1,
            State::Known => self.counts.known += 1,
            State::Gone => self.counts.missing += 1,
        }
        let Coming { mut input, file, mut problems, kept, changed, sure, .. } = one;
        if let Some(file) = &file {
            problems.splice(0..0, file.problems.iter().cloned());
        }
        for problem in problems.iter_mut().filter(|problem| problem.source_path.is_empty()) {
            input.path.clone_into(&mut problem.source_path);
        }
        let number = self.inputs.len();
        self.want(Some(Place { input: number, text: 0 }), Wanted::Problems(problems));
        let texts = file.iter().flat_map(|file| &file.texts).zip(&kept).enumerate();
        for (text, rows) in texts.filter_map(|(at, (text, kept))| Some((at, text.rows.filter(|_| *kept)?))) {
            input.documents += 1;
            self.want(Some(Place { input: number, text }), Wanted::Rows(rows));
        }
        self.inputs.push(input);
        match file {
            Some(file) if changed && sure => keep.put_file(file),
            _ => Ok(()),
        }
    }
}
