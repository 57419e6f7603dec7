//! The encoding of bytes that do not tell it: chardetng's guess, held against all rivals.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_2, ISO_8859_5, ISO_8859_6, ISO_8859_7,
    KOI8_U, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};
use whatlang::Lang;

use super::charset::Charset;
use super::plausible::{East, measure};

/// So many bytes are looked at.
const SAMPLE: usize = 64 * 1024;
/// A rival must be more plausible than the guess by this much to be preferred …
const BETTER: f64 = 0.03;
/// … and no less plausible than the choice by this much to cast doubt on it.
const AS_GOOD: f64 = 0.05;

/// The language of the text is believed from this confidence of whatlang on.
const CLEAR: f64 = 0.5;
/// What is left of the confidence when the encoding is not used for the language of the text.
const STRANGE: f64 = 0.5;

const RIVALS: &[&Encoding] = &[
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    ISO_8859_2,
    ISO_8859_5,
    ISO_8859_6,
    ISO_8859_7,
    KOI8_U,
    IBM866,
    MACINTOSH,
    X_MAC_CYRILLIC,
    GB18030,
    BIG5,
    EUC_KR,
    EUC_JP,
    SHIFT_JIS,
];

/// A guess.
#[derive(Debug)]
pub(super) struct Guess {
    pub(super) charset: Charset,
    /// The share of the characters beyond ASCII that are plausible where they stand.
    pub(super) plausible: f64,
    /// From 0 to 1: the share of the characters beyond ASCII that are plausible where they stand, less the share that an
    /// equally plausible encoding reads as other characters.
    pub(super) confidence: f64,
    /// The rival that takes most of the confidence away.
    pub(super) rival: Option<Charset>,
}

struct Reading {
    encoding: &'static Encoding,
    text: String,
    share: f64,
}

/// The likeliest encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let sample = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    let first = read(detector.guess(None, Utf8Detection::Deny), &sample);
    let mut rivals: Vec<Reading> = RIVALS
        .iter()
        .filter(|encoding| **encoding != first.encoding && !(**encoding == GB18030 && first.encoding == GBK))
        .map(|encoding| read(encoding, &sample))
        .collect();
    let homes = homes(&first.text);
    // The first of the best stands, so that the order of the list decides between equals.
    let best = (0..rivals.len()).rev().max_by(|a, b| rivals[*a].share.total_cmp(&rivals[*b].share));
    let chosen = match best.filter(|best| rivals[*best].share > first.share + BETTER) {
        Some(best) => std::mem::replace(&mut rivals[best], first),
        None => first,
    };
    let chosen = at_home(chosen, &mut rivals, homes);
    doubt(chosen, &rivals, homes)
}

/// The encodings that the language of a text in Latin letters is written in, where its words tell the language.
fn homes(text: &str) -> &'static [&'static str] {
    let Some(found) = whatlang::detect(text).filter(|found| found.confidence() > CLEAR) else { return &[] };
    match found.lang() {
        Lang::Eng
        | Lang::Fra
        | Lang::Deu
        | Lang::Spa
        | Lang::Por
        | Lang::Ita
        | Lang::Nld
        | Lang::Swe
        | Lang::Dan
        | Lang::Nob
        | Lang::Fin
        | Lang::Cat => &["windows-1252", "macintosh"],
        Lang::Hun | Lang::Pol | Lang::Ces | Lang::Slk | Lang::Slv | Lang::Hrv | Lang::Ron => {
            &["windows-1250", "ISO-8859-2"]
        }
        Lang::Tur => &["windows-1254"],
        Lang::Lit | Lang::Lav | Lang::Est => &["windows-1257"],
        Lang::Vie => &["windows-1258"],
        _ => &[],
    }
}

/// The chosen reading, or the likeliest at home in the language when it reads nearly as well.
fn at_home(chosen: Reading, rivals: &mut [Reading], homes: &[&str]) -> Reading {
    if homes.is_empty() || homes.contains(&chosen.encoding.name()) || !is_latin(&chosen.text) {
        return chosen;
    }
    let home = |at: &usize| {
        homes.contains(&rivals[*at].encoding.name()) && rivals[*at].share >= chosen.share - AS_GOOD
    };
    let best =
        (0..rivals.len()).rev().filter(home).max_by(|a, b| rivals[*a].share.total_cmp(&rivals[*b].share));
    match best {
        Some(best) => std::mem::replace(&mut rivals[best], chosen),
        None => chosen,
    }
}

fn is_latin(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).all(|letter| letter < '\u{250}')
}

/// How sure is the choice? Rivals that are not used for the language of the text cast no doubt; a choice that is not
/// used for it is doubtful itself.
fn doubt(chosen: Reading, rivals: &[Reading], homes: &[&str]) -> Guess {
    let homes = if is_latin(&chosen.text) { homes } else { &[] };
    let same_home = |rival: &Reading| homes.is_empty() || homes.contains(&rival.encoding.name());
    let mut against: Option<(f64, &'static Encoding)> = None;
    for rival in rivals.iter().filter(|rival| rival.share >= chosen.share - AS_GOOD && same_home(rival)) {
        let differs = difference(&chosen.text, &rival.text);
        if differs > against.map_or(0.0, |(most, _)| most) {
            against = Some((differs, rival.encoding));
        }
    }
    let less = against.map_or(0.0, |(differs, _)| differs);
    let strange = !homes.is_empty() && !homes.contains(&chosen.encoding.name());
    let confidence = (chosen.share - less).max(0.0) * if strange { STRANGE } else { 1.0 };
    Guess {
        charset: Charset::Web(chosen.encoding),
        plausible: chosen.share,
        confidence: (confidence * 100.0).floor() / 100.0,
        rival: against.map(|(_, encoding)| Charset::Web(encoding)),
    }
}

fn read(encoding: &'static Encoding, sample: &[u8]) -> Reading {
    let (text, broken) = encoding.decode_without_bom_handling(sample);
    let east = match encoding {
        _ if encoding == GB18030 || encoding == BIG5 || encoding == GBK => East::Chinese,
        _ if encoding == EUC_JP || encoding == SHIFT_JIS => East::Japanese,
        _ if encoding == EUC_KR => East::Korean,
        _ => East::Any,
    };
    let measured = measure(&text, east);
    let lost = text.matches('\u{FFFD}').count();
    // What cannot be read speaks against an encoding more than what reads oddly.
    let share = measured.share - if broken { 10.0 * lost as f64 / measured.odd.max(1) as f64 } else { 0.0 };
    Reading { encoding, text: text.into_owned(), share: share.max(0.0) }
}

/// Share of the characters beyond ASCII of which two readings differ.
fn difference(one: &str, other: &str) -> f64 {
    let odd = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
    let (n_one, n_other) = (odd(one), odd(other));
    if n_one != n_other {
        return 1.0;
    }
    let differ = one.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
    (differ as f64 / n_one.max(1) as f64).min(1.0)
}

/// The bytes, or of many bytes the lines that hold anything beyond ASCII.
fn sample(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if bytes.len() <= SAMPLE {
        return bytes.into();
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        if sample.len() + line.len() > SAMPLE {
            sample.extend(&line[..line.len().min(SAMPLE - sample.len())]);
            break;
        }
        sample.extend(line);
    }
    sample.into()
}

#[cfg(test)]
mod tests {
    use super::{Charset, guess};
    use crate::ingest::encoding::charset::by_name;

    /// A text is written in every encoding and must be told by its letters alone, without doubt.
    fn check(text: &str, names: &[&str]) {
        for name in names {
            let Some(Charset::Web(encoding)) = by_name(name) else { panic!("{name}") };
            let (bytes, _, broken) = encoding.encode(text);
            assert!(!broken, "{name} cannot write {text}");
            let found = guess(&bytes);
            assert_eq!(found.charset.decode(&bytes), text, "{name} was taken for {}", found.charset.name());
            assert!(found.confidence >= 0.9, "{name} {} {:?}", found.confidence, found.rival);
        }
    }

    #[test]
    fn told_by_the_letters() {
        let russian = "Представитель министерства Илка Варн заявила журналистам, что страна приняла доклад к сведению и \
             ответит в должное время. Никто не имеет права закрыть пролив, и никому не будет позволено сделать это.";
        check(russian, &["windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"]);
        let chinese =
            "发言人说，我们一直主张海峡对所有船只开放，今后也是这样。没有人有权关闭它，我们已经说过了。";
        check(chinese, &["gb18030"]);
        let traditional =
            "發言人說，我們一直主張海峽對所有船隻開放，今後也是這樣。沒有人有權關閉它，我們已經說過了。";
        check(traditional, &["big5"]);
        let japanese = "報道官は、海峡はすべての船に開かれており、これからもそうであると述べました。";
        check(japanese, &["shift_jis", "euc-jp"]);
        let korean = "대변인은 해협이 모든 배에 열려 있으며 앞으로도 그럴 것이라고 말했다. 우리는 이미 대답을 했습니다.";
        check(korean, &["euc-kr"]);
        check("The café was closed, she said – “for ever”. Naïve, isn’t it?", &["windows-1252"]);
        check(
            "Das wäre für alle Länder ein großer Schritt, sagte sie, und das müssen wir auch sagen dürfen.",
            &["windows-1252"],
        );
    }

    #[test]
    fn doubt_is_shown() {
        let few = guess(b"The name is \xB9\xFA.");
        assert!(few.confidence < 0.9, "{few:?}");
    }
}
