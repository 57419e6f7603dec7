//! Documents of word processors, and what their formats have in common.

mod address;
mod dialogue;
pub mod docx;
mod fields;
mod flow;
pub mod odt;
pub mod rtf;
mod xml;
