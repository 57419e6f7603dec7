//! VADER: token, mean valence, standard deviation and ratings, parted by tabs.

use super::build::{Builder, weight};
use super::spell::{self, Weights};
use super::term::Marks;
use super::{Dictionary, Fault, Warning};

const MARKS: Marks = Marks { star: false, question: false, underscore: false };

/// The categories that every VADER lexicon has.
const SIDES: [&str; 2] = ["positive", "negative"];

/// The dictionary in a VADER lexicon: each token under `positive` or `negative`, weighted by its mean.
pub(super) fn read(name: &str, text: &str) -> Result<Dictionary, Fault> {
    let mut builder = Builder::new(name, MARKS);
    let sides = SIDES.map(|side| builder.category(None, side, 1));
    for (at, text) in text.lines().enumerate() {
        let line = at + 1;
        if text.trim().is_empty() {
            continue;
        }
        let mut cells = text.split('\t');
        let token = cells.next().unwrap_or("").trim();
        match cells.next().and_then(weight) {
            Some(mean) if mean > 0.0 => builder.term(sides[0], token, Some(mean), line),
            Some(mean) if mean < 0.0 => builder.term(sides[1], token, Some(mean), line),
            Some(_) => {
                builder.warn(line, format!("{token:?} is neither positive nor negative; it was left out"))
            }
            None => builder.warn(line, format!("{:?} has no mean; it was left out", text.trim())),
        }
        if cells.any(|cell| !cell.trim().is_empty()) {
            builder.warn_once(line, "standard deviations and ratings were not kept");
        }
    }
    Ok(builder.finish())
}

/// The dictionary as a VADER lexicon of tokens and means. Only the categories `positive` and `negative` can be said,
/// with weights of their sign.
pub(super) fn write(dictionary: &Dictionary) -> (String, Vec<Warning>) {
    let (terms, mut warnings) = spell::terms(dictionary, MARKS, Weights::Any);
    let mut text = String::new();
    for term in &terms {
        let mut warn = |message: String| warnings.push(Warning { line: term.line, message });
        let side = dictionary.categories.get(term.category).map_or("", String::as_str);
        let told = match (side, term.weight) {
            ("positive", Some(mean)) if mean > 0.0 => Ok(mean),
            ("negative", Some(mean)) if mean < 0.0 => Ok(mean),
            ("positive" | "negative", Some(mean)) => Err(format!("the weight {mean} is not {side}")),
            ("positive" | "negative", None) => Err("it has no weight".into()),
            _ => Err(format!("VADER has no category {side:?}")),
        };
        match told {
            Ok(mean) => {
                if term.text.contains(' ') {
                    warn(format!(
                        "{:?} has several words; VADER looks at one and will not find it",
                        term.text
                    ));
                }
                text.push_str(&format!("{}\t{mean}\n", term.text));
            }
            Err(why) => warn(format!("{:?} was left out: {why}", term.text)),
        }
    }
    (text, warnings)
}
