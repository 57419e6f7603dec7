//! Running the command, and the material that is not part of the project.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of the material for measuring that lies beside the project, or nothing with a message.
pub fn material(below: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(below);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

/// Runs the command in the project's folder.
pub fn rejoinder(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the command starts")
}

/// Runs `rejoinder run` over inputs into a fresh folder; gives the folder and the exit code.
pub fn run(arguments: &[&str]) -> (tempfile::TempDir, i32) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let folder = out.path().display().to_string();
    let mut all = vec!["run", "--quiet", "--out", &folder];
    all.extend(arguments);
    let output = rejoinder(&all);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (out, output.status.code().expect("an exit code"))
}

/// The run over the sample corpus, made once for all tests.
pub fn corpus() -> &'static Path {
    static RUN: std::sync::LazyLock<tempfile::TempDir> = std::sync::LazyLock::new(|| {
        let (out, code) = run(&[]);
        assert_eq!(code, 0);
        out
    });
    RUN.path()
}

/// Compares with a file of the project; with `SNAPSHOTS=overwrite` in the environment writes it instead.
pub fn matches_file(path: &Path, found: &str) {
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, found).expect("the file can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    let differs = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or(expected.lines().count().min(found.lines().count()));
    assert!(
        expected == found,
        "{} differs from line {}:\n  expected {:?}\n  found    {:?}\nRead the difference; if it is right, run: SNAPSHOTS=overwrite cargo test",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or("(end)"),
        found.lines().nth(line).unwrap_or("(end)"),
    );
}
