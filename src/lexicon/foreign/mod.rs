//! Dictionaries of other text-analysis programs, read into our pattern language and written from it.
//!
//! [`decode`] makes text of bytes, [`Form::of`] tells what a file is, [`read`] and [`write`] do the rest. Reading
//! what was written gives the same categories and terms. Nothing is dropped in silence: whatever one side cannot
//! say is a [`Warning`] with its line. Pure, and no input makes it panic.

mod build;
mod decode;
mod form;
mod lexicoder;
mod liwc;
mod outline;
mod plain;
mod quanteda;
mod rows;
mod spell;
mod term;
mod vader;
mod wordstat;
mod yoshikoder;

pub use decode::decode;
pub use form::Form;

/// A dictionary of another program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    /// What it is called; the caller says it, usually after the file.
    pub name: String,
    /// The path of each category from the root, joined by `.`, in the order of the file. Names are kept as written;
    /// a category that holds others is listed, too, if the form has such categories.
    pub categories: Vec<String>,
    /// The terms in the order of the file.
    pub terms: Vec<Term>,
    /// What could not be expressed or is doubtful, in the order of the lines.
    pub warnings: Vec<Warning>,
}

/// A term in a category.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Number of its category.
    pub category: usize,
    /// The pattern in our language (`lexicons/README.md`).
    pub pattern: String,
    /// Its weight; none where the form or the file has none, which every program counts as 1.
    pub weight: Option<f64>,
    /// Line in the file, counted from 1.
    pub line: usize,
}

/// What could not be expressed, or is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Line in the file, counted from 1.
    pub line: usize,
    /// What it is, in words.
    pub message: String,
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line in the file, counted from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl Fault {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// The dictionary in a text. Line ends may be those of any system; a byte order mark is passed over.
pub fn read(form: Form, name: &str, text: &str) -> Result<Dictionary, Fault> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    match form {
        Form::Dic => liwc::read_dic(name, &text),
        Form::Dicx => liwc::read_dicx(name, &text),
        Form::Yaml => quanteda::read(name, &text),
        Form::Cat => wordstat::read(name, &text),
        Form::Ykd | Form::Lcd => yoshikoder::read(form, name, &text),
        Form::Lc3 => lexicoder::read(name, &text),
        Form::Vader => vader::read(name, &text),
        Form::Csv => plain::read(name, &text),
    }
}

/// The dictionary as a file of another program, and what that program cannot say.
///
/// Alternatives are unfolded; a comma, which our patterns allow and do not require, becomes a spelling with it and
/// one without. A term with a gap, a slot, a weight or a wildcard that the form lacks is left out with a warning at
/// the term's own line.
pub fn write(form: Form, dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (text, mut warnings) = match form {
        Form::Dic => liwc::write_dic(dictionary),
        Form::Dicx => liwc::write_dicx(dictionary),
        Form::Yaml => quanteda::write(dictionary),
        Form::Cat => wordstat::write(dictionary),
        Form::Ykd | Form::Lcd => yoshikoder::write(form, dictionary),
        Form::Lc3 => lexicoder::write(dictionary),
        Form::Vader => vader::write(dictionary),
        Form::Csv => plain::write(dictionary),
    };
    warnings.sort_by_key(|warning| warning.line);
    (text, warnings)
}
