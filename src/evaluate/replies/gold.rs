//! Coded answers: rows of a sheet with a question, an answer and its class, or the answers of coded acts.

use std::collections::HashMap;

use crate::document::{Block, BlockKind, Document, Role, Span, Voice};
use crate::error::Error;
use crate::evaluate::coded::Coded;

/// Coded answers.
#[derive(Debug, Default)]
pub struct Gold {
    /// The answers.
    pub answers: Vec<Answer>,
    /// What could not be used, with its line.
    pub problems: Vec<String>,
}

/// An answer with its codes.
#[derive(Debug)]
pub struct Answer {
    /// Name for people.
    pub id: String,
    /// Number of the text: several questions may be asked of one answer. Texts are what the intervals resample.
    pub cluster: usize,
    /// The question and the answer.
    pub document: Document,
    /// Label given by each coder, empty where there is none.
    pub coders: Vec<String>,
    /// The label that counts; empty where there is none.
    pub coded: String,
    /// Does the question accuse? `None` where it is not coded, or the coders differ.
    pub accusing: Option<bool>,
}

const QUESTION: &[&str] = &["question"];
const ANSWER: &[&str] = &["answer", "interview answer", "text"];
const CODED: &[&str] = &["clarity", "reply_type", "reply"];
const ID: &[&str] = &["id", "unnamed: 0"];
const SIDE: &[&str] = &["side", "state", "country"];
const ACCUSING: &[&str] = &["accusatory_question"];
/// Columns of single coders begin with these words.
const CODER: &[&str] = &["annotator", "coder"];

/// Where the columns stand.
struct Columns {
    question: usize,
    answer: usize,
    coded: usize,
    id: Option<usize>,
    side: Option<usize>,
    accusing: Option<usize>,
    coders: Vec<usize>,
}

impl Columns {
    fn of(header: &csv::StringRecord, column: Option<&str>) -> Option<Self> {
        let place = |names: &[&str]| {
            names.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
        };
        let is_coder = |name: &str| CODER.iter().any(|coder| name.to_lowercase().starts_with(coder));
        Some(Self {
            question: place(QUESTION)?,
            answer: place(ANSWER)?,
            coded: column.map_or_else(|| place(CODED), |name| place(&[name]))?,
            id: place(ID),
            side: place(SIDE),
            accusing: place(ACCUSING),
            coders: (0..header.len()).filter(|at| is_coder(&header[*at])).collect(),
        })
    }
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    let text = text.trim_start_matches('\u{FEFF}');
    let tabs = text.lines().next().is_some_and(|line| line.contains('\t'));
    let delimiter = if tabs { b'\t' } else { b',' };
    csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// Is it a sheet with columns for a question, an answer and a reply type?
pub fn is_gold(text: &str) -> bool {
    reader(text).headers().is_ok_and(|header| Columns::of(header, None).is_some())
}

/// Reads a sheet of coded answers; `column` names the column of the codes.
pub fn read(path: &str, text: &str, column: Option<&str>) -> Result<Gold, Error> {
    let mut reader = reader(text);
    let fault = |message: String| Error::Usage(format!("{path}:1: {message}"));
    let header = reader.headers().map_err(|wrong| fault(wrong.to_string()))?.clone();
    let columns = Columns::of(&header, column)
        .ok_or_else(|| fault("no columns with a question, its answer and the codes".to_owned()))?;
    let mut gold = Gold::default();
    let mut clusters: HashMap<String, usize> = HashMap::new();
    for (number, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(wrong) => {
                gold.problems.push(format!("{path}: {wrong}"));
                continue;
            }
        };
        let cell = |at: usize| record.get(at).unwrap_or("").trim();
        let next = clusters.len();
        let [id, side, accusing] = [columns.id, columns.side, columns.accusing].map(|at| at.map_or("", cell));
        gold.answers.push(Answer {
            id: if id.is_empty() { format!("{}", number + 1) } else { id.to_owned() },
            cluster: *clusters.entry(cell(columns.answer).to_owned()).or_insert(next),
            document: exchange(cell(columns.question), without_label(cell(columns.answer)), side),
            coders: columns.coders.iter().map(|at| cell(*at).to_owned()).collect(),
            coded: cell(columns.coded).to_owned(),
            accusing: (!accusing.is_empty()).then_some(accusing == "1"),
        });
    }
    Ok(gold)
}

/// The answers among coded items; what all coders say counts.
pub fn of_items(coded: &Coded) -> Gold {
    let agreed = |codes: &[String]| {
        let first = codes.first()?;
        codes.iter().all(|code| code == first).then(|| first.clone())
    };
    let items = coded.items.iter().enumerate().filter(|(_, item)| !item.replies.is_empty());
    let answers = items.map(|(cluster, item)| Answer {
        id: item.document.id.rsplit(':').next().unwrap_or("").to_owned(),
        cluster,
        document: item.document.clone(),
        coders: item.replies.clone(),
        coded: agreed(&item.replies).unwrap_or_default(),
        accusing: agreed(&item.accusing).map(|code| code == "1"),
    });
    Gold { answers: answers.collect(), problems: Vec::new() }
}

/// A question and its answer, as a document that says who asks and who answers, and for which state.
fn exchange(question: &str, answer: &str, side: &str) -> Document {
    let mut document = Document { id: "exchange".into(), ..Document::default() };
    document.metadata.state = Some(side.to_owned()).filter(|side| !side.is_empty());
    for (words, role) in [(question, Role::Journalist), (answer, Role::Spokesperson)] {
        let start = document.text.len();
        for paragraph in words.split('\n').map(str::trim).filter(|words| !words.is_empty()) {
            if !document.text.is_empty() {
                document.text.push_str("\n\n");
            }
            let span = Span::new(document.text.len(), document.text.len() + paragraph.len());
            document.text.push_str(paragraph);
            document.blocks.push(Block::new(span, BlockKind::Paragraph));
        }
        let span = Span::new(start, document.text.len()).trim(&document.text);
        document.voices.push(Voice { span, label: None, role });
    }
    document
}

/// A label of so many words, at most, is cut off.
const LABEL: usize = 4;

/// The words behind "The President. " or "Prime Minister Orel. ".
fn without_label(answer: &str) -> &str {
    let Some((label, words)) = answer.split_once(". ") else { return answer };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_label = label.split(' ').count() <= LABEL && label.contains(' ') && label.split(' ').all(capital);
    if is_label { words } else { answer }
}

#[cfg(test)]
mod tests {
    use super::{is_gold, read};

    #[test]
    fn rows_are_exchanges() {
        let sheet = "id,Question,Interview Answer,Annotator1,Annotator2,clarity\n\
            7,Will you go?,The President. Yes.\nSoon.,1.1 Explicit,2.1 Dodging,Clear Reply\n";
        assert!(is_gold(sheet) && !is_gold("id,text,codes\n1,We met.,deny\n"));
        let gold = read(
            "x.csv",
            &sheet.replace("The President. Yes.\nSoon.", "\"The President. Yes.\nSoon.\""),
            None,
        );
        let answer = &gold.unwrap().answers[0];
        let said: Vec<&str> =
            answer.document.voices.iter().map(|voice| voice.span.slice(&answer.document.text)).collect();
        assert_eq!(said, ["Will you go?", "Yes.\n\nSoon."]);
        assert_eq!((answer.coders.len(), answer.coded.as_str()), (2, "Clear Reply"));
    }
}
