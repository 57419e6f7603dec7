//! Which hits are asked for, and the patterns that nobody has put into a word list.

use crate::analysis::Analysis;
use crate::document::Role;
use crate::lexicon::foreign::{Dictionary, Term};
use crate::lexicon::{Flags, Kind, Lexicon, borrowed};
use crate::resources::Resources;
use crate::selection::{is_of, names_it};
use crate::tag::Hit;

/// Name of the lexicon of the patterns that were given.
pub const NAME: &str = "kwic";

/// Which hits are asked for. A hit is wanted by what found it, and must pass every filter.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Hits of the patterns that were given.
    pub patterns: bool,
    /// Hits of these categories, and of those below them.
    pub categories: Vec<String>,
    /// Hits of these entries.
    pub entries: Vec<String>,
    /// Only of turns of one of these roles, if any is named.
    pub roles: Vec<Role>,
    /// Only of speakers whose name holds the whole words of one of these, if any is named.
    pub speakers: Vec<String>,
    /// Only hits that enter the indices.
    pub counts: bool,
}

impl Asked {
    /// Is the hit wanted?
    pub fn wants(&self, analysis: &Analysis, hit: &Hit, resources: &Resources) -> bool {
        let turn = &analysis.segments.turns[hit.turn];
        let speaker = turn.speaker.as_deref().unwrap_or("");
        self.finds(hit.entry, resources)
            && (self.roles.is_empty() || self.roles.contains(&turn.role))
            && (self.speakers.is_empty() || self.speakers.iter().any(|name| names_it(speaker, name)))
            && (!self.counts || hit.counts)
    }

    fn finds(&self, entry: u32, resources: &Resources) -> bool {
        let is_given = resources.lexicon(entry).header.name == NAME;
        self.patterns && is_given
            || !is_given
                && (self.categories.iter().any(|wanted| is_of(&resources.category(entry).id, wanted))
                    || self.entries.contains(&resources.entry(entry).id))
    }

    /// The first name of a category or an entry that no word list has.
    pub fn unknown(&self, resources: &Resources) -> Option<&str> {
        let acts = || resources.lexicons.iter().filter(|lexicon| lexicon.header.kind == Kind::Acts);
        let category = |id: &String| resources.act_categories().any(|category| is_of(&category.id, id));
        let entry = |id: &String| acts().any(|lexicon| lexicon.entries.iter().any(|entry| entry.id == *id));
        let missing = self.categories.iter().find(|id| !category(id));
        missing.or_else(|| self.entries.iter().find(|id| !entry(id))).map(String::as_str)
    }
}

/// The given patterns as a lexicon. Each has a category of its own, so that none takes words from another: overlapping
/// matches of one pattern are settled (by default the leftmost and longest stands), those of two patterns both stand.
pub fn lexicon(patterns: &[String], flags: Flags, except: &[String]) -> Lexicon {
    let term = |(category, pattern): (usize, &String)| Term {
        category,
        pattern: pattern.clone(),
        weight: None,
        line: category + 1,
    };
    let dictionary = Dictionary {
        name: NAME.into(),
        categories: (1..=patterns.len()).map(|number| format!("pattern {number}")).collect(),
        terms: patterns.iter().enumerate().map(term).collect(),
        warnings: Vec::new(),
    };
    let mut lexicon = borrowed::lexicon(&dictionary, "the patterns", &patterns.join("\n"), &[]);
    for entry in &mut lexicon.entries {
        entry.flags = flags;
        entry.except = except.to_vec();
    }
    lexicon
}
