//! 2  Document → turns, exchanges, sentences, tokens. One file per concern.

pub mod page;
pub mod spokes;
pub mod people;
mod marks;
pub mod layout;
pub mod labels;
pub mod inside;
pub mod accept;
pub mod choose;
pub mod misspelt;
pub mod names;
pub mod roles;
pub mod genre;
pub mod narrated;
pub mod turns;
pub mod exchanges;
pub mod stage;
mod signs;
pub mod sentences;
pub(crate) mod plain;
pub mod tokens;

use std::ops::{Range, RangeInclusive};

pub use page::Page;
pub use people::Person;
pub use tokens::{Break, Token};

use crate::document::{Document, Genre, Role, Span};
use crate::error::Problem;

/// How a document is built: flat lists in text order; turns hold ranges of sentences, sentences ranges of tokens.
#[derive(Debug, Default)]
pub struct Segments {
    /// Name of the layout by which the turns were read.
    pub layout: String,
    /// Share of the words behind its first label that are said under labels whose part in the conversation is known;
    /// none for a layout without labels.
    pub layout_score: Option<f64>,
    /// Headline: the one that the file states, unless it belongs to the page; else the first heading that does not.
    pub title: Option<String>,
    /// Kind of text, as stated or as found.
    pub genre: Option<Genre>,
    /// Spokespersons named in title and text.
    pub people: Vec<Person>,
    /// Stretches of one voice.
    pub turns: Vec<Turn>,
    /// Number of question–answer exchanges; turns name theirs.
    pub n_exchanges: usize,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Words.
    pub tokens: Vec<Token>,
    /// What stands in brackets and is heard or seen, not said; its words are no tokens.
    pub directions: Vec<Span>,
    /// List items and the like whose words an introducing sentence gives to somebody.
    pub introduced: Vec<Introduced>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
}

/// Of things in the order of their sentences, those of a range of sentences: found without looking at the others.
pub fn of_sentences<T>(things: &[T], sentence: impl Fn(&T) -> usize, range: RangeInclusive<usize>) -> &[T] {
    let first = things.partition_point(|thing| sentence(thing) < *range.start());
    let count = things[first..].partition_point(|thing| sentence(thing) <= *range.end());
    &things[first..first + count]
}

impl Segments {
    /// The sentence that holds a byte of the text, or the first one behind it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let number = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        (number < self.sentences.len()).then_some(number)
    }
}

/// A stretch of one voice.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The words, without the label.
    pub span: Span,
    /// The label as printed.
    pub label: Option<String>,
    /// Name to report; `None` when the text does not tell.
    pub speaker: Option<String>,
    /// Part in the conversation.
    pub role: Role,
    /// Outlet or institution.
    pub affiliation: Option<String>,
    /// ISO 3166 code of the speaker's state, where the label gives it.
    pub state: Option<String>,
    /// Number of the exchange that it belongs to.
    pub exchange: Option<usize>,
    /// The turn that it answers.
    pub reply_to: Option<usize>,
    /// A heading, which nobody says.
    pub heading: bool,
    /// A quotation set apart by the narrator.
    pub set_apart: bool,
    /// Its sentences.
    pub sentences: Range<usize>,
}

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words with their end marks.
    pub span: Span,
    /// The turn that it belongs to.
    pub turn: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// Words that an introducing sentence gives to somebody: "She accused them of:" and a list.
#[derive(Clone, Debug)]
pub struct Introduced {
    /// The words.
    pub span: Span,
    /// To whom they are given.
    pub speaker: String,
    /// The introducing sentence.
    pub by: Span,
}

/// Cuts a document into turns, exchanges, sentences and tokens.
pub fn segment(document: &Document, page: &Page) -> Segments {
    let mut segments = turns::turns(document, page);
    exchanges::link(&mut segments);
    cut(document, page, &mut segments);
    segments
}

/// Bytes of a text by which room for its tokens is made: words of English with what stands between them are longer by
/// one.
const LETTERS_A_TOKEN: usize = 5;

/// Sentences and tokens of every turn; a sentence never crosses a block, and stage directions are none.
fn cut(document: &Document, page: &Page, segments: &mut Segments) {
    segments.directions = stage::directions(&document.text, page);
    segments.tokens.reserve(document.text.len() / LETTERS_A_TOKEN);
    let foreign = |number: &usize| document.other_languages.binary_search(number).is_ok();
    let mut found = Vec::new();
    let mut blocks = document.blocks.iter().enumerate().peekable();
    for (number, turn) in segments.turns.iter_mut().enumerate() {
        let first = segments.sentences.len();
        while blocks.next_if(|(_, block)| block.span.end <= turn.span.start).is_some() {}
        let mut ahead = blocks.clone();
        while let Some((number_of_block, block)) =
            ahead.next_if(|(_, block)| block.span.start < turn.span.end)
        {
            if foreign(&number_of_block) {
                continue;
            }
            let part = Span::new(block.span.start.max(turn.span.start), block.span.end.min(turn.span.end));
            sentences::push_sentences(&document.text, part.trim(&document.text), page, &mut found);
            for span in found.drain(..) {
                let start = segments.tokens.len();
                tokens::push_tokens(&document.text, span, &mut segments.tokens);
                leave_out(&segments.directions, span, start, &mut segments.tokens);
                if segments.tokens.len() > start {
                    segments.sentences.push(Sentence {
                        span,
                        turn: number,
                        tokens: start..segments.tokens.len(),
                    });
                }
            }
        }
        turn.sentences = first..segments.sentences.len();
    }
}

/// The sentences of some turns anew, by their bounds in a text in plain typography: one for each span, in order, with its
/// tokens. They are those that [`segment`] found where it found these bounds.
pub fn tokens_of(text: &str, spans: &[Span], page: &Page) -> (Vec<Sentence>, Vec<Token>) {
    let directions = stage::directions(text, page);
    let mut tokens = Vec::with_capacity(text.len() / LETTERS_A_TOKEN);
    let mut cut = |(turn, span): (usize, &Span)| {
        let start = tokens.len();
        tokens::push_tokens(text, *span, &mut tokens);
        leave_out(&directions, *span, start, &mut tokens);
        Sentence { span: *span, turn, tokens: start..tokens.len() }
    };
    let sentences = spans.iter().enumerate().map(&mut cut).collect();
    (sentences, tokens)
}

/// Takes the words of stage directions out of the tokens of a sentence, which begin at `start`.
fn leave_out(directions: &[Span], sentence: Span, start: usize, tokens: &mut Vec<Token>) {
    let first = directions.partition_point(|span| span.end <= sentence.start);
    let inside = &directions[first..];
    if inside.first().is_none_or(|span| span.start >= sentence.end) {
        return;
    }
    let said = |token: &Token| {
        !inside.iter().take_while(|span| span.start < token.span.end).any(|span| span.contains(token.span))
    };
    let kept: Vec<Token> = tokens.drain(start..).filter(said).collect();
    tokens.extend(kept);
}
