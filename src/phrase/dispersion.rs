//! How evenly a thing is spread over documents.

/// DP (Gries 2008, "Dispersions and adjusted frequencies in corpora", IJCL 13:403–437): half the sum over all documents of
/// |share of the occurrences − share of the words|, from 0, spread as the words are, towards 1, all in one small document.
///
/// `counts` holds the documents in which the thing stands, by number, with its occurrences there; `words` the words of a
/// document, `all` those of all documents. None where it does not stand.
pub fn dp(counts: &[(u32, u32)], all: u64, words: impl Fn(u32) -> u64) -> Option<f64> {
    let n: u64 = counts.iter().map(|(_, n)| u64::from(*n)).sum();
    if n == 0 || all == 0 {
        return None;
    }
    let expected = |document: u32| words(document) as f64 / all as f64;
    let with: f64 = counts.iter().map(|(document, _)| expected(*document)).sum();
    let apart = |(document, count): &(u32, u32)| (f64::from(*count) / n as f64 - expected(*document)).abs();
    // In documents without the thing the difference is the share of their words.
    Some((counts.iter().map(apart).sum::<f64>() + (1.0 - with)) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::dp;

    #[test]
    fn by_hand() {
        let check = |counts: &[(u32, u32)], words: &[u64], expected: Option<f64>| {
            let found = dp(counts, words.iter().sum(), |document| words[document as usize]);
            assert_eq!(found.map(|dp| (dp * 1e9).round() / 1e9), expected, "{counts:?}");
        };
        check(&[(0, 1), (1, 1), (2, 2)], &[100, 100, 200], Some(0.0));
        check(&[(0, 4)], &[100, 100, 200], Some(0.75));
        check(&[(0, 1), (2, 3)], &[100, 100, 200], Some(0.25));
        check(&[(1, 1), (2, 1)], &[20, 40, 40], Some(0.2));
        check(&[], &[20], None);
    }
}
