//! How well reply types agree with coded ones, answer by answer.
//!
//! [`gold`] reads the codes, [`scheme`] names their classes, [`score`] counts and compares the coders with each
//! other, [`shown`] writes it down.

pub mod gold;
pub mod scheme;
pub mod score;
pub mod shown;

pub use gold::{Answer, Gold, is_gold, of_items, read};
pub use scheme::Scheme;
pub use score::{Evaluation, evaluate};
