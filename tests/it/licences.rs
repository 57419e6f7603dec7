//! Every crate in the program has a licence that deny.toml allows.

use std::collections::BTreeSet;
use std::process::Command;

use crate::shared::root;

fn allowed() -> BTreeSet<String> {
    let deny = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let deny: toml::Table = toml::from_str(&deny).expect("TOML");
    let list = deny["licenses"]["allow"].as_array().expect("a list");
    list.iter().filter_map(|name| name.as_str()).map(str::to_owned).collect()
}

/// Does an SPDX expression (names, AND, OR, brackets, the old slash) hold with the allowed licences alone?
fn holds(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    let both = plain.split(" AND ");
    both.into_iter().all(|part| part.split(" OR ").any(|name| allowed.contains(name.trim())))
}

/// The platform of this machine: only its crates are at hand without a network.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("the host").to_owned()
}

#[test]
fn of_all_crates() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &host()])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let allowed = allowed();
    let packages = metadata["packages"].as_array().expect("packages");
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !holds(package["license"].as_str().unwrap_or("none"), &allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(packages.len() > 50 && wrong.is_empty(), "not allowed by deny.toml:\n{}", wrong.join("\n"));
}

/// What stands in the page that others made is listed with its licence.
#[test]
fn of_the_files_of_others() {
    let folder = root().join("src/report/html/vendor");
    let list = std::fs::read_to_string(folder.join("README.md")).expect("the list");
    let allowed = allowed();
    let files = std::fs::read_dir(&folder).expect("the folder").filter_map(Result::ok);
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    for name in names.filter(|name| name != "README.md") {
        let row =
            list.lines().find(|line| line.contains(&format!("`{name}`"))).expect("every file is listed");
        let licence = row.split('|').nth(4).expect("a licence").trim();
        assert!(holds(licence, &allowed), "{name}: {licence}");
    }
}
