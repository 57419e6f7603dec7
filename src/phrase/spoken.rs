//! What the answering side says, as phrases are looked for in it: words in small letters, sentence by sentence, with names
//! of countries and persons as slots.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::document::Span;
use crate::fold;
use crate::lexicon::normal::{key, without_possessive};
use crate::lexicon::{Match, Search};
use crate::resources::Resources;
use crate::segment::{self, Sentence, Token};
use crate::table::{Table, Tables, Texts, turns};

/// A kind of name that makes way for a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A country by any of its names, or a capital that stands for it.
    Country,
    /// A person of the word lists.
    Person,
}

impl Slot {
    /// As it stands in a phrase.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Country => "[COUNTRY]",
            Self::Person => "[PERSON]",
        }
    }
}

/// The columns of `documents`, `turns` and `sentences` that are read.
pub const READ: &[(&str, &[&str])] = &[
    ("documents", &["document_id", "date"]),
    ("turns", &["document_id", "turn_id", "speaker", "affiliation", "role", "n_tokens"]),
    ("sentences", &["document_id", "turn_id", "text"]),
];

/// A word, or a name in a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    /// The slot, and whether the name has a possessive ending.
    pub(crate) slot: Option<(Slot, bool)>,
    /// Words of a name, else 1.
    pub(crate) n: u32,
}

/// A turn of the answering side.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) id: String,
    /// Name, else affiliation; empty when the text does not tell.
    pub(crate) speaker: String,
    pub(crate) n_tokens: u32,
}

/// The answering turns of a document.
#[derive(Debug)]
pub(crate) struct Spoken {
    pub(crate) document: String,
    pub(crate) date: Option<Date>,
    pub(crate) turns: Vec<Turn>,
    /// The words of their sentences in plain typography.
    text: String,
    words: Vec<Word>,
    /// Turn and words of each sentence.
    pub(crate) sentences: Vec<(usize, Range<usize>)>,
}

impl Spoken {
    /// The words of a sentence.
    pub(crate) fn words(&self, sentence: &Range<usize>) -> &[Word] {
        &self.words[sentence.clone()]
    }

    /// A word in small letters; a name as it is printed, without a possessive ending.
    pub(crate) fn text_of(&self, word: &Word) -> Cow<'_, str> {
        let printed = word.span.slice(&self.text);
        match word.slot {
            None => key(printed),
            Some((_, true)) => Cow::Borrowed(bare(printed).unwrap_or(printed)),
            Some((_, false)) => Cow::Borrowed(printed),
        }
    }
}

/// What the answering side says in each of these documents in which it speaks; with names as slots or as words.
pub(crate) fn spoken(tables: &Tables, resources: &Resources, slots: bool) -> Vec<Spoken> {
    let parts = parts(tables);
    parts.par_iter().filter_map(|part| read(tables, part, resources, slots)).collect()
}

/// The rows of a document.
struct Part {
    document: usize,
    turns: Range<usize>,
    sentences: Range<usize>,
}

fn parts(tables: &Tables) -> Vec<Part> {
    let [documents, turns, sentences] = [&tables.documents, &tables.turns, &tables.sentences];
    let (mut turn, mut sentence) = (0, 0);
    let of = |table: &Table, first: &mut usize, id: &str| {
        let ids = table.text("document_id");
        let start = *first;
        while *first < ids.len() && ids.get(*first) == Some(id) {
            *first += 1;
        }
        start..*first
    };
    let ids = documents.text("document_id").iter().enumerate();
    let part = |(document, id): (usize, Option<&str>)| {
        let id = id.unwrap_or("");
        Part { document, turns: of(turns, &mut turn, id), sentences: of(sentences, &mut sentence, id) }
    };
    ids.map(part).collect()
}

/// The answering turns of a document; none if nobody answers in it.
fn read(tables: &Tables, part: &Part, resources: &Resources, slots: bool) -> Option<Spoken> {
    let mut turns = Vec::new();
    let mut of = Vec::new();
    let mut bounds = Vec::new();
    let mut text = String::new();
    let mut sentences = part.sentences.clone().peekable();
    let (turn_of, texts) = (tables.sentences.text("turn_id"), tables.sentences.text("text"));
    for row in part.turns.clone() {
        let id = tables.turns.text("turn_id").get(row).unwrap_or("");
        let is_answer = answers(tables.turns.text("role"), row);
        while let Some(sentence) = sentences.next_if(|sentence| turn_of.get(*sentence) == Some(id)) {
            if is_answer {
                let start = text.len();
                text.push_str(&fold::plain_text(texts.get(sentence).unwrap_or("")));
                bounds.push(Span::new(start, text.len()));
                of.push(turns.len());
                text.push('\n');
            }
        }
        if is_answer {
            turns.push(turn(&tables.turns, row, id));
        }
    }
    if turns.is_empty() {
        return None;
    }
    let (cut, tokens) = segment::tokens_of(&text, &bounds, &resources.page);
    let names = if slots { names(&text, &cut, &tokens, resources) } else { Vec::new() };
    let mut words = Vec::with_capacity(tokens.len());
    let mut names = names.into_iter().peekable();
    let mut sentences = Vec::with_capacity(cut.len());
    for (sentence, turn) in cut.iter().zip(of) {
        let first = words.len();
        push_words(&text, &tokens, sentence, &mut names, &mut words);
        sentences.push((turn, first..words.len()));
    }
    let document = tables.documents.text("document_id").get(part.document)?.to_owned();
    let date = tables.documents.dates("date").get(part.document).copied().flatten();
    Some(Spoken { document, date, turns, text, words, sentences })
}

fn answers(roles: &Texts, row: usize) -> bool {
    roles.get(row).is_some_and(turns::answers)
}

fn turn(turns: &Table, row: usize, id: &str) -> Turn {
    let cell = |name: &str| turns.text(name).get(row).unwrap_or("");
    let speaker = if cell("speaker").is_empty() { cell("affiliation") } else { cell("speaker") };
    let n_tokens = turns.ints("n_tokens").get(row).copied().flatten().unwrap_or(0);
    Turn { id: id.to_owned(), speaker: speaker.to_owned(), n_tokens: n_tokens as u32 }
}

/// The names that make way for slots, in text order.
fn names(
    text: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    resources: &Resources,
) -> Vec<(Range<usize>, Slot)> {
    let found = Search::new(text, tokens, sentences, &resources.matcher).names();
    let slot = |name: Match| Some((name.tokens, slot(resources, name.entry)?));
    let mut names: Vec<(Range<usize>, Slot)> = found.into_iter().filter_map(slot).collect();
    names.sort_unstable_by_key(|(tokens, _)| tokens.start);
    names
}

fn slot(resources: &Resources, entry: u32) -> Option<Slot> {
    match resources.category(entry).id.as_str() {
        "state" | "metonym" => Some(Slot::Country),
        "person" => Some(Slot::Person),
        "official" if resources.entry(entry).entity.starts_with("OFFICIAL:") => Some(Slot::Person),
        _ => None,
    }
}

/// Appends the words of a sentence.
fn push_words(
    text: &str,
    tokens: &[Token],
    sentence: &Sentence,
    names: &mut std::iter::Peekable<impl Iterator<Item = (Range<usize>, Slot)>>,
    words: &mut Vec<Word>,
) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let name = names.next_if(|(tokens, _)| tokens.start == at);
        let end = name.as_ref().map_or(at + 1, |(tokens, _)| tokens.end);
        let span = tokens[at].span.cover(tokens[end - 1].span);
        let printed = span.slice(text);
        let slot = name.map(|(_, slot)| (slot, bare(printed).is_some()));
        words.push(Word { span, slot, n: (end - at) as u32 });
        at = end;
    }
}

/// The name without a possessive ending, if it has one.
fn bare(name: &str) -> Option<&str> {
    without_possessive(name).or_else(|| {
        name.strip_suffix("’s")
            .or_else(|| name.strip_suffix("s’").map(|_| &name[..name.len() - '’'.len_utf8()]))
    })
}
