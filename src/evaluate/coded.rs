//! Codes as people keep them: JSON lines with sentences and offsets, or a spreadsheet with a text and its codes.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use super::cited::{self, Cite};
use crate::document::{Document, Role, Span, Voice};
use crate::error::Error;
use crate::ingest::{Options, ingest};
use crate::lexicon::sentences;

/// Coded texts.
#[derive(Debug, Default)]
pub struct Coded {
    /// The texts, each with its coded units.
    pub items: Vec<Item>,
    /// What could not be used, with its line.
    pub problems: Vec<String>,
}

/// One text with its coded units. Items are what the intervals resample.
#[derive(Debug)]
pub struct Item {
    /// The text.
    pub document: Document,
    /// Its coded stretches, in text order.
    pub units: Vec<Unit>,
    /// The reply type of the answer, by coder; empty where nobody was asked.
    pub replies: Vec<String>,
    /// Does its question accuse? By coder.
    pub accusing: Vec<String>,
}

/// A stretch of text with the codes given to it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Name for people.
    pub id: String,
    /// The words, in the item's text.
    pub span: Span,
    /// The codes: categories, or [`ANY`] when only "confrontational" was coded.
    pub codes: BTreeSet<String>,
    /// Categories on which the coders differ: they count neither way.
    pub disputed: BTreeSet<String>,
    /// Part of the set that is also reported on its own (`core`, `stretch`), or empty.
    pub group: String,
    /// Was it coded only whether the unit is confrontational?
    pub binary: bool,
    /// The citations that each coder found; `None` where nobody was asked.
    pub cites: Option<Vec<Vec<Cite>>>,
}

/// Stands for "some confrontational act" where nothing finer was coded.
pub const ANY: &str = "any";

/// Reads coded material. `texts` holds the texts that JSON lines refer to by `item`.
pub fn read(
    path: &str,
    codes: &str,
    texts: Option<(&str, &[u8])>,
    column: Option<&str>,
) -> Result<Coded, Error> {
    if path.ends_with(".jsonl") {
        let Some((name, bytes)) = texts else {
            let message = format!("{path} holds codes only; name the file of the coded texts with --texts");
            return Err(Error::Usage(message));
        };
        return Ok(from_lines(path, codes, ingest(name, bytes, &Options::default()).documents));
    }
    from_sheet(path, codes, column)
}

#[derive(Deserialize)]
struct Line {
    item: String,
    #[serde(default)]
    sentences: Vec<Sentence>,
    #[serde(default)]
    reply_type: Vec<String>,
    #[serde(default)]
    accusatory_question: Vec<String>,
}

#[derive(Deserialize)]
struct Sentence {
    start: usize,
    end: usize,
    #[serde(default)]
    acts: HashMap<String, serde_json::Value>,
    #[serde(default)]
    disputed: Vec<String>,
    cites: Option<Vec<String>>,
}

fn from_lines(path: &str, codes: &str, documents: Vec<Document>) -> Coded {
    let key = |document: &Document| document.id.rsplit(':').next().unwrap_or("").to_owned();
    let mut texts: HashMap<String, Document> =
        documents.into_iter().map(|document| (key(&document), document)).collect();
    let mut coded = Coded::default();
    for (number, line) in codes.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{path}:{}", number + 1);
        match serde_json::from_str::<Line>(line) {
            Err(wrong) => coded.problems.push(format!("{place}: {wrong}")),
            Ok(line) => match texts.remove(&line.item) {
                Some(document) => coded.items.push(item(document, &line)),
                None => coded.problems.push(format!("{place}: no text with the id {:?}", line.item)),
            },
        }
    }
    coded
}

/// Offsets are code points in the words of the last voice: the answer.
fn item(document: Document, line: &Line) -> Item {
    let voice = document.voices.last().map_or(Span::new(0, document.text.len()), |voice| voice.span);
    let bytes: Vec<usize> =
        voice.slice(&document.text).char_indices().map(|(at, _)| voice.start + at).collect();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(voice.end);
    let unit = |(number, sentence): (usize, &Sentence)| Unit {
        id: format!("{}.{number}", line.item),
        span: Span::new(byte(sentence.start), byte(sentence.end)),
        codes: sentence.acts.keys().cloned().collect(),
        disputed: sentence.disputed.iter().cloned().collect(),
        group: String::new(),
        binary: false,
        cites: sentence.cites.as_ref().map(|coders| coders.iter().map(|cell| cited::parse(cell)).collect()),
    };
    let units = line.sentences.iter().enumerate().map(unit).collect();
    Item { document, units, replies: line.reply_type.clone(), accusing: line.accusatory_question.clone() }
}

/// Usual names of the columns of a coded spreadsheet.
const TEXT: &[&str] = &["text", "sentence", "answer", "content"];
const CODES: &[&str] =
    &["codes", "acts", "expected_acts", "categories", "code", "confrontational", "hostile"];
const ROLE: &[&str] = &["role"];
const SIDE: &[&str] = &["side", "state", "country"];
const GROUP: &[&str] = &["tier", "group"];
const CLUSTER: &[&str] = &["speech", "document", "doc_id", "item"];
const DISPUTED: &[&str] = &["disputed", "doubtful"];
const LANGUAGE: &[&str] = &["lang", "language"];

fn from_sheet(path: &str, text: &str, column: Option<&str>) -> Result<Coded, Error> {
    let text = text.trim_start_matches('\u{FEFF}');
    let tabs = text.lines().next().is_some_and(|line| line.contains('\t'));
    let delimiter = if tabs { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let fault = |message: String| Error::Usage(format!("{path}:1: {message}"));
    let header = reader.headers().map_err(|wrong| fault(wrong.to_string()))?.clone();
    let place = |names: &[&str]| {
        names.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
    };
    let missing =
        |what: &str, names: &[&str]| fault(format!("no column with {what}; looked for {}", names.join(", ")));
    let words = place(TEXT).ok_or_else(|| missing("the text", TEXT))?;
    let codes = match column {
        Some(name) => place(&[name]).ok_or_else(|| missing("the codes", &[name]))?,
        None => place(CODES).ok_or_else(|| missing("the codes", CODES))?,
    };
    let [role, side, group, cluster, disputed, language] =
        [ROLE, SIDE, GROUP, CLUSTER, DISPUTED, LANGUAGE].map(place);
    let id = place(&["id"]);
    let mut coded = Coded::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(wrong) => {
                coded.problems.push(format!("{path}: {wrong}"));
                continue;
            }
        };
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or("").trim();
        if !matches!(cell(language), "" | "en") {
            coded.problems.push(format!("{path}: {}: not English, left out", cell(id)));
            continue;
        }
        let state = cell(side).replace('_', " ");
        let (codes, binary) = parse(cell(Some(codes)));
        let mut document = sentences::document(cell(Some(words)), &cell(role).to_lowercase(), &state);
        document.id = cell(id).to_owned();
        let unit = Unit {
            id: if cell(id).is_empty() { format!("{}", number + 1) } else { cell(id).to_owned() },
            span: Span::new(0, document.text.len()),
            codes,
            disputed: parse(cell(disputed)).0,
            group: cell(group).to_owned(),
            binary,
            cites: None,
        };
        let cluster = cell(cluster);
        match known.get(cluster).filter(|_| !cluster.is_empty()) {
            Some(at) => append(&mut coded.items[*at], &document, unit),
            None => {
                known.insert(cluster.to_owned(), coded.items.len());
                coded.items.push(Item { document, units: vec![unit], replies: vec![], accusing: vec![] });
            }
        }
    }
    Ok(coded)
}

/// Rows of one document follow each other as its paragraphs.
fn append(item: &mut Item, document: &Document, mut unit: Unit) {
    let text = &mut item.document.text;
    text.push_str("\n\n");
    let shift = text.len();
    text.push_str(&document.text);
    let shifted = |span: Span| Span::new(span.start + shift, span.end + shift);
    let blocks =
        document.blocks.iter().map(|block| crate::document::Block { span: shifted(block.span), ..*block });
    item.document.blocks.extend(blocks);
    match item.document.voices.last_mut() {
        Some(last) if last.role != Role::Journalist => last.span.end = item.document.text.len(),
        _ => {
            let span = shifted(Span::new(0, document.text.len()));
            item.document.voices.extend(document.voices.first().map(|voice| Voice { span, ..voice.clone() }));
        }
    }
    unit.span = shifted(unit.span);
    item.units.push(unit);
}

/// `deny.fact:2@CLAIM; reject` names two categories; `1` and `0` say only whether.
fn parse(cell: &str) -> (BTreeSet<String>, bool) {
    match cell {
        "0" | "no" | "false" => return (BTreeSet::new(), true),
        "1" | "yes" | "true" => return (BTreeSet::from([ANY.to_owned()]), true),
        _ => {}
    }
    let name = |code: &str| code.trim().split([':', '@', ' ', '[', '(']).next().unwrap_or("").to_owned();
    let codes = cell.split([';', ',']).map(name).filter(|name| !name.is_empty() && name != "-").collect();
    (codes, false)
}

#[cfg(test)]
mod tests {
    use super::{parse, read};

    #[test]
    fn codes_are_read_as_people_write_them() {
        let codes = |cell: &str| parse(cell).0.into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(codes("deny.fact:2@CLAIM; reject:3@CLAIM"), "deny.fact reject");
        assert_eq!(codes("accuse:3@US [speaker=spokesman]"), "accuse");
        assert_eq!(codes("-"), "");
        assert!(parse("0").1 && parse("1").0.contains("any"));
    }

    #[test]
    fn rows_of_one_speech_are_one_document() {
        let sheet = "id,speech,country,confrontational,text\na,s1,XAA,0,We met.\nb,s1,XAA,1,They lie.\nc,s2,XAA,0,No.\n";
        let coded = read("x.csv", sheet, None, None).unwrap();
        let shown: Vec<Vec<&str>> = coded
            .items
            .iter()
            .map(|item| item.units.iter().map(|unit| unit.span.slice(&item.document.text)).collect())
            .collect();
        assert_eq!(shown, [vec!["We met.", "They lie."], vec!["No."]]);
    }
}
