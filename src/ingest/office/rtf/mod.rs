//! RTF: the text as a reader of the final version sees it, with hyperlinks; the rules are those of DOCX.

mod charset;
mod group;
mod token;

use super::docx;
use crate::document::{Document, Source};
use crate::error::{Code, Problem};
use crate::ingest::{Ingested, Options, failed};
use group::Reader;
use token::{Token, Tokens};

/// Groups may lie in one another this deep.
const DEEPEST: usize = 256;

/// The document in the bytes of the file.
pub fn read(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    match document(bytes) {
        Ok(document) => docx::told(document, source),
        Err(problem) => failed(problem),
    }
}

fn document(bytes: &[u8]) -> Result<Document, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Problem::new(
            Code::BadFormat,
            "the file does not begin with {\\rtf, as every RTF text does",
        ));
    }
    let mut reader = Reader::default();
    let mut tokens = Tokens::of(bytes);
    let mut ended = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => {
                reader.open();
                if reader.depth() > DEEPEST {
                    let message = format!("groups lie more than {DEEPEST} deep in one another, the limit");
                    return Err(Problem::new(Code::OverLimit, message));
                }
            }
            Token::Close => {
                reader.close();
                if reader.depth() == 0 {
                    ended = true;
                    break;
                }
            }
            Token::Word("bin", Some(n)) => tokens.pass(usize::try_from(n).unwrap_or(0)),
            Token::Word(word, number) => reader.word(word, number),
            Token::Symbol(symbol) => reader.symbol(symbol),
            Token::Byte(byte) => reader.byte(byte),
        }
    }
    if !ended {
        return Err(Problem::new(Code::BadFormat, "the file ends inside a group: a part of it is missing"));
    }
    let (mut document, left_out, title) = reader.finish();
    docx::finish(&mut document, docx::left_out(&left_out), title);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let text = format!("{{\\rtf1\\ansi\\ansicpg1252{body}}}");
        let document = document(text.as_bytes()).unwrap();
        assert_eq!(crate::ingest::office::shown(&document), expected);
    }

    #[test]
    fn letters() {
        check(
            "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Cyr;}}{\\info{\\title A}}It\\rquote s caf\\'e9 \\u8211?\\u-10179?\\u-8704? {\\f1 \\'c4\\'e0}.\\par\\pard Two\\line\nthree\\~four.",
            &["Paragraph It’s café –😀 Да.", "Paragraph Two\nthree\u{A0}four."],
        );
        check("\\uc2\\u8211\\'96\\'96x\\uc0\\u8212y.", &["Paragraph –x—y."]);
    }

    #[test]
    fn headings_lists_and_tables() {
        check(
            "{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 A day\\par\\pard{\\listtext\\'b7\\tab}\\ls1 One.\\par\\pard\\plain Two.\\par\\trowd\\pard\\intbl Q:\\cell Why is that?\\cell\\row\\pard\\intbl Ms. Varn\\cell We said so.\\cell\\row\\pard Three.\\par",
            &[
                "Heading A day",
                "ListItem One.",
                "Paragraph Two.",
                "Paragraph Q: Why is that?",
                "Paragraph Ms. Varn: We said so.",
                "Paragraph Three.",
            ],
        );
    }

    #[test]
    fn links_and_what_is_not_text() {
        check(
            "See {\\field{\\*\\fldinst{HYPERLINK \"https://x.example\" }}{\\fldrslt{\\ul the report}}} now{\\v  hidden}{\\strike  struck}{\\deleted  gone}{\\footnote \\chftn  In https://y.example/z.}.{\\header No.}{\\*\\unknown No.}{\\pict\\bin3 }}}ab}\\par",
            &[
                "Paragraph See the report now.",
                "[the report](https://x.example)",
                "[now](https://y.example/z)",
                "left out: 2 words of footnotes and endnotes, 1 deleted words of tracked changes, 2 hidden or struck words",
            ],
        );
    }

    #[test]
    fn broken_files_are_refused() {
        let code = |bytes: &[u8]| document(bytes).unwrap_err().code;
        assert_eq!(code(b"hello"), Code::BadFormat);
        assert_eq!(code(b"{\\rtf1 One"), Code::BadFormat);
        assert_eq!(code(&[b"{\\rtf1".as_slice(), &b"{".repeat(1000)].concat()), Code::OverLimit);
    }
}
