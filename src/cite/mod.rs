//! 6  Who cites what: source–cue–content frames, and numbers with their meaning.

pub mod source;
pub mod frames;
mod reading;
mod documents;
mod antecedents;
mod own;
mod complete;
mod identity;
mod purpose;
mod links;
pub mod quantities;
mod nouns;
mod dated;
mod period;
mod calendar;
mod scope;
mod agent;
mod number;
mod figures;
mod sign;
mod name;

use crate::document::Span;
use crate::resources::CueClass;
use crate::tag::{Context, Hit};

pub use quantities::Quantity;
pub use source::SourceType;

/// One source–cue–content frame. What was read (spans) and what was inferred (types) are different fields.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The words that name the source.
    pub source: Span,
    /// The source as the word lists know it.
    pub entity: Option<String>,
    /// Type of source.
    pub source_type: SourceType,
    /// 0 vague, 1 kind or country named, 2 name, 3 document, 4 address.
    pub specificity: u8,
    /// `dom`, `opp`, `third`, `io`, `unk`.
    pub domesticity: &'static str,
    /// A source of the opponent's side used against it.
    pub opponent_source: bool,
    /// The words that make it a citation.
    pub cue: Option<Span>,
    /// How they stand to what is cited.
    pub class: CueClass,
    /// What it is cited for.
    pub purpose: &'static str,
    /// Kind of claim.
    pub claim_type: &'static str,
    /// What is cited.
    pub content: Option<Span>,
    /// Is a number in it?
    pub has_number: bool,
    /// Is a quotation in it?
    pub has_quote: bool,
    /// Date of the source as read.
    pub date: Option<Span>,
    /// Title of the source as read.
    pub title: Option<Span>,
    /// Address of the source.
    pub url: Option<String>,
    /// The words that name the source where this one only points back to it: "it", "the report".
    pub antecedent: Option<Span>,
    /// The sentence of the source.
    pub sentence: usize,
    /// The turn.
    pub turn: usize,
}

/// Citations and quantities of a document, in text order.
#[derive(Debug, Default)]
pub struct Cited {
    /// Source–cue–content frames.
    pub citations: Vec<Citation>,
    /// Numbers.
    pub quantities: Vec<Quantity>,
}

/// Finds citations and quantities.
pub fn cite(context: Context, hits: &[Hit]) -> Cited {
    let mut quantities = quantities::quantities(context);
    let citations = frames::citations(context, hits, &quantities);
    for quantity in &mut quantities {
        let first = citations.partition_point(|citation| citation.sentence < quantity.sentence);
        let mut here =
            citations[first..].iter().take_while(|citation| citation.sentence == quantity.sentence);
        let holds =
            |citation: &Citation| citation.content.is_some_and(|content| content.contains(quantity.span));
        quantity.citation = here.position(holds).map(|at| first + at);
    }
    Cited { citations, quantities }
}
