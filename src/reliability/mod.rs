//! How far codes agree: coders with each other, a program with coders, and what its errors do to shares.
//!
//! Plain numbers in, plain numbers out; what is coded, and in which file, is the business of [`crate::coding`].

pub mod interval;
pub mod alpha;
pub mod agreement;
pub mod strata;
pub mod accuracy;
pub mod prevalence;

pub use alpha::{Level, Ratings};

/// A figure with its 95 % interval, where it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The interval's ends.
    pub interval: Option<(f64, f64)>,
}
