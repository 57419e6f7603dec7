//! Seconds and megabytes a second of every stage, of the whole analysis and of the writers, on one core: `cargo bench
//! --bench stages [-- FILE…]`; with `--no-default-features` without the writers. Without files, on 2 MB of variations of
//! the project's own corpus. `--rounds N` measures N times and shows the least; `--only STAGE` runs one stage once, for
//! profilers and for counts of instructions; `--bytes N` takes so many bytes of variations.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own")]
#![allow(clippy::expect_used, clippy::panic, reason = "a program of its own")]

mod clock;
mod one;
#[allow(unreachable_pub, dead_code, reason = "shared with other benches")]
mod variation;
#[cfg(feature = "tables")]
mod writers;

use std::hint::black_box;

use clock::Clock;
use rejoinder::table::Tables;
use rejoinder::tag::Context;
use rejoinder::{Analysis, Document, Resources, check};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1));
    let number = |name: &str, usual: usize| value(name).map_or(usual, |n| n.parse().expect("a number"));
    let rounds = number("--rounds", 3);
    let options = ["--rounds", "--only", "--bytes"];
    let is_file =
        |at: usize| !words[at].starts_with("--") && (at == 0 || !options.contains(&words[at - 1].as_str()));
    let paths: Vec<&String> = (0..words.len()).filter(|at| is_file(*at)).map(|at| &words[at]).collect();
    let files = if paths.is_empty() { varied(number("--bytes", 2_000_000)) } else { named(&paths) };
    // One thread, this one: what is done is counted under the stage that asks for it.
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    threads.build_global().expect("no threads before these");
    let mut clock = Clock::new(files.iter().map(|(_, bytes)| bytes.len()).sum(), value("--only").cloned());
    for _ in 0..if value("--only").is_some() { 1 } else { rounds } {
        round(&files, &mut clock);
        clock.end_of_round();
    }
    clock.show();
}

type File = (String, Vec<u8>);

fn named(paths: &[&String]) -> Vec<File> {
    paths
        .iter()
        .map(|path| ((*path).clone(), std::fs::read(path).expect("a file that can be read")))
        .collect()
}

fn varied(bytes: usize) -> Vec<File> {
    let texts = variation::Variation::new(1).take_bytes(bytes);
    texts.into_iter().map(|text| (text.path, text.text.into_bytes())).collect()
}

/// Everything once.
fn round(files: &[File], clock: &mut Clock) {
    let resources = clock.time("start", one::start);
    let mut all = Tables::default();
    let mut claims = Vec::new();
    for (path, bytes) in files {
        let read = clock.time("ingest", || one::ingest(path, bytes));
        for document in &read.documents {
            if clock.wants("whole") {
                black_box(clock.time("whole", || one::whole(document, &resources)));
            }
            if clock.wants("whole with tables") {
                black_box(clock.time("whole with tables", || {
                    one::table(document, &one::whole(document, &resources), &resources)
                }));
            }
            if clock.wants_stages() {
                let (tables, of_document) = stages(document, &resources, clock);
                all.append(tables);
                claims.extend(of_document);
            }
        }
    }
    if clock.wants_stages() {
        claims.sort_by(check::Claim::chronological);
        black_box(clock.time("checks", || one::checks(&claims)));
        clock.time("matched", || one::matched(&mut all));
        clock.time("measure", || one::measure(&mut all));
        #[cfg(feature = "tables")]
        writers::write(&all, &resources, clock);
    }
}

fn stages(document: &Document, resources: &Resources, clock: &mut Clock) -> (Tables, Vec<check::Claim>) {
    let folded = clock.time("fold", || one::fold(document));
    let document = folded.as_ref().map_or(document, |folded| &folded.document);
    let segments = clock.time("segment", || one::segment(document, resources));
    let found = clock.time("find", || one::find(document, &segments, resources));
    let voices = clock.time("voice", || one::voice(document, &segments, &found, resources));
    let context = Context { document, segments: &segments, found: &found, voices: &voices, resources };
    let hits = clock.time("tag", || one::tag(context));
    let cited = clock.time("cite", || one::cite(context, &hits));
    let analysis = Analysis { segments, found, voices, hits, cited, problems: Vec::new() };
    let tables = clock.time("table", || one::table(document, &analysis, resources));
    (tables, clock.time("claims", || one::claims(document, &analysis, resources)))
}
