//! What kind of text has no labels: a statement in one voice, or an article that tells what others said.

use super::page::Page;
use super::people::Person;
use crate::document::{BlockKind, Document, Genre};

/// Words of the first person; a statement has at least this many among a thousand outside quotation marks.
const FIRST_PERSON: &[&str] = &["we", "our", "us", "i", "my", "ours"];
const PER_THOUSAND: usize = 4;

/// The genre of a text without speaker labels.
pub fn unlabelled(document: &Document, people: &[Person], page: &Page) -> Genre {
    let metadata = &document.metadata;
    if let Some(genre) = metadata.genre {
        return genre;
    }
    let title = metadata.title.as_deref().unwrap_or("").to_lowercase();
    let by_title = page
        .genres
        .iter()
        .find(|(words, _)| contains_words(&title, words))
        .map(|(words, genre)| (words, *genre));
    let published = metadata.author.is_some() && metadata.outlet.is_some();
    match by_title {
        Some((words, genre)) if !published || title.starts_with(words.as_str()) => return genre,
        _ => {}
    }
    let first_person = own_words(document) >= PER_THOUSAND;
    if is_given_to_spokesperson(document, page) || first_person && !published {
        return Genre::Statement;
    }
    let outlet = metadata.outlet.as_deref().is_some_and(|outlet| page.outlet(outlet).is_some());
    if published || outlet || !people.is_empty() || !first_person {
        return Genre::Article;
    }
    Genre::Statement
}

/// The genre of a labelled text: with journalists an interview if the title says so, else a briefing; without
/// journalists what the title says, else speeches.
pub fn labelled(document: &Document, asked: bool, page: &Page) -> Genre {
    let title = document.metadata.title.as_deref().unwrap_or("").to_lowercase();
    let by_title =
        page.genres.iter().find(|(words, _)| contains_words(&title, words)).map(|(_, genre)| *genre);
    match (document.metadata.genre, by_title) {
        (Some(stated), _) => stated,
        (None, Some(Genre::Interview)) => Genre::Interview,
        (None, _) if asked => Genre::Briefing,
        (None, Some(Genre::Briefing | Genre::Statement)) => Genre::Briefing,
        (None, _) => Genre::Speech,
    }
}

/// Do words stand in a text as words, perhaps in the plural?
fn contains_words(text: &str, words: &str) -> bool {
    let Some(first) = words.bytes().next() else { return false };
    memchr::memchr_iter(first, text.as_bytes()).any(|at| {
        let Some(after) = text.get(at..).and_then(|behind| behind.strip_prefix(words)) else { return false };
        let before = text[..at].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
            && !after.chars().next().is_some_and(|c| c.is_alphanumeric() && c != 's')
    })
}

/// "In response to a question, the Spokesperson said: …": does the first paragraph end by giving the rest away?
fn is_given_to_spokesperson(document: &Document, page: &Page) -> bool {
    let mut paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let first = paragraphs.next().map_or("", |block| block.span.slice(&document.text));
    let intro = first.split_once(':').map_or("", |(intro, _)| intro);
    let named = page.spokes_regex.as_ref().is_some_and(|regex| regex.is_match(intro));
    named && intro.split_whitespace().nth(40).is_none() && !intro.contains(". ")
}

/// Words of the first person among a thousand, outside quotation marks.
fn own_words(document: &Document) -> usize {
    let mut quoted = false;
    let (mut all, mut own) = (0, 0);
    for word in document.text.split_whitespace() {
        // Most words hold no mark.
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            all += usize::from(!quoted);
            own += usize::from(!quoted && is_first_person(word));
            continue;
        }
        quoted |= word.contains(['“', '"', '«', '„']) || word.starts_with(['\'', '‘']);
        if !quoted {
            all += 1;
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            own += usize::from(is_first_person(bare));
        }
        let closes = word.len() > 1 && word.trim_end_matches(['.', ',']).ends_with('"');
        let single =
            [",'", ".'", "!'", "?'", ",’", ".’", "!’", "?’", "“"].iter().any(|end| word.ends_with(end));
        quoted &= !closes && !single && !word.contains(['”', '»']);
    }
    (own * 1000).checked_div(all).unwrap_or(0)
}

fn is_first_person(word: &str) -> bool {
    word != "US" && FIRST_PERSON.iter().any(|own| word.eq_ignore_ascii_case(own))
}
