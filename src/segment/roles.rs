//! Who a label is: name, part in the conversation, outlet, state.

use std::collections::BTreeMap;

use super::labels::{Label, has_honorific, is_in_title};
use super::misspelt;
use super::names::{Names, titled, without_office};
use super::page::{Page, key};
use super::people::Person;
use crate::document::{Document, Role, Span};

/// What is known of the voice behind a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Name to report.
    pub speaker: Option<String>,
    /// Part in the conversation.
    pub role: Role,
    /// Outlet or institution.
    pub affiliation: Option<String>,
    /// ISO 3166 code of the speaker's state.
    pub state: Option<String>,
}

/// The share of a label's turns that must hold a question before it is taken for a journalist's.
const ASKS: f64 = 0.6;

/// The same in a conversation of two, where the other is known to answer.
const INTERVIEWS: f64 = 0.3;

/// The voice behind every label of the document; `spans` are the words said under each label.
pub fn voices(
    document: &Document,
    labels: &[Label],
    spans: &[Span],
    people: &[Person],
    page: &Page,
) -> Vec<Voice> {
    let slips = misspelt::slips(labels);
    let meant = |label: &Label| {
        let name = key(&label.name);
        plain(&slips.get(&name).cloned().unwrap_or(name))
    };
    let names = Names::of(document, labels, people, page);
    let mut by_name: BTreeMap<String, Voice> = BTreeMap::new();
    for label in labels.iter().filter(|label| !slips.contains_key(&key(&label.name))) {
        let known = || known(document, label, people, &names, page);
        by_name.entry(plain(&key(&label.name))).or_insert_with(known);
    }
    let (known, of): (Vec<Label>, Vec<Span>) = labels
        .iter()
        .zip(spans)
        .filter(|(label, _)| !slips.contains_key(&key(&label.name)))
        .map(|(label, span)| (label.clone(), *span))
        .unzip();
    by_habit(document, &known, &of, &mut by_name);
    by_frequency(&known, &mut by_name, page);
    labels
        .iter()
        .map(|label| {
            let voice = from_outlet(by_name[&meant(label)].clone());
            Voice { state: label.state.clone().or(voice.state), ..voice }
        })
        .collect()
}

/// *MR SULLIVAN* and *MR. SULLIVAN* are one.
fn plain(key: &str) -> String {
    key.replace('.', "")
}

/// *Abe, Harbour Times*: who asks is named before the comma, the outlet behind it.
fn from_outlet(voice: Voice) -> Voice {
    let asks = voice.role == Role::Journalist && voice.affiliation.is_none();
    let parts = voice.speaker.as_deref().and_then(|name| name.split_once(", ")).filter(|_| asks);
    match parts {
        Some((who, outlet)) => {
            Voice { speaker: Some(who.to_owned()), affiliation: Some(outlet.to_owned()), ..voice.clone() }
        }
        None => voice,
    }
}

/// What the label itself, the title and the word lists tell.
fn known(document: &Document, label: &Label, people: &[Person], names: &Names, page: &Page) -> Voice {
    let lower = key(&label.name);
    let voice = |speaker: Option<String>, role| Voice { speaker, role, affiliation: None, state: None };
    if let Some(post) = &label.post {
        return with_post(label, post, page);
    }
    if let Some(role) = page.label(&label.name) {
        return match role {
            Role::Journalist => voice(None, role),
            Role::Spokesperson => voice(spokesperson(document, people), role),
            other => voice(Some(titled(&label.name)), other),
        };
    }
    if let Some(outlet) = page.outlet(&label.name) {
        return Voice { affiliation: Some(outlet.name.clone()), ..voice(None, Role::Journalist) };
    }
    if label.state.is_some() {
        let bare = without_office(&label.name, page);
        let name = if bare.contains(' ') { bare } else { titled(&label.name) };
        return Voice { state: label.state.clone(), ..voice(Some(name), Role::Official) };
    }
    let full = names.full(&label.name, page);
    let office = office(&label.name, page);
    // A title goes on in capitals: "Spokesperson Ilka Varn Meets the Press".
    let is = |person: &Person| {
        person.name.strip_prefix(full.as_str()).is_some_and(|more| more.is_empty() || more.starts_with(' '))
    };
    let spokes = people.iter().any(is) || office == Some(Role::Spokesperson);
    // Beside a spokesperson the others whom a title names are guests.
    if spokes || people.is_empty() && is_in_title(document, &without_office(&label.name, page)) {
        return voice(Some(full), Role::Spokesperson);
    }
    let state = page.people.get(&lower).map(|known| known.country.clone()).filter(|code| !code.is_empty());
    let official = state.is_some()
        || has_honorific(&lower, page)
        || office.is_some()
        || is_in_title(document, &without_office(&label.name, page));
    Voice { state, ..voice(Some(full), if official { Role::Official } else { Role::Unknown }) }
}

/// *ADMIRAL ORSEN*, *Press Secretary Dana Holt*: the part that words before the name tell.
fn office(name: &str, page: &Page) -> Option<Role> {
    // "Speaker 2" is whoever spoke.
    let named = |at: &usize| name[*at..].chars().any(char::is_alphabetic);
    let ends = name.match_indices(' ').map(|(at, _)| at).filter(named).map(|at| &name[..at]);
    let roles: Vec<Role> = ends.filter_map(|office| page.label(office)).collect();
    [Role::Spokesperson, Role::Official].into_iter().find(|role| roles.contains(role))
}

/// A name with its office or outlet.
fn with_post(label: &Label, post: &str, page: &Page) -> Voice {
    let asks = page.label(&label.name) == Some(Role::Journalist);
    let speaker = Some(titled(&label.name)).filter(|_| !asks);
    let outlet = page.outlet(post).map(|known| known.name.clone());
    let role = match page.label(post) {
        _ if outlet.is_some() || asks => Role::Journalist,
        Some(role) => role,
        None => Role::Spokesperson,
    };
    Voice { speaker, role, affiliation: outlet.or(Some(post.to_owned())), state: None }
}

/// The one spokesperson of a text that labels answers with `A`.
pub(super) fn spokesperson(document: &Document, people: &[Person]) -> Option<String> {
    let named = document.metadata.speaker.clone();
    named.or_else(|| people.first().map(|person| person.name.clone()))
}

/// Labels that nothing else explains: who asks is a journalist, who answers those is an official.
fn by_habit(document: &Document, labels: &[Label], spans: &[Span], voices: &mut BTreeMap<String, Voice>) {
    let asks = |at: usize| spans[at].slice(&document.text).contains(['?', '？']);
    settle(labels, voices, Role::Journalist, ASKS, asks);
    // Of two voices the one that asks more often than not at all interviews the other.
    if voices.len() == 2 && voices.values().any(|voice| voice.role.answers()) {
        settle(labels, voices, Role::Journalist, INTERVIEWS, asks);
    }
    let roles: Vec<Role> = labels.iter().map(|label| voices[&plain(&key(&label.name))].role).collect();
    settle(labels, voices, Role::Official, 0.5, |at| at > 0 && roles[at - 1] == Role::Journalist);
}

/// Gives a role to the unknown voices of whose turns at least a share shows a habit.
fn settle(
    labels: &[Label],
    voices: &mut BTreeMap<String, Voice>,
    role: Role,
    share: f64,
    shows: impl Fn(usize) -> bool,
) {
    let mut turns: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        let (all, showing) = turns.entry(plain(&key(&label.name))).or_default();
        *all += 1;
        *showing += usize::from(shows(at));
    }
    for (name, (all, showing)) in turns {
        let voice = voices.get_mut(&name).filter(|voice| voice.role == Role::Unknown);
        if let Some(voice) = voice.filter(|_| showing as f64 >= share * all as f64) {
            voice.role = role;
        }
    }
}

/// In a conversation with journalists and no spokesperson by name, the one who speaks most of all with a form of
/// address is the spokesperson.
fn by_frequency(labels: &[Label], voices: &mut BTreeMap<String, Voice>, page: &Page) {
    let any = |role: Role| voices.values().any(|voice| voice.role == role);
    if any(Role::Spokesperson) || !any(Role::Journalist) {
        return;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for label in labels.iter().filter(|label| has_honorific(&key(&label.name), page)) {
        *counts.entry(plain(&key(&label.name))).or_default() += 1;
    }
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    if let Some(voice) = most.and_then(|(name, _)| voices.get_mut(&name)) {
        voice.role = Role::Spokesperson;
    }
}
