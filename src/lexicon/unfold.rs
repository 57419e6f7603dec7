//! A term of a lexicon unfolded into sequences without alternatives.

use std::borrow::Cow;

use hashbrown::{HashMap, HashSet};
use unicode_segmentation::UnicodeSegmentation;

use super::normal;
use super::pattern::{Slot, What};

/// A term may unfold into no more sequences than this.
const MOST_SEQUENCES: usize = 5_000;

/// Brackets may be nested no deeper than this: each takes a piece of the stack.
const DEEPEST: usize = 64;

/// A gap may be no wider than this.
const MOST_WORDS: usize = 40;

/// A term unfolded: its sequences, whose pieces are numbers of parts, so that a part is read once however often it stands.
#[derive(Debug, Default)]
pub(super) struct Unfolded<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) sequences: Vec<Vec<Piece>>,
}

/// One step of a sequence, with the number of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    pub(super) gap: usize,
    pub(super) comma: bool,
    pub(super) part: usize,
}

/// What stands in a term: [`What`], with alternatives as numbers of other parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part<'a> {
    Word(Cow<'a, str>),
    Wild(Cow<'a, str>),
    Slot(Slot),
    Any(Vec<usize>),
}

impl Part<'_> {
    pub(super) fn what(&self, parts: &[Self]) -> What {
        match self {
            Self::Word(word) => What::Word(word.to_string()),
            Self::Wild(word) => What::Wild(word.to_string()),
            Self::Slot(slot) => What::Slot(*slot),
            Self::Any(all) => What::Any(all.iter().map(|part| parts[*part].what(parts)).collect()),
        }
    }
}

/// Unfolds a term, or says what is wrong with it.
pub(super) fn unfold(term: &str) -> Result<Unfolded<'_>, String> {
    unfold_or_point(term).map_err(|(_, message)| message)
}

/// Unfolds a term, or says at which byte of it what is wrong.
pub(super) fn unfold_or_point(term: &str) -> Result<Unfolded<'_>, (usize, String)> {
    let mut parser = Parser { rest: term, parts: Vec::new(), opened: Vec::new(), left: term.len() };
    let mut open = Vec::new();
    let read = parser.sequence(false, &mut open);
    read.map_err(|message| (term.len() - parser.left, message))?;
    if !parser.rest.is_empty() {
        let message = format!("unexpected {:?}; a bracket was closed that was never opened", parser.rest);
        return Err((term.len() - parser.rest.len(), message));
    }
    let gap = |at: Option<usize>| at.unwrap_or(0);
    if open.iter().all(|sequence| sequence.gap > 0) {
        let message = "a gap (~) cannot stand last; it must have words on both sides";
        return Err((gap(term.rfind('~')), message.into()));
    }
    finished(parser, open).map_err(|message| (gap(term.find('~')), message))
}

/// The sequences of a term that was read whole.
fn finished<'a>(parser: Parser<'a>, open: Vec<Open>) -> Result<Unfolded<'a>, String> {
    within_bounds(open.len())?;
    let mut sequences: Vec<Vec<Piece>> = open.into_iter().map(|open| open.pieces).collect();
    sequences.retain(|sequence| !sequence.is_empty());
    for sequence in &mut sequences {
        if let Some(first) = sequence.first_mut() {
            first.comma = false;
            if std::mem::take(&mut first.gap) > 0 {
                return Err("a gap (~) cannot stand first; it must have words on both sides".into());
            }
        }
    }
    if sequences.is_empty() {
        return Err("no words in the pattern".into());
    }
    unique(&parser.parts, &mut sequences);
    Ok(Unfolded { parts: parser.parts, sequences })
}

/// Leaves each sequence once, the first of equal ones.
fn unique(parts: &[Part], sequences: &mut Vec<Vec<Piece>>) {
    if sequences.len() < 2 {
        return;
    }
    // Equal parts get the number of the first of them; alternatives are made of parts that stand before them.
    let mut known: HashMap<Part, usize> = HashMap::with_capacity(parts.len());
    let mut first: Vec<usize> = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        let part = match part {
            Part::Any(all) => Part::Any(all.iter().map(|part| first[*part]).collect()),
            other => other.clone(),
        };
        first.push(*known.entry(part).or_insert(number));
    }
    for piece in sequences.iter_mut().flatten() {
        piece.part = first[piece.part];
    }
    let mut seen: HashSet<Vec<Piece>> = HashSet::with_capacity(sequences.len());
    sequences.retain(|sequence| seen.insert(sequence.clone()));
}

struct Parser<'a> {
    rest: &'a str,
    parts: Vec<Part<'a>>,
    /// What was left of the term where each open bracket begins.
    opened: Vec<usize>,
    /// What was left where the element in work begins.
    left: usize,
}

/// A sequence that may go on, and what stands between its last piece and the next.
#[derive(Clone, Default)]
struct Open {
    pieces: Vec<Piece>,
    gap: usize,
    comma: bool,
}

impl Open {
    fn of(part: usize) -> Self {
        Self { pieces: vec![Piece { gap: 0, comma: false, part }], ..Self::default() }
    }

    fn push(&mut self, part: usize) {
        let gap = std::mem::take(&mut self.gap);
        let comma = std::mem::take(&mut self.comma);
        self.pieces.push(Piece { gap, comma, part });
    }

    fn extend(&mut self, option: &Self) {
        for piece in &option.pieces {
            self.gap += piece.gap;
            self.comma |= piece.comma;
            self.push(piece.part);
        }
        self.gap += option.gap;
        self.comma |= option.comma;
    }

    /// The part of a sequence of nothing else.
    fn single(&self) -> Option<usize> {
        match self.pieces.as_slice() {
            [one] if self.gap == 0 && !self.comma && one.gap == 0 && !one.comma => Some(one.part),
            _ => None,
        }
    }
}

/// What the alternatives of a bracket unfold into. Those of one word each are one step that any of them satisfies; the
/// others stay apart.
#[derive(Default)]
struct Options {
    single: Vec<usize>,
    others: Vec<Open>,
}

impl<'a> Parser<'a> {
    /// `a|b|c` up to the closing bracket.
    fn alternatives(&mut self) -> Result<Vec<Open>, String> {
        let mut options = Options::default();
        let mut all = Vec::new();
        let mut n = 0;
        loop {
            match self.lone_word() {
                Some(word) => {
                    options.single.push(self.part(Part::Word(word.into())));
                    n += 1;
                }
                None => {
                    self.sequence(true, &mut all)?;
                    n += all.len();
                    all.drain(..).for_each(|open| self.sort(open, &mut options));
                }
            }
            within_bounds(n)?;
            match self.rest.as_bytes().first() {
                Some(b'|') => self.rest = &self.rest[1..],
                Some(b')') => {
                    self.rest = &self.rest[1..];
                    return Ok(self.joined(options));
                }
                _ => {
                    self.left = self.opened.last().copied().unwrap_or(self.left);
                    return Err("( is never closed".into());
                }
            }
        }
    }

    /// The plain word up to the end of an alternative, if that is all that it is.
    fn lone_word(&mut self) -> Option<&'a str> {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (word, rest) = self.rest.split_at(length);
        let lone = length > 0 && rest.starts_with(['|', ')']);
        lone.then(|| {
            self.rest = rest;
            word
        })
    }

    fn sort(&self, open: Open, options: &mut Options) {
        match open.single() {
            Some(part) => match &self.parts[part] {
                Part::Any(inner) => options.single.extend(inner),
                _ => options.single.push(part),
            },
            None => options.others.push(open),
        }
    }

    fn joined(&mut self, options: Options) -> Vec<Open> {
        let Options { single, mut others } = options;
        let part = match single.as_slice() {
            [] => return others,
            [one] => *one,
            _ => self.part(Part::Any(single)),
        };
        others.insert(0, Open::of(part));
        others
    }

    /// Appends what a run without alternatives unfolds into.
    fn sequence(&mut self, inside: bool, into: &mut Vec<Open>) -> Result<(), String> {
        let mut all = vec![Open::default()];
        loop {
            self.rest = self.rest.trim_start();
            let Some(next) = self.rest.as_bytes().first() else { break };
            self.left = self.rest.len();
            match next {
                b'|' | b')' if inside => break,
                b')' => break,
                b'|' => return Err("| stands outside brackets; write (one|other)".into()),
                b']' => return Err("] closes a slot that was never opened".into()),
                b',' => {
                    self.rest = &self.rest[1..];
                    all.iter_mut().for_each(|open| open.comma = true);
                }
                b'~' => {
                    let gap = self.gap()?;
                    all.iter_mut().for_each(|open| open.gap += gap);
                }
                b'(' => {
                    self.opened.push(self.rest.len());
                    self.rest = &self.rest[1..];
                    if self.opened.len() > DEEPEST {
                        return Err(format!("brackets are nested deeper than {DEEPEST}"));
                    }
                    let options = self.alternatives()?;
                    self.opened.pop();
                    within_bounds(all.len() * options.len())?;
                    product(&mut all, &options);
                }
                b'[' => {
                    let slot = self.slot()?;
                    self.push(Part::Slot(slot), &mut all);
                }
                _ => self.words(&mut all),
            }
        }
        into.append(&mut all);
        Ok(())
    }

    fn part(&mut self, part: Part<'a>) -> usize {
        self.parts.push(part);
        self.parts.len() - 1
    }

    fn push(&mut self, part: Part<'a>, all: &mut [Open]) {
        let number = self.part(part);
        all.iter_mut().for_each(|open| open.push(number));
    }

    fn gap(&mut self) -> Result<usize, String> {
        let digits = self.rest[1..].bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest[1..].split_at(digits);
        self.rest = rest;
        match digits.parse() {
            Ok(gap @ 1..=MOST_WORDS) => Ok(gap),
            _ => Err(format!("~{digits} is no gap; write ~1 to ~{MOST_WORDS}")),
        }
    }

    fn slot(&mut self) -> Result<Slot, String> {
        let end = self.rest.find(']').ok_or("[ is never closed")?;
        let slot = Slot::parse(&self.rest[1..end])?;
        self.rest = &self.rest[end + 1..];
        self.rest =
            self.rest.strip_prefix("'s").or_else(|| self.rest.strip_prefix("’s")).unwrap_or(self.rest);
        Ok(slot)
    }

    /// A run of letters up to white space or a mark of the pattern language.
    fn words(&mut self, all: &mut [Open]) {
        let ends = |c: char| c.is_whitespace() || "|()[],~".contains(c);
        let (run, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return self.push(Part::Word(run.into()), all);
        }
        for part in normal::spelling(run).split('-') {
            if part.contains(['*', '?']) {
                self.push(Part::Wild(part.to_owned().into()), all);
            } else {
                part.unicode_words().for_each(|word| self.push(Part::Word(word.to_owned().into()), all));
            }
        }
    }
}

fn within_bounds(n: usize) -> Result<(), String> {
    if n <= MOST_SEQUENCES {
        return Ok(());
    }
    Err(format!("the pattern unfolds into more than {MOST_SEQUENCES} sequences; write it as several rows"))
}

fn product(heads: &mut Vec<Open>, options: &[Open]) {
    if let [option] = options {
        heads.iter_mut().for_each(|head| head.extend(option));
        return;
    }
    let pairs = heads.iter().flat_map(|head| options.iter().map(move |option| (head, option)));
    *heads = pairs
        .map(|(head, option)| {
            let mut open = Open {
                pieces: Vec::with_capacity(head.pieces.len() + option.pieces.len() + 2),
                gap: head.gap,
                comma: head.comma,
            };
            open.pieces.extend_from_slice(&head.pieces);
            open.extend(option);
            open
        })
        .collect();
}
