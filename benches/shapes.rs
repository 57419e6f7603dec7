//! Documents that grow: each shape repeats what has made a text program slow before.

/// A document of some shape with `n` of the things that its name names.
pub struct Shape {
    /// What grows.
    pub name: &'static str,
    /// The ending of its file name.
    pub ending: &'static str,
    /// The text with so many of them.
    pub text: fn(usize) -> String,
}

/// All shapes.
pub const SHAPES: &[Shape] = &[
    Shape {
        name: "quotations in sentences",
        ending: "txt",
        text: |n| "“We will go,” Varn said. ".repeat(n / 2),
    },
    Shape {
        name: "quotations, no sentence ends",
        ending: "txt",
        text: |n| "he “left town” and ".repeat(n / 2),
    },
    Shape { name: "typewriter marks", ending: "txt", text: |n| "\"left town\" and ".repeat(n / 2) },
    Shape { name: "openers only", ending: "txt", text: |n| "“left ".repeat(n) },
    Shape { name: "closers only", ending: "txt", text: |n| "left” ".repeat(n) },
    Shape {
        name: "all openers, then all closers",
        ending: "txt",
        text: |n| "“left ".repeat(n / 2) + &"town” ".repeat(n / 2),
    },
    Shape { name: "double in single marks", ending: "txt", text: |n| "‘he “left”’ ".repeat(n / 4) },
    Shape {
        name: "opened in every paragraph",
        ending: "txt",
        text: |n| "“We left town today.\n\n".repeat(n),
    },
    Shape { name: "numbers in sentences", ending: "txt", text: |n| "It rose by 53 per cent. ".repeat(n) },
    Shape {
        name: "numbers, no sentence ends",
        ending: "txt",
        text: |n| "53 per cent of 5.31 million hosts, ".repeat(n / 2),
    },
    Shape { name: "bare digits", ending: "txt", text: |n| "7 ".repeat(n) },
    Shape { name: "number words", ending: "txt", text: |n| "twenty ".repeat(n) },
    Shape {
        name: "verbs of report in sentences",
        ending: "txt",
        text: |n| "Varn said that it rained. ".repeat(n),
    },
    Shape {
        name: "verbs of report, no sentence ends",
        ending: "txt",
        text: |n| "Varn said that they said ".repeat(n / 2),
    },
    Shape {
        name: "sources in sentences",
        ending: "txt",
        text: |n| "According to a report by the NNIC, it rained. ".repeat(n),
    },
    Shape { name: "links", ending: "md", text: |n| "He [said](https://x.example/1) so. ".repeat(n) },
    Shape {
        name: "links, no sentence ends",
        ending: "md",
        text: |n| "[said](https://x.example/1) ".repeat(n),
    },
    Shape { name: "acts in sentences", ending: "txt", text: |n| "The charge is groundless. ".repeat(n) },
    Shape {
        name: "acts, no sentence ends",
        ending: "txt",
        text: |n| "we firmly oppose groundless charges ".repeat(n / 2),
    },
    Shape { name: "names, no sentence ends", ending: "txt", text: |n| "Karvonia and China ".repeat(n / 2) },
    Shape { name: "one paragraph of words", ending: "txt", text: |n| "word ".repeat(n) },
    Shape { name: "one word", ending: "txt", text: |n| "w".repeat(n) },
    Shape { name: "short lines", ending: "txt", text: |n| "a word\n".repeat(n) },
    Shape { name: "short paragraphs", ending: "txt", text: |n| "A word.\n\n".repeat(n) },
    Shape {
        name: "questions and answers",
        ending: "txt",
        text: |n| "Q: Why now?\n\nA: The charge is groundless.\n\n".repeat(n / 2),
    },
    Shape {
        name: "many speakers",
        ending: "txt",
        text: |n| (0..n).map(|at| format!("MR. AB{}: We left.\n\n", letters(at))).collect(),
    },
    Shape {
        name: "lists that somebody said",
        ending: "md",
        text: |n| "Varn said:\n\n* we left\n\n".repeat(n),
    },
    Shape {
        name: "one list",
        ending: "md",
        text: |n| "Spokeswoman Ilka Varn said:\n\n".to_owned() + &"* we left\n".repeat(n),
    },
    Shape {
        name: "spokespersons",
        ending: "txt",
        text: |n| (0..n).map(|at| format!("Spokesperson Ana Or{} left. ", letters(at))).collect(),
    },
    Shape {
        name: "letters with marks",
        ending: "txt",
        text: |n| "caf\u{E9} ﬁrmly so\u{AD}ft ".repeat(n / 3),
    },
];

/// A number in small letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
