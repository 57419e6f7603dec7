//! A probability sample of what is to be coded by people: which units there are, how many of each stratum are drawn, and
//! for how many others each stands.
//!
//! Units are taken by a hash of the seed and of their own stable names, the smallest first. So the same texts and seed give
//! the same rows, whatever the order of files and threads, and when files come or go only rows are exchanged that had to
//! be: nothing is drawn anew.

pub mod unit;
pub mod strata;
pub mod draw;

pub use draw::{Drawn, Part, Plan, Pool, Sample};
pub use strata::{Allocation, Key};
pub use unit::{Kind, Unit, units};

#[cfg(test)]
mod tests;
