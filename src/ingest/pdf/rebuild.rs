//! A file whose table of objects is lost or wrong, as after a broken download → the same file with a new table, made of
//! the objects that stand in it.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Objects with higher numbers are none.
const LAST_NUMBER: u32 = 1_000_000;

/// The file with a new table; none if it names no root, or is encrypted.
pub(super) fn rebuilt(bytes: &[u8]) -> Option<Vec<u8>> {
    if find_last(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let objects = objects(bytes);
    let (last, _) = objects.last_key_value()?;
    let root = root(bytes).or_else(|| catalog(bytes, &objects))?;
    let mut table = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for (number, (offset, generation)) in &objects {
        write!(table, "{number} 1\n{offset:010} {generation:05} n \n").ok()?;
    }
    let at = bytes.len() + 1;
    write!(table, "trailer\n<< /Size {} /Root {root} >>\nstartxref\n{at}\n%%EOF\n", last + 1).ok()?;
    let mut rebuilt = bytes.to_vec();
    rebuilt.extend(table.into_bytes());
    Some(rebuilt)
}

/// Number → offset and generation of each `7 0 obj`; the last one of a number counts.
fn objects(bytes: &[u8]) -> BTreeMap<u32, (usize, u32)> {
    let mut objects = BTreeMap::new();
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b" obj").map(|at| from + at) {
        from = at + 4;
        let generation = digits(&bytes[..at]);
        let space = at - generation.len();
        let number = bytes[..space].strip_suffix(b" ").map(digits).unwrap_or_default();
        let start = space.saturating_sub(1 + number.len());
        if let (Some(number), Some(generation)) = (value(number), value(generation))
            && (1..=LAST_NUMBER).contains(&number)
            && generation <= 65_535
        {
            objects.insert(number, (start, generation));
        }
    }
    objects
}

/// The digits at the end.
fn digits(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    &bytes[start..]
}

fn value(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// `1 0 R` behind the last `/Root`.
fn root(bytes: &[u8]) -> Option<String> {
    let rest = &bytes[find_last(bytes, b"/Root")? + 5..];
    let words: Vec<&[u8]> =
        rest.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).take(2).collect();
    let [number, generation] = words.as_slice() else { return None };
    Some(format!("{} {} R", value(number)?, value(generation)?))
}

/// The object that says that it is the catalog.
fn catalog(bytes: &[u8], objects: &BTreeMap<u32, (usize, u32)>) -> Option<String> {
    let named = find_last(bytes, b"/Catalog")?;
    let holder =
        objects.iter().filter(|(_, (offset, _))| *offset < named).max_by_key(|(_, (offset, _))| *offset);
    holder.map(|(number, (_, generation))| format!("{number} {generation} R"))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn find_last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_where_they_stand() {
        let file = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n12 0 obj\n<<>>\nendobj\n1 0 obj\n<<>>";
        let found: Vec<(u32, usize)> =
            objects(file).into_iter().map(|(number, (at, _))| (number, at)).collect();
        assert_eq!(found, [(1, 66), (12, 45)]);
        assert!(rebuilt(b"no objects").is_none());
    }

    #[test]
    fn the_root_is_named_or_found() {
        assert_eq!(root(b"trailer << /Root 3 0 R >>").as_deref(), Some("3 0 R"));
        let file = b"5 0 obj\n<< /Type /Catalog >>\nendobj\n6 0 obj";
        assert_eq!(catalog(file, &objects(file)).as_deref(), Some("5 0 R"));
    }
}
