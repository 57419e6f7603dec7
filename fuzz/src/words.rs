//! Tokens against the word boundaries of UAX #29, as the crate unicode-segmentation gives them.

use rejoinder::Span;
use rejoinder::segment::Segments;
use unicode_segmentation::UnicodeSegmentation;

use crate::inside;

/// Turns, sentences and tokens stand in text order, do not overlap, and lie in each other.
pub fn nested(text: &str, segments: &Segments) {
    for turn in &segments.turns {
        inside(turn.span, text);
    }
    for pair in segments.turns.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "turns overlap");
    }
    let mut before = 0;
    for (number, sentence) in segments.sentences.iter().enumerate() {
        inside(sentence.span, text);
        let turn = &segments.turns[sentence.turn];
        assert!(turn.sentences.contains(&number) && turn.span.contains(sentence.span), "a sentence outside its turn");
        for token in &segments.tokens[sentence.tokens.clone()] {
            inside(token.span, text);
            assert!(before <= token.span.start && !token.span.is_empty(), "tokens out of order");
            assert!(sentence.span.contains(token.span), "a token outside its sentence");
            before = token.span.end;
        }
    }
}

/// The tokens are exactly the words of UAX #29 that hold a letter or figure, but for what stands in stage directions;
/// a number keeps its possessive ending ("360's").
pub fn equal(text: &str, segments: &Segments) {
    for sentence in &segments.sentences {
        let mut words = words(text, sentence.span).into_iter().peekable();
        let said = |word: &Span| !segments.directions.iter().any(|direction| direction.overlaps(*word));
        for token in &segments.tokens[sentence.tokens.clone()] {
            while let Some(left_out) = words.next_if(|word| word.start < token.span.start) {
                assert!(!said(&left_out), "{:?} is no token", left_out.slice(text));
            }
            let word = words.next().map(|word| word.cover(possessive(text, word, &mut words)));
            assert_eq!(word, Some(token.span), "the token {:?} is no word", token.span.slice(text));
        }
        for left_out in words {
            assert!(!said(&left_out), "{:?} is no token", left_out.slice(text));
        }
    }
}

fn words(text: &str, sentence: Span) -> Vec<Span> {
    let pieces = sentence.slice(text).split_word_bound_indices();
    pieces
        .filter(|(_, piece)| piece.chars().any(char::is_alphanumeric))
        .map(|(at, piece)| Span::new(sentence.start + at, sentence.start + at + piece.len()))
        .collect()
}

/// The "s" that belongs to the word before it: one apostrophe stands between them. Else the word itself.
fn possessive(text: &str, word: Span, words: &mut std::iter::Peekable<std::vec::IntoIter<Span>>) -> Span {
    let belongs = |next: &Span| {
        matches!(next.slice(text), "s" | "S") && matches!(&text[word.end..next.start], "'" | "’")
    };
    words.next_if(belongs).unwrap_or(word)
}
