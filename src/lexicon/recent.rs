//! The words of a text that were met a short while ago: most words of any text are some hundred, met again and again.

use super::walk::Word;

/// So many words are remembered; a power of two.
const MOST: usize = 4096;

/// Words of up to so many bytes are compared as two numbers.
const SHORT: usize = 15;

/// The bytes of a short word and their number: no two words have the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key([u64; 2]);

impl Key {
    /// The key of what stands in a text; none where it is long, or nothing.
    pub(super) fn of(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start).filter(|length| (1..=SHORT).contains(length))?;
        let bytes: [u8; 16] = match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => *bytes,
            None => {
                let mut bytes = [0; 16];
                bytes[..length].copy_from_slice(text.get(start..end)?);
                bytes
            }
        };
        let [low, high] = MASKS[length];
        let bits = u128::from_le_bytes(bytes);
        Some(Self([bits as u64 & low, (bits >> 64) as u64 & high | (length as u64) << 56]))
    }

    fn slot(self) -> usize {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let [low, high] = self.0;
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(ODD);
        (mixed >> (u64::BITS - MOST.ilog2())) as usize
    }
}

/// The bits of so many bytes.
static MASKS: [[u64; 2]; SHORT + 1] = {
    let mut masks = [[0; 2]; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        let bits = (1_u128 << (8 * length)) - 1;
        masks[length] = [bits as u64, (bits >> 64) as u64];
        length += 1;
    }
    masks
};

/// Words by their keys, one in each slot: a later one takes the place of an earlier.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<(Key, Word)>);

impl Recent {
    /// Forgets all words.
    pub(super) fn forget(&mut self) {
        self.0.clear();
        self.0.resize(MOST, (Key::default(), Word::default()));
    }

    /// The word with a key.
    pub(super) fn get(&self, key: Key) -> Option<Word> {
        self.0.get(key.slot()).filter(|(known, _)| *known == key).map(|(_, word)| *word)
    }

    /// Remembers a word.
    pub(super) fn put(&mut self, key: Key, word: Word) {
        if let Some(slot) = self.0.get_mut(key.slot()) {
            *slot = (key, word);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn two_words_have_one_key_if_they_are_the_same(text in "[ab\0é]{0,40}", a in 0..40_usize, b in 0..40_usize,
            lengths in (0..18_usize, 0..18_usize)) {
            let bytes = text.as_bytes();
            let word = |start: usize, length: usize| {
                let start = start.min(bytes.len());
                let end = (start + length).min(bytes.len());
                (&bytes[start..end], Key::of(bytes, start, end))
            };
            let ((one, key), (other, other_key)) = (word(a, lengths.0), word(b, lengths.1));
            prop_assert_eq!(key.is_some(), (1..=SHORT).contains(&one.len()));
            if key.is_some() && other_key.is_some() {
                prop_assert_eq!(key == other_key, one == other);
            }
        }
    }

    #[test]
    fn what_was_put_is_got_until_it_is_forgotten() {
        let mut recent = Recent::default();
        let key = Key::of(b"word", 0, 4).unwrap();
        let word = Word { form: 7, ..Word::default() };
        recent.put(key, word);
        assert!(recent.get(key).is_none());
        recent.forget();
        recent.put(key, word);
        assert_eq!(recent.get(key).unwrap().form, 7);
        recent.forget();
        assert!(recent.get(key).is_none());
    }
}
