//! The main language of a document, and which of its paragraphs are in another one.
//!
//! Letters decide where only one language is written with them: kana, Hangul, Han without kana. Between languages of one
//! script the words decide, when they are enough and clear. English is the main language of a page as soon as it has its
//! share of the paragraphs, because the word lists are English.

use whatlang::{Detector, Lang};

use crate::document::{Document, LanguageBasis};
use crate::error::{Code, Problem};

/// Languages of one script are told apart from this many letters on.
const ENOUGH: usize = 200;
/// And no more letters than this are looked at.
const SAMPLE: usize = 2000;
/// A paragraph is in another language of the same script only when it is as clear as this.
const CLEAR: f64 = 0.95;
/// English is the main language when it has this share of the paragraphs.
const SHARE_OF_ENGLISH: f64 = 0.3;
/// A Chinese character stands for so many letters.
const WEIGHT: usize = 3;
/// Fewer letters are a name or a heading, no paragraph in another language.
const FEW: usize = 12;
/// Of so many words of an English paragraph one is among [`COMMON`].
const ONE_IN: usize = 10;
const COMMON: &[&str] = &["the", "of", "and", "to", "in", "that", "is", "we", "for", "on", "it", "are"];

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
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
    fn of(letter: char) -> Option<Self> {
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
    fn language(self) -> Option<&'static str> {
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
struct Written {
    script: Script,
    /// Letters of that script; characters of the East weigh more.
    letters: usize,
    language: Option<&'static str>,
}

/// Settles the main language of a document where none is stated, and tells of paragraphs in another one.
pub(super) fn settle(document: &mut Document) {
    if let Some(stated) = document.metadata.language.take() {
        document.metadata.language = Some(code(&stated).map_or(stated, str::to_owned));
        document.metadata.language_basis.get_or_insert(LanguageBasis::Stated);
    }
    let blocks = blocks(document);
    if document.metadata.language.is_none()
        && let Some((language, basis)) = main(&blocks)
    {
        document.metadata.language = Some(language.to_owned());
        document.metadata.language_basis = Some(basis);
    }
    document.other_languages = others(&blocks, document);
    let problem = note(&blocks, document);
    document.problems.extend(problem);
}

/// The blocks in another language than the main one, by their number. The script decides; two languages of one script are
/// told apart in long and clear paragraphs only. Empty when no main language is known.
fn others(blocks: &[Option<Written>], document: &Document) -> Vec<usize> {
    let Some(main) = document.metadata.language.as_deref() else { return Vec::new() };
    let script = script_of(main);
    let is_other = |written: &Written| match (written.language, script) {
        (Some(language), _) => language != main,
        (None, Some(script)) => written.script != script,
        (None, None) => false,
    };
    let numbered = blocks.iter().enumerate().filter_map(|(number, block)| Some((number, block.as_ref()?)));
    numbered
        .filter(|(_, written)| written.letters >= FEW && is_other(written))
        .map(|(number, _)| number)
        .collect()
}

fn note(blocks: &[Option<Written>], document: &Document) -> Option<Problem> {
    let others = &document.other_languages;
    let first = document.blocks.get(*others.first()?)?;
    let mut languages: Vec<&str> = others
        .iter()
        .filter_map(|number| blocks[*number].map(|written| written.language.unwrap_or("another script")))
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let message = format!(
        "{} of {} paragraphs are in {} and were not analysed; the main language is {}",
        others.len(),
        document.blocks.len(),
        languages.join(", "),
        document.metadata.language.as_deref().unwrap_or("")
    );
    Some(Problem::new(Code::Bilingual, message).at(first.span.start))
}

/// The language of every block; `None` for blocks without letters.
fn blocks(document: &Document) -> Vec<Option<Written>> {
    let words = |at: usize| document.blocks[at].span.slice(&document.text);
    let mut blocks: Vec<Option<Written>> = (0..document.blocks.len()).map(|at| script(words(at))).collect();
    for script in [Script::Latin, Script::Cyrillic, Script::Arabic] {
        let of: Vec<usize> = (0..blocks.len())
            .filter(|at| blocks[*at].is_some_and(|written| written.script == script))
            .collect();
        let all = told(&of.iter().map(|at| words(*at)).collect::<Vec<_>>(), LEAST);
        for at in of {
            let own = if script == Script::Latin && !sounds(words(at), all) {
                told(&[words(at)], CLEAR)
            } else {
                None
            };
            if let Some(written) = &mut blocks[at] {
                written.language = own.or(all);
            }
        }
    }
    blocks
}

/// What whatlang itself calls reliable.
const LEAST: f64 = 0.9;

/// Is the paragraph English like the whole, so that nothing need be asked? Its commonest words tell.
fn sounds(words: &str, all: Option<&str>) -> bool {
    if all != Some("en") {
        return false;
    }
    let (mut n, mut common) = (0, 0);
    for word in words.split_whitespace() {
        n += 1;
        common += usize::from(COMMON.contains(&word));
    }
    common * ONE_IN >= n
}

/// The script of most letters.
fn script(words: &str) -> Option<Written> {
    let mut counts = [0; SCRIPTS];
    for script in words.chars().filter_map(Script::of) {
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

/// The language that the words tell, when they are enough and no less clear than `least`.
fn told(texts: &[&str], least: f64) -> Option<&'static str> {
    let mut sample = String::new();
    let mut letters = 0;
    for text in texts {
        for letter in text.chars() {
            letters += usize::from(letter.is_alphabetic());
            sample.push(letter);
        }
        sample.push('\n');
        if letters > SAMPLE {
            break;
        }
    }
    if letters < ENOUGH {
        return None;
    }
    let detector = Detector::with_allowlist(LANGUAGES.iter().map(|(language, _)| *language).collect());
    let found = detector.detect(&sample).filter(|found| found.confidence() >= least)?;
    LANGUAGES.iter().find(|(language, _)| *language == found.lang()).map(|(_, code)| *code)
}

/// The main language: the one with most letters, or English with its share of the paragraphs.
fn main(blocks: &[Option<Written>]) -> Option<(&'static str, LanguageBasis)> {
    let written: Vec<&Written> = blocks.iter().flatten().collect();
    let long = written.iter().filter(|written| written.letters >= FEW).count();
    let english =
        written.iter().filter(|written| written.letters >= FEW && written.language == Some("en")).count();
    if english > 0 && english as f64 >= SHARE_OF_ENGLISH * long as f64 {
        return Some(("en", LanguageBasis::Words));
    }
    // By language, and the letters of which the language is unknown by script.
    let mut sums: Vec<(Option<&'static str>, Script, usize)> = Vec::new();
    for one in written {
        match sums.iter_mut().find(|(language, script, _)| *language == one.language && *script == one.script)
        {
            Some((_, _, letters)) => *letters += one.letters,
            None => sums.push((one.language, one.script, one.letters)),
        }
    }
    let (language, script, _) = sums.into_iter().rev().max_by_key(|(_, _, letters)| *letters)?;
    let basis = if script.language().is_some() { LanguageBasis::Script } else { LanguageBasis::Words };
    language.map(|language| (language, basis))
}

fn script_of(language: &str) -> Option<Script> {
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
fn code(stated: &str) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, ingest};

    const ENGLISH: &str = "The spokesperson said that the ministry had taken note of the report and that it would answer \
         in due time. We have always said that the strait is open to all ships, and it will stay so for ever. Nobody has \
         the right to close it, and nobody will be allowed to do so while we are here.";
    const FRENCH: &str = "Le porte-parole a déclaré que le ministère avait pris connaissance du rapport et qu'il répondrait \
         en temps voulu. Nous avons toujours dit que le détroit est ouvert à tous les navires et qu'il le restera. Personne \
         n'a le droit de le fermer, et personne ne pourra le faire tant que nous serons là.";
    const RUSSIAN: &str = "Представитель министерства заявила, что страна приняла доклад к сведению и ответит в должное \
         время. Мы всегда говорили, что пролив открыт для всех судов, и так будет всегда. Никто не имеет права его закрыть, \
         и никому не будет позволено сделать это, пока мы здесь.";

    /// Language, basis, the numbers of blocks in another one, and what is told.
    fn check(text: &str, expected: &str) {
        let ingested = ingest("2021-07-20.txt", text.as_bytes(), &Options::default());
        let document = &ingested.documents[0];
        let told: Vec<&str> = document.problems.iter().map(|problem| problem.message.as_str()).collect();
        let metadata = &document.metadata;
        let shown = format!(
            "{} {} {:?} {}",
            metadata.language.as_deref().unwrap_or("?"),
            metadata.language_basis.map_or("?", |basis| basis.name()),
            document.other_languages,
            told.join("; ")
        );
        assert_eq!(shown.trim_end(), expected, "{text}");
    }

    #[test]
    fn one_language() {
        check(ENGLISH, "en words []");
        check(FRENCH, "fr words []");
        check(RUSSIAN, "ru words []");
        check("问：你们为什么不说？\n答：我们已经说过了，这是没有的事。", "zh script []");
        check("なぜ言わないのですか。\n私たちはもう言いました。", "ja script []");
        check("대변인은 우리가 이미 말했다고 밝혔다.", "ko script []");
        check("Too short to tell.", "? ? []");
        check("Language: French\n\nToo short to tell.", "fr stated []");
    }

    #[test]
    fn two_languages() {
        check(
            &format!(
                "{ENGLISH}\n\n我们一直说海峡对所有船只开放，今后也是这样。\n\n{ENGLISH}\n\n没有人有权关闭它，也没有人会被允许这样做。"
            ),
            "en words [1, 3] 2 of 4 paragraphs are in zh and were not analysed; the main language is en",
        );
        check(
            &format!("{ENGLISH}\n\n{FRENCH}"),
            "en words [1] 1 of 2 paragraphs are in fr and were not analysed; the main language is en",
        );
        check(
            &format!("{RUSSIAN}\n\n{RUSSIAN}\n\n{RUSSIAN}\n\n{ENGLISH}"),
            "ru words [3] 1 of 4 paragraphs are in en and were not analysed; the main language is ru",
        );
        check(&format!("{ENGLISH}\n\n(伊尔卡)\n\n{ENGLISH}"), "en words []");
    }
}
