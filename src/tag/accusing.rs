//! Does a question accuse the side that answers it? (codebook 2.2)
//!
//! It does where it tells an act of accusing with the side's name behind it ("accused Karvonia of"), a wrong that is the
//! side's ("Karvonia's aggression", "the threat posed by Karvonia", "your crackdown"), the side as the subject of a verb of
//! wrongdoing ("Karvonia has violated"), or a charge of the word lists that is aimed at it.

use super::reply::of_turn;
use super::{Context, Hit};
use crate::lexicon::normal;
use crate::resources::Part;
use crate::voice::found::{Cue, Name};

/// So many words may stand between a verb of accusing and the one accused, between a preposition and the wrongdoer, between
/// the wrongdoer and the wrong, and between the subject and the verb of wrongdoing.
const ACCUSED: usize = 4;
const BY: usize = 6;
const OF: usize = 2;
const DOES: usize = 5;

/// Words behind which the wrongdoer stands.
const AGENT: &[&str] = &["by", "from", "of", "posed", "represented", "coming", "emanating"];
/// Words before the one who suffers a wrong, or is only spoken of.
const PATIENT: &[&str] = &["against", "on", "to", "toward", "towards", "at", "for", "with", "than", "in"];
/// Ends of adjectives that are made of the names of states.
const ADJECTIVE: &[&str] = &["ese", "ian", "ish", "ench", "ican", "aeli", "istani", "onian"];

/// Does the question hold a charge against the side that answers?
pub fn is_accusatory(context: Context, hits: &[Hit], question: usize, answer: usize) -> bool {
    let Some(side) = context.found.sides[answer].as_deref() else { return false };
    let asked = context.segments.turns[question].sentences.clone();
    let aimed = |hit: &Hit| {
        let category = context.resources.category(hit.entry).id.as_str();
        let charge = matches!(category, "accuse" | "discredit" | "insult");
        charge && hit.target.entity.strip_prefix("STATE:") == Some(side)
    };
    let reading = |sentence: usize| Reading { context, side, sentence };
    of_turn(hits, &asked).iter().any(aimed) || asked.into_iter().any(|sentence| reading(sentence).accuses())
}

/// A sentence of a question, read for charges against a side.
#[derive(Clone, Copy)]
struct Reading<'a> {
    context: Context<'a>,
    side: &'a str,
    sentence: usize,
}

impl Reading<'_> {
    fn accuses(self) -> bool {
        let cues = self.context.cues(self.sentence);
        cues.iter().any(|cue| match cue.part {
            Part::Accuses => self.is_accused(cue),
            Part::Wrong => self.is_wrongdoer(cue),
            _ => false,
        })
    }

    fn is_own(self, name: &Name) -> bool {
        self.context.resources.state(name.entry) == self.side
    }

    fn word(self, at: usize) -> String {
        let token = self.context.segments.tokens.get(at);
        normal::lower(token.map_or("", |token| token.span.slice(&self.context.document.text)))
    }

    /// "accused Karvonia", "its charges against Karvonia"
    fn is_accused(self, cue: &Cue) -> bool {
        let behind = cue.tokens.end..cue.tokens.end + ACCUSED;
        let first = self.context.names(self.sentence).iter().find(|name| behind.contains(&name.tokens.start));
        first.is_some_and(|name| self.is_own(name))
    }

    fn is_wrongdoer(self, cue: &Cue) -> bool {
        let names = self.context.names(self.sentence);
        let (before, behind) =
            names.split_at(names.partition_point(|name| name.tokens.start < cue.tokens.end));
        if AGENT.contains(&self.word(cue.tokens.end).as_str()) {
            return self.is_agent(cue.tokens.end, behind);
        }
        let addressed = (cue.tokens.start.saturating_sub(OF + 1)..cue.tokens.start)
            .any(|at| matches!(self.word(at).as_str(), "your" | "you've"));
        addressed || before.last().is_some_and(|name| self.is_own(name) && self.does(name, cue))
    }

    /// "threats posed by Karvonia", "by Lurasian and Karvonian ships"
    fn is_agent(self, from: usize, behind: &[Name]) -> bool {
        let near = behind.iter().take_while(|name| name.tokens.start <= from + BY);
        let joined = |name: &Name| self.word(name.tokens.start.saturating_sub(1)) == "and";
        near.enumerate().any(|(at, name)| self.is_own(name) && (at == 0 || joined(name)))
    }

    /// "Karvonia's aggression", "the Karvonian military buildup", "Karvonia has been violating"
    fn does(self, name: &Name, cue: &Cue) -> bool {
        if cue.tokens.start < name.tokens.end {
            return false;
        }
        let gap = cue.tokens.start - name.tokens.end;
        let last = self.word(name.tokens.end - 1);
        let owns =
            normal::without_possessive(&last).is_some() || ADJECTIVE.iter().any(|end| last.ends_with(end));
        if owns {
            return gap <= OF;
        }
        let entry = self.context.resources.entry(cue.entry);
        let suffers = PATIENT.contains(&self.word(name.tokens.start.wrapping_sub(1)).as_str());
        entry.note.starts_with("verb") && gap <= DOES && !suffers
    }
}
