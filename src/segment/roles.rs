//! Who a label is: name, part in the conversation, outlet, state.

use std::collections::HashMap;

use super::labels::{Label, Said, has_honorific, is_in_title};
use super::misspelt;
use super::names::{Names, titled, without_office};
use super::page::Page;
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
    let names = Names::of(document, labels, people, page);
    let mut speakers = Speakers::of(labels, |label| known(document, label, people, &names, page));
    speakers.by_habit(document, labels, spans);
    speakers.by_frequency(labels, page);
    let voices: Vec<Voice> = speakers.voices.into_iter().map(from_outlet).collect();
    labels
        .iter()
        .zip(speakers.of)
        .map(|(label, of)| {
            let voice = voices[of].clone();
            Voice { state: label.said.state.clone().or(voice.state), ..voice }
        })
        .collect()
}

/// Who speaks under the labels of a document.
struct Speakers {
    /// The speakers, by name in order of first labels.
    names: Vec<String>,
    voices: Vec<Voice>,
    /// The number of each label's speaker.
    of: Vec<usize>,
    /// Is the label a slip of the pen, which says nothing of habits?
    slips: Vec<bool>,
}

impl Speakers {
    /// The speakers of labels, with what the first label of each tells.
    fn of(labels: &[Label], known: impl Fn(&Said) -> Voice) -> Self {
        let meant = misspelt::slips(labels);
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        let mut speakers = Self { names: Vec::new(), voices: Vec::new(), of: Vec::new(), slips: Vec::new() };
        for label in labels.iter().filter(|label| !meant.contains_key(&label.said.key)) {
            by_key.entry(&label.said.key).or_insert_with(|| {
                let name = plain(&label.said.key);
                *numbers.entry(name.clone()).or_insert_with(|| {
                    speakers.names.push(name);
                    speakers.voices.push(known(&label.said));
                    speakers.voices.len() - 1
                })
            });
        }
        for label in labels {
            let key = label.said.key.as_str();
            let slip = meant.get(key);
            speakers.slips.push(slip.is_some());
            speakers.of.push(by_key[slip.map_or(key, String::as_str)]);
        }
        speakers
    }

    /// Labels that nothing else explains: who asks is a journalist, who answers those is an official.
    fn by_habit(&mut self, document: &Document, labels: &[Label], spans: &[Span]) {
        let asks = |at: usize| spans[at].slice(&document.text).contains(['?', '？']);
        self.settle(Role::Journalist, ASKS, asks);
        // Of two voices the one that asks more often than not at all interviews the other.
        if self.voices.len() == 2 && self.voices.iter().any(|voice| voice.role.answers()) {
            self.settle(Role::Journalist, INTERVIEWS, asks);
        }
        // Slips are passed over.
        let mut before = None;
        let mut answers = Vec::with_capacity(labels.len());
        for (of, slip) in self.of.iter().zip(&self.slips) {
            answers.push(before == Some(Role::Journalist));
            before = if *slip { before } else { Some(self.voices[*of].role) };
        }
        self.settle(Role::Official, 0.5, |at| answers[at]);
    }

    /// Gives a role to the unknown voices of whose turns at least a share shows a habit.
    fn settle(&mut self, role: Role, share: f64, shows: impl Fn(usize) -> bool) {
        let mut turns = vec![(0_usize, 0_usize); self.voices.len()];
        for (at, of) in self.of.iter().enumerate().filter(|(at, _)| !self.slips[*at]) {
            if self.voices[*of].role == Role::Unknown {
                let (all, showing) = &mut turns[*of];
                *all += 1;
                *showing += usize::from(shows(at));
            }
        }
        for (voice, (all, showing)) in self.voices.iter_mut().zip(turns) {
            if voice.role == Role::Unknown && showing as f64 >= share * all as f64 {
                voice.role = role;
            }
        }
    }

    /// In a conversation with journalists and no spokesperson by name, the one who speaks most of all with a form of
    /// address is the spokesperson.
    fn by_frequency(&mut self, labels: &[Label], page: &Page) {
        let any = |role: Role| self.voices.iter().any(|voice| voice.role == role);
        if any(Role::Spokesperson) || !any(Role::Journalist) {
            return;
        }
        let mut counts = vec![0_usize; self.voices.len()];
        for (at, label) in labels.iter().enumerate().filter(|(at, _)| !self.slips[*at]) {
            counts[self.of[at]] += usize::from(has_honorific(&label.said.key, page));
        }
        let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let most = counted.max_by(|a, b| a.1.cmp(b.1).then_with(|| self.names[b.0].cmp(&self.names[a.0])));
        if let Some((of, _)) = most {
            self.voices[of].role = Role::Spokesperson;
        }
    }
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
fn known(document: &Document, label: &Said, people: &[Person], names: &Names, page: &Page) -> Voice {
    let voice = |speaker: Option<String>, role| Voice { speaker, role, affiliation: None, state: None };
    if let Some(post) = &label.post {
        return with_post(label, post, page);
    }
    if let Some(role) = label.role {
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
    let state =
        page.people.get(&label.key).map(|known| known.country.clone()).filter(|code| !code.is_empty());
    let official = state.is_some()
        || has_honorific(&label.key, page)
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
fn with_post(label: &Said, post: &str, page: &Page) -> Voice {
    let asks = label.role == Some(Role::Journalist);
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
