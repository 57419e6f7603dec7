//! What the core needs besides the document: read once, shared, never changed.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::error::{Error, Problem};
use crate::lexicon::read::hex;
use crate::lexicon::{Category, Entry, Kind, Lexicon, Matcher};
use crate::segment::Page;
use crate::segment::layout::Layouts;
use crate::tag::overlap::Overlap;
use crate::tag::rule::{Rule, Rules};
use crate::tag::status::NEGATION;
use crate::voice::found::Naming;

/// The lexicons, compiled.
#[derive(Debug)]
pub struct Resources {
    /// The lexicons in the order of their names.
    pub lexicons: Vec<Lexicon>,
    /// Finds their entries.
    pub matcher: Matcher,
    /// The words of the page.
    pub page: Page,
    /// The rules in force: all, unless some are switched off to see what they are worth.
    pub rules: Rules,
    /// How overlapping matches are settled.
    pub overlap: Overlap,
    /// The entry that a negated charge against one's own side is counted under.
    pub negated_charge: Option<u32>,
    /// So many words, at most, a cue reaches.
    pub longest_scope: usize,
    /// Where each entry number belongs.
    places: Vec<(usize, usize)>,
    /// The role of each entry, by number.
    roles: Vec<Role>,
    /// The parts that entries play.
    parts: Vec<Part>,
}

/// What the stages after matching do with an entry, found once.
#[derive(Clone, Copy, Debug)]
struct Role {
    /// Its part's place in the list of parts.
    part: u8,
    naming: Naming,
}

/// What the stages after matching do with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the categories")]
pub enum Part {
    Act,
    Name,
    Negator,
    PseudoNegator,
    ClauseEnd,
    Hedge,
    Booster,
    Condition,
    Mention,
    Mild,
    Doing,
    Matter,
    Principle,
    Announced,
    /// "Yes", "no", "of course" and the like at the beginning of a sentence.
    YesNo,
    /// "Go ahead": the floor is given, and leave to ask.
    GivesFloor,
    /// A pronoun with its auxiliary, as in "I did", which answers where the clause ends with it.
    Ellipsis,
    /// Words by which an answer asks what was asked.
    AsksBack,
    /// Words of a question that ask for a comment, not for a piece of information.
    AsksComment,
    /// Words by which a question tells that somebody is accused.
    Accuses,
    /// A wrong that a question charges somebody with.
    Wrong,
    /// Words that give a reason.
    Reason,
    Report(CueClass),
    /// A verb of report, or of thought, that is read only in a narrator's sentence.
    Told(CueClass),
    /// A verb by which a document comes out: what stands before it is the maker.
    Publish,
    /// A noun that ends like an adverb: *family*, *daily*.
    NoAdverb,
    /// A verb of thought or will, read only in a narrator's sentence.
    Attitude,
    Filler,
    According,
    SourceNoun,
    Vague,
    Head,
    NumberWord,
    Some,
    Fraction,
    Label,
    Change,
    Period,
    Magnitude,
    Share,
    Money,
    Duration,
    Month,
    About,
    NoUnit,
    OrdinalWord,
    Multiple,
    Scope,
    Where,
    From,
    Charge,
    Does,
    When,
    Narrow,
    Minus,
    Baseline,
    Other,
}

/// How a cue of report stands to what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the codebook")]
pub enum CueClass {
    Assert,
    Distance,
    Endorse,
    Conflict,
}

impl CueClass {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assert => "assert",
            Self::Distance => "distance",
            Self::Endorse => "endorse",
            Self::Conflict => "conflict",
        }
    }
}

/// So many doubtful lines of a word list are told one by one.
const TOLD: usize = 50;

impl Resources {
    /// The lexicons built into the program.
    pub fn built_in() -> Result<Self, Error> {
        Self::new(crate::lexicon::folder::built_in()?)
    }

    /// What a run tells of its word lists: of each no more than can be read.
    pub fn problems(&self) -> Vec<Problem> {
        let of_one = |lexicon: &Lexicon| {
            let mut told: Vec<Problem> = lexicon.warnings.iter().take(TOLD).cloned().collect();
            let more = lexicon.warnings.len() - told.len();
            if let (Some(last), 1..) = (told.last(), more) {
                let message = format!("and {more} further lines");
                told.push(Problem { line: None, message, ..last.clone() });
            }
            told
        };
        self.lexicons.iter().flat_map(of_one).collect()
    }

    /// Compiles lexicons. Of two with one name the later stands.
    pub fn new(all: Vec<Lexicon>) -> Result<Self, Error> {
        let mut by_name: HashMap<String, usize> = HashMap::new();
        let mut lexicons: Vec<Lexicon> = Vec::new();
        for lexicon in all {
            match by_name.get(&lexicon.header.name) {
                Some(at) => lexicons[*at] = lexicon,
                None => {
                    by_name.insert(lexicon.header.name.clone(), lexicons.len());
                    lexicons.push(lexicon);
                }
            }
        }
        lexicons.sort_by(|a, b| a.header.name.cmp(&b.header.name));
        let (matcher, page) = rayon::join(
            || Matcher::new(&lexicons),
            || Ok::<Page, Error>(Page::new(&lexicons, Layouts::built_in()?)),
        );
        let (matcher, page) = (matcher?, page?);
        let numbered = lexicons.iter().enumerate();
        let places: Vec<(usize, usize)> = numbered
            .flat_map(|(at, lexicon)| (0..lexicon.entries.len()).map(move |entry| (at, entry)))
            .collect();
        let mut resources = Self {
            lexicons,
            matcher,
            page,
            rules: Rules::default(),
            overlap: Overlap::default(),
            negated_charge: None,
            longest_scope: NEGATION,
            places,
            roles: Vec::new(),
            parts: Vec::new(),
        };
        resources.give_parts();
        resources.negated_charge = resources.given_by(Rule::Denial);
        let scopes = (0..resources.len() as u32).map(|entry| resources.entry(entry).scope);
        resources.longest_scope = scopes.max().unwrap_or(0).max(NEGATION);
        Ok(resources)
    }

    /// What the stages do with the entries of each category.
    fn give_parts(&mut self) {
        let Self { lexicons, parts, roles, .. } = self;
        for lexicon in lexicons.iter() {
            let of_category = |category: &Category| {
                let part = part_of(lexicon.header.kind, &category.id);
                let known = parts.iter().position(|known| *known == part);
                let number = known.unwrap_or_else(|| {
                    parts.push(part);
                    parts.len() - 1
                });
                Role { part: number as u8, naming: Naming::of(&category.id) }
            };
            let of_categories: Vec<Role> = lexicon.header.categories.iter().map(of_category).collect();
            roles.extend(lexicon.entries.iter().map(|entry| of_categories[entry.category]));
        }
    }

    /// The entry whose hits are given by a rule and not found by words.
    fn given_by(&self, rule: Rule) -> Option<u32> {
        (0..self.places.len() as u32).find(|number| {
            let entry = self.entry(*number);
            entry.flags.rule && entry.term == rule.name()
        })
    }

    /// Number of entries in all lexicons.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Are there no entries at all?
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The lexicon of an entry number.
    pub fn lexicon(&self, entry: u32) -> &Lexicon {
        &self.lexicons[self.places[entry as usize].0]
    }

    /// The entry of a number.
    pub fn entry(&self, entry: u32) -> &Entry {
        let (lexicon, at) = self.places[entry as usize];
        &self.lexicons[lexicon].entries[at]
    }

    /// The state that an entry stands for or belongs to, as a code; empty of none.
    pub fn state(&self, entry: u32) -> &str {
        let entry = self.entry(entry);
        entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country)
    }

    /// The category of an entry number.
    pub fn category(&self, entry: u32) -> &Category {
        &self.lexicon(entry).header.categories[self.entry(entry).category]
    }

    /// Does an act of the entry, before hedges and boosters move it, enter the headline index?
    pub fn is_core(&self, entry: u32, intensity: f64) -> bool {
        let category = self.category(entry);
        category.core && intensity >= category.core_from
    }

    /// What the stages do with an entry.
    pub fn part(&self, entry: u32) -> Part {
        self.parts[self.roles[entry as usize].part as usize]
    }

    /// A number for the part of an entry: the same for all entries of that part.
    pub fn part_number(&self, entry: u32) -> u8 {
        self.roles[entry as usize].part
    }

    /// What kind of name an entry is.
    pub fn naming(&self, entry: u32) -> Naming {
        self.roles[entry as usize].naming
    }

    /// The categories of acts, in the order of the lexicons.
    pub fn act_categories(&self) -> impl Iterator<Item = &Category> {
        self.lexicons
            .iter()
            .filter(|lexicon| lexicon.header.kind == Kind::Acts)
            .flat_map(|lexicon| &lexicon.header.categories)
    }

    /// The place of an entry's category among the categories of acts; none of other entries.
    pub fn act_category(&self, entry: u32) -> Option<usize> {
        let (lexicon, at) = self.places[entry as usize];
        let is_act = |lexicon: &&Lexicon| lexicon.header.kind == Kind::Acts;
        let before =
            self.lexicons[..lexicon].iter().filter(is_act).map(|lexicon| lexicon.header.categories.len());
        let own = Some(&self.lexicons[lexicon]).filter(is_act)?;
        Some(before.sum::<usize>() + own.entries[at].category)
    }

    /// Hash over the names, versions and contents of all lexicons.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for lexicon in &self.lexicons {
            hash.update(lexicon.header.name.as_bytes());
            hash.update([0]);
            hash.update(lexicon.sha256.as_bytes());
            hash.update([0]);
        }
        hex(&hash.finalize())
    }
}

/// What the stages do with the entries of a category.
#[allow(clippy::too_many_lines, reason = "one line a part")]
fn part_of(kind: Kind, category: &str) -> Part {
    match (kind, category) {
        (Kind::Acts, _) => Part::Act,
        (Kind::Actors, _) => Part::Name,
        (Kind::Context, "neg") => Part::Negator,
        (Kind::Context, "neg.pseudo") => Part::PseudoNegator,
        (Kind::Context, "clause.end") => Part::ClauseEnd,
        (Kind::Context, "hedge") => Part::Hedge,
        (Kind::Context, "boost") => Part::Booster,
        (Kind::Context, "cond") => Part::Condition,
        (Kind::Context, "mention") => Part::Mention,
        (Kind::Context, id) if id.starts_with("matter.") => Part::Matter,
        (Kind::Context, "mild") => Part::Mild,
        (Kind::Context, "doing") => Part::Doing,
        (Kind::Context, "principle") => Part::Principle,
        (Kind::Context, "announced") => Part::Announced,
        (Kind::Context, "answer.yes_no") => Part::YesNo,
        (Kind::Context, "answer.floor") => Part::GivesFloor,
        (Kind::Context, "answer.ellipsis") => Part::Ellipsis,
        (Kind::Context, "answer.back") => Part::AsksBack,
        (Kind::Context, "answer.reason") => Part::Reason,
        (Kind::Context, "ask.comment") => Part::AsksComment,
        (Kind::Context, "ask.accuses") => Part::Accuses,
        (Kind::Context, "ask.wrong") => Part::Wrong,
        (Kind::Context, "report.assert") => Part::Report(CueClass::Assert),
        (Kind::Context, "report.distance") => Part::Report(CueClass::Distance),
        (Kind::Context, "report.endorse") => Part::Report(CueClass::Endorse),
        (Kind::Context, "report.conflict") => Part::Report(CueClass::Conflict),
        (Kind::Context, "told.assert") => Part::Told(CueClass::Assert),
        (Kind::Context, "no_adverb") => Part::NoAdverb,
        (Kind::Context, "told.attitude") => Part::Attitude,
        (Kind::Context, "told.distance") => Part::Told(CueClass::Distance),
        (Kind::Context, "told.endorse") => Part::Told(CueClass::Endorse),
        (Kind::Context, "told.conflict") => Part::Told(CueClass::Conflict),
        (Kind::Context, "report.filler") => Part::Filler,
        (Kind::Citation, "cue.according") => Part::According,
        (Kind::Citation, "cue.publish") => Part::Publish,
        (Kind::Citation, "cue.source_noun") => Part::SourceNoun,
        (Kind::Citation, id) if id.starts_with("vague.") => Part::Vague,
        (Kind::Citation, id) if id.starts_with("head.") => Part::Head,
        (Kind::Citation, "number.word") => Part::NumberWord,
        (Kind::Citation, "number.some") => Part::Some,
        (Kind::Citation, "number.fraction") => Part::Fraction,
        (Kind::Citation, "number.label") => Part::Label,
        (Kind::Citation, "number.change") => Part::Change,
        (Kind::Citation, "number.period") => Part::Period,
        (Kind::Citation, "number.magnitude") => Part::Magnitude,
        (Kind::Citation, "number.share") => Part::Share,
        (Kind::Citation, "number.money") => Part::Money,
        (Kind::Citation, "number.duration") => Part::Duration,
        (Kind::Citation, "number.month") => Part::Month,
        (Kind::Citation, "number.about") => Part::About,
        (Kind::Citation, "number.no_unit") => Part::NoUnit,
        (Kind::Citation, "number.ordinal") => Part::OrdinalWord,
        (Kind::Citation, "number.multiple") => Part::Multiple,
        (Kind::Citation, "number.scope") => Part::Scope,
        (Kind::Citation, "number.where") => Part::Where,
        (Kind::Citation, "number.from") => Part::From,
        (Kind::Citation, "number.charge") => Part::Charge,
        (Kind::Citation, "number.does") => Part::Does,
        (Kind::Citation, "number.when") => Part::When,
        (Kind::Citation, "number.narrow") => Part::Narrow,
        (Kind::Citation, "number.minus") => Part::Minus,
        (Kind::Citation, "number.baseline") => Part::Baseline,
        _ => Part::Other,
    }
}
