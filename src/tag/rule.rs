//! The rules that decide what a hit means, by name, so that each can be told, tested and switched off.

use std::fmt;

macro_rules! rules {
    ($($variant:ident $name:literal $says:literal)*) => {
        /// A rule of the codebook, §2.1 and §2.3.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $says] $variant,)*
        }

        impl Rule {
            /// All of them, in the order in which they are asked.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name on the command line and in tables.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What the rule says.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),* }
            }
        }
    };
}

rules! {
    Exception "exception" "an `except` pattern of the entry overlaps the words: no hit"
    Precedence "precedence" "a category that `beats` this one stands on the same words: no hit"
    Role "role" "only voices that answer for a side count, and persons whom an article quotes by name"
    Question "question" "the words stand in a journalist's turn: asked, not said"
    Quotation "quotation" "the words stand between quotation marks and are somebody else's"
    Report "report" "a verb of report gives the words to somebody else"
    Mention "mention" "the charge is repeated in order to deny it"
    Negation "negation" "a negator in the same clause governs the words"
    PseudoNegator "pseudo-negator" "a negator inside `not only`, `nothing but` and their kin is none"
    Denial "denial" "a charge against one's own side is negated: that is a mild denial"
    SameMatter "same-matter" "a counter-charge is marked by whether it is on the matter that the question charges"
    Principle "principle" "a class of wrongs without an actor is opposed: nobody is blamed"
    Condition "condition" "an accusation under a condition is supposed, not made"
    Announced "announced" "a measure of one's own is told as taken or decided"
    Mild "mild" "a demand to talk, to join or to help is mild: intensity 1, outside the headline index"
    Degree "degree" "hedges and boosters move the intensity"
}

/// Rules that do one kind of work.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// Name on the command line.
    pub name: &'static str,
    /// Its rules.
    pub rules: &'static [Rule],
}

/// All rules, by the work they do.
pub const FAMILIES: &[Family] = &[
    Family { name: "matching", rules: &[Rule::Exception, Rule::Precedence] },
    Family {
        name: "voices",
        rules: &[Rule::Role, Rule::Question, Rule::Quotation, Rule::Report, Rule::Mention],
    },
    Family { name: "negations", rules: &[Rule::Negation, Rule::PseudoNegator, Rule::Denial] },
    Family { name: "modes", rules: &[Rule::Principle, Rule::Condition, Rule::Announced] },
    Family { name: "degrees", rules: &[Rule::Mild, Rule::Degree, Rule::SameMatter] },
];

impl Rule {
    /// The rule of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

/// Which rules are in force.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rules(u32);

impl Default for Rules {
    /// All of them.
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Rules {
    /// None of them: plain counting of words.
    pub const NONE: Self = Self(0);

    /// Is the rule in force?
    pub fn has(self, rule: Rule) -> bool {
        self.0 & 1 << rule as u32 != 0
    }

    /// The same without one rule.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let names = Rule::ALL.iter().filter(|rule| self.has(**rule)).map(|rule| rule.name());
        out.debug_list().entries(names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, Rules};

    #[test]
    fn each_rule_has_one_family() {
        let mut all: Vec<Rule> = super::FAMILIES.iter().flat_map(|family| family.rules).copied().collect();
        all.sort_unstable();
        assert_eq!(all, Rule::ALL);
    }

    #[test]
    fn each_rule_is_switched_off_alone() {
        for rule in Rule::ALL {
            let rules = Rules::default().without(*rule);
            assert_eq!(Rule::ALL.iter().filter(|other| !rules.has(**other)).count(), 1);
            assert_eq!(Rule::parse(rule.name()), Some(*rule));
        }
    }
}
