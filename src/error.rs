//! Two kinds of trouble: an [`Error`] ends the run, a [`Problem`] is told to the reader and the run goes on.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The run cannot go on. Every message says where, what was found, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A word list that cannot be used.
    #[error("{path}:{line}: {message}")]
    Lexicon {
        /// File of the word list.
        path: String,
        /// Line, counted from 1.
        line: usize,
        /// What was found, what was expected, what to do.
        message: String,
    },
    /// A file or folder that the run cannot do without.
    #[error("{}: {}; {advice}", path.display(), plainly(source))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
        /// What to do.
        advice: String,
    },
    /// Wrong use of the command.
    #[error("{0}")]
    Usage(String),
    /// Another run holds the output folder.
    #[error(
        "{}: another run is writing here (process {holder}); wait for it, or choose another folder with --out",
        path.display()
    )]
    Locked {
        /// The output folder.
        path: PathBuf,
        /// Process id of the holder, as it wrote it.
        holder: String,
    },
    /// A table could not be built or written.
    #[error("{path}: {message}")]
    Report {
        /// The report file.
        path: String,
        /// What went wrong.
        message: String,
    },
}

/// Something that the reader of the tables should know. It never stops a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What happened; severity and advice follow from it.
    pub code: Code,
    /// File concerned; filled at the rim when the core does not know it.
    pub source_path: String,
    /// Line in the file, counted from 1.
    pub line: Option<usize>,
    /// Byte offset in the document's text (code points in the tables).
    pub at: Option<usize>,
    /// What was found, in words.
    pub message: String,
}

impl Problem {
    /// A problem without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, source_path: String::new(), line: None, at: None, message: message.into() }
    }

    /// The same at a byte offset of the document's text.
    pub fn at(self, offset: usize) -> Self {
        Self { at: Some(offset), ..self }
    }

    /// The same in a line of the file.
    pub fn on_line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same in a file.
    pub fn in_file(self, path: &str) -> Self {
        Self { source_path: path.to_owned(), ..self }
    }
}

/// With its place, as every message about a file has it.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let line = self.line.map_or(String::new(), |line| format!(":{line}"));
        write!(f, "{}{line}: {}", self.source_path, self.message)
    }
}

/// What the system says, in words that tell what to look for.
fn plainly(source: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let words = match source.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file stands where a folder is needed",
        ErrorKind::IsADirectory => "a folder stands where a file is needed",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk quota is used up",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        _ => return source.to_string(),
    };
    words.to_owned()
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// The input was used, but look at it.
    Warning,
    /// The input was not used.
    Failure,
}

impl Severity {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Failure => "failure",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident, $name:literal, $severity:ident, $advice:literal;)*) => {
        /// Every kind of problem, declared once with its severity and advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// As written in the tables.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }

            /// What to do about it.
            pub fn advice(self) -> &'static str {
                match self { $(Self::$code => $advice,)* }
            }
        }
    };
}

codes! {
    /// The path does not exist.
    MissingInput, "missing-input", Failure, "check the path; a folder must end in an existing folder name";
    /// The system refuses to hand out the file.
    UnreadableInput, "unreadable-input", Failure, "check the file's permissions and whether another program holds it";
    /// Neither text nor a known format.
    UnknownFormat, "unknown-format", Failure, "give a format that the README names; convert others first";
    /// A file that its format does not allow, or that its reader gives up on.
    BadFormat, "bad-format", Failure, "open the file in the program that made it, repair it and save it again; or give the text in another format";
    /// A file that asks for a password.
    Encrypted, "encrypted", Failure, "save the file without a password";
    /// No text layer: pictures of pages.
    NoText, "no-text", Failure, "the file holds pictures of text; recognise its text (OCR) first";
    /// More than the limits allow: unpacked size, ratio, depth, number of parts, time or memory.
    OverLimit, "over-limit", Failure, "the message states the limit; split or repair the file";
    /// A reading process that ended before it answered.
    WorkerDied, "worker-died", Failure, "the file breaks its reader; give the text in another format, and please report the file";
    /// Fragile formats were read without the protection of a process of their own.
    NoWorker, "no-worker", Note, "a file that breaks its reader would end the run; run the program from a place where it may start itself";
    /// Words of the page that belong to no text were left out.
    LeftOut, "left-out", Note, "rejoinder inspect FILE shows what was left out";
    /// The name says one format, the content is another.
    WrongEnding, "wrong-ending", Warning, "rename the file, or look whether it is the one you meant";
    /// Entries of an archive that nobody wants to read.
    PassedOver, "passed-over", Note, "nothing, unless the message names a file that you need";
    /// A link that leads out of the folder.
    LinkLeftOut, "link-left-out", Failure, "run again with --follow-links, or name the file itself";
    /// The file was written to while it was read.
    ChangedWhileRead, "changed-while-read", Warning, "run again when nobody writes to the file; the hash is that of the bytes that were read";
    /// Metadata of a corpus that lies beside.
    SideFile, "side-file", Note, "nothing to do: the file describes transcripts and holds none";
    /// Pages or letters that could not be read, while the others were.
    PartlyRead, "partly-read", Warning, "the message names what is missing; give the text in another format if it matters";
    /// No words inside.
    EmptyInput, "empty-input", Failure, "remove the file, or fetch it again";
    /// Bytes that are no text.
    BinaryInput, "binary-input", Failure, "the file holds binary data; export it as text";
    /// Too large for one document.
    TooLarge, "too-large", Failure, "split the file; the limit is stated in the message";
    /// The text is not UTF-8.
    NotUtf8, "not-utf8", Warning, "save the file as UTF-8; unreadable bytes were replaced by U+FFFD and kept in place";
    /// The encoding was guessed, and may be another.
    GuessedEncoding, "guessed-encoding", Warning, "look at the words; if they are wrong, run this file with --encoding NAME, or save it as UTF-8";
    /// The whole file is in an encoding that nobody can tell.
    WrongEncoding, "wrong-encoding", Failure, "name the encoding with --encoding NAME, or save the file as UTF-8 and run again";
    /// Replacement characters in the text: somebody lost letters before us.
    LostCharacters, "lost-characters", Note, "the source was decoded wrongly before it came here; fetch it again if the words matter";
    /// A named column is not there.
    MissingColumn, "missing-column", Failure, "name an existing column with --text-column, --question-column, --speaker-column, --date-column or --id-column";
    /// A row that could not be read.
    BadRow, "bad-row", Failure, "repair this row; the others were read";
    /// A row without words.
    EmptyRow, "empty-row", Warning, "the row holds no words and was left out";
    /// A line that is not JSON.
    BadJson, "bad-json", Failure, "repair this line; the others were read";
    /// A metadata block that could not be read.
    BadFrontMatter, "bad-front-matter", Warning, "repair the block between the --- lines; the body was read";
    /// The same content again.
    DuplicateInput, "duplicate-input", Note, "the content was counted once, under the file named in the message";
    /// Nearly the same content again.
    NearDuplicate, "near-duplicate", Warning, "the text was left out, so that nothing counts twice; compare the two, and run with --keep-duplicates if both should count";
    /// The same row again.
    RepeatedRow, "repeated-row", Warning, "remove the row if it should count once";
    /// No date was found.
    NoDate, "no-date", Note, "the document is missing from series over time; put a date into its head, name or column";
    /// Day and month could be swapped.
    AmbiguousDate, "ambiguous-date", Warning, "the date is unknown; run with --day-first or --month-first, or write the date as YYYY-MM-DD or with the month's name";
    /// Two places tell different dates.
    DateConflict, "date-conflict", Warning, "look which date is right; --metadata FILE.csv with the columns path and date settles it";
    /// A row, column or value of a table of metadata that was not used.
    UnusedMetadata, "unused-metadata", Warning, "repair the row or column in the table of --metadata, and run again";
    /// A line of a word list of another program that was not used, or that is doubtful.
    WordList, "word-list", Warning, "repair the line, or leave it: the other entries were used; rejoinder lexicon check FILE tells all of them";
    /// A date that was read with care.
    DateNote, "date-note", Note, "look whether the date was read rightly";
    /// Paragraphs in another language than the main one.
    Bilingual, "bilingual", Note, "the word lists are English; give each language as a text of its own";
    /// No speaker label was found in a text that looks like a conversation.
    NoTurns, "no-turns", Note, "the text was read as one voice";
    /// A speaker whose part could not be told.
    UnknownRole, "unknown-role", Note, "the speaker's acts do not enter the indices";
    /// The page says that it is a translation.
    Translated, "translated", Note, "counts of words measure the translator, too; compare only with translations of the same kind";
    /// Nobody tells for which state the answers speak.
    NoState, "no-state", Note, "targets and the slots [SELF] and [OPP] are weaker; put a line \"State: XXX\" (ISO 3166) into the head, or a column state";
    /// A quotation that never ends.
    UnclosedQuote, "unclosed-quote", Note, "the quotation was taken to end with its sentence";
    /// Too many numbers look alike to compare each with each.
    ManyAlike, "many-alike", Note, "compare fewer texts at a time, or one text against its source with check-claims";
    /// The program failed on this document.
    Internal, "internal", Failure, "please report this with the file; the other documents are not affected";
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
