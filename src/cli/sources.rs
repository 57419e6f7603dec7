//! What is read, with which word lists, and where the results lie.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;

use super::reading;
use crate::batch::inputs;
use crate::batch::noted::Words;
use crate::batch::reading::Reading;
use crate::error::Error;
use crate::lexicon::{Kind, Lexicon, folder};
use crate::resources::Resources;
use crate::store;
use crate::tag::overlap::Overlap;

/// What is read, with which word lists.
#[derive(Clone, Debug, Args)]
pub struct Sources {
    /// Files, folders, archives, patterns in quotes like 'days/*.html', or - for standard input; without any, the folder
    /// corpus/
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Further word lists: a lexicon, a folder of lexicons, or a dictionary of another program (LIWC, quanteda, WordStat,
    /// Yoshikoder, Lexicoder, VADER, CSV); one of the same name replaces the built-in one
    #[arg(long, alias = "lexicon", value_name = "PATH")]
    lexicons: Vec<PathBuf>,
    /// Which of several overlapping hits stand: longest (of each category), key or dictionary (as in quanteda), all
    #[arg(long, value_name = "POLICY", default_value = "longest", value_parser = ["longest", "key", "dictionary", "all"])]
    overlap: String,
    /// Know the invented names of the sample corpus, as a run without INPUT does
    #[arg(long)]
    sample_names: bool,
    /// Threads; without it as many as the machine has cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
    #[command(flatten)]
    pub(super) reading: reading::Arguments,
}

/// Where the results lie.
#[derive(Clone, Debug, Args)]
pub struct Home {
    /// Folder for the reports
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub(super) out: PathBuf,
    /// Folder in which results are kept for the next run [default: store, below that of the reports]
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
}

impl Home {
    /// The folder of the store.
    pub(super) fn store(&self) -> PathBuf {
        self.store.clone().unwrap_or_else(|| self.out.join(store::FOLDER))
    }
}

impl Sources {
    /// Starts the threads.
    pub(super) fn start(&self) {
        if let Some(threads) = self.threads {
            // A second run in one process keeps the pool of the first.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
    }

    /// The files.
    pub(super) fn find(&self) -> Result<inputs::Inputs, Error> {
        let corpus = PathBuf::from("corpus");
        if !self.inputs.is_empty() {
            return self.reading.find(&self.inputs);
        }
        if !corpus.is_dir() {
            let message = "no INPUT was given and there is no folder corpus/ here; name files or folders: rejoinder run my-transcripts/";
            return Err(Error::Usage(message.into()));
        }
        self.reading.find(&[corpus])
    }

    /// These files and folders instead.
    pub(super) fn inputs_of(&self, paths: &[PathBuf]) -> Result<inputs::Inputs, Error> {
        self.reading.find(paths)
    }

    /// Was no INPUT given, so that the folder corpus/ is meant?
    pub(super) fn is_corpus(&self) -> bool {
        self.inputs.is_empty()
    }

    /// Takes a further input before the others.
    pub(super) fn put_first(&mut self, input: PathBuf) {
        self.inputs.insert(0, input);
    }

    /// The inputs as they were given.
    pub(super) fn named(&self) -> Vec<String> {
        self.inputs.iter().map(|input| input.display().to_string()).collect()
    }

    /// The word lists.
    pub(super) fn resources(&self) -> Result<Loaded, Error> {
        self.resources_of(&[])
    }

    /// The word lists with a further one.
    pub(super) fn resources_with(&self, further: Lexicon) -> Result<Loaded, Error> {
        let mut lexicons = self.chosen(&[], self.is_corpus())?;
        lexicons.push(further);
        self.compiled(lexicons)
    }

    fn compiled(&self, lexicons: Vec<Lexicon>) -> Result<Loaded, Error> {
        compiled(lexicons, &self.overlap)
    }

    /// The word lists, of those of acts only the named ones unless none is named.
    pub(super) fn resources_of(&self, only: &[String]) -> Result<Loaded, Error> {
        self.compiled(self.chosen(only, self.is_corpus())?)
    }

    /// Which word lists these are, wherever the command is called next time.
    pub(super) fn words(&self) -> Words {
        let whole = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        Words {
            lexicons: self.lexicons.iter().map(whole).collect(),
            sample_names: self.sample_names || self.is_corpus(),
            overlap: self.overlap.clone(),
        }
    }

    /// The word lists, with the invented names of the sample corpus if they are asked for.
    pub(super) fn resources_for(&self, sample: bool) -> Result<Loaded, Error> {
        self.compiled(self.chosen(&[], sample)?)
    }

    fn chosen(&self, only: &[String], sample: bool) -> Result<Vec<Lexicon>, Error> {
        let mut lexicons = lexicons(&self.lexicons, self.sample_names || sample)?;
        let acts = |lexicon: &&Lexicon| lexicon.header.kind == Kind::Acts;
        let known: Vec<&str> =
            lexicons.iter().filter(acts).map(|lexicon| lexicon.header.name.as_str()).collect();
        if let Some(unknown) = only.iter().find(|name| !known.contains(&name.as_str())) {
            return Err(Error::Usage(format!("no lexicon {unknown:?}; there are {}", known.join(", "))));
        }
        let named = |lexicon: &Lexicon| only.is_empty() || only.contains(&lexicon.header.name);
        lexicons.retain(|lexicon| !acts(&lexicon) || named(lexicon));
        Ok(lexicons)
    }

    /// What the run was told, for its record.
    pub(super) fn told(&self, inputs: &inputs::Inputs, reading: &Reading) -> serde_json::Value {
        serde_json::json!({
            "reading": reading.options,
            "metadata": inputs.metadata_sha256,
            "overlap": self.overlap,
            "limits": reading.limits,
            "keep_duplicates": reading.keep_duplicates,
        })
    }
}

/// Word lists that stay until the command ends: to take them apart would cost a twentieth of its start.
pub(super) type Loaded = ManuallyDrop<Resources>;

/// The built-in word lists and further ones; those of invented names only for the sample corpus.
pub(super) fn resources(further: &[PathBuf], sample: bool) -> Result<Loaded, Error> {
    Ok(Loaded::new(Resources::new(lexicons(further, sample)?)?))
}

/// The word lists of an earlier run.
pub(super) fn resources_of(words: &Words) -> Result<Loaded, Error> {
    compiled(lexicons(&words.lexicons, words.sample_names)?, &words.overlap)
}

fn compiled(lexicons: Vec<Lexicon>, overlap: &str) -> Result<Loaded, Error> {
    let mut resources = Resources::new(lexicons)?;
    resources.overlap = Overlap::parse(overlap).unwrap_or_default();
    Ok(Loaded::new(resources))
}

fn lexicons(further: &[PathBuf], sample: bool) -> Result<Vec<Lexicon>, Error> {
    let mut lexicons = folder::built_in()?;
    lexicons.retain(|lexicon| sample || !lexicon.header.sample);
    for path in further {
        lexicons.extend(folder::from_disk(path)?);
    }
    Ok(lexicons)
}
