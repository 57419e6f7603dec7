//! The content streams of a page → a flat list of steps: forms are drawn where they are named, pictures and lines are
//! passed over.

use pdf_extract::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::fonts::Fonts;
use super::matrix::Matrix;
use super::open::{dictionary, inherited, is_named, number, numbers};
use super::operations;
use super::streams::{self, MOST_BYTES};

/// Forms in forms end here.
const DEPTH: usize = 12;
/// A page has at most this many steps.
const MOST_STEPS: usize = 3_000_000;
/// Words that replace a longer run of glyphs are no repair of a ligature.
const LONGEST_REPLACEMENT: usize = 8;

/// What a page does to its text, one command after the other.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Save,
    Restore,
    Concat(Matrix),
    Begin,
    Font(usize, f64),
    CharSpace(f64),
    WordSpace(f64),
    Stretch(f64),
    Leading(f64),
    Rise(f64),
    Mode(i64),
    Move(f64, f64),
    Place(Matrix),
    NextLine,
    Show(Vec<u8>),
    /// Thousandths of the font size, to the left.
    Back(f64),
    Mark(Mark),
    Unmark,
}

/// What is said about the words up to the matching [`Step::Unmark`].
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    Plain,
    /// A running head or foot.
    Furniture,
    /// The words that the glyphs stand for.
    Instead(String),
}

/// The steps of a page.
pub(super) struct Steps {
    pub(super) steps: Vec<Step>,
    /// Does the page show pictures?
    pub(super) pictures: bool,
}

/// The steps of a page, or why they cannot be had.
pub(super) fn steps(objects: &Document, page: ObjectId, fonts: &mut Fonts) -> Result<Steps, String> {
    let dict = objects.get_dictionary(page).map_err(|error| error.to_string())?;
    let empty = Dictionary::new();
    let resources = inherited(objects, dict, b"Resources").and_then(|found| found.as_dict().ok());
    let mut bytes = Vec::new();
    for id in objects.get_page_contents(page) {
        if let Ok(stream) = objects.get_object(id).and_then(Object::as_stream) {
            bytes.extend(streams::unpacked(objects, stream)?);
            if bytes.len() > MOST_BYTES {
                return Err(format!("more than {MOST_BYTES} bytes of drawing commands"));
            }
            bytes.push(b'\n');
        }
    }
    let mut flat = Flat { objects, fonts, steps: Vec::new(), pictures: false };
    flat.stream(&bytes, resources.unwrap_or(&empty), 0)?;
    Ok(Steps { steps: flat.steps, pictures: flat.pictures })
}

struct Flat<'a> {
    objects: &'a Document,
    fonts: &'a mut Fonts,
    steps: Vec<Step>,
    pictures: bool,
}

impl Flat<'_> {
    fn stream(&mut self, bytes: &[u8], resources: &Dictionary, depth: usize) -> Result<(), String> {
        operations::each(bytes, |operator, operands| {
            self.operation(operator, operands, resources, depth)?;
            if self.steps.len() > MOST_STEPS {
                return Err(format!("more than {MOST_STEPS} drawing commands"));
            }
            Ok(())
        })
    }

    fn operation(
        &mut self,
        operator: &[u8],
        operands: &[Object],
        resources: &Dictionary,
        depth: usize,
    ) -> Result<(), String> {
        let first = || operands.first().and_then(number);
        let second = || operands.get(1).and_then(number);
        let step = match operator {
            b"q" => Some(Step::Save),
            b"Q" => Some(Step::Restore),
            b"cm" => matrix(operands).map(Step::Concat),
            b"BT" => Some(Step::Begin),
            b"Tf" => self.font(operands, resources),
            b"Tc" => first().map(Step::CharSpace),
            b"Tw" => first().map(Step::WordSpace),
            b"Tz" => first().map(|percent| Step::Stretch(percent / 100.0)),
            b"TL" => first().map(Step::Leading),
            b"Ts" => first().map(Step::Rise),
            b"Tr" => first().map(|mode| Step::Mode(mode as i64)),
            b"Td" => first().zip(second()).map(|(x, y)| Step::Move(x, y)),
            b"TD" => first().zip(second()).map(|(x, y)| {
                self.steps.push(Step::Leading(-y));
                Step::Move(x, y)
            }),
            b"Tm" => matrix(operands).map(Step::Place),
            b"T*" => Some(Step::NextLine),
            b"Tj" => shown(operands.first()),
            b"'" => {
                self.steps.push(Step::NextLine);
                shown(operands.first())
            }
            b"\"" => {
                self.steps.extend(first().map(Step::WordSpace));
                self.steps.extend(second().map(Step::CharSpace));
                self.steps.push(Step::NextLine);
                shown(operands.get(2))
            }
            b"TJ" => {
                let pieces = operands.first().and_then(|array| array.as_array().ok());
                self.steps.extend(pieces.into_iter().flatten().filter_map(piece));
                None
            }
            b"BMC" | b"BDC" => Some(Step::Mark(self.mark(operands, resources))),
            b"EMC" => Some(Step::Unmark),
            b"BI" => {
                self.pictures = true;
                None
            }
            b"Do" => return self.form(operands, resources, depth),
            _ => None,
        };
        self.steps.extend(step);
        Ok(())
    }

    fn font(&mut self, operands: &[Object], resources: &Dictionary) -> Option<Step> {
        let name = operands.first()?.as_name().ok()?;
        let size = operands.get(1).and_then(number)?;
        let font = dictionary(self.objects, resources, b"Font")?.get(name).ok()?;
        Some(Step::Font(self.fonts.index(self.objects, font)?, size))
    }

    fn mark(&self, operands: &[Object], resources: &Dictionary) -> Mark {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let named = |name| {
            let properties = dictionary(self.objects, resources, b"Properties")?;
            dictionary(self.objects, properties, name)
        };
        let properties = match operands.get(1) {
            Some(Object::Dictionary(properties)) => Some(properties),
            Some(Object::Name(name)) => named(name),
            _ => None,
        };
        let Some(properties) = properties else { return Mark::Plain };
        let kind = properties.get(b"Type").and_then(Object::as_name);
        if tag == b"Artifact" && kind.is_ok_and(|kind| kind == b"Pagination") {
            return Mark::Furniture;
        }
        let instead = properties.get(b"ActualText").ok().and_then(|text| decode_text_string(text).ok());
        let short = instead.filter(|text| text.chars().count() <= LONGEST_REPLACEMENT && !text.contains(' '));
        short.map_or(Mark::Plain, Mark::Instead)
    }

    fn form(&mut self, operands: &[Object], resources: &Dictionary, depth: usize) -> Result<(), String> {
        let objects = self.objects;
        let named = operands.first().and_then(|name| name.as_name().ok());
        let held = dictionary(objects, resources, b"XObject").zip(named);
        let form =
            held.and_then(|(held, name)| held.get_deref(name, objects).and_then(Object::as_stream).ok());
        let Some(form) = form else { return Ok(()) };
        if !is_named(&form.dict, b"Subtype", b"Form") {
            self.pictures = true;
            return Ok(());
        }
        if depth >= DEPTH {
            return Err(format!("forms lie in each other more than {DEPTH} deep"));
        }
        let placed = form.dict.get_deref(b"Matrix", objects).map(|array| numbers(objects, array));
        self.steps.push(Step::Save);
        self.steps.extend(placed.ok().and_then(|six| six.try_into().ok()).map(Matrix).map(Step::Concat));
        let inner = dictionary(objects, &form.dict, b"Resources").unwrap_or(resources);
        let done = self.stream(&streams::unpacked(objects, form)?, inner, depth + 1);
        self.steps.push(Step::Restore);
        done
    }
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let six: Vec<f64> = operands.iter().map_while(number).collect();
    six.try_into().ok().map(Matrix)
}

fn shown(operand: Option<&Object>) -> Option<Step> {
    operand?.as_str().ok().map(|bytes| Step::Show(bytes.to_vec()))
}

fn piece(object: &Object) -> Option<Step> {
    number(object).map(Step::Back).or_else(|| shown(Some(object)))
}
