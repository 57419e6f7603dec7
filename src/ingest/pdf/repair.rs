//! A font's dictionary → one that pdf-extract reads without giving up: whatever is missing, of the wrong type or unknown
//! to it is made good or taken out. What cannot be known is not invented: such codes have no words.

use std::collections::BTreeSet;

use pdf_extract::{Dictionary, Document, Object};

use super::open::{dictionary, number};

/// Encodings that pdf-extract has.
const KNOWN: &[&[u8]] = &[b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];
/// Where Adobe's standard encoding differs from the encoding of PDF's own strings.
const STANDARD: &[(i64, &str)] = &[
    (39, "quoteright"),
    (96, "quoteleft"),
    (161, "exclamdown"),
    (169, "quotesingle"),
    (170, "quotedblleft"),
    (171, "guillemotleft"),
    (172, "guilsinglleft"),
    (173, "guilsinglright"),
    (174, "fi"),
    (175, "fl"),
    (177, "endash"),
    (178, "dagger"),
    (179, "daggerdbl"),
    (180, "periodcentered"),
    (182, "paragraph"),
    (183, "bullet"),
    (184, "quotesinglbase"),
    (185, "quotedblbase"),
    (186, "quotedblright"),
    (187, "guillemotright"),
    (188, "ellipsis"),
    (189, "perthousand"),
    (191, "questiondown"),
    (208, "emdash"),
    (225, "AE"),
    (241, "ae"),
    (245, "dotlessi"),
    (249, "oslash"),
    (250, "oe"),
    (251, "germandbls"),
];
/// Codes and widths are counted up to here.
const LAST_CODE: i64 = 65_535;

/// A font with codes of one byte. Says which codes have names that mean nothing, as `g17`.
pub(super) fn simple(objects: &Document, font: &Dictionary) -> (Dictionary, BTreeSet<u8>) {
    let mut repaired = Dictionary::new();
    repaired.set("Type", Object::Name(b"Font".to_vec()));
    let subtype = font.get_deref(b"Subtype", objects).and_then(Object::as_name).unwrap_or(b"Type1");
    let subtype = if subtype == b"TrueType" { subtype } else { b"Type1" };
    repaired.set("Subtype", Object::Name(subtype.to_vec()));
    if let Some(descriptor) = dictionary(objects, font, b"FontDescriptor") {
        repaired.set("FontDescriptor", descriptor.clone());
        repaired.extend_from(descriptor, b"MissingWidth");
    }
    let measured = widths(objects, font, &mut repaired);
    let name = name(objects, font);
    let name = if measured { name } else { standard_font(&name).to_owned() };
    repaired.set("BaseFont", Object::Name(name.into_bytes()));
    let nameless = encoding(objects, font, &mut repaired);
    (repaired, nameless)
}

trait ExtendFrom {
    fn extend_from(&mut self, other: &Dictionary, key: &[u8]);
}

impl ExtendFrom for Dictionary {
    fn extend_from(&mut self, other: &Dictionary, key: &[u8]) {
        if let Some(value) = other.get(key).ok().and_then(number) {
            self.set(key, Object::Real(value as f32));
        }
    }
}

/// The name of a font, without the tag of a subset.
pub(super) fn name(objects: &Document, font: &Dictionary) -> String {
    let name = font.get_deref(b"BaseFont", objects).and_then(Object::as_name).unwrap_or(b"unknown");
    let name = String::from_utf8_lossy(name);
    name.split_once('+').map_or(&*name, |(_, name)| name).to_owned()
}

/// The font of PDF's fourteen that is as wide as a font without widths.
fn standard_font(name: &str) -> &'static str {
    let bold = name.contains("Bold");
    match name {
        "Symbol" => "Symbol",
        "ZapfDingbats" => "ZapfDingbats",
        name if name.contains("Courier") || name.contains("Mono") => "Courier",
        name if name.contains("Times") || name.contains("Serif") => {
            if bold {
                "Times-Bold"
            } else {
                "Times-Roman"
            }
        }
        _ if bold => "Helvetica-Bold",
        _ => "Helvetica",
    }
}

fn widths(objects: &Document, font: &Dictionary, repaired: &mut Dictionary) -> bool {
    let first = font.get_deref(b"FirstChar", objects).and_then(Object::as_i64).unwrap_or(0);
    let Ok(array) = font.get_deref(b"Widths", objects).and_then(Object::as_array) else { return false };
    let width =
        |object| objects.dereference(object).ok().and_then(|(_, object)| number(object)).unwrap_or(0.0);
    let widths: Vec<Object> =
        array.iter().take(256).map(|object| Object::Real(width(object) as f32)).collect();
    if widths.is_empty() || !(0..256).contains(&first) {
        return false;
    }
    repaired.set("FirstChar", first);
    repaired.set("LastChar", first + widths.len() as i64 - 1);
    repaired.set("Widths", widths);
    true
}

fn encoding(objects: &Document, font: &Dictionary, repaired: &mut Dictionary) -> BTreeSet<u8> {
    let mut nameless = BTreeSet::new();
    match font.get_deref(b"Encoding", objects) {
        Ok(Object::Name(name)) if KNOWN.contains(&name.as_slice()) => {
            repaired.set("Encoding", Object::Name(name.clone()));
        }
        Ok(Object::Name(name)) if name == b"StandardEncoding" => {
            let named =
                |(code, name): &(i64, &str)| [Object::Integer(*code), Object::Name(name.as_bytes().to_vec())];
            let differences: Vec<Object> = STANDARD.iter().flat_map(named).collect();
            let mut encoding = Dictionary::new();
            encoding.set("Differences", differences);
            repaired.set("Encoding", encoding);
        }
        Ok(Object::Dictionary(found)) => {
            let mut encoding = Dictionary::new();
            let base = found.get_deref(b"BaseEncoding", objects).and_then(Object::as_name);
            if let Some(base) = base.ok().filter(|base| KNOWN.contains(base)) {
                encoding.set("BaseEncoding", Object::Name(base.to_vec()));
            }
            let differences = found.get_deref(b"Differences", objects).and_then(Object::as_array);
            let differences = differences.map(|array| sound(objects, array, &mut nameless));
            encoding.set("Differences", differences.unwrap_or_default());
            repaired.set("Encoding", encoding);
        }
        _ => {}
    }
    nameless
}

/// Pairs of code and name; codes whose names mean nothing are set apart.
fn sound(objects: &Document, array: &[Object], nameless: &mut BTreeSet<u8>) -> Vec<Object> {
    let mut sound = Vec::new();
    let mut code = 0;
    for object in array {
        let Ok((_, object)) = objects.dereference(object) else { continue };
        match object {
            Object::Integer(at) => code = *at,
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    if means_nothing(name) {
                        nameless.insert(byte);
                    }
                    sound.extend([Object::Integer(code), Object::Name(name.clone())]);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    sound
}

/// Is it the number of a glyph rather than a name: a few letters and a few digits?
fn means_nothing(name: &[u8]) -> bool {
    let letters = name.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = &name[letters..];
    (1..=5).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && !name.starts_with(b"uni")
        && !name.starts_with(b"afii")
}

/// A font with codes of several bytes; `own_map` says that its own map of codes is needed.
pub(super) fn composite(objects: &Document, font: &Dictionary, own_map: bool) -> Option<Dictionary> {
    let descendants = font.get_deref(b"DescendantFonts", objects).and_then(Object::as_array).ok()?;
    let descendant = objects.dereference(descendants.first()?).ok()?.1.as_dict().ok()?;
    let mut inner = Dictionary::new();
    inner.set("FontDescriptor", Dictionary::new());
    let default = descendant.get_deref(b"DW", objects).ok().and_then(number).unwrap_or(1000.0);
    inner.set("DW", default as i64);
    inner.set("W", wide(objects, descendant));
    let mut repaired = Dictionary::new();
    repaired.set("Type", Object::Name(b"Font".to_vec()));
    repaired.set("Subtype", Object::Name(b"Type0".to_vec()));
    repaired.set("BaseFont", Object::Name(name(objects, font).into_bytes()));
    repaired.set("DescendantFonts", vec![Object::Dictionary(inner)]);
    match font.get_deref(b"Encoding", objects) {
        Ok(Object::Stream(_)) if own_map => {
            repaired.set("Encoding", font.get(b"Encoding").ok()?.clone());
            if let Ok(map) = font.get(b"ToUnicode") {
                repaired.set("ToUnicode", map.clone());
            }
        }
        _ => repaired.set("Encoding", Object::Name(b"Identity-H".to_vec())),
    }
    Some(repaired)
}

/// Widths as lists only; pdf-extract misreads ranges.
fn wide(objects: &Document, descendant: &Dictionary) -> Vec<Object> {
    let mut wide = Vec::new();
    let Ok(array) = descendant.get_deref(b"W", objects).and_then(Object::as_array) else { return wide };
    let mut rest =
        array.iter().filter_map(|object| objects.dereference(object).ok()).map(|(_, object)| object);
    let mut told = 0;
    while let (Some(first), Some(second)) = (rest.next().and_then(number), rest.next()) {
        let first = first as i64;
        let widths: Vec<Object> = match second {
            Object::Array(widths) => {
                let width = |object| objects.dereference(object).ok().and_then(|(_, found)| number(found));
                widths.iter().map(|object| Object::Real(width(object).unwrap_or(0.0) as f32)).collect()
            }
            last => {
                let last = number(last).unwrap_or(0.0).min(LAST_CODE as f64) as i64;
                let Some(width) = rest.next().and_then(number) else { break };
                let n = usize::try_from(last - first + 1).unwrap_or(0);
                vec![Object::Real(width as f32); n]
            }
        };
        told += widths.len();
        if told > 2 * LAST_CODE as usize || !(0..=LAST_CODE).contains(&first) {
            break;
        }
        wide.extend([Object::Integer(first), Object::Array(widths)]);
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_glyphs_mean_nothing() {
        let check = |name: &str, expected| assert_eq!(means_nothing(name.as_bytes()), expected, "{name}");
        check("g17", true);
        check("cid123", true);
        check("a", false);
        check("one", false);
        check("uni0041", false);
        check("afii10017", false);
    }

    #[test]
    fn ranges_of_widths_become_lists() {
        let mut descendant = Dictionary::new();
        let number = Object::Integer;
        descendant
            .set("W", vec![number(3), number(4), number(250), number(9), Object::Array(vec![number(500)])]);
        let lists =
            [number(3), vec![Object::Real(250.0); 2].into(), number(9), vec![Object::Real(500.0)].into()];
        assert_eq!(wide(&Document::new(), &descendant), lists);
    }
}
