//! Point it at anything: folders with odd entries, archives, patterns, standard input, names that lie. Whatever is not
//! read is named or counted.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::shared::{rejoinder, run};
use crate::table::rows;

const WORDS: &str = "Statement of 3 May 2020\n\nWe say that the charge is groundless.\n";

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the input can be written");
}

/// Different words for each name, so that none is a copy of another.
fn statement(folder: &Path, name: &str) {
    write(folder, name, format!("Statement of 3 May 2020\n\nWe say that {name:?} is groundless.\n"));
}

/// `path code` of each problem that is no note, `path` of each document; paths below the folder.
fn told(out: &Path, folder: &Path) -> BTreeSet<String> {
    let below = |path: &str| path.replace(&format!("{}/", folder.display()), "");
    let problems = rows(out, "problems").into_iter().filter(|row| row["severity"] != "note");
    let problems: Vec<String> =
        problems.map(|row| format!("{} {}", below(&row["source_path"]), row["code"])).collect();
    let documents = rows(out, "documents").into_iter().map(|row| below(&row["source_path"]));
    documents.chain(problems).collect()
}

fn skipped(out: &Path) -> String {
    let record = fs::read_to_string(out.join("run.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    record["skipped"].to_string()
}

/// What a run over the folder tells.
fn check(folder: &Path, arguments: &[&str], expected: &[&str], expected_skipped: &str) {
    let input = folder.display().to_string();
    let mut all = vec![input.as_str()];
    all.extend(arguments);
    let (out, _) = run(&all);
    let expected: BTreeSet<String> = expected.iter().map(|line| (*line).to_owned()).collect();
    assert_eq!(told(out.path(), folder), expected);
    assert_eq!(skipped(out.path()), expected_skipped);
}

#[test]
fn junk_is_counted_and_rules_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for name in ["one.txt", "drafts/two.txt", "drafts/kept.txt", "deep/old/three.md", "four.md", "Case.TXT"] {
        statement(at, name);
    }
    for name in ["._one.txt", "~$four.docx", "Thumbs.db", "day.html.crdownload", ".git/config", "notes.log"] {
        write(at, name, "junk");
    }
    write(at, "reports/.rejoinder.lock", "");
    write(at, "reports/csv/turns.csv", "text\nwords\n");
    write(at, "__init__.py", "");
    write(at, ".rejoinderignore", "*.log\n/deep/old/\n");
    write(at, "drafts/.rejoinderignore", "t*.txt\n");
    check(
        at,
        &[],
        &["one.txt", "drafts/kept.txt", "four.md", "Case.TXT"],
        "{\"empty files\":1,\"folders of reports\":1,\"hidden and system folders\":1,\"hidden files\":1,\
         \"ignored\":3,\"lock files\":1,\"system files\":1,\"unfinished files\":1}",
    );
    check(
        at,
        &["--include", "*.txt", "--include", "*.TXT", "--exclude", "drafts/"],
        &["one.txt", "Case.TXT"],
        "{\"excluded\":1,\"folders of reports\":1,\"hidden and system folders\":1,\"hidden files\":1,\
         \"ignored\":2,\"not included\":5}",
    );
}

#[cfg(unix)]
#[test]
fn links_and_what_is_no_file() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let at = folder.path();
    statement(at, "one.txt");
    statement(elsewhere.path(), "two.txt");
    statement(elsewhere.path(), "more/three.txt");
    symlink(elsewhere.path().join("more"), elsewhere.path().join("more/again")).expect("a link");
    symlink("one.txt", at.join("same.txt")).expect("a link");
    symlink(".", at.join("self")).expect("a link");
    symlink("nowhere", at.join("dangling.txt")).expect("a link");
    symlink("b", at.join("a")).and_then(|()| symlink("a", at.join("b"))).expect("links");
    symlink(elsewhere.path().join("two.txt"), at.join("out.txt")).expect("a link");
    symlink(elsewhere.path().join("more"), at.join("out")).expect("a link");
    let _socket = std::os::unix::net::UnixListener::bind(at.join("socket.txt")).expect("a socket");
    let pipe = Command::new("mkfifo").arg(at.join("pipe.txt")).status();
    let always = [
        "one.txt",
        "dangling.txt missing-input",
        "a unreadable-input",
        "b unreadable-input",
        "socket.txt unreadable-input",
    ];
    let mut expected = always.to_vec();
    if pipe.is_ok_and(|status| status.success()) {
        expected.push("pipe.txt unreadable-input");
    }
    let left_out = [&expected[..], &["out link-left-out", "out.txt link-left-out"]].concat();
    check(at, &[], &left_out, "{\"links within the folder\":2}");
    let followed = [&expected[..], &["out/three.txt", "out.txt"]].concat();
    check(at, &["--follow-links"], &followed, "{\"links in a circle\":1,\"links within the folder\":2}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_two_names_look_alike() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let names: [&[u8]; 6] = [b"a\xE9.txt", b"a\xEA.txt", b"a\\xE9.txt", b"a\nb.txt", b"a\\b.txt", b"-rf.txt"];
    for (n, name) in names.iter().enumerate() {
        fs::write(folder.path().join(OsStr::from_bytes(name)), format!("Charge {n} is groundless."))
            .expect("written");
    }
    let expected = [r"a\xE9.txt", r"a\xEA.txt", r"a\\xE9.txt", r"a\x0Ab.txt", r"a\\b.txt", "-rf.txt"];
    check(folder.path(), &[], &expected, "{}");
}

#[test]
fn patterns_are_expanded() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for name in ["2020/a.txt", "2020/b.md", "2021/c.txt", "2021/deep/d.txt", "other/e.txt"] {
        statement(at, name);
    }
    let of = |pattern: &str| {
        let (out, code) = run(&[&at.join(pattern).display().to_string()]);
        (told(out.path(), at).into_iter().collect::<Vec<_>>().join(" "), code)
    };
    assert_eq!(of("202?/*.txt"), ("2020/a.txt 2021/c.txt".into(), 0));
    assert_eq!(of("2021/**/*.txt"), ("2021/c.txt 2021/deep/d.txt".into(), 0));
    assert_eq!(of("20*"), ("2020/a.txt 2020/b.md 2021/c.txt 2021/deep/d.txt".into(), 0));
    assert_eq!(of("{2020,other}/*.txt"), ("2020/a.txt other/e.txt".into(), 0));
    assert_eq!(of("199?/*.txt"), ("199?/*.txt missing-input".into(), 1));
}

#[test]
fn standard_input_and_names_without_endings() {
    let out = tempfile::tempdir().expect("a folder");
    let from_pipe = |arguments: &[&str], words: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
            .args(["run", "--quiet", "-", "--out"])
            .arg(out.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the command starts");
        program.stdin.take().expect("a pipe").write_all(words.as_bytes()).expect("words go in");
        assert_eq!(program.wait().expect("it ends").code(), Some(0));
        let documents = rows(out.path(), "documents");
        (documents.len(), documents[0]["source_path"].clone(), documents[0]["format"].clone())
    };
    assert_eq!(from_pipe(&[], WORDS), (1, "stdin".into(), "text".into()));
    assert_eq!(from_pipe(&["--format", "csv"], "text\none\ntwo\n"), (2, "stdin".into(), "csv".into()));
    let rows = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
    assert_eq!(from_pipe(&[], rows), (2, "stdin".into(), "jsonl".into()));
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn archives_and_endings_that_lie() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let inner = zipped(&[("x.txt", b"x")]);
    let large = vec![b'a'; 20 << 20];
    let entries: [(&str, &[u8]); 6] = [
        ("2020/one.txt", b"Charge one is groundless."),
        ("../two.md", b"Charge two is groundless."),
        ("__MACOSX/._one.txt", b"junk"),
        ("picture.png", b"\x89PNG"),
        ("bomb.txt", &large),
        ("inner.zip", &inner),
    ];
    write(at, "days.zip", zipped(&entries));
    write(at, "copy.txt", zipped(&[("three.txt", b"Charge three is groundless.")]));
    write(at, "cut.zip", &zipped(&entries)[..300]);
    write(at, "same.txt", b"Charge one is groundless.");
    check(
        at,
        &[],
        &[
            "days.zip/2020/one.txt",
            "days.zip/../two.md",
            "days.zip/picture.png unknown-format",
            "days.zip/bomb.txt over-limit",
            "days.zip/inner.zip unknown-format",
            "copy.txt/three.txt",
            "copy.txt wrong-ending",
            "cut.zip bad-format",
        ],
        "{}",
    );
    let left: BTreeSet<_> =
        fs::read_dir(at).expect("the folder").filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 4, "something was written: {left:?}");
}

#[test]
fn a_text_above_the_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    statement(at, "good.txt");
    write(at, "long.txt", "We have said all there is to say.\n\n".repeat(31_000));
    let (out, _) = run(&[&at.display().to_string()]);
    assert_eq!(told(out.path(), at), ["good.txt", "long.txt"].map(str::to_owned).into());
    // What is known of a text does not let it pass a limit that is lower now.
    let to = out.path().display().to_string();
    let again =
        rejoinder(&["run", "--quiet", "--out", &to, &at.display().to_string(), "--largest-text", "1"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(told(out.path(), at), ["good.txt", "long.txt too-large"].map(str::to_owned).into());
}

#[test]
fn a_file_above_the_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(folder.path().join("large.txt")).expect("a file");
    file.set_len(3 << 20).expect("a sparse file");
    statement(folder.path(), "good.txt");
    check(folder.path(), &["--largest-file", "2"], &["good.txt", "large.txt too-large"], "{}");
}
