//! Documents as their XML, and what is read.

use super::*;
use crate::ingest::package::tests::pack;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(body: &str, further: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w='{WORD}' xmlns:r='{RELATION}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>{body}</w:body></w:document>"
    );
    let mut parts = vec![("word/document.xml", document.as_str())];
    parts.extend(further);
    pack(&parts)
}

fn shown(document: &Document) -> Vec<String> {
    let blocks =
        document.blocks.iter().map(|block| format!("{:?} {}", block.kind, block.span.slice(&document.text)));
    let links =
        document.links.iter().map(|link| format!("[{}]({})", link.span.slice(&document.text), link.url));
    blocks.chain(links).collect()
}

fn check_with(body: &str, further: &[(&str, &str)], expected: &[&str]) {
    let document = document(&package(body, further)).unwrap();
    assert_eq!(shown(&document), expected);
}

fn check(body: &str, expected: &[&str]) {
    check_with(body, &[], expected);
}

#[test]
fn runs_make_words() {
    check(
        "<w:p><w:r><w:t>Ms. Va</w:t></w:r><w:proofErr/><w:r><w:t>rn: We do not thr</w:t><w:softHyphen/><w:t>eaten.</w:t><w:tab/><w:br/><w:t>No.</w:t></w:r></w:p>",
        &["Paragraph Ms. Varn: We do not thr\u{AD}eaten.\t\nNo."],
    );
    check(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>One.</w:t><w:br/><w:br/><w:t>Two.</w:t></w:r></w:p>",
        &["Paragraph One.", "Paragraph Two."],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    check(
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>threaten</w:delText></w:r></w:del><w:ins><w:r><w:t>warn</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> all</w:t></w:r></w:moveFrom><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t> you.</w:t></w:r></w:p>",
        &["Paragraph We warn you."],
    );
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>We have </w:t></w:r></w:p><w:p><w:r><w:t>said so.</w:t></w:r></w:p>",
        &["Paragraph We have said so."],
    );
}

#[test]
fn hidden_and_struck_words_are_left_out_and_told() {
    let body = "<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> Hidden words.</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t> Struck.</w:t></w:r><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t> Too.</w:t></w:r></w:p>";
    check(body, &["Paragraph Seen. Too."]);
    let document = document(&package(body, &[])).unwrap();
    assert_eq!(document.problems[0].message, "left out: 3 hidden or struck words");
}

#[test]
fn links_by_relation_and_by_field() {
    let relations = "<Relationships><Relationship Id='r1' Type='x/hyperlink' Target='https://x.example/a' TargetMode='External'/></Relationships>";
    check_with(
        "<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id='r1'><w:r><w:t>the re</w:t></w:r><w:r><w:t>port</w:t></w:r></w:hyperlink><w:r><w:t> and </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://y.example\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>this</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='HYPERLINK \"https://z.example\"'><w:r><w:t> too</w:t></w:r></w:fldSimple><w:r><w:t>.</w:t></w:r></w:p>",
        &[("word/_rels/document.xml.rels", relations)],
        &[
            "Paragraph See the report and this too.",
            "[the report](https://x.example/a)",
            "[this](https://y.example)",
            "[too](https://z.example)",
        ],
    );
    check(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>All of this is text.</w:t></w:r></w:p>",
        &["Paragraph All of this is text."],
    );
}

#[test]
fn styles_make_headings_and_lists() {
    let relations =
        "<Relationships><Relationship Id='r1' Type='x/styles' Target='styles.xml'/></Relationships>";
    let styles = format!(
        "<w:styles xmlns:w='{WORD}'><w:style w:styleId='T1'><w:name w:val='heading 2'/></w:style><w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='T1'/></w:style><w:style w:styleId='L'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style></w:styles>"
    );
    let paragraph = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let body = [paragraph("Mine", "A day"), paragraph("L", "One."), paragraph("Unknown", "Two.")].concat();
    check_with(
        &format!(
            "{body}<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Three.</w:t></w:r></w:p>"
        ),
        &[("word/_rels/document.xml.rels", relations), ("word/styles.xml", &styles)],
        &["Heading A day", "ListItem One.", "Paragraph Two.", "ListItem Three."],
    );
}

#[test]
fn text_boxes_are_read_once() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>";
    check(
        &format!(
            "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>and behind.</w:t></w:r></w:p>"
        ),
        &["Paragraph Before and behind.", "Paragraph In a box."],
    );
    check(
        &format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        &["Paragraph In a box."],
    );
}

#[test]
fn tables_of_speakers_and_words() {
    let row = |cells: &[&str]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|words| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"))
            .collect();
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let table =
        [row(&["Speaker", "Words"]), row(&["Question", "Why is that?"]), row(&["Ms. Varn:", "We said so."])];
    check(
        &format!("<w:tbl>{}</w:tbl>", table.concat()),
        &[
            "Heading Speaker",
            "Heading Words",
            "Paragraph Question: Why is that?",
            "Paragraph Ms. Varn: We said so.",
        ],
    );
    let facts = [row(&["Budget", "3 million"]), row(&["Staff", "120"])];
    check(
        &format!("<w:p><w:r><w:t>It said so.</w:t></w:r></w:p><w:tbl>{}</w:tbl>", facts.concat()),
        &["Paragraph It said so.", "Heading Budget", "Heading 3 million", "Heading Staff", "Heading 120"],
    );
}

#[test]
fn notes_are_no_text_and_give_addresses() {
    let relations =
        "<Relationships><Relationship Id='r1' Type='x/footnotes' Target='footnotes.xml'/></Relationships>";
    let notes = format!(
        "<w:footnotes xmlns:w='{WORD}'><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote><w:footnote w:id='1'><w:p><w:r><w:t>See https://x.example/a.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let body = "<w:p><w:r><w:t>The ministry said so.</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t> Then it left.</w:t></w:r></w:p>";
    let further = [("word/_rels/document.xml.rels", relations), ("word/footnotes.xml", notes.as_str())];
    check_with(
        body,
        &further,
        &["Paragraph The ministry said so. Then it left.", "[so.](https://x.example/a)"],
    );
    let document = document(&package(body, &further)).unwrap();
    assert_eq!(document.problems[0].message, "left out: 2 words of footnotes and endnotes");
}

#[test]
fn short_strong_lines_are_headings() {
    let strong = |words: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let body = [strong("Monday, July 19, 2021"), strong("We reject this."), strong("Ms. Varn: No")].concat();
    check(&body, &["Heading Monday, July 19, 2021", "Paragraph We reject this.", "Paragraph Ms. Varn: No"]);
}
