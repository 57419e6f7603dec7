//! The control words of RTF: where words go, how they look, what makes paragraphs and tables, and signs.

use super::{Goal, Group, Paragraph, Reader};
use crate::document::BlockKind;

/// Groups whose words are no text, although no `\*` says so.
const NO_TEXT: &[&str] = &[
    "colortbl",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtext",
    "pntext",
    "pntxta",
    "pntxtb",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "nonshppict",
    "shprslt",
    "sp",
    "template",
    "upr",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "objdata",
    "filetbl",
    "private",
    "bkmkstart",
    "bkmkend",
    "datafield",
    "nextfile",
];

impl Reader {
    /// A control word.
    pub(in crate::ingest::office::rtf) fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        if self.passes_over() {
            return;
        }
        self.settle();
        let starred = std::mem::take(&mut self.now.starred);
        if self.goal(word) {
            return;
        }
        if starred || NO_TEXT.contains(&word) {
            self.now.goal = Goal::Nowhere;
            return;
        }
        if !self.look(word, number) && !self.shape(word, number) {
            self.sign(word);
        }
    }

    /// Words that say where the words of their group go. Says whether it was one.
    fn goal(&mut self, word: &str) -> bool {
        match (word, self.now.goal) {
            // Where nothing is text, nothing inside is, but for the title among the properties.
            ("title", Goal::Nowhere) if self.groups.len() == 3 => self.now.goal = Goal::Title,
            (_, Goal::Nowhere) => {}
            ("fonttbl", _) => self.now.goal = Goal::Fonts,
            ("stylesheet", _) => self.now.goal = Goal::Styles,
            ("info", _) => self.now.goal = Goal::Nowhere,
            ("field", _) => {
                self.fields.mark("begin");
                self.now.field = true;
            }
            ("fldinst", _) => self.now.goal = Goal::Code,
            ("fldrslt", _) => {
                self.fields.mark("separate");
                if self.now.goal == Goal::Note {
                    self.note_links.extend(self.fields.link().map(|link| link.to_string()));
                }
            }
            ("footnote", Goal::Text) => {
                self.now.goal = Goal::Note;
                self.now.note = true;
            }
            ("shpinst", _) => {}
            ("shptxt", Goal::Text) => {
                self.begin_paragraph();
                self.open.push(false);
                self.now.boxed = true;
            }
            _ => return false,
        }
        true
    }

    /// Words that say how letters look. Says whether it was one.
    fn look(&mut self, word: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        match word {
            "plain" => {
                let kept = self.now;
                self.now = Group { strong: false, hidden: false, ..kept };
            }
            "b" => self.now.strong = on,
            "v" | "strike" | "striked" => self.now.hidden = on,
            "deleted" => self.now.deleted = on,
            "f" => {
                self.now.font = number.unwrap_or(0);
                self.charsets.font = self.now.font;
            }
            "fcharset" => self.charsets.set_font(number.unwrap_or(0)),
            "ansicpg" => self.charsets.set_page(number.unwrap_or(1252)),
            "mac" => self.charsets.set_page(10000),
            "uc" => self.now.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            _ => return false,
        }
        true
    }

    /// Words that make paragraphs and tables. Says whether it was one.
    fn shape(&mut self, word: &str, number: Option<i32>) -> bool {
        match (word, self.now.goal) {
            ("s", Goal::Styles) => self.style = (number.unwrap_or(0), String::new()),
            ("outlinelevel", Goal::Styles) => {
                if number.is_some_and(|level| level < 9) {
                    self.styles.insert(self.style.0, BlockKind::Heading);
                }
            }
            ("par" | "sect" | "page" | "line" | "cell" | "tab", Goal::Note) => self.note.push(' '),
            (_, Goal::Styles | Goal::Fonts | Goal::Note | Goal::Code | Goal::Title) => return false,
            ("par" | "sect" | "page" | "column", _) => self.end_paragraph(),
            ("pard", _) => self.paragraph = Paragraph::default(),
            ("s", _) => self.paragraph.style = number,
            ("outlinelevel", _) => self.paragraph.outline = number.is_some_and(|level| level < 9),
            ("ls", _) => self.paragraph.listed = true,
            ("intbl", _) => self.paragraph.in_table = true,
            ("cell" | "nestcell", _) => {
                self.end_paragraph();
                self.flow.begin_cell();
            }
            ("row" | "nestrow", _) => {
                self.end_paragraph();
                self.flow.begin_row();
            }
            _ => return false,
        }
        true
    }

    /// Words that stand for a character.
    fn sign(&mut self, word: &str) {
        self.say(match word {
            "line" => "\n",
            "tab" => "\t",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => return,
        });
    }
}
