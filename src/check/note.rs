//! What a check says to a reader, in one plain sentence or two.

use super::claim::Claim;
use super::{Relation, Slot};

/// Both say the same.
pub(super) fn agree(a: &Claim, b: &Claim) -> String {
    format!(
        "{} says {}; {} says {}. Nothing that both state differs.",
        a.name(),
        a.said(),
        b.name_beside(a),
        b.said()
    )
}

/// They differ in a slot.
pub(super) fn differ(a: &Claim, b: &Claim, slot: Slot, relation: Relation) -> String {
    let what = match (slot, relation) {
        (Slot::Value, _) => "the figures differ".to_owned(),
        (Slot::Unit, _) => "what is counted differs".to_owned(),
        (Slot::Base, Relation::Contradicts) => "the whole differs".to_owned(),
        (Slot::Base, _) => narrowed(a, b),
        (Slot::Agent, Relation::Contradicts) => {
            format!("each names another as the one who did it ({} and {})", read(&a.agent), read(&b.agent))
        }
        (Slot::Agent, _) => agent(a, b),
        (Slot::Scope, _) => "the place differs".to_owned(),
        (Slot::Period, _) => format!("the time differs ({} and {})", year(a), year(b)),
        (Slot::Source, _) => {
            format!("each cites another source ({} and {})", read(&a.source), read(&b.source))
        }
    };
    format!("{} says {}; {} says {}: {what}.", a.name(), a.said(), b.name_beside(a), b.said())
}

/// Nothing speaks of the same thing.
pub(super) fn unmatched(a: &Claim) -> String {
    format!("{} says {}; no figure in the sources speaks of it.", a.name(), a.said())
}

fn narrowed(a: &Claim, b: &Claim) -> String {
    let missing = |of: &Claim, from: &Claim| {
        let words = from.narrowed.iter().filter(|word| !of.narrowed.contains(word));
        words.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    match (missing(a, b), missing(b, a)) {
        (first, second) if second.is_empty() => {
            format!("the first leaves out that only a part is meant ({first})")
        }
        (first, second) if first.is_empty() => {
            format!("the second leaves out that only a part is meant ({second})")
        }
        (first, second) => format!("each means another part ({second} and {first})"),
    }
}

fn agent(a: &Claim, b: &Claim) -> String {
    let (which, agent) = if a.agent.is_some() { ("first", &a.agent) } else { ("second", &b.agent) };
    format!("only the {which} names one who did it ({})", read(agent))
}

fn read(slot: &Option<(String, String)>) -> &str {
    slot.as_ref().map_or("", |(words, _)| words.as_str())
}

fn year(claim: &Claim) -> &str {
    claim.year.as_deref().unwrap_or("")
}

impl Claim {
    /// The text, or the part of it.
    fn name(&self) -> String {
        let part = if self.heading { "the heading of " } else { "" };
        format!("{part}{}", self.text_name)
    }

    /// The same beside another claim, perhaps of the same text.
    fn name_beside(&self, other: &Self) -> String {
        if self.document_id != other.document_id {
            self.name()
        } else if self.heading != other.heading {
            if self.heading { "its heading".to_owned() } else { "its text".to_owned() }
        } else {
            "another sentence of it".to_owned()
        }
    }

    /// The number with what it counts, as said.
    fn said(&self) -> String {
        let noun = if self.noun.is_empty() || self.words.contains(&format!("{} {}", self.matched, self.noun))
        {
            self.noun.clone()
        } else {
            format!("of {}", self.noun)
        };
        let scope = self.scope.as_ref().map_or("", |(words, _)| words.as_str());
        let scope = if noun.contains(scope) { "" } else { scope };
        let said = [self.matched.as_str(), noun.as_str(), scope];
        format!("“{}”", said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    }
}
