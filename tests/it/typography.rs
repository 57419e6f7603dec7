//! Print never changes a tag: the corpus in twelve other typographies gives the same hits, statuses and counts.

use std::path::Path;

use rejoinder::ingest::{Options, ingest};
use rejoinder::{Resources, analyze};
use unicode_normalization::UnicodeNormalization;

/// A change of typography; it is given the text below the front matter, except for those of whole files.
type Change = (&'static str, fn(&str) -> String);

const CHANGES: &[Change] = &[
    ("straight quotation marks", |text| text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")),
    ("curly quotation marks", curly),
    ("NFC", |text| text.nfc().collect()),
    ("NFD", |text| text.nfd().collect()),
    ("no-break spaces", |text| between_letters(text, ' ', "\u{A0}")),
    ("soft hyphens", |text| inside_words(text, "\u{AD}")),
    ("zero-width spaces", |text| inside_words(text, "\u{200B}")),
    ("U+2011", |text| between_letters(text, '-', "\u{2011}")),
    ("full width", full_width),
    ("ligatures", |text| {
        text.replace("ffi", "\u{FB03}")
            .replace("fi", "\u{FB01}")
            .replace("fl", "\u{FB02}")
            .replace("ff", "\u{FB00}")
    }),
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("trailing spaces", |text| text.replace('\n', " \n")),
    ("line wrap", wrapped),
];

fn curly(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let opens = before.is_whitespace() || "(—–-[“‘*_".contains(before);
            before = c;
            match c {
                '"' if opens => '“',
                '"' => '”',
                '\'' if opens => '‘',
                '\'' => '’',
                _ => c,
            }
        })
        .collect()
}

fn between_letters(text: &str, old: char, new: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphabetic());
    let one = |(at, c): (usize, &char)| {
        if *c == old && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)) {
            new.to_owned()
        } else {
            c.to_string()
        }
    };
    letters.iter().enumerate().map(one).collect()
}

fn inside_words(text: &str, mark: &str) -> String {
    let long = |word: &str| word.len() >= 6 && word.chars().all(|c| c.is_ascii_alphabetic());
    outside_links(text, |run| {
        let pieces = run.split_inclusive(|c: char| !c.is_ascii_alphabetic()).map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
            if long(word) { format!("{}{mark}{}", &piece[..3], &piece[3..]) } else { piece.to_owned() }
        });
        pieces.collect()
    })
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).filter(|_| c.is_ascii_alphabetic()).unwrap_or(c);
    outside_links(text, |run| run.chars().map(wide).collect())
}

/// Changes what stands between white space, but no address.
fn outside_links(text: &str, change: impl Fn(&str) -> String) -> String {
    let is_address = |run: &str| run.contains("](") || run.contains("://") || run.contains('@');
    let runs = text.split_inclusive(char::is_whitespace);
    runs.map(|run| if is_address(run) { run.to_owned() } else { change(run) }).collect()
}

/// Paragraphs of plain prose, broken into lines of at most 72 letters.
fn wrapped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if !line.contains(". ") || line.starts_with('#') {
            return line.to_owned();
        }
        let mut broken = String::new();
        let mut width = 0;
        for word in line.split(' ') {
            // A line must not begin with what would be a mark of its own.
            let plain = word.starts_with(|c: char| c.is_lowercase());
            if width > 60 && plain {
                broken.push('\n');
                width = 0;
            } else if !broken.is_empty() {
                broken.push(' ');
            }
            broken.push_str(word);
            width += word.len() + 1;
        }
        broken
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What must not change, line by line.
fn reading(name: &str, text: &str, resources: &Resources) -> Vec<String> {
    let mut lines = Vec::new();
    for document in ingest(name, text.as_bytes(), &Options::default()).documents {
        let analysis = analyze(&document, resources);
        let segments = &analysis.segments;
        lines.push(format!("{} sentences, {} words", segments.sentences.len(), segments.tokens.len()));
        lines.extend(analysis.hits.iter().map(|hit| {
            let entry = &resources.entry(hit.entry).id;
            let holder = hit.holder.as_deref().unwrap_or("-");
            format!(
                "{} {entry} {} {} {} {} {holder}",
                hit.sentence,
                hit.status.name(),
                hit.counts,
                hit.intensity,
                hit.target.entity
            )
        }));
        lines.push(format!(
            "{} citations, {} quotes",
            analysis.cited.citations.len(),
            analysis.voices.quotes.len()
        ));
    }
    lines
}

#[test]
fn twelve_typographies_read_alike() {
    let resources = Resources::built_in().expect("built-in lexicons");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("corpus").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt" || end == "md"));
    paths.sort();
    let mut differences = Vec::new();
    for path in &paths {
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("readable");
        let body = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + 9);
        let expected = reading(&name, &text, &resources);
        assert!(expected.len() > 3, "{name} has hits");
        let mut compare = |change: &str, changed: &str| {
            let found = reading(&name, changed, &resources);
            if found != expected {
                let at = (0..found.len().max(expected.len()))
                    .find(|at| found.get(*at) != expected.get(*at))
                    .unwrap_or(0);
                differences.push(format!(
                    "{name}, {change}:\n  {:?}\n  {:?}",
                    expected.get(at),
                    found.get(at)
                ));
            }
        };
        for (change, apply) in CHANGES {
            compare(change, &format!("{}{}", &text[..body], apply(&text[body..])));
        }
        compare("BOM", &format!("\u{FEFF}{text}"));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
