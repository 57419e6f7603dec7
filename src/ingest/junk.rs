//! Files that lie about in folders and archives and that nobody means.

/// Folders of which nothing is read, besides hidden ones.
const FOLDERS: &[&str] = &["__macosx", "$recycle.bin", "system volume information"];
/// Files that systems leave in folders.
const SYSTEM: &[&str] = &["thumbs.db", "ehthumbs.db", "desktop.ini"];
/// Endings of files that are still being written, or were given up.
const UNFINISHED: &[&str] = &["tmp", "part", "partial", "crdownload", "download"];

/// The kind of junk that a file of that path below its folder and of that size is, in words, in the plural.
pub fn kind(path: &str, size: u64) -> Option<&'static str> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folders.split('/').any(is_folder) {
        return Some("files of hidden and system folders");
    }
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match () {
        () if name.starts_with('.') => Some("hidden files"),
        () if name.starts_with("~$") || name.starts_with(".~lock") => Some("lock files"),
        () if SYSTEM.contains(&name.as_str()) => Some("system files"),
        () if UNFINISHED.contains(&ending) => Some("unfinished files"),
        // An empty file of a known format is told: somebody meant it.
        () if size == 0 && super::Format::of_ending(ending).is_none() => Some("empty files"),
        () => None,
    }
}

/// Is a folder of that name passed over with all that is in it?
pub fn is_folder(name: &str) -> bool {
    let hidden = name.starts_with('.') && name != "." && name != "..";
    hidden || FOLDERS.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::kind;

    fn check(path: &str, size: u64, expected: Option<&str>) {
        assert_eq!(kind(path, size), expected, "{path}");
    }

    #[test]
    fn what_nobody_means() {
        check("a.txt", 1, None);
        check("a.txt", 0, None);
        check("../a.txt", 1, None);
        check("__init__.py", 0, Some("empty files"));
        check("~$day.docx", 162, Some("lock files"));
        check("2021/._day.txt", 5, Some("hidden files"));
        check("__MACOSX/2021/day.txt", 5, Some("files of hidden and system folders"));
        check("Thumbs.db", 5, Some("system files"));
        check("day.html.crdownload", 5, Some("unfinished files"));
    }
}
