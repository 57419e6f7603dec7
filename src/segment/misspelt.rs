//! Labels with a slip of the pen: *ADMIRAR ORSEN* beside many *ADMIRAL ORSEN*.

use std::collections::BTreeMap;

use super::labels::Label;

/// A slip stands at most so often.
const RARE: usize = 2;
/// The right form stands at least so often.
const OFTEN: usize = 3;
/// Shorter names (characters) differ by a letter without a slip: *MR. LIN* and *MR. LIU*.
const SHORTEST: usize = 9;
/// From this length on two letters may be wrong.
const LONG: usize = 13;

/// The labels' keys that are slips, each with the key that was meant.
pub fn slips(labels: &[Label]) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels {
        *counts.entry(&label.said.key).or_default() += 1;
    }
    let often: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= OFTEN).map(|(name, _)| *name).collect();
    let rare = counts.iter().filter(|(_, count)| **count <= RARE).map(|(name, _)| *name);
    rare.filter_map(|name| {
        let mut meant = often.iter().filter(|other| is_slip(name, other));
        let first = meant.next()?;
        meant.next().is_none().then(|| (name.to_owned(), (*first).to_owned()))
    })
    .collect()
}

/// Are two names one, but for a letter or two? Names with numbers are not: *Reporter 1*, *Reporter 2*.
fn is_slip(name: &str, meant: &str) -> bool {
    // Most pairs are told apart by their lengths: a letter has at most four bytes.
    if name.len().abs_diff(meant.len()) > 2 * char::MAX.len_utf8() {
        return false;
    }
    let length = name.chars().count().min(meant.chars().count());
    let most = if length >= LONG { 2 } else { 1 };
    length >= SHORTEST
        && !name.chars().any(|c| c.is_ascii_digit())
        && (name.chars().next() == meant.chars().next() || meant.ends_with(name))
        && name.split(' ').count() == meant.split(' ').count()
        && strsim::damerau_levenshtein(name, meant) <= most
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips() {
        assert!(is_slip("admirar orsen", "admiral orsen"));
        assert!(is_slip("mr. navrrro", "mr. navarro"));
        assert!(!is_slip("mr. lin", "mr. liu"));
        assert!(!is_slip("reporter 1", "reporter 2"));
        assert!(!is_slip("ms. peterson", "mr. petersen"));
    }
}
