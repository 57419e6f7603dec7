//! Nothing counts twice: the same content again, and nearly the same, is left out and told.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::document::DateRead;
use crate::error::{Code, Problem};
use crate::ingest::resemble;
use crate::store::facts::Identity;

/// Two texts that are not quite the same are one transcript only if their dates are no further apart (days).
const SAME_EVENT: i64 = 7;
/// From this resemblance on, dates that differ are taken for errors.
const ALL_BUT_SAME: f64 = 0.98;

/// The contents that were met so far, with the files that held them first.
#[derive(Debug, Default)]
pub struct Once {
    /// By half a hash of what is the same for the same content.
    same: HashMap<[u8; 16], Arc<str>>,
    alike: resemble::Known,
    /// Names and dates of the texts that others may be like.
    texts: Vec<(Box<str>, Option<DateRead>)>,
    /// The path of the last.
    path: Option<Arc<str>>,
    /// Is everything kept, however often it comes?
    keep: bool,
}

impl Once {
    /// With `keep` nothing is left out; near-duplicates are still told.
    pub fn new(keep: bool) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Is the document kept? One whose content was met before is told in `problems`, and mostly is not.
    pub fn keeps(&mut self, document: &Identity, problems: &mut Vec<Problem>) -> bool {
        let Some(problem) = self.again(document) else { return true };
        problems.push(problem.in_file(&document.path));
        self.keep
    }

    /// What to say if the content was met before; else it is remembered.
    fn again(&mut self, document: &Identity) -> Option<Problem> {
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(&document.key)[..16]);
        if let Some(first) = self.same.get(&key) {
            return Some(Problem::new(Code::DuplicateInput, format!("the same content as {first}")));
        }
        let path = self.path(&document.path);
        self.same.insert(key, path);
        let sketch = document.sketch.as_ref()?;
        if let Some((number, resemblance)) = self.alike.meet(sketch) {
            let (first, date) = &self.texts[number];
            let one_event = near(document.date, *date);
            let message =
                format!("{:.0} % of the words, in order, are those of {first}", resemblance * 100.0);
            return (one_event || resemblance >= ALL_BUT_SAME)
                .then(|| Problem::new(Code::NearDuplicate, message));
        }
        self.texts.push((document.id.as_str().into(), document.date));
        None
    }

    /// The path, held once for all documents of a file.
    fn path(&mut self, path: &str) -> Arc<str> {
        match &self.path {
            Some(last) if last.as_ref() == path => Arc::clone(last),
            _ => Arc::clone(self.path.insert(path.into())),
        }
    }
}

/// Can two texts of these dates be of one event?
fn near(one: Option<DateRead>, other: Option<DateRead>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let days = one.date.since(other.date).map(|span| i64::from(span.get_days()).abs());
    days.is_ok_and(|days| days <= SAME_EVENT)
}
