//! Where on a page the links lie.

use pdf_extract::{Dictionary, Document, Object};

use super::matrix::Matrix;
use super::open::{dictionary, is_named, numbers};

/// A page has at most this many links.
const MOST: usize = 5_000;

/// A rectangle with an address behind it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) url: String,
}

impl Area {
    /// Does the point lie inside?
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }
}

/// The links of a page; `upright` maps its coordinates to upright ones.
pub(super) fn areas(objects: &Document, page: &Dictionary, upright: Matrix) -> Vec<Area> {
    let Ok(notes) = page.get_deref(b"Annots", objects).and_then(Object::as_array) else { return Vec::new() };
    let notes = notes.iter().take(MOST).filter_map(|note| objects.dereference(note).ok()?.1.as_dict().ok());
    notes.filter_map(|note| area(objects, note, upright)).collect()
}

fn area(objects: &Document, note: &Dictionary, upright: Matrix) -> Option<Area> {
    let action = dictionary(objects, note, b"A").filter(|_| is_named(note, b"Subtype", b"Link"))?;
    let url = action.get_deref(b"URI", objects).ok()?.as_str().ok()?;
    let url = String::from_utf8_lossy(url).trim().to_owned();
    let [x0, y0, x1, y1]: [f64; 4] =
        numbers(objects, note.get_deref(b"Rect", objects).ok()?).try_into().ok()?;
    let ((x0, y0), (x1, y1)) = (upright.point(x0, y0), upright.point(x1, y1));
    let area = Area { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1), url };
    Some(area).filter(|area| !area.url.is_empty())
}
