//! What a question asks for: a comment, yes or no, or some piece of information (Quirk et al. 1985, ch. 11).

use crate::lexicon::normal;
use crate::resources::Part;
use crate::segment::Break;
use crate::tag::Context;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
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

impl Wanted {
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
}

/// What a question asks, and where.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is asked for.
    pub wanted: Wanted,
    /// The sentences that ask: those with a question mark, the last one if none has it.
    pub sentences: Vec<usize>,
    /// Has one of them a question mark?
    pub marked: bool,
}

impl Asked {
    /// Reads the sentences that ask. Where several things are asked the comment comes first: it is the easiest to give.
    pub fn of(context: Context, question: usize) -> Self {
        let all = context.segments.turns[question].sentences.clone();
        let mut sentences: Vec<usize> = all.clone().filter(|number| asks(context, *number)).collect();
        let marked = !sentences.is_empty();
        sentences.extend(all.last().filter(|_| !marked));
        let mut kinds = sentences.iter().map(|number| of_sentence(context, *number, marked));
        let comment = kinds.clone().find(|kind| *kind == Wanted::Comment);
        let wanted = comment.or_else(|| kinds.find(|kind| *kind != Wanted::Matter)).unwrap_or(Wanted::Matter);
        Self { wanted, sentences, marked }
    }
}

/// Does a sentence end with a question mark?
pub fn asks(context: Context, sentence: usize) -> bool {
    let words = context.segments.sentences[sentence].span.slice(&context.document.text);
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with('?')
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

/// A sentence with a question mark and the order of a statement ("So he has not called?") asks for yes or no.
fn of_sentence(context: Context, sentence: usize, marked: bool) -> Wanted {
    if context.cues(sentence).iter().any(|cue| cue.part == Part::AsksComment) {
        return Wanted::Comment;
    }
    let tokens = context.segments.sentences[sentence].tokens.clone();
    let word = |at: usize| normal::key(context.segments.tokens[at].span.slice(&context.document.text));
    let apart = |at: usize| context.segments.tokens[at].break_before > Break::None;
    let mut begins = false;
    for at in tokens.clone() {
        begins = at == tokens.start || apart(at) || begins && BEFORE.contains(&&*word(at - 1));
        let here = word(at);
        if begins && let Some(wanted) = wh(&here) {
            return wanted;
        }
        let subject = || at + 1 < tokens.end && SUBJECT.contains(&&*word(at + 1));
        if begins && AUXILIARY.contains(&&*here) && (at == tokens.start || !apart(at) || subject()) {
            let told = at + 1 < tokens.end && &*word(at + 1) == "you";
            let told = told.then(|| (at + 2..tokens.end.min(at + TELLS)).find_map(|at| wh(&word(at))));
            return told.flatten().unwrap_or(Wanted::YesNo);
        }
    }
    let inside = tokens.clone().find_map(|at| wh(&word(at)));
    inside.unwrap_or(if marked { Wanted::YesNo } else { Wanted::Matter })
}

fn wh(word: &str) -> Option<Wanted> {
    match word {
        "why" => Some(Wanted::Why),
        _ => WH.contains(&word).then_some(Wanted::What),
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Wanted};
    use crate::lexicon::sentences;
    use crate::tag::Context;
    use crate::{Resources, analyze};

    #[test]
    fn questions_by_their_words() {
        let resources = Resources::built_in().unwrap();
        let check = |question: &str, expected: Wanted| {
            let document = sentences::document(question, "jrn", "");
            let analysis = analyze(&document, &resources);
            let (segments, found, voices) = (&analysis.segments, &analysis.found, &analysis.voices);
            let context = Context { document: &document, segments, found, voices, resources: &resources };
            assert_eq!(Asked::of(context, 0).wanted, expected, "{question}");
        };
        check("The fleet has left. What is your comment?", Wanted::Comment);
        check("How do you view the ruling?", Wanted::Comment);
        check("Will the minister resign?", Wanted::YesNo);
        check("Given the storm, are you going to sail?", Wanted::YesNo);
        check("So he has not called them?", Wanted::YesNo);
        check("Why did the talks fail?", Wanted::Why);
        check("When do they meet?", Wanted::What);
        check("Can you tell us how many were on board?", Wanted::What);
        check("A question on the ferry.", Wanted::Matter);
    }
}
