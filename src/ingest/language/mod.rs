//! The main language of a document, and which of its paragraphs are in another one.
//!
//! Letters decide where only one language is written with them: kana, Hangul, Han without kana. Between languages of one
//! script the words decide, when they are enough and clear. English is the main language of a page as soon as it has its
//! share of the paragraphs, because the word lists are English.

mod scripts;
mod words;

use crate::document::{Document, LanguageBasis};
use crate::error::{Code, Problem};
use scripts::{Script, Written, script};
use words::{code, script_of, sounds, told};

/// A paragraph is in another language of the same script only when it is as clear as this.
const CLEAR: f64 = 0.95;
/// English is the main language when it has this share of the paragraphs.
const SHARE_OF_ENGLISH: f64 = 0.3;
/// Fewer letters are a name or a heading, no paragraph in another language.
const FEW: usize = 12;
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
