//! Properties of paragraphs and runs, and the signs that stand in runs beside words.

use super::{Body, Element, Look};
use crate::document::BlockKind;
use crate::ingest::office::docx::styles::{is_heading, is_on};
use crate::ingest::office::xml::Tag;

/// A paragraph that stands in by so much is no headline (twentieths of a point).
const INDENTED: f64 = 100.0;

impl Body<'_> {
    /// Properties of paragraphs and runs, and what stands in a run beside words.
    pub(super) fn detail(&mut self, tag: &Tag, name: &str) {
        match self.open.path().last() {
            Some(Element::ParagraphProperties) => self.paragraph_property(tag, name),
            Some(Element::RunProperties) if self.open.path().iter().rev().nth(1) == Some(&Element::Run) => {
                self.run_property(tag, name);
            }
            Some(Element::Run | Element::Paragraph | Element::Link) => self.piece(tag, name),
            _ if name == "numId"
                && self.open.path().iter().rev().nth(1) == Some(&Element::ParagraphProperties) =>
            {
                let listed = tag.attribute("val").is_some_and(|id| id != "0");
                self.flow.set_listed(listed);
            }
            _ => {}
        }
    }

    fn paragraph_property(&mut self, tag: &Tag, name: &str) {
        let value = tag.attribute("val").unwrap_or_default();
        match name {
            "pStyle" => {
                self.flow.set_kind(self.styles.kind(&value));
                let look =
                    Look { unseen: self.styles.is_unseen(&value), strong: self.styles.is_strong(&value) };
                if let Some(open) = self.paragraphs.last_mut() {
                    open.look = look;
                }
            }
            "ind" => {
                let wide = |name: &str| {
                    let twips = tag.attribute(name).and_then(|value| value.parse::<f64>().ok());
                    twips.is_some_and(|twips| twips >= INDENTED)
                };
                self.flow.set_indented(["left", "start", "firstLine"].iter().any(|name| wide(name)));
            }
            "outlineLvl" if value.parse().is_ok_and(is_heading) => self.flow.set_kind(BlockKind::Heading),
            _ => {}
        }
    }

    fn run_property(&mut self, tag: &Tag, name: &str) {
        let Some(look) = self.runs.last_mut() else { return };
        match name {
            "rStyle" => {
                let id = tag.attribute("val").unwrap_or_default();
                look.unseen |= self.styles.is_unseen(&id);
                look.strong |= self.styles.is_strong(&id);
            }
            "vanish" | "strike" | "dstrike" if is_on(tag) => look.unseen = true,
            "vanish" => look.unseen = false,
            "b" => look.strong = is_on(tag),
            _ => {}
        }
    }

    fn piece(&mut self, tag: &Tag, name: &str) {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Private characters are pictures in a font of their own.
                let c = code.filter(|code| !(0xE000..0xF900).contains(code)).and_then(char::from_u32);
                self.push(c.map_or(String::new(), String::from).as_str());
            }
            "fldChar" => self.fields.mark(&tag.attribute("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.mark("footnote", tag),
            "endnoteReference" => self.mark("endnote", tag),
            _ => {}
        }
    }

    fn mark(&mut self, kind: &'static str, tag: &Tag) {
        let note = tag.attribute("id").and_then(|id| self.notes.get(&(kind, id)));
        if let Some((_, addresses)) = note {
            self.flow.mark(addresses);
        }
    }
}
