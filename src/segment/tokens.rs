//! Words, by the word boundaries of UAX #29, and what stands between them.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Span;

/// A word or number. Punctuation is no token: it shows in `break_before` of the token that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in the text.
    pub span: Span,
    /// What separates it from the token before.
    pub break_before: Break,
}

/// How much the punctuation before a token separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// White space, hyphen, quotation mark, square bracket, stop of an abbreviation.
    None,
    /// Comma, dash, round bracket, ellipsis.
    Comma,
    /// Colon, semicolon.
    Clause,
}

/// Appends the tokens of a sentence.
pub(super) fn push_tokens(text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let mut between = Break::None;
    let mut after_space = true;
    let words = sentence.slice(text);
    for (at, piece) in words.split_word_bound_indices() {
        if matches!(piece, "s" | "S")
            && words[..at].ends_with(['\'', '’'])
            && extends_number(words, at, sentence, tokens)
        {
            between = Break::None;
            after_space = false;
            continue;
        }
        if piece.chars().any(char::is_alphanumeric) {
            let start = sentence.start + at;
            tokens.push(Token { span: Span::new(start, start + piece.len()), break_before: between });
            between = Break::None;
            after_space = false;
            continue;
        }
        let spaced = after_space && words[at + piece.len()..].starts_with(char::is_whitespace);
        between = between.max(separates(piece, spaced));
        after_space = piece.ends_with(char::is_whitespace);
    }
    if let Some(first) = tokens.iter_mut().rev().take_while(|token| token.span.start >= sentence.start).last()
    {
        first.break_before = Break::None;
    }
}

/// "360's": UAX #29 parts a number from its possessive ending; here they stay one word, like "Varn's".
fn extends_number(words: &str, at: usize, sentence: Span, tokens: &mut [Token]) -> bool {
    let apostrophe = words[..at].chars().next_back().map_or(0, char::len_utf8);
    match tokens.last_mut() {
        Some(last)
            if last.span.end == sentence.start + at - apostrophe && last.span.start >= sentence.start =>
        {
            last.span.end = sentence.start + at + 1;
            true
        }
        _ => false,
    }
}

fn separates(piece: &str, spaced: bool) -> Break {
    match piece {
        ":" | ";" | "：" | "；" => Break::Clause,
        "," | "—" | "–" | "(" | ")" | "…" | "--" | "，" | "、" | "（" | "）" | "?" | "!" => {
            Break::Comma
        }
        "-" if spaced => Break::Comma,
        _ if piece.chars().all(|c| c == '.') && piece.len() > 2 => Break::Comma,
        _ if piece.starts_with(['—', '–', '…']) => Break::Comma,
        _ => Break::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of a sentence; `,` and `;` before a word show what separates it.
    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        push_tokens(text, Span::new(0, text.len()), &mut tokens);
        let shown: Vec<String> = tokens
            .iter()
            .map(|token| {
                let mark = match token.break_before {
                    Break::None => "",
                    Break::Comma => ",",
                    Break::Clause => ";",
                };
                format!("{mark}{}", token.span.slice(text))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn words_and_breaks() {
        check("The U.S. side, as ever: no.", "The U.S side ,as ;ever ;no".replace(";ever", "ever").as_str());
        check("tit-for-tat \"measures\" – and [a] race", "tit for tat measures ,and a race");
        check("don’t say 5.31 million (yet)", "don’t say 5.31 million ,yet");
        check("wait - what; 53%", "wait ,what ;53");
        check("360's report, 360’s", "360's report ,360’s");
    }
}
