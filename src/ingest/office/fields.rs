//! Fields: a code that the reader does not see, and its result, which is text.

use std::sync::Arc;

use super::address;

/// Results of these fields are made from the rest of the document.
const GENERATED: &[&str] = &["TOC", "INDEX", "TOA"];

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Has its code ended?
    shown: bool,
    link: Option<Arc<str>>,
    generated: bool,
}

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    all_shown: bool,
}

impl Fields {
    /// Begin, separation or end of a field.
    pub(super) fn mark(&mut self, mark: &str) {
        match mark {
            "begin" => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.settle();
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// A field whose code is an attribute begins; it ends with `mark("end")`.
    pub(super) fn begin_simple(&mut self, code: &str) {
        let mut field = Field { code: code.to_owned(), ..Field::default() };
        field.settle();
        self.open.push(field);
    }

    /// A piece of a code.
    pub(super) fn code(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shown) {
            field.code.push_str(words);
        }
    }

    /// The address of the innermost link.
    pub(super) fn link(&self) -> Option<&Arc<str>> {
        self.open.iter().rev().find_map(|field| field.link.as_ref())
    }

    /// Are words here part of a code?
    pub(super) fn in_code(&self) -> bool {
        !self.all_shown && self.open.iter().any(|field| !field.shown)
    }

    /// Are words here generated contents?
    pub(super) fn is_generated(&self) -> bool {
        !self.all_shown && self.open.iter().any(|field| field.generated)
    }

    /// Is a field open?
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Fields hide nothing: they are not well formed in this document.
    pub(super) fn trust_nothing(&mut self) {
        self.all_shown = true;
    }
}

impl Field {
    fn settle(&mut self) {
        self.shown = true;
        self.link = address::of_field(&self.code).map(Arc::from);
        let name = self.code.split_whitespace().next().unwrap_or("");
        self.generated = GENERATED.iter().any(|generated| generated.eq_ignore_ascii_case(name));
    }
}
