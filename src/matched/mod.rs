//! 8  The same words in another document: where the quotations of articles were said.
//!
//! Found by words alone, never by file names: a quotation of at least [`SHORTEST`] words is looked for in the turns of all
//! other documents, in what people said in transcripts first, in passages set apart in other articles where no transcript
//! has it. Nothing depends on the order of the documents or on threads.

pub mod words;
pub mod pieces;
pub mod seeds;
pub mod align;
pub mod note;
mod heard;
mod place;
mod rows;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::Span;
use align::{Aligned, Step, align};
use place::{Place, is_telling, keep_best, likeness, same_speaker};
use seeds::{REACH, Runs, Seeds};
use words::{Part, Word};

pub use heard::{Heard, Quoted, Said};
pub use rows::{QUOTED, Quotes, SAID, Told, found};

/// Quotations of fewer words are not looked for.
pub const SHORTEST: usize = 4;
/// A passage of which a smaller share of words is the same is another one.
pub const THRESHOLD: f64 = 0.75;
/// So few words may be the same by chance: they are the same words only in documents of one time, or of one speaker.
pub const CHANCE: usize = 7;
/// Documents of one time are at most so many days apart.
pub const DAYS: u32 = 31;
/// A quotation is compared by so many words; a longer one by its first.
const LONGEST: usize = 600;
/// Of a turn with more bytes only the words around a place are kept.
const LONG: usize = 4_096;
/// So many turns are looked through at a time.
const AT_ONCE: usize = 4_096;

/// Where a quotation was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The words said.
    pub said: Arc<Heard>,
    /// The passage in them.
    pub passage: Span,
    /// Share of the words that are the same, from [`THRESHOLD`] to 1.
    pub similarity: f64,
    /// Is nothing inserted, left out or changed?
    pub verbatim: bool,
    /// What is; empty where nothing is.
    pub note: String,
}

/// Who takes what was said, some turns after others.
pub type Listen<'a> = dyn FnMut(&[Said]) + 'a;

/// Where each quotation was said, in their order; nothing where no passage is near enough. `speak` hands out all turns as
/// often as it is called; only those are kept that may hold a quotation.
///
/// # Errors
/// Those of `speak`.
pub fn find<E>(
    quotes: &[Quoted],
    mut speak: impl FnMut(&mut Listen) -> Result<(), E>,
) -> Result<Vec<Option<Match>>, E> {
    let mut runs = Runs::default();
    let mut lengths = Vec::with_capacity(quotes.len());
    for some in quotes.chunks(AT_ONCE) {
        // Words are many: they are made again where a quotation is compared.
        let words: Vec<Vec<Word>> = some.par_iter().map(|quote| looked_for(quote.text)).collect();
        words.iter().for_each(|words| runs.add(words));
        lengths.extend(words.iter().map(|words| words.len() as u32));
    }
    runs.sort();
    if runs.is_empty() {
        return Ok(vec![None; quotes.len()]);
    }
    if runs.has_common() {
        let mut counts = HashMap::new();
        speak(&mut |said| add(&mut counts, common(&runs, said)))?;
        runs.forget(&counts);
    }
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); quotes.len()];
    let wanted = Looked { quotes, lengths, runs };
    speak(&mut |said| said.chunks(AT_ONCE).for_each(|some| wanted.look_through(some, &mut places)))?;
    let each = quotes.par_iter().zip(places);
    Ok(each.map(|(quote, places)| best(quote, &places)).collect())
}

/// The quotations that are looked for.
struct Looked<'a> {
    quotes: &'a [Quoted<'a>],
    /// Words of each.
    lengths: Vec<u32>,
    runs: Runs,
}

impl Looked<'_> {
    /// Notes the places of quotations in some turns.
    fn look_through(&self, some: &[Said], places: &mut [Vec<Place>]) {
        let found: Vec<Vec<(usize, Place)>> = some.par_iter().map(|turn| self.places(turn)).collect();
        let mut touched = Vec::new();
        for (quote, place) in found.into_iter().flatten() {
            places[quote].push(place);
            touched.push(quote);
        }
        touched.sort_unstable();
        touched.dedup();
        touched.iter().for_each(|quote| keep_best(&mut places[*quote], &self.quotes[*quote]));
    }

    /// The places of quotations in a turn. Of a long one only the words are kept that may be those of the quotation.
    fn places(&self, said: &Said) -> Vec<(usize, Place)> {
        let words = words::said(said.text);
        let seeds = self.runs.seeds(&words).into_iter();
        let mut seeds = seeds.filter(|seed| self.quotes[seed.quote].document != said.document).peekable();
        if said.text.len() > LONG {
            return seeds.map(|seed| (seed.quote, self.around(said, &words, &seed))).collect();
        }
        let Some(whole) = seeds.peek().map(|_| Arc::new(Heard::new(said))) else { return Vec::new() };
        let place = |seed: &Seeds| Place { said: Arc::clone(&whole), n: seed.n, start: seed.start };
        seeds.map(|seed| (seed.quote, place(&seed))).collect()
    }

    /// A place in a long turn of these words.
    fn around(&self, said: &Said, words: &[Word], seed: &Seeds) -> Place {
        let near = near(seed.start, self.lengths[seed.quote] as usize, words.len());
        let start = seed.start - near.start.min(seed.start);
        let span = match (words.get(near.start), words[..near.end].last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        };
        let before = said.text[..span.start].chars().count() as i64;
        let piece = Said { text: span.slice(said.text), char_start: said.char_start + before, ..*said };
        Place { said: Arc::new(Heard::new(&piece)), n: seed.n, start }
    }
}

/// The words that may be those of a quotation of so many words that may begin at one of them.
fn near(start: usize, length: usize, words: usize) -> Range<usize> {
    start.saturating_sub(length).min(words)..(start + 2 * length + REACH).min(words)
}

/// How often the runs that many quotations share stand in all turns.
fn common(runs: &Runs, said: &[Said]) -> HashMap<u64, usize> {
    let counts =
        said.par_iter().fold(HashMap::new, |counts, turn| runs.count_common(&words::said(turn.text), counts));
    counts.reduce(HashMap::new, |mut all, some| {
        add(&mut all, some);
        all
    })
}

fn add(all: &mut HashMap<u64, usize>, some: HashMap<u64, usize>) {
    // Sums do not depend on the order.
    #[allow(clippy::iter_over_hash_type, reason = "sums")]
    for (run, count) in some {
        *all.entry(run).or_default() += count;
    }
}

/// The words of a quotation that is long enough to be looked for, else none.
fn looked_for(text: &str) -> Vec<Word> {
    let mut words = words::quoted(text);
    words.truncate(LONGEST);
    let said = words.iter().filter(|word| word.part == Part::Said).count();
    if said < SHORTEST { Vec::new() } else { words }
}

/// The best passage among the places.
fn best(quote: &Quoted, places: &[Place]) -> Option<Match> {
    if places.is_empty() {
        return None;
    }
    let quoted = looked_for(quote.text);
    let matches = places.iter().filter_map(|place| matched(quote, &quoted, place));
    let rank = |found: &Match| {
        let of = found.said.said();
        (of.set_apart, Reverse((found.similarity * 1e6) as u64), !found.verbatim)
    };
    matches.min_by(|one, other| {
        let like =
            |found: &Match| likeness(quote, &found.said.said()).cmp(&likeness(quote, &other.said.said()));
        rank(one).cmp(&rank(other)).then_with(|| like(one))
    })
}

fn matched(quote: &Quoted, quoted: &[Word], place: &Place) -> Option<Match> {
    let of = &place.said.said();
    let words = words::said(of.text);
    let said = words.get(near(place.start, quoted.len(), words.len()))?;
    let aligned = align(quoted, said);
    let similarity = aligned.similarity(quoted);
    let n_same = aligned.n_same(quoted);
    if n_same < SHORTEST || similarity < THRESHOLD || !is_telling(n_same, quote, of) {
        return None;
    }
    let (first, last) = (said.get(aligned.passage.start)?, said.get(aligned.passage.end.checked_sub(1)?)?);
    let mut note = note::note(&aligned, quote.text, quoted, of.text, said);
    let verbatim = is_verbatim(&aligned, quoted);
    if let Some(speaker) = of.speaker.filter(|_| same_speaker(quote, of) == Some(false)) {
        note.push_str(if note.is_empty() { "" } else { "; " });
        note.push_str(&format!("there said by {speaker}"));
    }
    Some(Match {
        said: Arc::clone(&place.said),
        passage: first.span.cover(last.span),
        similarity,
        verbatim,
        note,
    })
}

fn is_verbatim(aligned: &Aligned, quoted: &[Word]) -> bool {
    aligned.steps.iter().all(|step| matches!(step, Step::Same(at, _) if quoted[*at].part == Part::Said))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    const SAID: &str = "The charges are pure invention. We reject them in full, and Vellmark will never accept them. \
        This has done serious harm to our national security, to our economy and to the data of our citizens.";

    const QUOTE: Quoted = Quoted { text: "", speaker: Some("Varn"), document: "ledger", date: None };
    const TURN: Said = Said {
        text: SAID,
        speaker: Some("Ilka Varn"),
        document: "briefing",
        number: 0,
        turn: "",
        char_start: 0,
        date: None,
        set_apart: false,
    };

    fn find(quotes: &[Quoted], said: &[Said]) -> Vec<Option<Match>> {
        let Ok(found) = super::find(quotes, |listen| {
            said.chunks(2).for_each(listen);
            Ok::<(), std::convert::Infallible>(())
        });
        found
    }

    fn one(text: &str) -> Option<Match> {
        find(&[Quoted { text, ..QUOTE }], &[TURN]).remove(0)
    }

    #[test]
    fn verbatim_altered_and_none() {
        let found = one("will never accept them,").unwrap();
        assert!(found.verbatim && found.note.is_empty());
        assert_eq!(found.passage.slice(SAID), "will never accept them");
        let found =
            one("done serious harm to [Vellmark’s] national security … and to the data of [its] citizens")
                .unwrap();
        assert_eq!((found.verbatim, found.similarity), (false, 1.0));
        assert_eq!(found.note, "[Vellmark’s] for “our”; … for “to our economy”; [its] for “our”");
        let found = one("Vellmark will never accept this in full").map(|found| found.note);
        assert_eq!(found, None);
        assert_eq!(
            one("we reject those in full and Vellmark never accept them").unwrap().note,
            "“those” for “them”; without “will”"
        );
        assert_eq!(one("pure invention"), None);
    }

    #[test]
    fn of_a_long_turn_only_the_words_around_are_kept() {
        let long = format!("{} {SAID} {}", "Così è, they say. ".repeat(300), "And so on. ".repeat(300));
        let quote = Quoted { text: "pure invention … and Vellmark will never accept them", ..QUOTE };
        let found = find(&[quote], &[Said { text: &long, ..TURN }]).remove(0).unwrap();
        let of = found.said.said();
        let passage = found.passage.slice(of.text);
        assert!(
            of.text.len() < 2_000 && passage.starts_with("pure") && passage.ends_with("them"),
            "{passage}"
        );
        let at = of.char_start as usize + of.text[..found.passage.start].chars().count();
        let there: String = long.chars().skip(at).take(passage.chars().count()).collect();
        assert_eq!(there, passage);
        assert_eq!(found.note, find(&[quote], &[TURN]).remove(0).unwrap().note);
    }

    #[test]
    fn what_hundreds_quote_is_found_for_all() {
        let quote = Quoted {
            text: "Vellmark will never accept them",
            speaker: Some("Varn"),
            document: "a",
            date: None,
        };
        let said = Said {
            text: SAID,
            speaker: Some("Varn"),
            document: "b",
            number: 0,
            turn: "",
            char_start: 0,
            date: None,
            set_apart: false,
        };
        assert!(find(&[quote; 300], &[said]).iter().all(Option::is_some));
    }

    #[test]
    fn a_transcript_comes_before_an_article_and_the_nearer_date_before_the_farther() {
        let date = |text: &str| text.parse::<Date>().ok();
        let quote =
            Quoted { text: "will never accept them", speaker: None, document: "a", date: date("2021-07-21") };
        let turn = |document, day: &str, set_apart| Said {
            text: SAID,
            speaker: None,
            document,
            number: 0,
            turn: "",
            char_start: 0,
            date: date(day),
            set_apart,
        };
        let mut said = vec![
            turn("a", "2021-07-21", false),
            turn("article", "2021-07-21", true),
            turn("old", "2021-01-02", false),
            turn("near", "2021-07-20", false),
        ];
        let far = [turn("far", "2020-01-02", false)];
        assert_eq!(find(&[quote], &far), [None], "four words of another year are chance");
        for _ in 0..4 {
            let found = find(&[quote], &said).remove(0).unwrap();
            assert_eq!(found.said.document, "near");
            said.rotate_left(1);
        }
    }
}
