//! **rejoinder** reads what spokespersons say and turns it into tables: how confrontational, how evasive, how well
//! sourced, against whom, and how that changes over time, with every figure traceable to the exact words.
//!
//! The modules stand in the order of the pipeline:
//!
//! ```text
//! bytes ─ingest─▶ Document ─segment─▶ Segments ─lexicon, voice─▶ Found, Voices ─tag─▶ Hits ─cite─▶ Citations = Analysis
//!                                                                     Analysis ─table─▶ Tables ─matched, phrase, measure, report─▶ files
//!                                                                     Analyses ─check─▶ Checks ─table─▶ Tables
//! ```
//!
//! ```
//! use rejoinder::{Resources, analyze, ingest};
//! let resources = Resources::built_in()?;
//! let text = b"The claim is groundless. We do not threaten anyone.";
//! let read = ingest::ingest("remarks.txt", text, &ingest::Options::default());
//! let analysis = analyze(&read.documents[0], &resources);
//! assert_eq!(analysis.segments.sentences.len(), 2);
//! # Ok::<(), rejoinder::Error>(())
//! ```

pub mod document;
pub mod place;
pub mod error;
pub mod ingest;
pub mod fold;
pub mod segment;
pub mod lexicon;
pub mod resources;
pub mod voice;
pub mod tag;
pub mod count;
pub mod kwic;
pub mod cite;
pub mod analysis;
pub mod explain;
pub mod check;
pub mod table;
pub mod matched;
pub mod phrase;
pub mod measure;
pub mod selection;
pub mod keyness;
pub mod reliability;
pub mod sampling;
#[cfg(feature = "tables")]
pub mod evaluate;
#[cfg(feature = "tables")]
pub mod report;
#[cfg(feature = "tables")]
pub mod coding;
#[cfg(feature = "tables")]
pub mod store;
#[cfg(feature = "tables")]
pub mod batch;
#[cfg(feature = "tables")]
pub mod cli;

pub use analysis::{Analysis, analyze};
pub use document::{Document, Span};
pub use error::{Error, Problem};
pub use resources::Resources;
