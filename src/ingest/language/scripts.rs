//! Scripts, and the languages that are told by them alone.

use crate::segment::plain::beyond_ascii;

/// A Chinese character stands for so many letters.
const WEIGHT: usize = 3;

/// A script that several of the known languages, or one, are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
    Hebrew,
    Greek,
    Thai,
    Devanagari,
}

const SCRIPTS: usize = 10;

impl Script {
    pub(super) fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'a'..='z' | 'A'..='Z' | 'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{5D0}'..='\u{5EA}' => Self::Hebrew,
            '\u{620}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Self::Arabic,
            '\u{900}'..='\u{97F}' => Self::Devanagari,
            '\u{E01}'..='\u{E5B}' => Self::Thai,
            '\u{3041}'..='\u{30FF}' => Self::Kana,
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            _ => return None,
        })
    }

    /// The language, where the script is written in one only.
    pub(super) fn language(self) -> Option<&'static str> {
        Some(match self {
            Self::Latin | Self::Cyrillic | Self::Arabic => return None,
            Self::Han => "zh",
            Self::Kana => "ja",
            Self::Hangul => "ko",
            Self::Hebrew => "he",
            Self::Greek => "el",
            Self::Thai => "th",
            Self::Devanagari => "hi",
        })
    }
}

/// What a block is written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) script: Script,
    /// Letters of that script; characters of the East weigh more.
    pub(super) letters: usize,
    pub(super) language: Option<&'static str>,
}

/// The script of most letters.
pub(super) fn script(words: &str) -> Option<Written> {
    let bytes = words.as_bytes();
    let mut counts = [0; SCRIPTS];
    counts[Script::Latin as usize] = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let mut at = 0;
    while let Some(beyond) = beyond_ascii(bytes, at) {
        let Some(letter) = words[beyond..].chars().next() else { break };
        at = beyond + letter.len_utf8();
        let Some(script) = Script::of(letter) else { continue };
        let weight = if matches!(script, Script::Han | Script::Kana | Script::Hangul) { WEIGHT } else { 1 };
        counts[script as usize] += weight;
    }
    let at = |script: Script| counts[script as usize];
    // Japanese is written with both; a tenth of kana makes it Japanese.
    let east = if at(Script::Kana) * 10 > at(Script::Han) { Script::Kana } else { Script::Han };
    let both = at(Script::Han) + at(Script::Kana);
    let single = [
        Script::Latin,
        Script::Cyrillic,
        Script::Arabic,
        Script::Hangul,
        Script::Hebrew,
        Script::Greek,
        Script::Thai,
        Script::Devanagari,
    ];
    let all = single.into_iter().map(|script| (script, at(script))).chain([(east, both)]);
    let (script, letters) = all.max_by_key(|(_, letters)| *letters).filter(|(_, letters)| *letters > 0)?;
    Some(Written { script, letters, language: script.language() })
}
