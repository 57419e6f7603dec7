//! What a term means: from the cell of a spreadsheet to plain sequences of words, gaps and slots.

pub use super::slot::{Slot, Slots};

use super::unfold::{Piece, Unfolded, unfold, unfold_or_point};

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

/// All sequences of a term, or what is wrong with it.
///
/// ```
/// use rejoinder::lexicon::pattern::sequences;
/// assert_eq!(sequences("(no|lost|not a shred of) credibility").unwrap().len(), 2);
/// assert!(sequences("(no|yes credibility").unwrap_err().contains("("));
/// ```
pub fn sequences(term: &str) -> Result<Vec<Sequence>, String> {
    let Unfolded { parts, sequences } = unfold(term)?;
    let written =
        |piece: &Piece| Element { gap: piece.gap, comma: piece.comma, what: parts[piece.part].what(&parts) };
    Ok(sequences.iter().map(|sequence| sequence.iter().map(written).collect()).collect())
}

/// What is wrong with a term, and at which byte of it; nothing if it can be read.
///
/// ```
/// use rejoinder::lexicon::pattern::fault;
/// assert_eq!(fault("deny (this|that").map(|(at, _)| at), Some(5));
/// assert_eq!(fault("deny (this|that)"), None);
/// ```
pub fn fault(term: &str) -> Option<(usize, String)> {
    unfold_or_point(term).err()
}

#[cfg(test)]
mod tests {
    use super::{What, fault, sequences};

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

    #[test]
    fn faults_point_into_the_term() {
        for (term, rest) in [
            ("deny (a|(b c) d", "(a|(b c) d"),
            ("deny (a|(b c", "(b c"),
            ("a) b", ") b"),
            ("go [WE] now", "[WE] now"),
            ("a ~90 b", "~90 b"),
            ("a b ~3", "~3"),
            ("~3 a b", "~3 a b"),
            ("über a|b", "|b"),
        ] {
            let (at, _) = fault(term).expect(term);
            assert_eq!(&term[at..], rest, "{term}");
        }
    }
}
