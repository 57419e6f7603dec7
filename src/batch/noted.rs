//! What a run notes in the store, so that its reports can be made again without its inputs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::gather::{Gathered, Place};
use super::reports::Form;
use crate::error::Problem;
use crate::ingest::Options;
use crate::report::run::Input;
use crate::store::Store;
use crate::store::facts::File;
use crate::store::rows::Wanted;

/// Which word lists a run was given, beside the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Where they lie.
    pub lexicons: Vec<PathBuf>,
    /// Are the invented names of the sample corpus known?
    pub sample_names: bool,
    /// Which of several overlapping hits stand.
    pub overlap: String,
}

/// What a run was told and has put together.
#[derive(Debug, Serialize, Deserialize)]
pub struct Noted {
    /// Its word lists.
    pub words: Words,
    /// What the reading was told.
    pub options: Options,
    /// In which form the reports were written.
    pub form: Form,
    /// What its record says of all that, as JSON.
    configuration: String,
    /// What was passed over in folders, by kind.
    pub skipped: BTreeMap<String, usize>,
    inputs: Vec<Input>,
    listed: Vec<(Option<Place>, Listed)>,
    /// Files that were read by chance only in part: what was found in them is not kept.
    pub unsure: Vec<String>,
}

/// What stands in the reports, one after another.
#[derive(Debug, Serialize, Deserialize)]
enum Listed {
    Problems(Vec<Problem>),
    /// The rows of a text, wherever they lie.
    Text,
}

impl Noted {
    /// Of a run that has gathered its files.
    pub fn new(
        (words, options, form): (Words, Options, Form),
        (configuration, skipped): (&serde_json::Value, &BTreeMap<String, usize>),
        gathered: &Gathered,
        store: &Store,
    ) -> Self {
        let listed = gathered.wanted.iter().map(|wanted| match wanted {
            Wanted::Problems(problems) => Listed::Problems(problems.clone()),
            Wanted::Rows(_) => Listed::Text,
        });
        let texts = gathered.inputs.iter().filter(|input| input.documents > 0);
        let unsure = texts.filter(|input| store.read_by(&input.path).is_none());
        Self {
            words,
            options,
            form,
            configuration: configuration.to_string(),
            skipped: skipped.clone(),
            inputs: gathered.inputs.clone(),
            unsure: unsure.map(|input| input.path.clone()).collect(),
            listed: gathered.of.iter().copied().zip(listed).collect(),
        }
    }

    /// As bytes.
    pub fn packed(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// What the last finished run in the folder of a store has noted; nothing if another version has written it.
    pub fn read(folder: &Path) -> Option<Self> {
        postcard::from_bytes(&Store::noted(folder)?).ok()
    }

    /// What its record says it was told.
    pub fn configuration(&self) -> serde_json::Value {
        serde_json::from_str(&self.configuration).unwrap_or_default()
    }

    /// What it had gathered, with the rows where they lie now.
    pub fn gathered(&self, store: &Store) -> Gathered {
        let mut gathered = Gathered { inputs: self.inputs.clone(), ..Gathered::default() };
        // A file may hold many texts, one behind another.
        let mut open: Option<(usize, File)> = None;
        for (place, listed) in &self.listed {
            match (listed, place) {
                (Listed::Problems(problems), _) => gathered.want(*place, Wanted::Problems(problems.clone())),
                (Listed::Text, Some(Place { input, text })) => {
                    if open.as_ref().is_none_or(|(number, _)| number != input) {
                        open = store.file(&self.inputs[*input].path).map(|file| (*input, file));
                    }
                    let known = open.as_ref().and_then(|(_, file)| file.texts.get(*text));
                    let rows = known.and_then(|text| text.rows).map(Wanted::Rows);
                    rows.into_iter().for_each(|rows| gathered.want(*place, rows));
                }
                (Listed::Text, None) => {}
            }
        }
        gathered
    }
}
