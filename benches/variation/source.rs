//! What is varied: exchanges and paragraphs of `corpus/`. Read here by a few plain rules and not by the program, so that
//! the corpus stays the same when the program changes.

use std::path::Path;

/// Exchanges and paragraphs of the project's own texts.
pub struct Source {
    /// Questions with their answers.
    pub exchanges: Vec<(String, String)>,
    /// Paragraphs of statements and remarks.
    pub stated: Vec<String>,
    /// Paragraphs of articles.
    pub told: Vec<String>,
}

/// The articles; all other texts are spoken.
const ARTICLES: [&str; 3] = ["anselm-daily", "ledger", "lubrin-post"];

/// What is shorter (bytes) is a heading, a byline or a date.
const SHORTEST: usize = 120;

impl Source {
    /// From a folder.
    pub fn read(folder: &Path) -> Self {
        let mut source = Self { exchanges: Vec::new(), stated: Vec::new(), told: Vec::new() };
        let entries = std::fs::read_dir(folder).expect("the folder corpus/");
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a text");
            match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
                "csv" if name != "manifest.csv" => source.rows(&text),
                "jsonl" => source.lines(&text),
                "txt" | "md" if ARTICLES.iter().any(|article| name.starts_with(article)) => {
                    source.told.extend(paragraphs(&text).filter(|words| words.len() >= SHORTEST));
                }
                "txt" | "md" => source.spoken(&text),
                _ => {}
            }
        }
        source
    }

    fn rows(&mut self, text: &str) {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let column = |name| header.iter().position(|known| known == name).expect("a column");
        let (question, answer) = (column("question"), column("answer"));
        for row in reader.records().flatten() {
            self.exchanges.push((row[question].to_owned(), row[answer].to_owned()));
        }
    }

    fn lines(&mut self, text: &str) {
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("a row");
            let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            self.exchanges.push((cell("question"), cell("text")));
        }
    }

    /// A labelled paragraph that ends with a question mark is answered by the labelled one behind it.
    fn spoken(&mut self, text: &str) {
        let mut asked: Option<String> = None;
        for paragraph in paragraphs(text) {
            let (label, words) = unlabelled(&paragraph);
            if words.len() < SHORTEST / 2 || words.contains(['<', '|', '#']) {
                continue;
            }
            match asked.take() {
                _ if label && words.ends_with('?') => asked = Some(words.to_owned()),
                Some(question) if label => self.exchanges.push((question, words.to_owned())),
                _ if words.len() >= SHORTEST => self.stated.push(words.to_owned()),
                _ => {}
            }
        }
    }
}

/// Paragraphs without their hard wraps; the front matter is none.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let body =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let parts = body.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| !part.starts_with(['#', '+', '!', '[']))
}

/// The words behind a label like `Q:`, `VTV:` or `MS. HOLT:`, and whether there is one.
fn unlabelled(paragraph: &str) -> (bool, &str) {
    if let Some(words) = paragraph.strip_prefix("Q ") {
        return (true, words.trim_start());
    }
    match paragraph.split_once(':') {
        Some((label, words)) if label.len() <= 40 && label.starts_with(char::is_uppercase) => {
            (true, words.trim_start())
        }
        _ => (false, paragraph),
    }
}
