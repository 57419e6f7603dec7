//! Counting agreement on attributions.

use rayon::prelude::*;

use super::gold::{Gold, Text};
use super::ours::Ours;
use super::pair::{Pairs, exact, pair, same_source};
use super::{Attribution, Kind, causes};
use crate::evaluate::score::{Counts, Disagreement, Score, scored};
use crate::resources::Resources;

/// Everything that an evaluation of attributions says.
#[derive(Debug)]
pub struct Evaluation {
    /// Texts.
    pub texts: usize,
    /// Attributions coded in them, by the first coder of each text.
    pub coded: usize,
    /// The program against the first coder of each text: contents, and contents with the right source.
    pub scores: Vec<Score>,
    /// Exactly the coded words, among the contents found.
    pub exact: Vec<Exact>,
    /// The coders of one text against each other, each pair once.
    pub coders: Vec<Score>,
    /// The program against every coder of those texts.
    pub beside_coders: Vec<Score>,
    /// All that was missed, or found and not coded, with its cause as category.
    pub errors: Vec<Disagreement>,
}

/// How often a part of an attribution is exactly the coded one.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    /// The part.
    pub part: &'static str,
    /// Exactly the coded words, marks and punctuation at the ends aside.
    pub right: usize,
    /// Pairs in which both name the part.
    pub n: usize,
}

/// Compares what the program finds with what was coded.
pub fn evaluate(gold: &Gold, resources: &Resources) -> Evaluation {
    let found: Vec<Ours> = gold.texts.par_iter().map(|text| Ours::of(&text.document, resources)).collect();
    let mut main = Vec::new();
    let (mut coders, mut beside) = (Vec::new(), Vec::new());
    for (text, ours) in gold.texts.iter().zip(&found) {
        let words = text.document.text.as_str();
        main.extend(text.coders.first().map(|coded| Compared::new(words, coded, &ours.given)));
        if text.coders.len() > 1 {
            let all = text.coders.iter().enumerate();
            coders.extend(all.flat_map(|(at, one)| {
                text.coders[at + 1..].iter().map(move |other| Compared::new(words, one, other))
            }));
            beside.extend(text.coders.iter().map(|one| Compared::new(words, one, &ours.given)));
        }
    }
    let all = gold.texts.iter().zip(&found).filter(|(text, _)| !text.coders.is_empty()).zip(&main);
    let errors =
        all.flat_map(|((text, ours), compared)| causes::errors(text, ours, &compared.pairs)).collect();
    Evaluation {
        texts: gold.texts.len(),
        coded: gold.texts.iter().filter_map(|text: &Text| text.coders.first()).map(Vec::len).sum(),
        scores: scores(&main),
        exact: exacts(&main),
        coders: scores(&coders),
        beside_coders: scores(&beside),
        errors,
    }
}

/// Two lists of attributions of one text.
struct Compared<'a> {
    text: &'a str,
    coded: &'a [Attribution],
    found: &'a [Attribution],
    pairs: Pairs,
}

impl<'a> Compared<'a> {
    fn new(text: &'a str, coded: &'a [Attribution], found: &'a [Attribution]) -> Self {
        Self { text, coded, found, pairs: pair(coded, found) }
    }

    /// Contents found, of one kind or all. What is paired counts under the kind coded.
    fn contents(&self, kind: Option<Kind>) -> Counts {
        let is = |one: &Attribution| kind.is_none_or(|kind| one.kind(self.text) == kind);
        let right = self.pairs.pairs.iter().filter(|(at, _)| is(&self.coded[*at])).count();
        let wrong = self.false_ones().filter(|one| is(one)).count();
        Counts { right, wrong, missed: self.coded.iter().filter(|one| is(one)).count() - right }
    }

    /// Contents with the right source. Where no source is coded nothing is asked.
    fn sources(&self, kind: Option<Kind>) -> Counts {
        let is =
            |one: &Attribution| !one.source.is_empty() && kind.is_none_or(|kind| one.kind(self.text) == kind);
        let asked = || self.pairs.pairs.iter().filter(|(at, _)| is(&self.coded[*at]));
        let right =
            asked().filter(|(at, number)| same_source(self.text, &self.coded[*at], &self.found[*number]));
        let right = right.count();
        let given = asked().filter(|(_, number)| self.found[*number].is_given()).count();
        let wrong = self.false_ones().filter(|one| kind.is_none_or(|kind| one.kind(self.text) == kind));
        let all = self.coded.iter().filter(|one| is(one)).count();
        Counts { right, wrong: wrong.count() + given - right, missed: all - right }
    }

    fn false_ones(&self) -> impl Iterator<Item = &Attribution> {
        self.pairs.left_over(self.found.len()).map(|number| &self.found[number])
    }
}

/// All and by kind: contents, then contents with the right source.
fn scores(all: &[Compared]) -> Vec<Score> {
    let kinds = || std::iter::once(None).chain(Kind::ALL.map(Some));
    let one = |question: &str, kind: Option<Kind>, counts: &dyn Fn(&Compared) -> Counts| {
        let name = kind.map_or(question.to_owned(), |kind| format!("{question}, {}", kind.name()));
        scored(name, &all.iter().map(counts).collect::<Vec<_>>())
    };
    let contents = kinds().map(|kind| one("content", kind, &|compared| compared.contents(kind)));
    let sources = kinds().map(|kind| one("source", kind, &|compared| compared.sources(kind)));
    contents.chain(sources).collect()
}

fn exacts(all: &[Compared]) -> Vec<Exact> {
    type Part = fn(&Attribution) -> &Vec<crate::document::Span>;
    let parts: [(&'static str, Part); 3] =
        [("content", |one| &one.content), ("cue", |one| &one.cue), ("source", |one| &one.source)];
    let count = |(part, of): (&'static str, Part)| {
        let mut exact_ones = Exact { part, right: 0, n: 0 };
        for compared in all {
            for (at, number) in &compared.pairs.pairs {
                let (coded, found) = (of(&compared.coded[*at]), of(&compared.found[*number]));
                exact_ones.n += usize::from(!coded.is_empty() && !found.is_empty());
                exact_ones.right += usize::from(exact(compared.text, coded, found));
            }
        }
        exact_ones
    };
    parts.map(count).to_vec()
}
