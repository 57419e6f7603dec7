//! Bytes → letters: which encoding a text file is in, and where its words lie in the bytes.

pub mod charset;
pub mod decode;
pub mod origin;
mod guess;
mod mixed;
mod plausible;
