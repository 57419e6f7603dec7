//! What a term means: from the cell of a spreadsheet to plain sequences of words, gaps and slots.

use unicode_segmentation::UnicodeSegmentation;

use super::normal;

/// A term without alternatives: elements that follow each other.
pub type Sequence = Vec<Element>;

/// One step of a sequence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Element {
    /// How many words may stand before it.
    pub gap: usize,
    /// May a comma stand before it?
    pub comma: bool,
    /// What must stand there.
    pub what: What,
}

/// What must stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// A word, spelled as in the cell (straight apostrophes).
    Word(String),
    /// A word with `*` or `?`.
    Wild(String),
    /// A name from a word list.
    Slot(Slot),
    /// Any of several words or slots.
    Any(Vec<What>),
}

/// Names from word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The speaker's own side.
    Own,
    /// Any other side.
    Other,
    /// Any named or vague actor.
    Actor,
    /// A state or bloc.
    State,
    /// A vague actor.
    Vague,
    /// An outlet.
    Media,
    /// A named official.
    Person,
    /// A year.
    Year,
    /// A number.
    Number,
}

impl Slot {
    const NAMES: [(&'static str, Self); 9] = [
        ("SELF", Self::Own),
        ("OPP", Self::Other),
        ("ACTOR", Self::Actor),
        ("STATE", Self::State),
        ("VAGUE", Self::Vague),
        ("MEDIA", Self::Media),
        ("PERSON", Self::Person),
        ("YEAR", Self::Year),
        ("NUM", Self::Number),
    ];

    fn parse(name: &str) -> Result<Self, String> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot).ok_or_else(|| {
            let known: Vec<_> = Self::NAMES.iter().map(|(name, _)| format!("[{name}]")).collect();
            format!("unknown slot [{name}]; known are {}", known.join(" "))
        })
    }
}

/// A term may unfold into no more sequences than this.
const MOST_SEQUENCES: usize = 5_000;

/// Brackets may be nested no deeper than this: each takes a piece of the stack.
const DEEPEST: usize = 64;

/// A gap may be no wider than this.
const MOST_WORDS: usize = 40;

/// All sequences of a term, or what is wrong with it.
///
/// ```
/// use rejoinder::lexicon::pattern::sequences;
/// assert_eq!(sequences("(no|lost|not a shred of) credibility").unwrap().len(), 2);
/// assert!(sequences("(no|yes credibility").unwrap_err().contains("("));
/// ```
pub fn sequences(term: &str) -> Result<Vec<Sequence>, String> {
    let mut parser = Parser { rest: term, most: MOST_SEQUENCES, depth: 0 };
    let open = parser.alternatives(false)?;
    if !parser.rest.is_empty() {
        return Err(format!("unexpected {:?}; a bracket was closed that was never opened", parser.rest));
    }
    if open.iter().all(|sequence| sequence.gap > 0) {
        return Err("a gap (~) cannot stand last; it must have words on both sides".into());
    }
    let mut all: Vec<Sequence> = open.into_iter().map(|open| open.elements).collect();
    all.retain(|sequence| !sequence.is_empty());
    for sequence in &mut all {
        if let Some(first) = sequence.first_mut() {
            first.comma = false;
            if std::mem::take(&mut first.gap) > 0 {
                return Err("a gap (~) cannot stand first; it must have words on both sides".into());
            }
        }
    }
    if all.is_empty() { Err("no words in the pattern".into()) } else { Ok(unique(all)) }
}

fn unique(all: Vec<Sequence>) -> Vec<Sequence> {
    let mut seen = std::collections::HashSet::new();
    all.into_iter().filter(|sequence| seen.insert(sequence.clone())).collect()
}

struct Parser<'a> {
    rest: &'a str,
    most: usize,
    depth: usize,
}

/// A sequence that may go on, and what stands between its last element and the next.
#[derive(Clone, Default)]
struct Open {
    elements: Sequence,
    gap: usize,
    comma: bool,
}

impl Open {
    fn push(&mut self, what: What) {
        let gap = std::mem::take(&mut self.gap);
        let comma = std::mem::take(&mut self.comma);
        self.elements.push(Element { gap, comma, what });
    }

    fn extend(&mut self, option: &Self) {
        for element in &option.elements {
            self.gap += element.gap;
            self.comma |= element.comma;
            self.push(element.what.clone());
        }
        self.gap += option.gap;
        self.comma |= option.comma;
    }
}

impl Parser<'_> {
    /// `a|b|c` up to the closing bracket or the end.
    fn alternatives(&mut self, inside: bool) -> Result<Vec<Open>, String> {
        let mut all = Vec::new();
        loop {
            all.extend(self.sequence(inside)?);
            self.within_bounds(all.len())?;
            match self.rest.chars().next() {
                Some('|') if inside => self.rest = &self.rest[1..],
                Some(')') if inside => {
                    self.rest = &self.rest[1..];
                    return Ok(all);
                }
                None if inside => return Err("( is never closed".into()),
                _ => return Ok(all),
            }
        }
    }

    fn sequence(&mut self, inside: bool) -> Result<Vec<Open>, String> {
        let mut all = vec![Open::default()];
        loop {
            self.rest = self.rest.trim_start();
            let Some(next) = self.rest.chars().next() else { break };
            match next {
                '|' | ')' if inside => break,
                ')' => break,
                '|' => return Err("| stands outside brackets; write (one|other)".into()),
                ']' => return Err("] closes a slot that was never opened".into()),
                ',' => {
                    self.rest = &self.rest[1..];
                    all.iter_mut().for_each(|open| open.comma = true);
                }
                '~' => {
                    let gap = self.gap()?;
                    all.iter_mut().for_each(|open| open.gap += gap);
                }
                '(' => {
                    self.rest = &self.rest[1..];
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(format!("brackets are nested deeper than {DEEPEST}"));
                    }
                    let options = joined(self.alternatives(true)?);
                    self.depth -= 1;
                    self.within_bounds(all.len() * options.len())?;
                    all = product(&all, &options);
                }
                '[' => {
                    let slot = self.slot()?;
                    all.iter_mut().for_each(|open| open.push(What::Slot(slot)));
                }
                _ => {
                    for what in self.words() {
                        all.iter_mut().for_each(|open| open.push(what.clone()));
                    }
                }
            }
        }
        Ok(all)
    }

    fn within_bounds(&self, n: usize) -> Result<(), String> {
        if n <= self.most {
            return Ok(());
        }
        Err(format!("the pattern unfolds into more than {} sequences; write it as several rows", self.most))
    }

    fn gap(&mut self) -> Result<usize, String> {
        let digits: String = self.rest[1..].chars().take_while(char::is_ascii_digit).collect();
        self.rest = &self.rest[1 + digits.len()..];
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
    fn words(&mut self) -> Vec<What> {
        let ends = |c: char| c.is_whitespace() || "|()[],~".contains(c);
        let (run, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        let run = normal::spelling(run);
        let mut found = Vec::new();
        for part in run.split('-') {
            if part.contains(['*', '?']) {
                found.push(What::Wild(part.to_owned()));
            } else {
                found.extend(part.unicode_words().map(|word| What::Word(word.to_owned())));
            }
        }
        found
    }
}

/// Alternatives of one word each are one step that any of them satisfies; the others stay apart.
fn joined(options: Vec<Open>) -> Vec<Open> {
    let single = |open: &Open| {
        open.gap == 0
            && !open.comma
            && matches!(open.elements.as_slice(), [one] if one.gap == 0 && !one.comma)
    };
    let (single, mut others): (Vec<Open>, Vec<Open>) = options.into_iter().partition(single);
    let mut any: Vec<What> = Vec::new();
    for what in single.into_iter().flat_map(|open| open.elements).map(|element| element.what) {
        match what {
            What::Any(inner) => any.extend(inner),
            one => any.push(one),
        }
    }
    let what = if any.len() == 1 { any.pop() } else { (!any.is_empty()).then_some(What::Any(any)) };
    if let Some(what) = what {
        let mut open = Open::default();
        open.push(what);
        others.insert(0, open);
    }
    others
}

fn product(heads: &[Open], options: &[Open]) -> Vec<Open> {
    let pairs = heads.iter().flat_map(|head| options.iter().map(move |option| (head, option)));
    pairs
        .map(|(head, option)| {
            let mut open = head.clone();
            open.extend(option);
            open
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{What, sequences};

    fn shown(what: &What) -> String {
        match what {
            What::Word(word) | What::Wild(word) => word.clone(),
            What::Slot(slot) => format!("{slot:?}"),
            What::Any(all) => all.iter().map(shown).collect::<Vec<_>>().join("|"),
        }
    }

    /// The sequences of a term, written out.
    fn check(term: &str, expected: &str) {
        let all = sequences(term).unwrap_or_else(|wrong| panic!("{term}: {wrong}"));
        let written: Vec<String> = all
            .iter()
            .map(|sequence| {
                let parts: Vec<String> = sequence
                    .iter()
                    .map(|element| {
                        let gap = if element.gap > 0 { format!("~{} ", element.gap) } else { String::new() };
                        let comma = if element.comma { ", " } else { "" };
                        format!("{comma}{gap}{}", shown(&element.what))
                    })
                    .collect();
                parts.join(" ")
            })
            .collect();
        assert_eq!(written.join(" / "), expected, "{term}");
    }

    #[test]
    fn terms_unfold() {
        check("out of thin air", "out of thin air");
        check("distort* ~3 fact*", "distort* ~3 fact*");
        check("(lie|lies|a lie) repeated", "lie|lies repeated / a lie repeated");
        check("(very|) regrettable", "very regrettable / regrettable");
        check("malign [SELF]", "malign Own");
        check("[OPP]'s own record", "Other own record");
        check("tit-for-tat", "tit for tat");
        check("illegal, null and void", "illegal , null and void");
        check("a ~2 (b c|d)", "a ~2 d / a ~2 b c");
        check("a ~2 (b|) c", "a ~2 b c / a ~2 c");
        check("won’t comment", "won't comment");
        check("U.S. side", "U.S side");
    }

    #[test]
    fn faults_are_named() {
        for (term, part) in [
            ("(a|b", "never closed"),
            ("a)", "never opened"),
            ("[WE] go", "unknown slot"),
            ("~3 a", "cannot stand first"),
            ("a ~3", "cannot stand last"),
            ("a ~x b", "no gap"),
            ("", "no words"),
            ("a|b", "outside brackets"),
            ("word]", "] closes"),
            ("(a]|b) c", "] closes"),
            (&format!("{}a", "(".repeat(100_000)), "nested deeper"),
        ] {
            let wrong = sequences(term).expect_err(term);
            assert!(wrong.contains(part), "{term}: {wrong}");
        }
    }
}
