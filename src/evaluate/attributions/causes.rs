//! Why an attribution was missed, and what kind of false ones there are.

use super::gold::Text;
use super::ours::Ours;
use super::pair::{Pairs, fit, length, same_source, shared};
use super::{Attribution, Kind};
use crate::evaluate::score::Disagreement;

/// All disagreements with the first coder of a text, in text order.
pub fn errors(text: &Text, ours: &Ours, pairs: &Pairs) -> Vec<Disagreement> {
    let Some(coded) = text.coders.first() else { return Vec::new() };
    let words = text.document.text.as_str();
    let missed = coded.iter().enumerate().filter(|(at, _)| !pairs.is_found(*at));
    let missed = missed.map(|(_, one)| (missed_by(one, ours, words), one, false));
    let wrong = pairs.left_over(ours.given.len()).map(|number| &ours.given[number]);
    let wrong = wrong.map(|one| (wrong_by(one, coded, words), one, true));
    let strayed = pairs.pairs.iter().filter_map(|(at, number)| {
        let (one, found) = (&coded[*at], &ours.given[*number]);
        let wrong = !one.source.is_empty() && !same_source(&text.document.text, one, found);
        wrong.then(|| {
            (if found.is_given() { "found, given to another" } else { "found, given to nobody" }, one, false)
        })
    });
    let mut all: Vec<_> = missed.chain(wrong).chain(strayed).collect();
    all.sort_by_key(|(_, one, _)| one.content.first().copied());
    all.into_iter().map(|(cause, one, tagged)| disagreement(text, cause.to_owned(), one, tagged)).collect()
}

fn disagreement(text: &Text, category: String, one: &Attribution, tagged: bool) -> Disagreement {
    let words = text.document.text.as_str();
    let source = one.name.clone().unwrap_or_else(|| Attribution::words(&one.source, words));
    Disagreement {
        unit: text.document.id.clone(),
        category,
        tagged,
        matched: format!("{source} | {}", Attribution::words(&one.cue, words)),
        text: Attribution::words(&one.content, words),
        codes: one.kind(words).name().to_owned(),
    }
}

/// Why a coded attribution was not found; the first cause that fits.
fn missed_by(coded: &Attribution, ours: &Ours, text: &str) -> &'static str {
    if coded.content.iter().any(|span| ours.headings.iter().any(|heading| heading.contains(*span))) {
        return "headline";
    }
    if ours.scare.iter().any(|content| fit(&coded.content, &[*content]).is_some()) {
        return "taken for a scare quote";
    }
    let same_cue = |one: &&Attribution| shared(&one.cue, &coded.cue) > 0;
    if let Some(near) =
        ours.given.iter().filter(same_cue).max_by_key(|one| shared(&one.content, &coded.content))
    {
        return misplaced(coded, near);
    }
    if coded.cue.iter().any(|cue| ours.cues.iter().any(|known| known.overlaps(*cue))) {
        return "no subject of a known cue";
    }
    let lettered = coded.cue.iter().any(|cue| cue.slice(text).contains(char::is_alphabetic));
    if lettered { "cue not known" } else { "no verb" }
}

/// The cue was read; what is wrong with the content?
fn misplaced(coded: &Attribution, near: &Attribution) -> &'static str {
    let common = shared(&coded.content, &near.content);
    let (most_of_coded, most_of_found) =
        (2 * common >= length(&coded.content), 2 * common >= length(&near.content));
    match (most_of_coded, most_of_found) {
        (true, true) => "given to another with the same words",
        (true, false) => "content too long",
        (false, true) => "content too short",
        (false, false) if common > 0 => "content shifted",
        (false, false) => "content elsewhere",
    }
}

/// The kind of a false attribution, and whether anything is coded there.
fn wrong_by(found: &Attribution, coded: &[Attribution], text: &str) -> &'static str {
    let touches = coded.iter().any(|one| shared(&one.content, &found.content) > 0);
    match (found.kind(text), touches) {
        (Kind::Direct, true) => "false direct, beside a coded one",
        (Kind::Mixed, true) => "false mixed, beside a coded one",
        (Kind::Indirect, true) => "false indirect, beside a coded one",
        (Kind::Direct, false) => "false direct",
        (Kind::Mixed, false) => "false mixed",
        (Kind::Indirect, false) => "false indirect",
    }
}
