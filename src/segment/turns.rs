//! Turns: who speaks from where to where.

use super::choose;
use super::labels::Label;
use super::page::Page;
use super::people::people;
use super::roles::{self, Voice};
use super::{Segments, Turn, genre, narrated, plain, signs};
use crate::document::{Block, BlockKind, Document, Genre, Role, Span};
use crate::error::{Code, Problem};

/// A block before the first label is an opening announcement if it has at least this many words.
const ANNOUNCEMENT: usize = 5;

/// The turns of a document, without exchanges and sentences.
pub fn turns(document: &Document, page: &Page) -> Segments {
    let title = title(document, page);
    let everything = format!("{}\n\n{}", title.as_deref().unwrap_or(""), document.text);
    let mut segments = Segments { people: people(&everything, page), title, ..Segments::default() };
    let reading =
        if document.states_voices() { None } else { choose::best(choose::readings(document, page)) };
    if reading.is_none() && !document.voices.is_empty() {
        from_columns(document, page, &mut segments);
        return segments;
    }
    segments.problems.extend(signs::translated(document, page));
    match reading {
        Some(reading) => {
            segments.layout.clone_from(&reading.layout.name);
            labelled(document, &reading.labels, page, &mut segments);
        }
        None => unlabelled(document, page, &mut segments),
    }
    segments
}

fn title(document: &Document, page: &Page) -> Option<String> {
    let stated = document.metadata.title.clone().filter(|title| !page.is_furniture(title));
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let lines = headings
        .map(|block| block.span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" "));
    stated.or_else(|| {
        lines.into_iter().find(|line| !page.is_furniture(line)).filter(|_| document.metadata.title.is_some())
    })
}

fn from_columns(document: &Document, page: &Page, segments: &mut Segments) {
    segments.layout = "columns".into();
    let asked = document.voices.iter().any(|voice| voice.role == Role::Journalist);
    segments.genre = document.metadata.genre.or(Some(if asked { Genre::Briefing } else { Genre::Statement }));
    for voice in &document.voices {
        let label = voice.label.as_deref().unwrap_or("");
        let outlet = page.outlet(label);
        let role = match (voice.role, page.label(label)) {
            (Role::Unknown, Some(role)) => role,
            (Role::Unknown, None) if outlet.is_some() => Role::Journalist,
            (Role::Unknown, None) => Role::Spokesperson,
            (role, _) => role,
        };
        let asks = role == Role::Journalist;
        let speaker = voice.label.clone().filter(|_| !asks);
        let affiliation = if asks {
            outlet.map(|known| known.name.clone()).or(voice.label.clone())
        } else {
            document.metadata.institution.clone()
        };
        let voiced = Voice { speaker, role, affiliation, state: None };
        segments.turns.push(turn(voice.span, voice.label.clone(), voiced));
    }
}

fn unlabelled(document: &Document, page: &Page, segments: &mut Segments) {
    let genre = genre::unlabelled(document, &segments.people, page);
    segments.genre = Some(genre);
    if genre == Genre::Article {
        segments.layout = "article".into();
        narrated::narrated(document, page, segments);
        return;
    }
    segments.layout = "one voice".into();
    let speaker =
        document.metadata.speaker.clone().or(segments.people.first().map(|person| person.name.clone()));
    let voice = Voice {
        speaker,
        role: Role::Spokesperson,
        affiliation: document.metadata.institution.clone().or(document.metadata.outlet.clone()),
        state: None,
    };
    let blocks: Vec<Block> = document.blocks.clone();
    add_pieces(&blocks, None, &voice, segments);
    if genre == Genre::Briefing || genre == Genre::Interview {
        segments.problems.push(Problem::new(Code::NoTurns, "no speaker labels were found"));
    } else if let Some(found) = signs::like_labels(document, page) {
        let message = format!("{found} lines begin with words for who speaks, and were not read as labels");
        segments.problems.push(Problem::new(Code::NoTurns, message));
    }
}

fn labelled(document: &Document, labels: &[Label], page: &Page, segments: &mut Segments) {
    let ends = labels.iter().skip(1).map(|label| label.start).chain([document.text.len()]);
    let spans: Vec<Span> = labels.iter().zip(ends).map(|(label, end)| Span::new(label.after, end)).collect();
    let voices = roles::voices(document, labels, &spans, &segments.people, page);
    segments.layout_score = Some(score(document, &spans, &voices));
    let asked = voices.iter().any(|voice| voice.role == Role::Journalist);
    segments.genre = Some(genre::labelled(document, asked, page));
    opening(document, labels, &voices, page, segments);
    let answer = unlabelled_answers(document, &voices, segments);
    for ((label, span), voice) in labels.iter().zip(&spans).zip(&voices) {
        let mut blocks = within(document, *span);
        // A question set as a heading is said all the same.
        if let Some(first) = blocks.first_mut().filter(|first| first.span.start == label.after) {
            first.kind = if first.kind == BlockKind::Heading { BlockKind::Paragraph } else { first.kind };
        }
        let asked = if answer.is_some() { 1.min(blocks.len()) } else { blocks.len() };
        add_pieces(&blocks[..asked], Some(&label.said.printed), voice, segments);
        if let Some(answer) = &answer {
            add_pieces(&blocks[asked..], None, answer, segments);
        }
    }
    let mut unknown: Vec<&str> = labels
        .iter()
        .zip(&voices)
        .filter(|(_, voice)| voice.role == Role::Unknown)
        .map(|(label, _)| label.said.printed.as_str())
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    for printed in unknown {
        let message = format!("the part of {printed:?} in the conversation is not known");
        segments.problems.push(Problem::new(Code::UnknownRole, message));
    }
}

/// Where only questions have labels, what stands behind each is the answer of the page's spokesperson.
fn unlabelled_answers(document: &Document, voices: &[Voice], segments: &Segments) -> Option<Voice> {
    let asked = voices.len() > 1 && voices.iter().all(|voice| voice.role == Role::Journalist);
    let speaker = roles::spokesperson(document, &segments.people);
    let affiliation = document.metadata.institution.clone();
    asked.then_some(Voice { speaker, role: Role::Spokesperson, affiliation, state: None })
}

/// The share of the words under labels whose speaker's part is known.
fn score(document: &Document, spans: &[Span], voices: &[Voice]) -> f64 {
    let (mut all, mut known) = (0, 0);
    for (span, voice) in spans.iter().zip(voices) {
        let words = plain::count_words(span.slice(&document.text));
        all += words;
        known += if voice.role == Role::Unknown { 0 } else { words };
    }
    if all == 0 { 0.0 } else { known as f64 / all as f64 }
}

/// What stands before the first label: headings and short lines are nobody's; paragraphs are the announcement of the
/// spokesperson, where the text has one, unless they speak of the people of the page as only a narrator does.
fn opening(document: &Document, labels: &[Label], voices: &[Voice], page: &Page, segments: &mut Segments) {
    let first = labels.first().map_or(document.text.len(), |label| label.start);
    let spokesperson = voices.iter().find(|voice| voice.role == Role::Spokesperson);
    for block in within(document, Span::new(0, first)) {
        let words = block.span.slice(&document.text);
        let prose = words.split_whitespace().nth(ANNOUNCEMENT - 1).is_some()
            && words.trim_end_matches(['”', '"', '»']).ends_with(['.', '!', '?', '。']);
        if !prose || block.kind == BlockKind::Heading {
            segments.turns.push(heading(block.span));
            continue;
        }
        let told = narrated::names_anyone(words, &segments.people, page);
        match spokesperson.filter(|_| !told) {
            Some(voice) => add_pieces(&[block], None, voice, segments),
            None => segments.turns.push(Turn { heading: false, ..heading(block.span) }),
        }
    }
}

/// The blocks inside a span, cut to it.
fn within(document: &Document, span: Span) -> Vec<Block> {
    let first = document.blocks.partition_point(|block| block.span.end <= span.start);
    let inside = document.blocks[first..].iter().take_while(|block| block.span.start < span.end);
    inside
        .map(|block| {
            let cut = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
            Block { span: cut.trim(&document.text), ..*block }
        })
        .filter(|block| !block.span.is_empty())
        .collect()
}

/// One turn for the blocks, interrupted by headings, which nobody says.
fn add_pieces(blocks: &[Block], label: Option<&str>, voice: &Voice, segments: &mut Segments) {
    let mut open: Option<Span> = None;
    for block in blocks {
        if block.kind == BlockKind::Heading {
            segments
                .turns
                .extend(open.take().map(|span| turn(span, label.map(str::to_owned), voice.clone())));
            segments.turns.push(heading(block.span));
        } else {
            open = Some(open.map_or(block.span, |span| span.cover(block.span)));
        }
    }
    segments.turns.extend(open.map(|span| turn(span, label.map(str::to_owned), voice.clone())));
}

fn turn(span: Span, label: Option<String>, voice: Voice) -> Turn {
    Turn {
        span,
        label,
        speaker: voice.speaker,
        role: voice.role,
        affiliation: voice.affiliation,
        state: voice.state,
        exchange: None,
        reply_to: None,
        heading: false,
        set_apart: false,
        sentences: 0..0,
    }
}

fn heading(span: Span) -> Turn {
    let voice = Voice { speaker: None, role: Role::Narrator, affiliation: None, state: None };
    Turn { heading: true, ..turn(span, None, voice) }
}
