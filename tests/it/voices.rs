//! Who said what, shape by shape: an article's paragraph, and its rows of `quotes` as `speaker: words`.

use rejoinder::document::{Document, Genre};
use rejoinder::ingest::{Options, ingest};
use rejoinder::table::quotes::told;
use rejoinder::{Resources, analyze};

const TAIL: &str = "\n\nNothing else was known on Tuesday evening in the city, and the harbour was quiet.";

fn article(text: &str) -> Document {
    let text = format!("Harbour news\n\n{text}{TAIL}");
    let mut documents = ingest("news.txt", text.as_bytes(), &Options::default()).documents;
    let mut document = documents.remove(0);
    document.metadata.genre = Some(Genre::Article);
    document
}

fn check(resources: &Resources, text: &str, expected: &[&str]) {
    let document = article(text);
    let analysis = analyze(&document, resources);
    let rows: Vec<String> = told(&analysis)
        .into_iter()
        .map(|row| {
            let speaker = row.speaker.map_or("nobody", |speaker| speaker.name.as_deref().unwrap_or("open"));
            format!("{speaker}: {}", row.content.slice(&document.text))
        })
        .collect();
    assert_eq!(rows, expected, "{text}");
}

#[test]
fn subjects_by_the_shape_of_the_clause() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for (text, expected) in [
        ("The port authority said the quay was closed.", &["The port authority: the quay was closed."][..]),
        ("Rawl, 61, who grew up in Orsten, said the quay was closed.", &["Rawl: the quay was closed."]),
        (
            "Lena Rawl, whose book came out last year, said the quay was closed.",
            &["Lena Rawl: the quay was closed."],
        ),
        (
            "The harbour's director, Osric Tal, denied that the crane had failed.",
            &["Osric Tal: denied that the crane had failed."],
        ),
        ("Joren Adak of the University of Lubrin doubts it will last.", &["Joren Adak: it will last."]),
        ("Two officials who saw the plan said the crane was old.", &["Two officials: the crane was old."]),
        (
            "The quay is closed, the port authority said on Tuesday.",
            &["the port authority: The quay is closed"],
        ),
        (
            "Tal rejected the charge, adding that the crane was new.",
            &["Tal: rejected the charge", "Tal: that the crane was new."],
        ),
        (
            "Ferries, according to the ministry, sail as usual.",
            &["the ministry: Ferries, according to the ministry, sail as usual."],
        ),
        ("According to Lena Rawl, the crane was old.", &["Lena Rawl: the crane was old."]),
        ("He said the crane was old.", &["open: the crane was old."]),
    ] {
        check(&resources, text, expected);
    }
}

#[test]
fn nobody_has_said_it() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for text in [
        "No group has claimed responsibility.",
        "Neither Rawl nor Tal said anything.",
        "Tal would never say that the crane was old.",
        "The figures cited by the union were old.",
        "If Tal says that the crane was old, the union will strike.",
        "The union's claims in the dispute were old.",
    ] {
        check(&resources, text, &[]);
    }
}

#[test]
fn quotations_and_their_speakers() {
    let resources = Resources::built_in().expect("the built-in word lists are sound");
    for (text, expected) in [
        ("“The quay is shut,” said Lena Rawl, a docker.", &["Lena Rawl: The quay is shut,"][..]),
        ("“The quay,” Rawl said, “is shut.”", &["Rawl: The quay,", "Rawl: is shut."]),
        ("''The quay is shut,'' Rawl sighs.", &["Rawl: The quay is shut,"]),
        ("„Der Kai ist zu“, said Lena Rawl. Then it rained.", &["Lena Rawl: Der Kai ist zu"]),
        ("»Der Kai ist zu«, said Lena Rawl. Then it rained.", &["Lena Rawl: Der Kai ist zu"]),
        ("'The quay is shut,' said Lena Rawl.", &["Lena Rawl: The quay is shut,"]),
        (
            "‘The dockers’ quarrel is childish,’ said Lena Rawl.",
            &["Lena Rawl: The dockers’ quarrel is childish,"],
        ),
        ("“The quay is shut,\" said Lena Rawl.", &["Lena Rawl: The quay is shut,"]),
        ("Rawl told this newspaper: “The quay is shut.”", &["Rawl: The quay is shut."]),
        (
            "“The quay is shut,” Rawl said. “We can all go home now.”",
            &["Rawl: The quay is shut,", "Rawl: We can all go home now."],
        ),
        (
            "“The quay is shut,” Rawl said. As the song has it, “Home is where the harbour is.”",
            &["Rawl: The quay is shut,", "nobody: Home is where the harbour is."],
        ),
        ("Rawl appeared on “Face the Harbour” that night.", &["nobody: Face the Harbour"]),
        ("“The quay is shut for good.” ― Lena Rawl", &["Lena Rawl: The quay is shut for good."]),
        (
            "Rawl said:\n\n“The quay is shut and nobody knows why.”",
            &["Rawl: The quay is shut and nobody knows why."],
        ),
    ] {
        check(&resources, text, expected);
    }
}
