//! How plausible a decoded text is: the share of its letters and signs beyond ASCII that stand where such a letter or sign
//! may stand. A text in the wrong encoding mixes scripts and cases within words, or is written in rare letters.

use std::sync::LazyLock;

/// A text of fewer letters of a script is not asked for its frequent ones.
const ENOUGH: usize = 20;
/// Of a Latin word of at least this many letters, no more than half are beyond ASCII.
const WORD: usize = 3;

/// The frequent letters of a script, and the least share of them in a text; real texts hold more by a third.
struct Frequent {
    script: Script,
    letters: Vec<char>,
    least: f64,
}

static FREQUENT: LazyLock<Vec<Frequent>> = LazyLock::new(|| {
    let of = |script, letters: &str, least| {
        let mut letters: Vec<char> = letters.chars().collect();
        letters.sort_unstable();
        Frequent { script, letters, least }
    };
    vec![
        of(Script::Cyrillic, "оеаинтсрвліѕ", 0.45),
        of(Script::Greek, "αοιετσνηυρκπςάόίέή", 0.5),
        of(Script::Hebrew, "יוהלאמרתבש", 0.5),
        of(Script::Arabic, "الينموتربدهیعف", 0.45),
        of(Script::Thai, "านรกอเงมย่ลวดทต้สคะีัิ", 0.45),
        of(Script::Han, HAN, 0.3),
        of(Script::Hangul, HANGUL, 0.3),
    ]
});

/// Frequent characters of Chinese (plain and traditional) and syllables of Korean.
const HAN: &str = "的一是不了在人有我他这這中大来來上个個国國和地到以说說时時要就出会會可也你对對生能而子那得于於着\
     下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没動动面起看定天分还還进進好小部其些主样樣\
     理心她本前开開但因只从從想实實日者意无無力它與与长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由\
     问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加月话話合回特代内內信表化老给給世位次度门門任\
     常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活报報安部外交";
const HANGUL: &str = "이다는에을의가고하지은로사한도기를서어리있나자대시인그수일정들해과만아부장으스보전제라국상여주\
     습니구원와면계동유치게안조것우회선성화비관오신무공할방생경세진된되마적미연요위당";
/// Japanese holds at least this share of kana.
const KANA: f64 = 0.15;

/// Which of the large alphabets the encoding was made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum East {
    Any,
    Chinese,
    Japanese,
    Korean,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Han,
    Kana,
    Hangul,
}

/// A measure of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plausible {
    /// Characters beyond ASCII.
    pub(super) odd: usize,
    /// Share of them that is plausible, from 0 to 1; 1 where there are none.
    pub(super) share: f64,
}

/// How plausible is the text? `east` is the alphabet that its encoding was made for.
pub(super) fn measure(text: &str, east: East) -> Plausible {
    let letters: Vec<char> = text.chars().collect();
    let shouted = shouts(&letters);
    let (mut odd, mut good) = (0, 0);
    for (from, to) in words(&letters) {
        let crowded = is_crowded(&letters[from..to]);
        for at in (from..to).filter(|at| !letters[*at].is_ascii()) {
            odd += 1;
            let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
            let after = letters.get(at + 1).copied();
            good += usize::from(!crowded && stands_well(before, letters[at], after, shouted));
        }
    }
    let share = if odd == 0 { 1.0 } else { good as f64 / odd as f64 };
    Plausible { odd, share: share * frequent(&letters, east) }
}

/// Runs of letters, and every other character by itself.
fn words(letters: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let length = letters[at..].iter().take_while(|letter| letter.is_alphabetic()).count().max(1);
        words.push((at, at + length));
        at += length;
    }
    words
}

/// Has a Latin word more letters with marks than plain ones? Vietnamese has; the code pages for it are rare.
fn is_crowded(word: &[char]) -> bool {
    let latin = word.iter().filter(|letter| script(**letter) == Some(Script::Latin)).count();
    let plain = word.iter().filter(|letter| letter.is_ascii()).count();
    word.len() >= WORD && latin == word.len() && plain * 2 < word.len()
}

/// From 0 to 1: are the frequent letters of the scripts as frequent as in any text? The scarcest script decides.
fn frequent(letters: &[char], east: East) -> f64 {
    let scripts: Vec<(Script, char)> = letters
        .iter()
        .filter(|letter| !letter.is_ascii())
        .filter_map(|letter| Some((script(*letter)?, letter.to_lowercase().next().unwrap_or(*letter))))
        .collect();
    let all = scripts.iter().filter(|(script, _)| is_east(*script)).count();
    let share = |frequent: &Frequent, of: Option<usize>| {
        let own = scripts.iter().filter(|(script, _)| *script == frequent.script);
        let (n, known) = own.fold((0, 0), |(n, known), (_, letter)| {
            (n + 1, known + usize::from(frequent.letters.binary_search(letter).is_ok()))
        });
        let of = of.unwrap_or(n);
        (of >= ENOUGH || frequent.script >= Script::Han)
            .then(|| known as f64 / of.max(1) as f64 / frequent.least)
    };
    let small = FREQUENT.iter().filter(|frequent| !is_east(frequent.script));
    let small = small.filter_map(|frequent| share(frequent, None)).filter(|share| share.is_finite());
    let n_small = scripts.len() - all;
    let small = if n_small == 0 { 1.0 } else { small.fold(1.0, f64::min) };
    if all == 0 {
        return small;
    }
    let large = |script: Script| {
        FREQUENT
            .iter()
            .filter(|frequent| frequent.script == script)
            .find_map(|frequent| share(frequent, Some(all)))
    };
    let kana =
        scripts.iter().filter(|(script, _)| *script == Script::Kana).count() as f64 / all as f64 / KANA;
    let wanted = [
        (East::Chinese, large(Script::Han).unwrap_or(0.0)),
        (East::Japanese, kana),
        (East::Korean, large(Script::Hangul).unwrap_or(0.0)),
    ];
    let wanted = wanted.into_iter().filter(|(kind, _)| east == East::Any || east == *kind);
    small.min(wanted.map(|(_, share)| share).fold(0.0, f64::max).min(1.0))
}

fn is_east(script: Script) -> bool {
    script >= Script::Han
}

/// Are most letters beyond ASCII capitals? Nobody writes so; two code pages with the cases swapped look so.
fn shouts(letters: &[char]) -> bool {
    let odd = letters.iter().filter(|letter| !letter.is_ascii() && script(**letter) != Some(Script::Latin));
    let (upper, lower) = odd.fold((0, 0), |(upper, lower), letter| {
        (upper + usize::from(letter.is_uppercase()), lower + usize::from(letter.is_lowercase()))
    });
    upper > lower
}

fn stands_well(before: Option<char>, letter: char, after: Option<char>, shouted: bool) -> bool {
    let neighbours = [before, after];
    match script(letter) {
        Some(own) => {
            let mixed =
                neighbours.into_iter().flatten().filter_map(script).any(|other| !together(own, other));
            let raised = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
            let lowered = own != Script::Latin && letter.is_uppercase() && shouted;
            !mixed && !raised && !lowered && !is_rare(letter)
        }
        None if is_rare(letter) => false,
        None if is_mark(letter) => true,
        // A sign within a word.
        None => !neighbours.into_iter().all(|other| other.is_some_and(char::is_alphabetic)),
    }
}

fn script(letter: char) -> Option<Script> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
            Script::Latin
        }
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{370}'..='\u{3FF}' => Script::Greek,
        '\u{5D0}'..='\u{5EA}' => Script::Hebrew,
        '\u{620}'..='\u{6FF}' => Script::Arabic,
        '\u{E01}'..='\u{E5B}' => Script::Thai,
        '\u{3040}'..='\u{30FF}' => Script::Kana,
        '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        _ => return None,
    })
}

/// May two scripts meet within a word?
fn together(one: Script, other: Script) -> bool {
    one == other || (is_east(one) && is_east(other)) || (is_east(one) && other == Script::Latin)
}

/// Letters and signs that texts of our kind hardly hold, but wrong encodings do.
fn is_rare(letter: char) -> bool {
    matches!(
        letter,
        '\u{80}'..='\u{9F}' | '¤' | '¦' | '¬' | '¯' | '¨' | '¸' | '¶' | '¹' | '²' | '³' | 'ƒ' | 'ˆ' | '˜' | '¥' | '¢' | '÷' | '×' | 'þ' | 'ð'
            | 'Þ' | 'Ð' | '¼'..='¾' | '¿' | '¡' | '\u{2500}'..='\u{259F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'
            | '\u{FF61}'..='\u{FF9F}' | 'Ђ'..='Џ' | 'ђ'..='џ' | '\u{460}'..='\u{52F}' | '‡' | '†' | '‰' | '√' | '∞' | '∂'
            | '∑' | '∏' | 'π' | '∫' | 'Ω' | '≈' | '∆' | '◊' | '≠' | '≤' | '≥'
    ) && !matches!(
        letter,
        'і' | 'ї' | 'є' | 'ґ' | 'Ґ' | 'Є' | 'І' | 'Ї' | 'ў' | 'Ў' | 'ј' | 'љ' | 'њ' | 'ћ' | 'ђ' | 'џ'
    )
}

/// Marks that stand within or between words.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{A0}' | '\u{AD}' | '‘'..='‟' | '‐'..='―' | '…' | '·' | '´' | '«' | '»' | '‹' | '›' | '§' | '°' | '№'
            | '\u{200B}'..='\u{200F}' | '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' | '•' | '€' | '£' | '™' | '®' | '©'
            | '\u{5B0}'..='\u{5CF}'
    )
}
