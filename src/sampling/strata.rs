//! Strata: what they are told apart by, and how many units are drawn from each.

use super::unit::Unit;

/// What strata are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Key {
    /// Category of the strongest hit (reply type of an answer), `none` included: so what was missed can be told.
    Category,
    /// Whether the program found anything: two strata, for small samples.
    Found,
    Speaker,
    Role,
    State,
    Document,
    Year,
    Quarter,
    Month,
}

impl Key {
    const ALL: [Self; 9] = [
        Self::Category,
        Self::Found,
        Self::Speaker,
        Self::Role,
        Self::State,
        Self::Document,
        Self::Year,
        Self::Quarter,
        Self::Month,
    ];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Found => "found",
            Self::Speaker => "speaker",
            Self::Role => "role",
            Self::State => "state",
            Self::Document => "document",
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// The key of that name.
    ///
    /// # Errors
    /// When there is none.
    pub fn parse(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|key| key.name() == name);
        found.ok_or_else(|| format!("nothing to stratify by; known are {}", known()))
    }

    /// What the unit has there; `?` where it is not known.
    pub fn of(self, unit: &Unit) -> String {
        let known = |text: &str| if text.is_empty() { "?".to_owned() } else { text.to_owned() };
        let date = unit.date;
        match self {
            Self::Category => unit.strongest.clone(),
            Self::Found => if unit.codes.is_empty() { "nothing" } else { "something" }.to_owned(),
            Self::Speaker => known(&unit.speaker),
            Self::Role => known(&unit.role),
            Self::State => known(&unit.state),
            Self::Document => unit.document_id.clone(),
            Self::Year => date.map_or("?".into(), |date| format!("{:04}", date.year())),
            Self::Quarter => {
                date.map_or("?".into(), |date| format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3))
            }
            Self::Month => date.map_or("?".into(), |date| format!("{:04}-{:02}", date.year(), date.month())),
        }
    }
}

/// How the sample is shared out among strata.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Allocation {
    /// By the square root of their size (a power allocation, Bankier 1988): rare categories get more than their share,
    /// common ones still most.
    #[default]
    Root,
    /// By their size.
    Proportional,
    /// The same for all.
    Equal,
}

impl Allocation {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Root, Self::Proportional, Self::Equal];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Proportional => "proportional",
            Self::Equal => "equal",
        }
    }

    /// The allocation of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    fn claim(self, size: usize) -> f64 {
        match self {
            Self::Root => (size as f64).sqrt(),
            Self::Proportional => size as f64,
            Self::Equal => 1.0,
        }
    }
}

/// From every stratum at least so many units are drawn, because one alone tells nothing of how they vary.
pub const LEAST: usize = 2;

/// How many units are drawn from strata of these sizes: at least [`LEAST`] of each or all that it has, `n` together if
/// there are as many. Seats go to the stratum with the highest claim for its next one (Sainte-Laguë).
pub fn allocate(sizes: &[usize], n: usize, allocation: Allocation) -> Vec<usize> {
    let mut drawn: Vec<usize> = sizes.iter().map(|size| LEAST.min(*size)).collect();
    let all: usize = sizes.iter().sum();
    for _ in drawn.iter().sum::<usize>()..n.min(all) {
        let claim = |at: usize| allocation.claim(sizes[at]) / (drawn[at] as f64 + 0.5);
        let open = (0..sizes.len()).filter(|at| drawn[*at] < sizes[*at]);
        // Of equal claims the first one's.
        let next = open.max_by(|a, b| claim(*a).total_cmp(&claim(*b)).then(b.cmp(a)));
        if let Some(at) = next {
            drawn[at] += 1;
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::{Allocation, allocate};

    #[test]
    fn samples_are_shared_out() {
        for (sizes, n, allocation, expected) in [
            (&[100, 100][..], 10, Allocation::Root, vec![5, 5]),
            (&[900, 100], 40, Allocation::Root, vec![30, 10]),
            (&[900, 100], 40, Allocation::Proportional, vec![36, 4]),
            (&[900, 100], 40, Allocation::Equal, vec![20, 20]),
            (&[1000, 3, 1], 10, Allocation::Proportional, vec![7, 2, 1]),
            (&[1000, 3], 10, Allocation::Equal, vec![7, 3]),
            (&[4, 3], 100, Allocation::Root, vec![4, 3]),
        ] {
            assert_eq!(allocate(sizes, n, allocation), expected, "{sizes:?} {n} {allocation:?}");
        }
    }
}
