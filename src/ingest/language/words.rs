//! Languages of one script, told apart by their words.

use whatlang::{Detector, Lang};

use super::scripts::Script;

/// Languages of one script are told apart from this many letters on.
const ENOUGH: usize = 200;
/// And no more letters than this are looked at.
const SAMPLE: usize = 2000;
/// Of so many words of an English paragraph one is among the commonest.
const ONE_IN: usize = 10;
/// Fewer words tell nothing by themselves.
const SOME: usize = 30;

/// The languages that are told apart by words, with their codes.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Hrv, "hr"),
    (Lang::Slv, "sl"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bel, "be"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Heb, "he"),
    (Lang::Ell, "el"),
    (Lang::Tha, "th"),
    (Lang::Hin, "hi"),
];

/// Is the paragraph English like the whole, so that nothing need be asked? Its commonest words tell.
pub(super) fn sounds(words: &str, all: Option<&str>) -> bool {
    if all != Some("en") {
        return false;
    }
    let (n, common) = common(words);
    common * ONE_IN >= n
}

/// Is a sample so plainly English that no model need be asked? Of its words one in six is among the commonest and one in
/// thirty *the*; no other language that is written with Latin letters comes near.
fn is_plainly_english(sample: &str) -> bool {
    let (n, common) = common(sample);
    let articles = || words(sample).filter(|word| *word == b"the").count();
    n >= SOME && common * 6 >= n && articles() * 30 >= n
}

/// How many words a text has, and how many of them are among the commonest of English.
fn common(text: &str) -> (usize, usize) {
    words(text).fold((0, 0), |(n, common), word| (n + 1, common + usize::from(is_common(word))))
}

/// What stands between spaces, by byte: only English words are looked for.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(|byte| matches!(byte, b' ' | 9..=13)).filter(|word| !word.is_empty())
}

fn is_common(word: &[u8]) -> bool {
    matches!(
        word,
        b"the" | b"of" | b"and" | b"to" | b"in" | b"that" | b"is" | b"we" | b"for" | b"on" | b"it" | b"are"
    )
}

/// The language that the words tell, when they are enough and no less clear than `least`.
pub(super) fn told(texts: &[&str], least: f64) -> Option<&'static str> {
    let mut sample = String::new();
    let mut letters = 0;
    for text in texts {
        letters += text.chars().filter(|letter| letter.is_alphabetic()).count();
        sample.push_str(text);
        sample.push('\n');
        if letters > SAMPLE {
            break;
        }
    }
    if letters < ENOUGH {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some("en");
    }
    let detector = Detector::with_allowlist(LANGUAGES.iter().map(|(language, _)| *language).collect());
    let found = detector.detect(&sample).filter(|found| found.confidence() >= least)?;
    LANGUAGES.iter().find(|(language, _)| *language == found.lang()).map(|(_, code)| *code)
}

/// The script that a language is written in.
pub(super) fn script_of(language: &str) -> Option<Script> {
    Some(match language {
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" => Script::Cyrillic,
        "ar" | "fa" | "ur" => Script::Arabic,
        "zh" => Script::Han,
        "ja" => Script::Kana,
        "ko" => Script::Hangul,
        "he" => Script::Hebrew,
        "el" => Script::Greek,
        "th" => Script::Thai,
        "hi" => Script::Devanagari,
        known if LANGUAGES.iter().any(|(_, code)| *code == known) => Script::Latin,
        _ => return None,
    })
}

/// The code of a language that is stated as `en-US`, `eng` or `English`.
pub(super) fn code(stated: &str) -> Option<&'static str> {
    let stated = stated.trim().to_lowercase();
    let short = stated.split(['-', '_']).next().unwrap_or("");
    LANGUAGES
        .iter()
        .find(|(language, code)| {
            short == *code
                || short == language.code()
                || stated == language.eng_name().to_lowercase()
                || (*code == "zh" && stated.contains("chinese"))
        })
        .map(|(_, code)| *code)
}
