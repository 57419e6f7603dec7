//! ODT and flat ODT: the text as a reader of the final version sees it, with hyperlinks; the rules are those of DOCX.

mod content;
mod styles;

use content::Content;
use styles::Styles;

use super::docx::{self, Properties};
use super::xml;
use crate::document::{Document, Source};
use crate::error::{Code, Problem};
use crate::ingest::package::Package;
use crate::ingest::{Ingested, Options, failed};

/// The document in the bytes of a package.
pub fn read(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    match packed(bytes) {
        Ok(document) => docx::told(document, source),
        Err(problem) => failed(problem),
    }
}

/// The document in the bytes of a flat file: one XML text.
pub fn read_flat(bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    let (text, problem) = xml::decode(bytes);
    match document(&text, Styles::default(), problem, None) {
        Ok(document) => docx::told(document, source),
        Err(problem) => failed(problem),
    }
}

fn packed(bytes: &[u8]) -> Result<Document, Problem> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(Problem::new(Code::Encrypted, "the document is locked with a password"));
    }
    let Some(content) = package.part("content.xml")? else {
        let message = "no part content.xml in the package: this is no OpenDocument text";
        return Err(Problem::new(Code::BadFormat, message));
    };
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        xml::walk(&xml::decode(&part).0, &mut styles)?;
    }
    let mut properties = Properties::default();
    if let Some(part) = package.part("meta.xml")? {
        xml::walk(&xml::decode(&part).0, &mut properties)?;
    }
    let (text, problem) = xml::decode(&content);
    document(&text, styles, problem, Some(properties.title))
}

fn document(
    text: &str,
    styles: Styles,
    problem: Option<Problem>,
    title: Option<String>,
) -> Result<Document, Problem> {
    let mut content = Content::of(styles);
    let entities = xml::walk(text, &mut content)?;
    if !content.is_text {
        return Err(Problem::new(Code::BadFormat, "no <office:text> inside: this is no OpenDocument text"));
    }
    let left_out = docx::left_out(&[
        (content.notes, "words of footnotes and endnotes"),
        (content.deleted, "deleted words of tracked changes"),
        (content.unseen, "hidden or struck words"),
        (content.generated, "words of generated contents"),
        (entities, "references to entities of the file's own"),
    ]);
    let mut document = content.flow.finish();
    document.problems.extend(problem);
    docx::finish(&mut document, left_out, title);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";

    fn check(styles: &str, body: &str, expected: &[&str]) {
        let text = format!(
            "<office:document xmlns:office='{OASIS}:office:1.0' xmlns:text='{OASIS}:text:1.0' xmlns:style='{OASIS}:style:1.0' xmlns:fo='{OASIS}:xsl-fo-compatible:1.0' xmlns:table='{OASIS}:table:1.0' xmlns:draw='{OASIS}:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
        );
        let document = document(&text, Styles::default(), None, None).unwrap();
        assert_eq!(crate::ingest::office::shown(&document), expected);
    }

    #[test]
    fn words_and_spaces() {
        check(
            "",
            "<text:h>A day</text:h><text:p>\n  One<text:s text:c='2'/>and <text:span> two</text:span>.<text:line-break/>Three.</text:p><text:list><text:list-item><text:p>Four.</text:p></text:list-item></text:list>",
            &["Heading A day", "Paragraph One  and two.\nThree.", "ListItem Four."],
        );
    }

    #[test]
    fn links_notes_and_boxes() {
        check(
            "",
            "<text:p>See <text:a xlink:href='https://x.example'>the <text:span>report</text:span></text:a>. It said so<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In https://y.example.</text:p></text:note-body></text:note> twice.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>",
            &[
                "Paragraph See the report. It said so twice.",
                "Paragraph In a box.",
                "[the report](https://x.example)",
                "[so](https://y.example)",
                "left out: 2 words of footnotes and endnotes",
            ],
        );
    }

    #[test]
    fn what_is_not_text() {
        check(
            "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style><style:style style:name='T2' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>",
            "<text:tracked-changes><text:deletion><text:p>Never said.</text:p></text:deletion></text:tracked-changes><text:p text:style-name='P1'>A day</text:p><text:p>Said.<text:span text:style-name='T1'> Hidden.</text:span><text:span text:style-name='T2'> Struck.</text:span></text:p>",
            &[
                "Heading A day",
                "Paragraph Said.",
                "left out: 2 deleted words of tracked changes, 2 hidden or struck words",
            ],
        );
    }
}
