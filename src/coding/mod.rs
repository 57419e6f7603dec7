//! Files in which people code: written for a sample, and read back with the codes in them.
//!
//! A coding file has a sheet `coding` that coders fill in; `instructions` and `categories` that tell them how; and, hidden,
//! `program` (what the program makes of each row, and how the row was drawn) and `frame` (what it was drawn from). Rows
//! are joined by `sample_id`, so they may be sorted, filtered and removed, and columns added.
#![allow(clippy::disallowed_methods, reason = "coding files are read and written here")]

pub mod codebook;
pub mod grid;
pub mod book;
pub mod sheets;
mod columns;
pub mod study;
pub mod own;
pub mod figures;
pub mod shown;
pub mod disagreements;
pub mod methods;

pub use codebook::{Code, Codebook};
pub use figures::{Figure, figures};
pub use study::{Frame, Row, Study};

#[cfg(test)]
mod tests;
