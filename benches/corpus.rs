//! Writes a corpus of a given size by variation of the project's own texts: `cargo bench --no-default-features --bench
//! corpus -- OUT 10MB [--one-jsonl] [--seed N]`. Text files in folders by year; with `--one-jsonl` the same texts, one a
//! line, in OUT/corpus.jsonl.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, clippy::panic, reason = "a program of its own")]

#[allow(unreachable_pub, dead_code, reason = "shared with other benches")]
mod variation;

use std::io::{BufWriter, Write};
use std::path::Path;

use variation::{Text, Variation};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [out, size, ..] = words.as_slice() else {
        println!("corpus OUT SIZE [--one-jsonl] [--seed N], like: corpus /tmp/corpus 10MB");
        return;
    };
    let seed = words.iter().position(|word| word == "--seed").and_then(|at| words.get(at + 1)?.parse().ok());
    let mut all = Variation::new(seed.unwrap_or(1));
    let (bytes, out) = (bytes(size), Path::new(out));
    std::fs::create_dir_all(out).expect("the folder can be made");
    let (texts, written) = if words.iter().any(|word| word == "--one-jsonl") {
        let file = std::fs::File::create(out.join("corpus.jsonl")).expect("the file can be written");
        let mut file = BufWriter::new(file);
        write(&mut all, bytes, |text| {
            let row = serde_json::json!({ "id": text.path, "date": text.date, "text": text.text });
            writeln!(file, "{row}").expect("a row can be written");
        })
    } else {
        write(&mut all, bytes, |text| {
            let path = out.join(&text.path);
            std::fs::create_dir_all(path.parent().unwrap_or(out)).expect("the folder can be made");
            std::fs::write(path, &text.text).expect("the file can be written");
        })
    };
    println!("{texts} texts, {written} bytes in {}", out.display());
}

fn write(all: &mut Variation, bytes: usize, mut each: impl FnMut(&Text)) -> (usize, usize) {
    let (mut texts, mut written) = (0, 0);
    while written < bytes {
        let text = all.text();
        each(&text);
        texts += 1;
        written += text.text.len();
    }
    (texts, written)
}

/// `300kB`, `10MB`, `1GB` or bytes.
fn bytes(size: &str) -> usize {
    let at = size.find(|c: char| !c.is_ascii_digit()).unwrap_or(size.len());
    let (number, unit) = size.split_at(at);
    let unit = match unit.to_ascii_lowercase().as_str() {
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => 1,
    };
    number.parse::<usize>().expect("a size like 10MB") * unit
}
