//! What a question asks for: a comment, yes or no, or some piece of information (Quirk et al. 1985, ch. 11).

use crate::lexicon::normal;
use crate::resources::Part;
use crate::segment::Break;
use crate::tag::Context;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A comment, a reaction, a view: whatever is said of the matter gives it.
    Comment,
    /// Yes or no.
    YesNo,
    /// A reason.
    Why,
    /// Who, what, which, when, where, how.
    What,
    /// A matter is named and nothing is asked.
    Matter,
}

impl Asked {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::YesNo => "yes_no",
            Self::Why => "why",
            Self::What => "what",
            Self::Matter => "matter",
        }
    }

    /// Reads the sentences that end with a question mark, the last one if none does. Where several things are asked the
    /// comment comes first: it is the easiest to give.
    pub fn of(context: Context, question: usize) -> Self {
        let sentences = context.segments.turns[question].sentences.clone();
        let asks = |number: &usize| {
            let words = context.segments.sentences[*number].span.slice(&context.document.text);
            words.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with('?')
        };
        let mut asked: Vec<usize> = sentences.clone().filter(asks).collect();
        asked.extend(sentences.last().filter(|_| asked.is_empty()));
        let mut kinds = asked.iter().map(|number| of_sentence(context, *number));
        let first = kinds.clone().find(|kind| *kind == Self::Comment);
        first.or_else(|| kinds.find(|kind| *kind != Self::Matter)).unwrap_or(Self::Matter)
    }
}

/// Words that ask for a piece of information.
const WH: &[&str] =
    &["what", "what's", "who", "who's", "whom", "whose", "which", "when", "where", "how", "how's"];
/// Auxiliaries, which stand before their subject in a question that asks for yes or no.
const AUXILIARY: &[&str] = &[
    "am",
    "are",
    "aren't",
    "is",
    "isn't",
    "was",
    "wasn't",
    "were",
    "weren't",
    "do",
    "don't",
    "does",
    "doesn't",
    "did",
    "didn't",
    "has",
    "hasn't",
    "have",
    "haven't",
    "had",
    "hadn't",
    "will",
    "won't",
    "would",
    "wouldn't",
    "can",
    "can't",
    "could",
    "couldn't",
    "shall",
    "should",
    "shouldn't",
    "may",
    "might",
    "must",
    "any",
];
/// What may stand before them.
const BEFORE: &[&str] = &["and", "but", "so", "or", "then", "also", "well", "q", "just"];
/// Subjects that stand behind an auxiliary within a sentence; elsewhere the clause might be a relative one.
const SUBJECT: &[&str] = &[
    "i", "you", "he", "she", "it", "we", "they", "there", "this", "that", "these", "those", "the", "your",
    "his", "her", "their", "our", "any", "anyone", "anybody",
];
/// "Can you tell us what …" asks what: so many words may stand between.
const TELLS: usize = 7;

fn of_sentence(context: Context, sentence: usize) -> Asked {
    if context.cues(sentence).iter().any(|cue| cue.part == Part::AsksComment) {
        return Asked::Comment;
    }
    let tokens = context.segments.sentences[sentence].tokens.clone();
    let word = |at: usize| normal::key(context.segments.tokens[at].span.slice(&context.document.text));
    let mut begins = true;
    for at in tokens.clone() {
        begins = at == tokens.start
            || begins && BEFORE.contains(&&*word(at - 1))
            || context.segments.tokens[at].break_before > Break::None;
        if !begins {
            continue;
        }
        let here = word(at);
        if &*here == "why" {
            return Asked::Why;
        }
        if WH.contains(&&*here) {
            return Asked::What;
        }
        let inside = at > tokens.start && context.segments.tokens[at].break_before > Break::None;
        if AUXILIARY.contains(&&*here)
            && (!inside || at + 1 < tokens.end && SUBJECT.contains(&&*word(at + 1)))
        {
            let told = at + 1 < tokens.end && &*word(at + 1) == "you";
            let told = told.then(|| (at + 2..tokens.end.min(at + TELLS)).find_map(|at| wh(&word(at))));
            return told.flatten().unwrap_or(Asked::YesNo);
        }
    }
    tokens.clone().find_map(|at| wh(&word(at))).unwrap_or(Asked::Matter)
}

fn wh(word: &str) -> Option<Asked> {
    match word {
        "why" => Some(Asked::Why),
        _ => WH.contains(&word).then_some(Asked::What),
    }
}
