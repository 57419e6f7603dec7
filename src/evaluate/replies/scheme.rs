//! The classes in which answers are coded: our reply types, or those of CLARITY (Thomas et al. 2024).

use crate::tag::reply::Kind;

/// A scheme of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// reply, partial, nonreply, attack.
    Ours,
    /// Clear Reply, Ambivalent, Clear Non-Reply; also told by the finer labels that the classes are made of.
    Clarity,
}

/// CLARITY's finer labels by the class that they belong to; *2.9* is in one coder's labels and not in the paper.
const FINER: [&[&str]; 3] =
    [&["1.1"], &["1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.9"], &["2.6", "2.7", "2.8"]];

impl Scheme {
    /// The scheme to which a label belongs.
    pub fn of(label: &str) -> Option<Self> {
        [Self::Ours, Self::Clarity].into_iter().find(|scheme| scheme.class(label).is_some())
    }

    /// The names of its classes.
    pub fn classes(self) -> &'static [&'static str] {
        match self {
            Self::Ours => &["reply", "partial", "nonreply", "attack"],
            Self::Clarity => &["Clear Reply", "Ambivalent", "Clear Non-Reply"],
        }
    }

    /// The class of a label.
    pub fn class(self, label: &str) -> Option<usize> {
        let label = label.trim();
        let named = self.classes().iter().position(|class| class.eq_ignore_ascii_case(label));
        named.or_else(|| {
            let finer = |labels: &[&str]| labels.iter().any(|finer| label.starts_with(finer));
            FINER.iter().position(|labels| self == Self::Clarity && finer(labels))
        })
    }

    /// The class that stands for a reply type. An attack replies to nothing.
    pub fn class_of(self, kind: Kind) -> usize {
        match (self, kind) {
            (_, Kind::Reply) => 0,
            (_, Kind::Partial) => 1,
            (_, Kind::NonReply) | (Self::Clarity, Kind::Attack) => 2,
            (Self::Ours, Kind::Attack) => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scheme;

    #[test]
    fn labels_have_classes() {
        let class = |label: &str| Scheme::of(label).map(|scheme| (scheme, scheme.class(label)));
        assert_eq!(class("2.6 Declining to answer"), Some((Scheme::Clarity, Some(2))));
        assert_eq!(class("1.2 Implicit"), class("Ambivalent"));
        assert_eq!(class("partial"), Some((Scheme::Ours, Some(1))));
        assert_eq!(class("na"), None);
    }
}
