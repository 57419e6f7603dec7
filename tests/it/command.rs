//! The command as a user meets it: words, exit codes, and what happens when two runs meet.

use crate::shared::{matches_file, rejoinder, root};

/// Arguments, exit code, standard output and standard error as one text.
fn transcript(arguments: &[&str]) -> String {
    let output = rejoinder(arguments);
    format!(
        "$ rejoinder {}\n[exit {}]\n{}{}\n",
        arguments.join(" "),
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

#[test]
fn help_and_wrong_use() {
    let all: String = [
        vec!["--help"],
        vec!["run", "--help"],
        vec!["report", "--help"],
        vec!["run", "--threads", "0"],
        vec!["walk"],
        vec!["lexicon", "--help"],
        vec!["evaluate", "--help"],
        vec!["check-claims", "--help"],
        vec!["count", "--help"],
        vec!["show", "--help"],
        vec!["compare", "--help"],
        vec!["kwic", "--help"],
        vec!["sample", "--help"],
        vec!["validate", "--help"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    matches_file(&root().join("tests/golden/command.txt"), &all);
}

/// What people get wrong, and what they are told.
#[test]
fn slips_are_told_with_what_to_do() {
    let out = tempfile::tempdir().expect("a folder");
    let at = |name: &str| out.path().join(name).display().to_string();
    for folder in ["empty", "words"] {
        std::fs::create_dir(out.path().join(folder)).expect("a folder");
    }
    std::fs::write(out.path().join("notes.txt"), "").expect("a file");
    let (empty, words, file, gone) = (at("empty"), at("words"), at("notes.txt"), at("gone"));
    let reports = crate::shared::corpus().display().to_string();
    let store = format!("{reports}/store");
    let page = format!("{reports}/run.json");
    let all: String = [
        vec!["reports"],
        vec!["report", &empty],
        vec!["report", &gone],
        vec!["report", &page],
        vec!["report", &store],
        vec!["report", &reports, "--speaker", "Zorro"],
        vec!["report", &reports, "--speaker", "varn", "--since", "2030"],
        vec!["report", &reports, "--state", "Vellmark"],
        vec!["report", &reports, "--since", "20.7.2021"],
        vec!["report", &reports, "--since", "2022", "--until", "2021"],
        vec!["report", &reports, "--category", "thret"],
        vec!["report", &reports, "--category", "weather"],
        vec!["report", &reports, "--only", "hit"],
        vec!["report", &reports, "--category", "threat", "--out", &reports],
        vec!["report", &reports, "--out", &file],
        vec!["report", &reports, "--formats", "excel"],
        vec!["report", &reports, "--csv", "german"],
        vec!["run", &gone, "--out", &reports],
        vec!["run", "corpus", "--out", &file],
        vec!["run", "corpus", "--out", &gone, "--lexicons", &at("no-words")],
        vec!["run", "corpus", "--out", &gone, "--lexicons", &words],
        vec!["run", "corpus", "--out", &gone, "--metadata", &at("no-table.csv")],
        vec!["run", "corpus", "--out", &gone, "--format", "excel"],
        vec!["run", "corpus", "--out", &gone, "--largest-page", "big"],
        vec!["run", "corpus", "--out", &gone, "--compare-at", "July"],
        vec!["compare", "year=2018", "year=2019", "--store", &gone],
        vec!["compare", "since=July", "year=2019"],
        vec!["show", &gone],
        vec!["validate", &file],
        vec!["count", "corpus", "--only", "no-such-list"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    let all = all.replace(&reports, "REPORTS").replace(&out.path().display().to_string(), "HERE");
    matches_file(&root().join("tests/golden/slips.txt"), &all);
    assert!(!out.path().join("gone").exists(), "nothing was begun");
}

#[test]
fn summary_of_the_corpus() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let told = transcript(&["run", "--out", &folder]).replace(&folder, "OUT");
    matches_file(&root().join("tests/golden/summary.txt"), &told);
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let counts = told.lines().find(|line| line.starts_with("Found")).expect("the counts");
    assert!(readme.contains(counts), "the README shows another summary than the program: {counts}");
}

/// Two periods of the corpus, as the README shows them; then two files, a store, and wrong use.
#[test]
fn two_groups_beside_each_other() {
    let out = tempfile::tempdir().expect("a folder");
    let file = |name: &str| out.path().join(name).display().to_string();
    let table = file("keyness.csv");
    let (before, after) = ("state=XAA until=2019-12-31", "state=XAA since=2020-01-01");
    let years = transcript(&["compare", before, after, "--top", "3", "--out", &table]);
    let two = ["corpus/vellmark-briefing-2018-03-14.txt", "corpus/vellmark-briefing-2021-07-20.md"];
    let files = transcript(&["compare", two[0], two[1], "--sample-names", "--top", "3"]);
    let wrong: String = [
        vec!["compare", "corpus", "year=2018"],
        vec!["compare", "who=Varn", "year=2018"],
        vec!["compare", "year=1918", "year=2018"],
        vec!["compare", "year=2018", "year=2019", "--out", "keyness.txt"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    let folder = out.path().display().to_string();
    let told = format!("{years}{files}{wrong}").replace(&folder, "OUT");
    matches_file(&root().join("tests/golden/compare.txt"), &told);
    let shown = years.split_once("[exit 0]\n").expect("it ends well").1.split("\nThe table").next();
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.contains(shown.expect("a table").trim_end()), "the README shows another comparison");

    rejoinder(&["run", "--formats", "csv", "--quiet", "--out", &file("reports")]);
    let again = file("again.csv");
    let store = file("reports/store");
    let kept = ["compare", before, after, "--store", &store, "--out", &again];
    assert!(rejoinder(&kept).status.success());
    let read = |path: &str| std::fs::read_to_string(path).expect("a table");
    assert_eq!(read(&table), read(&again), "from the store comes what comes from the texts");
    for name in ["keyness.xlsx", "keyness.parquet"] {
        assert!(
            rejoinder(&["compare", two[0], two[1], "--sample-names", "--out", &file(name)]).status.success()
        );
        assert!(out.path().join(name).exists());
    }
}

#[test]
fn a_transcript_with_its_acts() {
    let file = "corpus/vellmark-briefing-2019-09-05.txt";
    let text = transcript(&["show", file, "--acts", "--sample-names"]);
    assert!(!text.contains('\u{1b}'), "no colours where nobody sees them");
    let wrong = transcript(&["show", file, "--document", "7"]);
    matches_file(&root().join("tests/golden/show.txt"), &(text + &wrong));
    let rows = rejoinder(&["show", file, "--json", "--sample-names"]);
    let rows: serde_json::Value = serde_json::from_slice(&rows.stdout).expect("JSON");
    let hits = rows["hits"].as_array().expect("a list");
    assert!(hits.iter().any(|hit| hit["matched"] == "irresponsible remarks" && hit["counts"] == true));
}

#[test]
fn completions_and_manual_pages_know_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = rejoinder(&["completions", shell]);
        let script = String::from_utf8_lossy(&script.stdout).into_owned();
        assert!(script.contains("check-claims") && script.contains("sample-names"), "{shell}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("man").display().to_string();
    assert!(rejoinder(&["man", &at]).status.success());
    let page = std::fs::read_to_string(folder.path().join("man/rejoinder-run.1")).expect("a page");
    assert!(page.contains("compare"), "{page}");
}

#[test]
fn words_in_their_context() {
    let all: String = [
        vec!["kwic", "pure invention"],
        vec!["kwic", "(lie|lies|lied)", "--sort", "right", "--window", "5"],
        vec!["kwic", "--category", "threat", "--role", "spokesperson", "--speaker", "varn", "--sort", "date"],
        vec!["kwic", "(deny|reject ~3 accusation*", "corpus"],
        vec!["kwic", "--category", "thret"],
        vec!["kwic", "lie", "--out", "lines.docx"],
        vec!["kwic"],
        vec!["kwic", "lie", "no/such/folder"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    matches_file(&root().join("tests/golden/kwic.txt"), &all);
    let shown = all.lines().skip(2).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.contains(&shown), "the README shows another concordance than the program:\n{shown}");
}

#[test]
fn a_sample_is_drawn_and_validated() {
    let out = tempfile::tempdir().expect("a folder");
    let at = |name: &str| out.path().join(name).display().to_string();
    let (coding, other) = (at("coding.xlsx"), at("coding.txt"));
    let by = "category,speaker,year";
    let all: String = [
        vec!["sample", "--n", "120", "--stratify", by, "--enrich", "threat:5", "--out", &coding],
        vec!["sample", "--n", "120", "--out", &coding],
        vec!["validate", &coding],
        vec!["sample", "--out", &other],
        vec!["sample", "--stratify", "mood", "--out", &coding],
        vec!["sample", "--enrich", "thret:5", "--out", &at("other.xlsx")],
        vec!["validate", "tests/fixtures/coding/own.csv", "--sample-names", "--errors"],
        vec!["validate", "tests/fixtures/coding/own.csv", "--coders", "carla"],
        vec!["validate", "no/such/file.csv"],
    ]
    .iter()
    .map(|arguments| transcript(arguments))
    .collect();
    let all = all.replace(&out.path().display().to_string(), "OUT");
    matches_file(&root().join("tests/golden/validate.txt"), &all);
}

#[test]
fn no_input_and_no_corpus() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .arg("run")
        .current_dir(elsewhere.path())
        .output()
        .expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no folder corpus/ here"));
}

/// Where neither words nor faults can be printed the exit code still tells.
#[cfg(target_os = "linux")]
#[test]
fn nobody_hears() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
    let code = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rejoinder"));
        let status = command.args(arguments).current_dir(root()).stdout(full()).stderr(full()).status();
        status.expect("the command starts").code()
    };
    assert_eq!(code(&["run", "corpus", "--out", "README.md"]), Some(2));
    assert_eq!(code(&["inspect", "corpus/vellmark-briefing-2018-03-14.txt"]), Some(0));
    assert_eq!(code(&["walk"]), Some(2));
}

#[test]
fn two_runs_into_one_folder() {
    let out = tempfile::tempdir().expect("a folder");
    let _held = rejoinder::batch::lock::take(out.path()).expect("the lock is free");
    let folder = out.path().display().to_string();
    // It is told before anything is read: that there are no such word lists does not matter.
    let output = rejoinder(&["run", "corpus", "--out", &folder, "--lexicons", "no/such/folder"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let output = rejoinder(&["run", "--out", "Cargo.toml", "corpus/ledger-2021-07-20.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--out"));
}

/// Ten hard sentences, as the README's tour shows them.
#[test]
fn ten_hard_sentences_explained() {
    let sentences = [
        "We don't threaten anyone.",
        "This is nothing but a farce.",
        "Karvonia's provocations will not go unanswered.",
        "We firmly oppose all forms of cyber attacks.",
        "We firmly oppose Karvonia's interference in our affairs.",
        "The claim that our fleet bullies its neighbours is groundless.",
        "If they lied to the tribunal, they should say so.",
        "Karvonia is the biggest “hacking empire” in the world.",
        "The resolution urged Karvonia to leave.",
        "We urge Karvonia to return to the table.",
    ];
    let told: String = sentences
        .iter()
        .map(|sentence| {
            let output = rejoinder(&["lexicon", "explain", "--side", "XAA", sentence]);
            String::from_utf8(output.stdout).expect("text")
        })
        .collect();
    matches_file(&root().join("tests/golden/explain.txt"), &told);
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.contains(told.trim_end()), "the README's tour shows another explanation than the program");
}

#[test]
fn words_of_other_programs_go_in_and_out() {
    let out = tempfile::tempdir().expect("a folder");
    let at = |name: &str| out.path().join(name).display().to_string();
    let fixtures = "tests/fixtures/dictionaries";
    let convert = |from: &str, to: &str| rejoinder(&["lexicon", "convert", from, to]).status.code();
    assert_eq!(convert(&format!("{fixtures}/liwc.dic"), &at("ours")), Some(0));
    assert_eq!(convert(&at("ours"), &at("again.dic")), Some(0));
    assert_eq!(
        convert(&format!("{fixtures}/liwc-conditions.dic"), &at("told")),
        Some(1),
        "a warning is told"
    );
    let folder = at("reports");
    let words = format!("{fixtures}/quanteda.yml");
    let run = ["run", "-q", "--out", &folder, "--lexicon", &words, "corpus/ledger-2021-07-20.md"];
    assert_eq!(rejoinder(&run).status.code(), Some(0));
    let record = std::fs::read_to_string(out.path().join("reports/run.json")).expect("a record");
    assert!(record.contains("\"quanteda\""), "the dictionary is in the record of the run");
}

#[test]
fn versions_of_words_are_compared() {
    let out = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(out.path().join("mine/entries")).expect("a folder");
    let head = "name='mine'\nversion='1'\nlanguage='en'\nkind='acts'\nlicence='MIT'\ndescription='d'\n\
        [[category]]\nid='mine'\nname='n'\ndefinition='d'\n";
    std::fs::write(out.path().join("mine/lexicon.toml"), head).expect("written");
    std::fs::write(out.path().join("mine/entries/a.csv"), "term,category,source\nmailbox*,mine,own\n")
        .expect("written");
    let mine = out.path().join("mine").display().to_string();
    let output = rejoinder(&["lexicon", "diff", "built-in", &mine, "--on", "corpus/ledger-2021-07-20.md"]);
    let told = String::from_utf8(output.stdout).expect("text");
    assert!(told.contains("“mailboxes”") && told.contains(" gained, 0 lost, 0 changed"), "{told}");
    let output = rejoinder(&["lexicon", "expand", "mailbox*", "--on", "corpus/ledger-2021-07-20.md"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("1  mailboxes"));
}

#[test]
fn codes_are_compared_with_tags() {
    let out = tempfile::tempdir().expect("a folder");
    let sheet = out.path().join("coded.csv");
    let rows = "id,text,codes,state\n1,The charges are pure invention.,deny.fact,XAA\n\
        2,We met the press today.,,XAA\n3,Karvonia has lied to all of you.,threat,XAA\n";
    std::fs::write(&sheet, rows).expect("written");
    let folder = out.path().join("figures").display().to_string();
    let sheet = sheet.display().to_string();
    let output = rejoinder(&["evaluate", &sheet, "--errors", "--out", &folder]);
    let told = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{told}");
    for part in ["3 coded units", "3 threat coded, not tagged", "2 of 3 (67 %)"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for name in ["evaluation.csv", "confusions.csv", "errors.csv"] {
        assert!(out.path().join("figures").join(name).exists(), "{name}");
    }
}
