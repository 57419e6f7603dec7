//! Dictionaries of other programs: what is read of each fixture, what comes back after writing, and that no bytes
//! make a reader panic. The fixtures are invented; each holds the quirks of one form.
//!
//! In a listing `=` are the categories, `12 praise: splend* (2)` is a term with its line and weight, `!` a warning.

use proptest::prelude::*;
use rejoinder::lexicon::borrowed;
use rejoinder::lexicon::foreign::{Dictionary, Form, Term, decode, read, write};

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/dictionaries/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).expect(&path)
}

fn listing(name: &str, encoding: Option<&str>) -> String {
    let (text, warnings) = match decode(&fixture(name), encoding) {
        Ok(decoded) => decoded,
        Err(fault) => return format!("fault {}: {}", fault.line, fault.message),
    };
    let form = Form::of(name, &text).expect(name);
    match read(form, "words", &text) {
        Err(fault) => format!("fault {}: {}", fault.line, fault.message),
        Ok(mut dictionary) => {
            dictionary.warnings.splice(0..0, warnings);
            shown(&dictionary)
        }
    }
}

fn shown(dictionary: &Dictionary) -> String {
    let mut lines = vec![format!("= {}", dictionary.categories.join(" | "))];
    for term in &dictionary.terms {
        let weight = term.weight.map_or_else(String::new, |weight| format!(" ({weight})"));
        let category = &dictionary.categories[term.category];
        lines.push(format!("{} {category}: {}{weight}", term.line, term.pattern));
    }
    lines.extend(dictionary.warnings.iter().map(|warning| format!("! {} {}", warning.line, warning.message)));
    lines.join("\n")
}

fn check(name: &str, expected: &str) {
    assert_eq!(listing(name, None), expected.trim_matches('\n'), "{name}");
}

fn check_in(name: &str, encoding: &str, expected: &str) {
    assert_eq!(listing(name, Some(encoding)), expected.trim_matches('\n'), "{name} in {encoding}");
}

#[test]
fn liwc_dic() {
    check(
        "liwc.dic",
        r#"
= praise | blame
5 praise: splend*
6 blame: grumbl*
7 blame: out of turn
8 blame: so-called
9 blame: splend*
"#,
    );
    check(
        "liwc-nested.dic",
        r#"
= function (Function Words) | function (Function Words).pronoun (Pronouns) | function (Function Words).pronoun (Pronouns).ppron (Personal) | function (Function Words).article (Articles) | affect (Affect)
8 function (Function Words): wir
8 function (Function Words).pronoun (Pronouns): wir
8 function (Function Words).pronoun (Pronouns).ppron (Personal): wir
9 function (Function Words): dax
9 function (Function Words).article (Articles): dax
10 affect (Affect): glad*
"#,
    );
    check(
        "liwc-untidy.dic",
        r#"
= one | one.two | three words
12 one: tabs
12 one.two: tabs
13 one: spaces
13 one.two: spaces
14 one.two: wide term
14 three words: wide term
15 one.two: mixed term
15 three words: mixed term
16 one: padded
17 three words: catch 22
18 three words: three parts
19 one: undefined
23 one: indented
! 2 "an old comment" stands before the header and was not read
! 19 "undefined": 99 is the number of no category; its other categories were kept
! 20 "nowhere": 98 is the number of no category; it was left out
! 21 "nothing" has no category; it was left out
! 22 "letters": x1 is no number of a category; it was left out
"#,
    );
    check(
        "liwc-spaces.dic",
        r#"
= top | top.below | top.beside | other
7 top.below: ah
8 top.beside: oh
8 other: oh
"#,
    );
    check(
        "liwc-right.dic",
        r#"
= a | b | c
6 c: word
"#,
    );
    check(
        "liwc-conditions.dic",
        r#"
= one | two | three | four | five | six | seven
10 five: kind
11 six: like
13 six: just
! 10 "kind": <of>131/125 is a condition on other words, which our patterns do not have; its other categories were kept
! 11 "like": (02 134)125/464 is a condition on other words, which our patterns do not have; its other categories were kept
! 12 "mean": <of>131/125 is a condition on other words, which our patterns do not have; it was left out
! 13 "just": (02 134)125/464 is a condition on other words, which our patterns do not have; its other categories were kept
"#,
    );
    check(
        "liwc-signs.dic",
        r#"
= signs | again
13 signs: and or
14 signs: null, void
17 signs: League, of Towns
! 4 number 2 is given twice; the first category has it
! 5 "one" is no category; one has a number and a name
! 7 "50%" was left out: our patterns do not see '%'
! 8 "a|b" was left out: '|' means itself there and something else in our patterns
! 9 "lie(s)" was left out: our patterns use brackets for something else
! 10 "[sic]" was left out: our patterns use brackets for something else
! 11 "why?" was left out: '?' means itself there and something else in our patterns
! 12 ":)" was left out: our patterns use brackets for something else
! 16 "1,000" was left out: a comma inside a number is a mark of our patterns
! 17 "League (of Towns)": read without its brackets
! 18 "~ish" was left out: '~' means itself there and something else in our patterns
"#,
    );
    check(
        "liwc-crlf.dic",
        r#"
= praise
4 praise: splend*
"#,
    );
    check(
        "liwc-no-header.dic",
        r#"
fault 1: no header; a .dic file begins with its categories between two lines of %
"#,
    );
    check(
        "liwc-open-header.dic",
        r#"
fault 1: no header; a .dic file begins with its categories between two lines of %
"#,
    );
}

#[test]
fn liwc_22() {
    check(
        "liwc22.dicx",
        r#"
= praise | blame | odd
2 praise: splend*
3 blame: grumbl* (2.5)
4 blame: null, void (-1)
5 praise: mixed (1)
5 blame: mixed
5 odd: mixed (0.5)
6 blame: splend* (3)
! 7 "zero" is in no category; it was left out
"#,
    );
    check(
        "liwc22-entry.dicx",
        r#"
= praise | blame
2 praise: splend* (1)
4 blame: wide (1)
4 praise: wide (1)
! 3 "1" stands in a column without a name; it was left out
! 4 "1" stands in a column without a name; it was left out
"#,
    );
    check(
        "liwc22-other.dicx",
        r#"
fault 1: the first column must be called DicTerm or Entry
"#,
    );
}

#[test]
fn quanteda() {
    check(
        "quanteda.yml",
        r#"
= praise | blame | Countries | Countries.North | Countries.South | Countries.South.Far | oceans
3 praise: splend*
4 praise: well d?ne
5 blame: grumble
7 Countries: realm
7 Countries: town
8 Countries.North: Ilka
8 Countries.North: Old Varn
11 Countries.South.Far: Dorn
12 Countries.South.Far: no
13 Countries.South.Far: 12
15 blame: town
"#,
    );
    check(
        "quanteda-odd.yml",
        r#"
= a | b | c | c.d | e
3 a: under score
6 a: null, void
9 c: inner
9 c: list
10 c.d: deep
! 1 "homeless" is in no category; it was left out
! 4 ~ is nothing in YAML; a word needs quotation marks
! 5 "a|b" was left out: '|' means itself there and something else in our patterns
! 7 an alias (*name) is not followed; write its values out
! 11 a key must be a name; this one and its values were left out
! 12 "z" is in no category; it was left out
! 14 only the first document of the file was read
"#,
    );
    check(
        "quanteda-broken.yml",
        r#"
fault 2: illegal placement of ':' indicator
"#,
    );
    check(
        "quanteda-list.yml",
        r#"
fault 1: no dictionary; it is made of keys, as in KEY: [word, word]
"#,
    );
}

#[test]
fn wordstat() {
    check(
        "wordstat.cat",
        r#"
= PRAISE | BLAME | BLAME.FACTS | EMPTY
2 PRAISE: SPLENDID* (1)
3 PRAISE: WELL DONE (0.5)
4 PRAISE: FINE (10)
7 BLAME.FACTS: SMEAR (-1)
8 BLAME.FACTS: WRONG (0.25)
10 BLAME: DULL (2)
! 9 the rule @NOTGOOD [#PRAISE AFTER #BLAME /S 3] (1) cannot be expressed; it was left out
! 11 the rule @AGAIN [DULL NEAR #FACTS /S 3] cannot be expressed; it was left out
! 12 category "EMPTY" holds nothing; a word has a number, as in EMPTY (1)
"#,
    );
    check(
        "wordstat-mixed.cat",
        r#"
= SOUTH | SOUTH.BW | SOUTH.LS | SOUTH.LS.MASE (word)
4 SOUTH.BW: Gabo* (1)
5 SOUTH.BW: South Dorn (1)
7 SOUTH.LS: Mase? (1)
! 1 "loose" is in no category; it was left out
! 8 category "MASE (word)" holds nothing; a word has a number, as in MASE (word) (1)
"#,
    );
}

#[test]
fn yoshikoder() {
    check(
        "yoshikoder.ykd",
        r#"
= PRAISE | PRAISE.HIGH & LOW | BLAME
5 PRAISE: splend*
6 PRAISE: fine (1.5)
8 PRAISE.HIGH & LOW: top
10 PRAISE: beside
14 BLAME: dull (-1)
! 3 the dictionary calls itself "New words"; the name was not kept
! 4 descriptions were not kept
! 4 the score 2 of the category "PRAISE" was not kept
! 11 "wh?t" was left out: '?' means itself there and something else in our patterns
! 15 the element <note> is unknown and was passed over
! 15 text between the elements was not read
"#,
    );
    check(
        "yoshikoder-root.ykd",
        r#"
= root | root.below
2 root: own
2 root.below: deep
"#,
    );
    check(
        "yoshikoder-regexp.ykd",
        r#"
= a
4 a: plain words
! 2 the dictionary calls itself "root"; the name was not kept
! 5 the regular expression "gr[ae]y" was left out
! 6 the regular expression "fabricat.*" was left out
! 7 the regular expression "star*" was left out
"#,
    );
    check(
        "yoshikoder-latin.ykd",
        r#"
= ŽÁDOST
2 ŽÁDOST: řeč*
! 2 the dictionary calls itself "r"; the name was not kept
"#,
    );
    check(
        "yoshikoder-broken.ykd",
        r#"
fault 3: ill-formed document: expected `</cnode>`, but `</dictionary>` was found
"#,
    );
    check(
        "yoshikoder-other.ykd",
        r#"
fault 2: <html> where <dictionary> must stand
"#,
    );
}

#[test]
fn lexicoder() {
    check(
        "lexicoder.lcd",
        r#"
= t100 | t200
4 t100: prices
5 t100: VLB
6 t100: r d
8 t200: rights (2)
! 2 the dictionary calls itself "topics"; the name was not kept
"#,
    );
    check(
        "lexicoder.lc3",
        r#"
= negative | positive | plain
3 negative: a lie
4 negative: abandon*
6 positive: splendid
9 plain: flush left
! 1 "stray" stands before any category; it was left out
! 2 the colours of the categories were not kept
! 10 "no?" was left out: '?' means itself there and something else in our patterns
"#,
    );
}

#[test]
fn vader() {
    check(
        "vader.txt",
        r#"
= positive | negative
1 positive: splendid (2.8)
2 negative: grumble (-1.5)
3 negative: fed up (-1.8)
7 positive: 10q (1.2)
8 negative: grumble (-1.6)
! 1 standard deviations and ratings were not kept
! 4 ":)" was left out: our patterns use brackets for something else
! 5 "f**k" was left out: '*' means itself there and something else in our patterns
! 6 "meh" is neither positive nor negative; it was left out
! 8 "grumble" has another weight than in line 2; both were kept
! 9 "broken line" has no mean; it was left out
"#,
    );
}

#[test]
fn tables() {
    check(
        "plain.csv",
        r#"
= praise | blame | empty
2 praise: splend* (2)
3 blame: null, void (-1.5)
4 praise: well d?ne
8 blame: grumble
! 1 the column "note" was not read
! 7 "lost" is in no category; it was left out
! 8 the weight "much" of "grumble" is no number; it was left out
"#,
    );
    check(
        "plain-semicolon.csv",
        r#"
= blame.facts
2 blame.facts: lie (-0.5)
! 3 "a;b" was left out: our patterns do not see ';'
"#,
    );
    check(
        "plain-other.csv",
        r#"
fault 1: no column category; the columns are x, y
"#,
    );
}

#[test]
fn encodings() {
    check(
        "wordstat-1252.cat",
        r#"
= RÉSUMÉ
2 RÉSUMÉ: CAFÉ (1)
3 RÉSUMÉ: D’ACCORD (2)
! 1 not UTF-8; read as windows-1252. If letters are wrong, name the encoding
"#,
    );
    check(
        "wordstat-utf16.cat",
        r#"
= PAIX
2 PAIX: TRAITÉ (1)
! 1 no byte order mark; read as UTF-16LE, by its zeros
"#,
    );
    check(
        "wordstat-utf16-mark.cat",
        r#"
= PAIX
2 PAIX: TRAITÉ (1)
"#,
    );
    for (name, encoding) in [("wordstat-sjis.cat", "shift_jis"), ("wordstat-eucjp.cat", "euc-jp")] {
        check_in(name, encoding, "= 外交\n2 外交: 抗議 (1)");
    }
    check_in("wordstat-8859-5.cat", "iso-8859-5", "= МИР\n2 МИР: ДОГОВОР* (1)");
    check_in("wordstat-1252.cat", "klingon", "fault 1: the encoding \"klingon\" is unknown");
    check_in(
        "wordstat-utf16-mark.cat",
        "latin1",
        "= PAIX\n2 PAIX: TRAITÉ (1)\n\
        ! 1 the byte order mark says UTF-16BE, not windows-1252; the mark was believed",
    );
    assert_eq!(decode(b"a\nb\0c", None).expect_err("NUL").line, 2);
    assert_eq!(decode(b"ok\nbad\xFF", Some("utf-8")).expect("lossy").1[0].line, 2);
}

#[test]
fn forms_are_told_by_name_or_text() {
    for form in Form::ALL {
        assert_eq!(Form::parse(form.name()), Some(*form));
        assert_eq!(Form::of(&format!("a.b/c.{}", form.name().to_uppercase()), ""), Some(*form));
    }
    for (file, expected) in [
        ("liwc.dic", Form::Dic),
        ("liwc22.dicx", Form::Dicx),
        ("quanteda.yml", Form::Yaml),
        ("wordstat.cat", Form::Cat),
        ("yoshikoder.ykd", Form::Ykd),
        ("lexicoder.lcd", Form::Lcd),
        ("vader.txt", Form::Vader),
        ("plain.csv", Form::Csv),
    ] {
        let (text, _) = decode(&fixture(file), None).expect(file);
        assert_eq!(Form::of("words.txt", &text), Some(expected), "{file}");
    }
    assert_eq!(Form::of("a.csv", "DicTerm,praise\n"), Some(Form::Dicx));
    assert_eq!(Form::of("a.tsv", "x\ty\n"), Some(Form::Csv));
    assert_eq!(Form::of("a", "+praise\nsplendid\n"), Some(Form::Lc3));
    assert_eq!(Form::of("a.docx", "Dear reader:\nyours (1)\n"), None);
}

/// Categories and terms in no order; lines do not count.
fn content(dictionary: &Dictionary) -> (Vec<String>, Vec<String>) {
    let mut categories = dictionary.categories.clone();
    categories.sort();
    let term =
        |term: &Term| format!("{}: {} {:?}", dictionary.categories[term.category], term.pattern, term.weight);
    let mut terms: Vec<String> = dictionary.terms.iter().map(term).collect();
    terms.sort();
    (categories, terms)
}

/// What was read, written and read again is the same, in its own form and, once it went there, in any other.
fn check_round_trips(form: Form, dictionary: &Dictionary) {
    let (text, _) = write(form, dictionary);
    let again = read(form, &dictionary.name, &text).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
    assert_eq!(content(dictionary), content(&again), "{form:?}\n{text}");
    for other in Form::ALL {
        let (text, _) = write(*other, dictionary);
        let there = read(*other, &dictionary.name, &text).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
        let (text, _) = write(*other, &there);
        let back = read(*other, &dictionary.name, &text).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
        assert_eq!(content(&there), content(&back), "{other:?}\n{text}");
    }
}

/// The same through our own format: foreign → lexicon → its files → lexicon → foreign.
fn check_comes_back_through_ours(form: Form, dictionary: &Dictionary) {
    let lexicon = borrowed::lexicon(dictionary, "words", "", &[]);
    let files = borrowed::files(&lexicon).expect("files");
    let again = ours_from(&files);
    let plain = |dictionary: &Dictionary| {
        let unweighted =
            |term: &Term| Term { weight: term.weight.filter(|weight| *weight != 1.0), ..term.clone() };
        let terms = dictionary.terms.iter().map(unweighted).collect();
        content(&Dictionary { terms, ..dictionary.clone() })
    };
    let (text, _) = write(form, &borrowed::dictionary(&again, form));
    let back = read(form, "words", &text).unwrap_or_else(|fault| panic!("{}: {text}", fault.message));
    assert_eq!(plain(&back), plain(dictionary), "{}", form.name());
}

fn ours_from(files: &[rejoinder::lexicon::read::File]) -> rejoinder::lexicon::Lexicon {
    rejoinder::lexicon::read::lexicon("words", files).expect("our own format")
}

#[test]
fn fixtures_come_back() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/dictionaries"))
        .expect("fixtures");
    let mut read_well = 0;
    for file in folder {
        let name = file.expect("file").file_name().into_string().expect("name");
        let (text, _) = decode(&fixture(&name), None).expect(&name);
        let form = Form::of(&name, &text).expect(&name);
        if let Ok(dictionary) = read(form, "words", &text) {
            check_round_trips(form, &dictionary);
            check_comes_back_through_ours(form, &dictionary);
            read_well += 1;
        }
    }
    assert!(read_well > 20, "{read_well}");
}

/// A dictionary in our language, one term a line: `category pattern = weight`.
fn ours(lines: &[(&str, &str, Option<f64>)]) -> Dictionary {
    let mut dictionary = Dictionary { name: "ours".into(), ..Dictionary::default() };
    for (at, (path, pattern, weight)) in lines.iter().enumerate() {
        let known = dictionary.categories.iter().position(|known| known == path);
        let category = known.unwrap_or_else(|| {
            dictionary.categories.push((*path).to_owned());
            dictionary.categories.len() - 1
        });
        dictionary.terms.push(Term {
            category,
            pattern: (*pattern).to_owned(),
            weight: *weight,
            line: at + 1,
        });
    }
    dictionary
}

fn written(form: Form, dictionary: &Dictionary) -> String {
    let (text, warnings) = write(form, dictionary);
    let warnings: Vec<String> =
        warnings.iter().map(|warning| format!("! {} {}\n", warning.line, warning.message)).collect();
    text.replace("\r\n", "\n") + &warnings.concat()
}

fn check_written(form: Form, dictionary: &Dictionary, expected: &str) {
    assert_eq!(written(form, dictionary), expected.trim_start_matches('\n'), "{form:?}");
}

#[test]
fn what_a_form_cannot_say_is_told() {
    let dictionary = ours(&[
        ("deny", "(no|not a shred of) truth", None),
        ("deny.fact", "null, void", Some(1.0)),
        ("deny.fact", "lie*", Some(-2.5)),
        ("deny", "malign [SELF]", None),
        ("deny", "distort* ~3 fact*", None),
        ("other", "organi?e", None),
    ]);
    check_written(
        Form::Dic,
        &dictionary,
        r#"
%
1	deny
	2	fact
3	other
%
no truth	1
not a shred of truth	1
null, void	2
null void	2
! 3 "lie*" was left out: the form has no weights, and its weight is -2.5
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Dicx,
        &dictionary,
        r#"
DicTerm,deny,deny.fact,other
no truth,X,,
not a shred of truth,X,,
"null, void",,1,
null void,,1,
lie*,,-2.5,
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Yaml,
        &dictionary,
        r#"
"deny":
  __:
  - "no truth"
  - "not a shred of truth"
  "fact":
    - "null, void"
    - "null void"
"other":
  - "organi?e"
! 3 "lie*" was left out: the form has no weights, and its weight is -2.5
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
"#,
    );
    check_written(
        Form::Cat,
        &dictionary,
        r#"
deny
	no truth (1)
	not a shred of truth (1)
	fact
		null, void (1)
		null void (1)
		lie* (-2.5)
other
	organi?e (1)
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
"#,
    );
    check_written(
        Form::Ykd,
        &dictionary,
        r#"
<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
	<cnode name="ours">
		<cnode name="deny">
			<pnode name="no truth"></pnode>
			<pnode name="not a shred of truth"></pnode>
			<cnode name="fact">
				<pnode name="null, void" score="1"></pnode>
				<pnode name="null void" score="1"></pnode>
				<pnode name="lie*" score="-2.5"></pnode>
			</cnode>
		</cnode>
		<cnode name="other">
		</cnode>
	</cnode>
</dictionary>
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Lcd,
        &dictionary,
        r#"
<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="Lexicoder" name="ours" patternengine="substring">
	<cnode name="deny">
		<pnode name="no truth"></pnode>
		<pnode name="not a shred of truth"></pnode>
		<cnode name="fact">
			<pnode name="null, void" score="1"></pnode>
			<pnode name="null void" score="1"></pnode>
			<pnode name="lie*" score="-2.5"></pnode>
		</cnode>
	</cnode>
	<cnode name="other">
	</cnode>
</dictionary>
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Lc3,
        &dictionary,
        r#"
+deny
	no truth
	not a shred of truth
+deny.fact
	null, void
	null void
+other
! 3 "lie*" was left out: the form has no weights, and its weight is -2.5
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Vader,
        &dictionary,
        r#"
! 1 "no truth" was left out: VADER has no category "deny"
! 1 "not a shred of truth" was left out: VADER has no category "deny"
! 2 "null, void" was left out: VADER has no category "deny.fact"
! 2 "null void" was left out: VADER has no category "deny.fact"
! 3 "lie*" was left out: '*' means itself there and something else in our patterns
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
! 6 "organi?e" was left out: '?' means itself there and something else in our patterns
"#,
    );
    check_written(
        Form::Csv,
        &dictionary,
        r#"
category,term,weight
deny,no truth,
deny,not a shred of truth,
deny.fact,"null, void",1
deny.fact,null void,1
deny.fact,lie*,-2.5
other,organi?e,
! 4 "malign [SELF]" was left out: the form has no word for a slot
! 5 "distort* ~3 fact*" was left out: the form has no word for a gap
"#,
    );
}

#[test]
fn weights_that_a_form_cannot_say_are_told() {
    let dictionary = ours(&[
        ("positive", "splendid", Some(2.5)),
        ("negative", "(fed up|grumble)", Some(-1.0)),
        ("negative", "dull", Some(1.0)),
        ("positive", "fine", None),
    ]);
    check_written(
        Form::Vader,
        &dictionary,
        r#"
splendid	2.5
fed up	-1
grumble	-1
! 2 "fed up" has several words; VADER looks at one and will not find it
! 3 "dull" was left out: the weight 1 is not negative
! 4 "fine" was left out: it has no weight
"#
        .replace("\\t", "\t")
        .as_str(),
    );
    let dictionary = ours(&[("a", "x", Some(0.0)), ("a", "y", Some(1.0)), ("a", "y", Some(2.0))]);
    check_written(
        Form::Dicx,
        &dictionary,
        "DicTerm,a\ny,1\ny,2\n! 1 \"x\" was left out: its weight 0 would mean that it is no member\n",
    );
}

#[test]
fn names_that_a_form_cannot_say_are_told() {
    let dictionary =
        ours(&[("a.__", "x", None), ("__", "y", None), ("@b", "z", None), ("c #AA0000", "w", None)]);
    let told = |form| write(form, &dictionary).1.iter().map(|warning| warning.line).collect::<Vec<_>>();
    assert_eq!(told(Form::Yaml), [2]);
    assert_eq!(told(Form::Cat), [3]);
    assert_eq!(told(Form::Lc3), [4]);
    assert!(told(Form::Dic).is_empty() && told(Form::Ykd).is_empty());
}

/// Depth and length of a file cost neither the stack nor more than their share of time.
#[test]
fn hostile_files_end() {
    const MANY: usize = 50_000;
    let nested =
        format!("<dictionary>{}{}</dictionary>", "<cnode name='a'>".repeat(MANY), "</cnode>".repeat(MANY));
    let stairs: String = (0..1_000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    for (form, text) in [
        (Form::Yaml, "a: ".to_owned() + &"[".repeat(MANY)),
        (Form::Yaml, stairs),
        (Form::Yaml, format!("? \"{}\"\n: [x]\n", "\\u2028é\\uFFFE".repeat(240))),
        (Form::Ykd, nested),
        (Form::Dic, "%\n1\ta\n%\nx\t".to_owned() + &"( ".repeat(MANY)),
        (Form::Dic, "%\n1\ta\n%\n".to_owned() + &"1 ".repeat(MANY)),
        (Form::Lc3, "+a\n".to_owned() + &"a, ".repeat(MANY)),
        (Form::Lc3, "+".to_owned() + &"a.".repeat(MANY)),
    ] {
        survives(form, &text);
    }
}

fn any_form() -> impl Strategy<Value = Form> {
    proptest::sample::select(Form::ALL)
}

/// Pieces of all forms, so that random texts get past the first line.
const PIECES: &[&str] = &[
    "%\n",
    "%\n1\tone\n\t2\ttwo\n%\n",
    "word",
    "splend*",
    "wh?t",
    "null, void",
    " ",
    "\t",
    "\t",
    "\n",
    "\n",
    "\n  ",
    "\n\t",
    "\r\n",
    "1",
    "02",
    "-0.5",
    "1,5",
    "<of>131/125",
    "(02 134)125/464",
    " (1)",
    " (0.5)",
    "@R [a]",
    "+cat",
    "#AA0000",
    "DicTerm,a,b.c\n",
    "Entry;a\n",
    "category,term,weight\n",
    ",",
    ";",
    "\"",
    "'",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "__",
    "__: ",
    "key:\n",
    "key: [a, b]\n",
    "&x ",
    "*x",
    "? ",
    "|",
    "|\n",
    ">",
    "~",
    "---\n",
    "#",
    "!t ",
    "\\",
    "<dictionary>",
    "<dictionary style=\"050805\" patternengine=\"regexp\">",
    "</dictionary>",
    "<cnode name=\"a.b\">",
    "<cnode name=\"r\">",
    "</cnode>",
    "<pnode name=\"x y\" score=\"2\"/>",
    "<pnode name=\"",
    "\"/>",
    "&amp;",
    "&bad;",
    "<!--",
    "-->",
    "<![CDATA[",
    "X",
    "x",
    "é",
    "外交",
    "\u{301}",
    "\u{AD}",
    "\u{FEFF}",
    ":)",
    "C++",
    "and/or",
    "(a",
    "b)",
    ".",
    "..",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "\u{7}",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[\\[\\]{}:,?&*!|>'\"%@` #\n\ta-c~.<=/-]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Names and patterns as any caller may give them.
fn any_dictionary() -> impl Strategy<Value = Dictionary> {
    let path = proptest::collection::vec("[a-c.@#%_(1) é]{1,4}", 1..4).prop_map(|parts| parts.join("."));
    let pattern = "[a-c*?,|()~\\[\\]1 _+'-]{1,12}";
    let weight =
        proptest::option::of(-3i8..3).prop_map(|weight| weight.map(|weight| f64::from(weight) / 2.0));
    proptest::collection::vec((path, pattern, weight), 0..12).prop_map(|lines| {
        let lines: Vec<_> =
            lines.iter().map(|(path, pattern, weight)| (path.as_str(), pattern.as_str(), *weight)).collect();
        ours(&lines)
    })
}

/// Reading must not stop; what it gives must come back.
fn survives(form: Form, text: &str) {
    if let Ok(dictionary) = read(form, "words", text) {
        check_round_trips(form, &dictionary);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), form in any_form()) {
        let label = [None, Some("utf-8"), Some("shift_jis"), Some("utf-16le")][bytes.len() % 4];
        if let Ok((text, _)) = decode(&bytes, label) {
            let _ = Form::of("words.txt", &text);
            survives(form, &text);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in soup(), form in any_form()) {
        let _ = Form::of("words.txt", &text);
        survives(form, &text);
    }

    #[test]
    fn no_dictionary_makes_a_writer_panic(dictionary in any_dictionary(), form in any_form()) {
        let (text, _) = write(form, &dictionary);
        let there = read(form, "ours", &text).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
        check_round_trips(form, &there);
    }
}
