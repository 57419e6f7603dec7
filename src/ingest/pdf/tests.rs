//! Small files, written here, through the whole reader.

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document as Objects, Object, ObjectId, Stream};

use crate::document::{BlockKind, Document, Source};
use crate::error::Code;
use crate::ingest::{Ingested, Options};

/// Words at a place of a page, in a font (`F`, or `B` which is bold).
type Shown<'a> = (&'a str, &'a str, i64, i64, i64);

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn dictionary(pairs: &[(&str, Object)]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in pairs {
        dictionary.set(*key, value.clone());
    }
    dictionary
}

fn font(base: &str) -> Object {
    let font = [("Type", name("Font")), ("Subtype", name("Type1")), ("BaseFont", name(base))];
    let mut font = dictionary(&font);
    font.set("Encoding", name("WinAnsiEncoding"));
    font.into()
}

fn content(shown: &[Shown]) -> Vec<u8> {
    let mut operations = Vec::new();
    for (words, font, size, x, y) in shown {
        operations.push(Operation::new("BT", vec![]));
        operations.push(Operation::new("Tf", vec![name(font), (*size).into()]));
        operations.push(Operation::new("Td", vec![(*x).into(), (*y).into()]));
        operations.push(Operation::new("Tj", vec![Object::string_literal(*words)]));
        operations.push(Operation::new("ET", vec![]));
    }
    Content { operations }.encode().unwrap()
}

/// A file of pages with the given commands; `more` may add to the first page and to the file.
fn file(pages: &[Vec<u8>], more: impl FnOnce(&mut Objects, ObjectId)) -> Vec<u8> {
    let mut objects = Objects::with_version("1.4");
    let tree = objects.new_object_id();
    let fonts = dictionary(&[("F", font("Helvetica")), ("B", font("Helvetica-Bold"))]);
    let resources = dictionary(&[("Font", fonts.into())]);
    let mut kids: Vec<Object> = Vec::new();
    for commands in pages {
        let stream = objects.add_object(Stream::new(Dictionary::new(), commands.clone()));
        let page = [("Type", name("Page")), ("Parent", tree.into()), ("Contents", stream.into())];
        kids.push(objects.add_object(dictionary(&page)).into());
    }
    let first = kids[0].as_reference().unwrap();
    let box_ = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let nodes = [
        ("Type", name("Pages")),
        ("Count", (pages.len() as i64).into()),
        ("Kids", kids.into()),
        ("MediaBox", Object::Array(box_)),
        ("Resources", resources.into()),
    ];
    objects.objects.insert(tree, dictionary(&nodes).into());
    let catalog = objects.add_object(dictionary(&[("Type", name("Catalog")), ("Pages", tree.into())]));
    objects.trailer.set("Root", catalog);
    more(&mut objects, first);
    let mut bytes = Vec::new();
    objects.save_to(&mut bytes).unwrap();
    bytes
}

fn ingest(bytes: &[u8]) -> Ingested {
    let source = Source { path: "x.pdf".into(), sha256: "0".repeat(64), ..Source::default() };
    super::read(bytes, source, &Options::default())
}

fn read(pages: &[&[Shown]]) -> Document {
    let pages: Vec<Vec<u8>> = pages.iter().map(|shown| content(shown)).collect();
    ingest(&file(&pages, |_, _| {})).documents.remove(0)
}

fn check(pages: &[&[Shown]], expected: &[&str]) {
    let document = read(pages);
    let blocks: Vec<&str> = document.blocks.iter().map(|block| block.span.slice(&document.text)).collect();
    assert_eq!(blocks, expected);
}

#[test]
fn a_page_of_turns() {
    let document = read(&[&[
        ("Briefing by Ilka Varn, 7 June 2021", "B", 18, 72, 760),
        ("DANA HOLT: Is it true that Vellmark has asked for tal-", "F", 11, 72, 720),
        ("ks with Karvonia?", "F", 11, 72, 707),
        ("MS. VARN: We have not asked.", "F", 11, 72, 694),
    ]]);
    let blocks: Vec<(BlockKind, &str)> =
        document.blocks.iter().map(|block| (block.kind, block.span.slice(&document.text))).collect();
    let expected = [
        (BlockKind::Heading, "Briefing by Ilka Varn, 7 June 2021"),
        (BlockKind::Paragraph, "DANA HOLT: Is it true that Vellmark has asked for talks with Karvonia?"),
        (BlockKind::Paragraph, "MS. VARN: We have not asked."),
    ];
    assert_eq!(blocks, expected);
    assert_eq!(document.metadata.title.as_deref(), Some("Briefing by Ilka Varn, 7 June 2021"));
    assert_eq!(document.metadata.date.unwrap().date.to_string(), "2021-06-07");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    check(
        &[&[
            ("There is no evidence", "F", 11, 72, 700),
            ("Tashmere is open to", "F", 11, 320, 700),
            ("for the claim that", "F", 11, 72, 687),
            ("talks. It has said so", "F", 11, 320, 687),
            ("was made today, and", "F", 11, 72, 674),
            ("more than once, and it", "F", 11, 320, 674),
            ("said so.", "F", 11, 72, 661),
            ("will again.", "F", 11, 320, 661),
        ]],
        &[
            "There is no evidence for the claim that was made today, and said so.",
            "Tashmere is open to talks. It has said so more than once, and it will again.",
        ],
    );
}

#[test]
fn heads_and_page_numbers_are_dropped_and_said() {
    let pages: Vec<Vec<u8>> = ["Vellmark answers.", "Karvonia does not.", "Ostrania waits."]
        .iter()
        .enumerate()
        .map(|(n, words)| {
            let foot = format!("Page {} of 3", n + 1);
            content(&[
                ("Ministry of Vellmark", "F", 9, 72, 800),
                ("It was a long day for everyone in the room.", "F", 11, 72, 640),
                (words, "F", 11, 72, 600),
                (&foot, "F", 9, 280, 30),
            ])
        })
        .collect();
    let document = ingest(&file(&pages, |_, _| {})).documents.remove(0);
    let blocks = document
        .blocks
        .iter()
        .map(|block| (block.span.slice(&document.text), document.places.shown(block.span)));
    let day = "It was a long day for everyone in the room.";
    let expected = [
        (day, "page 1"),
        ("Vellmark answers.", "page 1"),
        (day, "page 2"),
        ("Karvonia does not.", "page 2"),
        (day, "page 3"),
        ("Ostrania waits.", "page 3"),
    ];
    assert_eq!(blocks.collect::<Vec<_>>(), expected.map(|(words, place)| (words, place.to_owned())));
    let said = document.problems.iter().find(|problem| problem.code == Code::LeftOut).unwrap();
    assert!(said.message.contains("6 lines of running heads"), "{}", said.message);
}

#[test]
fn links_lie_on_the_words_below_them() {
    let commands = content(&[("See the report of Ostrania.", "F", 10, 72, 700)]);
    let bytes = file(&[commands], |objects, page| {
        let action =
            dictionary(&[("S", name("URI")), ("URI", Object::string_literal("https://x.example/r"))]);
        let rect: Vec<Object> = [91, 698, 140, 710].into_iter().map(Object::Integer).collect();
        let note =
            [("Type", name("Annot")), ("Subtype", name("Link")), ("Rect", rect.into()), ("A", action.into())];
        let note = objects.add_object(dictionary(&note));
        objects.get_dictionary_mut(page).unwrap().set("Annots", vec![note.into()]);
    });
    let document = ingest(&bytes).documents.remove(0);
    assert_eq!(document.links.len(), 1);
    assert_eq!(document.links[0].span.slice(&document.text), "the report");
}

#[test]
fn pictures_of_pages_have_no_text() {
    let read = ingest(&file(&[b"q 100 0 0 100 0 0 cm /Im1 Do Q".to_vec()], |_, _| {}));
    assert!(read.documents.is_empty());
    assert_eq!(read.problems[0].code, Code::NoText);
    assert!(read.problems[0].message.contains("1 page without"), "{}", read.problems[0].message);
}

#[test]
fn pages_that_fail_are_named_and_the_others_are_read() {
    let pages =
        [content(&[("Vellmark answers.", "F", 11, 72, 600)]), content(&[("Lost.", "F", 11, 72, 600)])];
    let bytes = file(&pages, |objects, first| {
        let second = objects.page_iter().find(|page| *page != first).unwrap();
        let held = objects.get_page_contents(second)[0];
        let stream = objects.get_object_mut(held).and_then(Object::as_stream_mut).unwrap();
        stream.dict.set("Filter", name("JPXDecode"));
    });
    let document = ingest(&bytes).documents.remove(0);
    assert_eq!(document.text, "Vellmark answers.");
    let said = document.problems.iter().find(|problem| problem.code == Code::PartlyRead).unwrap();
    assert!(said.message.starts_with("page 2 could not be read"), "{}", said.message);
}

#[test]
fn forms_kerning_and_hidden_words() {
    let commands = b"BT /F 10 Tf 72 700 Td [(T) 80 (ashmere) -300 (waits.)] TJ ET BT 3 Tr /F 10 Tf 72 600 Td (hidden) Tj ET";
    check_commands(commands, "Tashmere waits.");
    // What stands below a picture is the text of a scanned page.
    check_commands(b"BT 3 Tr /F 10 Tf 72 600 Td (A scanned page.) Tj ET", "A scanned page.");
    // Letters that mark a font's ligatures.
    check_commands(
        b"/Span <</ActualText (ffi)>> BDC BT /F 10 Tf 14 TL 72 600 Td (x) Tj EMC (ce) ' ET",
        "ffi ce",
    );
}

fn check_commands(commands: &[u8], expected: &str) {
    let document = ingest(&file(&[commands.to_vec()], |_, _| {})).documents.remove(0);
    assert_eq!(document.text.replace("\n\n", " "), expected);
}

#[test]
fn a_table_of_objects_that_is_lost_is_made_anew() {
    let bytes = file(&[content(&[("Vellmark answers.", "F", 11, 72, 600)])], |_, _| {});
    let table = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
    let read = ingest(&bytes[..table]);
    let document = &read.documents[0];
    assert_eq!(document.text, "Vellmark answers.");
    assert!(document.problems.iter().any(|problem| problem.code == Code::PartlyRead));
}

#[test]
fn turned_pages_are_read_upright() {
    let commands = b"BT /F 10 Tf 0 1 -1 0 300 72 Tm (Vellmark answers.) Tj ET".to_vec();
    let turned = file(std::slice::from_ref(&commands), |objects, page| {
        objects.get_dictionary_mut(page).unwrap().set("Rotate", 90);
    });
    assert_eq!(ingest(&turned).documents[0].text, "Vellmark answers.");
    assert_eq!(ingest(&file(&[commands], |_, _| {})).documents[0].text, "Vellmark answers.");
}
