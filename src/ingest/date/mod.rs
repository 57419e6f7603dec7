//! Dates: how they are written, and which of those that a document tells stands.

pub mod dates;
pub mod dating;
pub mod lines;
mod months;
mod numerals;
