//! Glyphs that stand for letters → the letters. Only forms that Unicode keeps for the sake of old fonts are resolved:
//! ligatures, radicals, compatibility ideographs. Everything else stays as the page has it.

use unicode_normalization::UnicodeNormalization;

/// Radicals that look like a character and are written for it by some fonts, without a mapping in Unicode.
const RADICALS: &[(char, char)] = &[
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻰', '龙'),
    ('⺟', '母'),
    ('⺠', '民'),
];

/// The letters that glyphs stand for, white space as a space.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}'..='\u{FB17}' | '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' => {
                plain.extend([c].into_iter().nfkc())
            }
            '\u{2E80}'..='\u{2EF3}' => {
                let known = RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, word)| *word);
                plain.extend(known.unwrap_or(c).nfkc());
            }
            // A hyphen that is drawn is a hyphen.
            '\u{AD}' => plain.push('-'),
            c if c.is_whitespace() => plain.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Signs that lists begin with, also those that symbol fonts have in the private area.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '◦'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▪'
            | '▫'
            | '▶'
            | '►'
            | '➢'
            | '\u{F0B7}'
            | '\u{F0A7}'
            | '\u{F0D8}'
    )
}

/// Is it a sign of a font's own, or the sign for a lost letter?
pub(super) fn is_unknown(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}') && !is_bullet(c))
}

#[cfg(test)]
mod tests {
    use super::{is_unknown, plain};

    #[test]
    fn compatibility_glyphs_become_letters() {
        let check = |text, expected| assert_eq!(plain(text), expected);
        check("eﬃcient", "efficient");
        check("⼀⻓", "一长");
        check("½ ™ Ａ", "½ ™ Ａ");
        check("a\u{A0}b\u{200B}", "a b");
    }

    #[test]
    fn private_signs_are_unknown() {
        assert!(is_unknown("\u{F0A1}") && is_unknown("\u{FFFD}"));
        assert!(!is_unknown("\u{F0B7}") && !is_unknown("é"));
    }
}
