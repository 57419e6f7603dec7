//! What the bytes of a shown string are: words and widths, by font. pdf-extract is asked about each code once, on a page
//! of our own that shows nothing else; if it gives up on a code, only that code is lost.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};
use pdf_extract::{
    Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Stream, Transform,
};

use super::open::{dictionary, guarded, number, numbers};
use super::repair;
use super::streams;
use super::unicode::{self, Map};

/// After so many codes on which pdf-extract gives up, a font is broken.
const MOST_FAILURES: usize = 64;
/// Weights from here on are bold.
const BOLD: f64 = 600.0;

/// What a code of a font shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Code {
    /// Its words; none where nobody knows.
    pub(super) text: String,
    /// In font sizes.
    pub(super) width: f64,
    /// Does the word spacing apply to it?
    pub(super) space: bool,
}

/// How the bytes of a string are cut into codes.
#[derive(Clone, Copy)]
enum Units {
    One,
    /// Numbers of glyphs in a composite font, of one byte or two.
    Numbers(usize),
    /// As the font's own map says; the string is asked for as a whole.
    Whole,
    /// The bytes are text in an encoding of their own.
    Text(&'static Encoding),
}

struct Font {
    dict: Dictionary,
    map: Option<Map>,
    units: Units,
    nameless: BTreeSet<u8>,
    bold: bool,
    /// Widths of a font of pictures are in a scale of their own.
    scale: f64,
    /// How large its letters are, in font sizes.
    em: f64,
    known: BTreeMap<Vec<u8>, Vec<Code>>,
    /// pdf-extract cannot read it.
    broken: bool,
}

/// The fonts of a document, as far as its pages named them.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    by_id: BTreeMap<ObjectId, usize>,
    probe: Option<Probe>,
}

/// A page of our own.
#[derive(Clone, Copy)]
struct Probe {
    content: ObjectId,
    page: ObjectId,
}

impl Fonts {
    /// The number of a font, which may be a reference.
    pub(super) fn index(&mut self, objects: &Document, font: &Object) -> Option<usize> {
        let id = font.as_reference().ok();
        if let Some(index) = id.and_then(|id| self.by_id.get(&id)) {
            return Some(*index);
        }
        let dict = objects.dereference(font).ok()?.1.as_dict().ok()?;
        self.fonts.push(Font::read(objects, dict)?);
        let index = self.fonts.len() - 1;
        self.by_id.extend(id.map(|id| (id, index)));
        Some(index)
    }

    /// Is it bold?
    pub(super) fn is_bold(&self, index: usize) -> bool {
        self.fonts[index].bold
    }

    /// How large its letters are, in font sizes: other than one in fonts of pictures.
    pub(super) fn em(&self, index: usize) -> f64 {
        self.fonts[index].em
    }

    /// Learns what the strings show.
    pub(super) fn learn<'a>(
        &mut self,
        objects: &mut Document,
        strings: impl Iterator<Item = (usize, &'a [u8])>,
    ) -> Result<(), String> {
        let mut wanted: BTreeMap<usize, BTreeSet<Vec<u8>>> = BTreeMap::new();
        for (index, string) in strings {
            let font = &self.fonts[index];
            let unknown = font.units(string).filter(|unit| !font.known.contains_key(*unit));
            wanted.entry(index).or_default().extend(unknown.map(<[u8]>::to_vec));
        }
        let probe = match self.probe {
            Some(probe) => probe,
            None => guarded(|| Probe::new(objects))?,
        };
        self.probe = Some(probe);
        for (index, units) in wanted {
            self.fonts[index].learn(objects, probe, units.into_iter().collect());
        }
        Ok(())
    }

    /// What a string shows; it has been learnt.
    pub(super) fn codes(&self, index: usize, string: &[u8]) -> impl Iterator<Item = &Code> {
        let font = &self.fonts[index];
        font.units(string).filter_map(|unit| font.known.get(unit)).flatten()
    }
}

impl Font {
    fn read(objects: &Document, dict: &Dictionary) -> Option<Self> {
        let subtype = dict.get_deref(b"Subtype", objects).and_then(Object::as_name).unwrap_or_default();
        let map = dict.get_deref(b"ToUnicode", objects).and_then(Object::as_stream).ok();
        let map =
            map.and_then(|stream| streams::unpacked(objects, stream).ok()).map(|source| Map::read(&source));
        let (repaired, nameless, units) = if subtype == b"Type0" {
            let units = units(objects, dict);
            (repair::composite(objects, dict, matches!(units, Units::Whole))?, BTreeSet::new(), units)
        } else {
            let (repaired, nameless) = repair::simple(objects, dict);
            (repaired, nameless, Units::One)
        };
        let matrix = dict.get_deref(b"FontMatrix", objects).map(|array| numbers(objects, array));
        let scale = matrix.ok().and_then(|matrix| matrix.first().copied()).filter(|_| subtype == b"Type3");
        let em = scale.and_then(|scale| Some(2.0 * mean_width(objects, dict)? * scale.abs()));
        Some(Self {
            dict: repaired,
            map,
            units,
            nameless,
            bold: is_bold(objects, dict),
            scale: scale.map_or(1.0, |scale| scale.abs() * 1000.0),
            em: em.filter(|em| em.is_finite() && *em > 0.0).unwrap_or(1.0),
            known: BTreeMap::new(),
            broken: false,
        })
    }

    fn units<'a>(&self, string: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let length = match self.units {
            Units::One => 1,
            Units::Numbers(length) => length,
            Units::Whole | Units::Text(_) => string.len().max(1),
        };
        string.chunks(length)
    }

    fn learn(&mut self, objects: &mut Document, probe: Probe, units: Vec<Vec<u8>>) {
        if let Units::Text(encoding) = self.units {
            self.known.extend(units.into_iter().map(|unit| (unit.clone(), decoded(encoding, &unit))));
            return;
        }
        let numbers: Vec<Vec<u8>>;
        let questions = match self.units {
            Units::Numbers(1) => {
                numbers = units.iter().map(|unit| [&[0], unit.as_slice()].concat()).collect();
                &numbers
            }
            _ => &units,
        };
        let asked = if self.broken { Err(()) } else { probe.ask_all(objects, &mut self.dict, questions) };
        let answers = asked.unwrap_or_else(|()| {
            self.broken = true;
            units.iter().map(|unit| self.guess(objects, unit)).collect()
        });
        for (unit, mut codes) in units.into_iter().zip(answers) {
            for code in &mut codes {
                code.width *= self.scale;
            }
            if let ([code], Units::One | Units::Numbers(_)) = (codes.as_mut_slice(), self.units) {
                let nameless = matches!(unit.as_slice(), [byte] if self.nameless.contains(byte));
                let own = if nameless { String::new() } else { std::mem::take(&mut code.text) };
                code.text = self.map.as_ref().and_then(|map| map.get(&unit)).unwrap_or(own);
            }
            self.known.insert(unit, codes);
        }
    }

    /// What lopdf says of a code of a font on which pdf-extract gives up; the width is a guess.
    fn guess(&self, objects: &Document, unit: &[u8]) -> Vec<Code> {
        let encoding = self.dict.get_font_encoding(objects).ok();
        let text =
            encoding.and_then(|encoding| guarded(|| encoding.bytes_to_string(unit).ok()).ok().flatten());
        let width = if matches!(self.units, Units::One) { 0.5 } else { 1.0 };
        let composite = !matches!(self.units, Units::One);
        let text = text.filter(|_| !composite).unwrap_or_default();
        vec![Code { text, width, space: unit == b" " }]
    }
}

/// How the strings of a composite font are cut.
fn units(objects: &Document, dict: &Dictionary) -> Units {
    match dict.get_deref(b"Encoding", objects) {
        Ok(Object::Stream(map)) => {
            let length =
                streams::unpacked(objects, map).ok().and_then(|source| unicode::code_length(&source));
            length.filter(|length| *length < 3).map_or(Units::Whole, Units::Numbers)
        }
        Ok(Object::Name(name)) => {
            text_encoding(&String::from_utf8_lossy(name)).map_or(Units::Numbers(2), Units::Text)
        }
        _ => Units::Numbers(2),
    }
}

/// The encoding that a predefined map of codes stands for.
fn text_encoding(name: &str) -> Option<&'static Encoding> {
    match name.rsplit_once('-')?.0 {
        name if name.ends_with("-UCS2") || name.ends_with("-UTF16") => Some(UTF_16BE),
        "GB-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBK2K" | "GBpc-EUC" => Some(GB18030),
        "B5pc" | "ETen-B5" | "ETenms-B5" | "HKscs-B5" => Some(BIG5),
        "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "83pv-RKSJ" => Some(SHIFT_JIS),
        "KSC-EUC" | "KSCms-UHC" | "KSCpc-EUC" | "KSCms-UHC-HW" => Some(EUC_KR),
        _ => None,
    }
}

fn decoded(encoding: &'static Encoding, string: &[u8]) -> Vec<Code> {
    let text = encoding.decode_without_bom_handling(string).0;
    let code =
        |c: char| Code { text: c.into(), width: if c.is_ascii() { 0.5 } else { 1.0 }, space: c == ' ' };
    text.chars().map(code).collect()
}

/// Letters are half as wide as high, on average.
fn mean_width(objects: &Document, dict: &Dictionary) -> Option<f64> {
    let widths = numbers(objects, dict.get_deref(b"Widths", objects).ok()?);
    let widths: Vec<f64> = widths.into_iter().filter(|width| *width > 0.0).collect();
    (!widths.is_empty()).then(|| widths.iter().sum::<f64>() / widths.len() as f64)
}

fn is_bold(objects: &Document, dict: &Dictionary) -> bool {
    let descendants = dict.get_deref(b"DescendantFonts", objects).and_then(Object::as_array).ok();
    let descendant = descendants.and_then(|array| objects.dereference(array.first()?).ok()?.1.as_dict().ok());
    let descriptor = dictionary(objects, descendant.unwrap_or(dict), b"FontDescriptor");
    let weight = descriptor.and_then(|descriptor| descriptor.get(b"FontWeight").ok()).and_then(number);
    let name = repair::name(objects, dict);
    ["Bold", "bold", "Black", "Heavy", "Demi"].iter().any(|mark| name.contains(mark))
        || weight.is_some_and(|weight| weight >= BOLD)
}

impl Probe {
    fn new(objects: &mut Document) -> Self {
        let content = objects.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let page = objects.add_object(Dictionary::new());
        let mut pages = Dictionary::new();
        pages.set("Type", Object::Name(b"Pages".to_vec()));
        pages.set("Kids", vec![Object::Reference(page)]);
        pages.set("Count", 1);
        let pages = objects.add_object(pages);
        let mut catalog = Dictionary::new();
        catalog.set("Type", Object::Name(b"Catalog".to_vec()));
        catalog.set("Pages", pages);
        let catalog = objects.add_object(catalog);
        objects.trailer.set("Root", catalog);
        Self { content, page }
    }

    /// What the units show; a unit on which pdf-extract gives up shows nothing. None if it gives up on the font even
    /// without the program that draws it.
    fn ask_all(
        self,
        objects: &mut Document,
        font: &mut Dictionary,
        units: &[Vec<u8>],
    ) -> Result<Vec<Vec<Code>>, ()> {
        let mut answers = Vec::with_capacity(units.len());
        let mut failures = 0;
        while answers.len() < units.len() {
            let (found, whole) = self.ask(objects, font, &units[answers.len()..]);
            let any = !found.is_empty();
            answers.extend(found);
            if whole {
                answers.resize(units.len(), Vec::new());
            } else if any && failures < MOST_FAILURES {
                failures += 1;
                if let Some(last) = answers.last_mut() {
                    *last = vec![Code { width: 0.5, ..Code::default() }];
                }
            } else if font.remove(b"FontDescriptor").is_none() {
                return Err(());
            } else {
                answers.clear();
                failures = 0;
            }
        }
        Ok(answers)
    }

    /// Shows the units; says what they are, and whether all went well.
    fn ask(self, objects: &mut Document, font: &Dictionary, units: &[Vec<u8>]) -> (Vec<Vec<Code>>, bool) {
        let mut shown = String::from("BT 1 Tw /F 1 Tf ");
        for unit in units {
            shown.push('<');
            shown.extend(unit.iter().map(|byte| format!("{byte:02X}")));
            shown.push_str(">Tj ");
        }
        shown.push_str("ET");
        let (mut fonts, mut resources, mut page) = (Dictionary::new(), Dictionary::new(), Dictionary::new());
        fonts.set("F", font.clone());
        resources.set("Font", fonts);
        page.set("Type", Object::Name(b"Page".to_vec()));
        page.set("Resources", resources);
        page.set("MediaBox", vec![0.into(), 0.into(), 100.into(), 100.into()]);
        page.set("Contents", self.content);
        objects.objects.insert(self.page, page.into());
        objects.objects.insert(self.content, Stream::new(Dictionary::new(), shown.into_bytes()).into());
        let mut heard = Heard::default();
        let done = guarded(|| pdf_extract::output_doc_page(objects, &mut heard, 1));
        (heard.0, matches!(done, Ok(Ok(()))))
    }
}

/// What pdf-extract says of each string.
#[derive(Default)]
struct Heard(Vec<Vec<Code>>);

impl OutputDev for Heard {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        _: &Transform,
        width: f64,
        spacing: f64,
        _: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let text = text.trim_matches('\0').to_owned();
        if let Some(codes) = self.0.last_mut() {
            codes.push(Code {
                text,
                width: if width.is_finite() { width } else { 0.5 },
                space: spacing > 0.0,
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.0.push(Vec::new());
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
