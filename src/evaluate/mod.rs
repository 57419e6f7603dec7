//! How well the tags agree with codes that people (or other coders) gave: precision, recall, F1 with intervals, the
//! pairs that are confused, and every disagreement as text.
//!
//! [`coded`] reads the codes, [`tags`] tags their texts, [`score`] counts, [`interval`] says how sure the figures are,
//! [`shown`] writes them down. [`cited`] compares citations sentence by sentence, [`attributions`] quotations and reports of
//! speech in articles, [`replies`] how answers meet their questions.

pub mod coded;
pub mod tags;
pub mod cited;
pub mod score;
pub mod interval;
pub mod shown;
pub mod attributions;
pub mod replies;

pub use coded::{Coded, read};
pub use score::{Evaluation, Score};

use crate::resources::Resources;

/// Tags the texts and compares.
pub fn evaluate(coded: &Coded, resources: &Resources) -> Evaluation {
    let tags = tags::tags(coded, resources);
    let mut evaluation = score::score(&coded.items, &tags, resources);
    evaluation.cited = cited::score(&coded.items, &tags);
    evaluation.errors.extend(cited::errors(&coded.items, &tags));
    evaluation
}
