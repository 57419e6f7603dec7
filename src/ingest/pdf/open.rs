//! Bytes → the objects of a PDF and its pages; why they cannot be had.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Dictionary, Document, Error, Object, ObjectId};

use super::rebuild;
use crate::error::{Code, Problem};

/// A document has at most this many pages.
pub(super) const MOST_PAGES: usize = 5_000;
/// Deep page trees end here.
const DEPTH: usize = 64;

/// An open file.
pub(super) struct Opened {
    pub(super) objects: Document,
    pub(super) pages: Vec<ObjectId>,
    /// The file is damaged, and its table of objects was made anew.
    pub(super) rebuilt: bool,
}

/// Opens a file; one that is encrypted with an empty password is decrypted.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Problem> {
    let start = header(bytes).ok_or_else(|| bad("no %PDF- header in its first 1024 bytes"))?;
    let bytes = &bytes[start..];
    let (mut objects, rebuilt) = match load(bytes) {
        Ok(objects) => (objects, false),
        Err(problem) if problem.code == Code::Encrypted => return Err(problem),
        Err(problem) => match rebuild::rebuilt(bytes).map(|bytes| load(&bytes)) {
            Some(Ok(objects)) => (objects, true),
            _ => return Err(problem),
        },
    };
    decrypt(&mut objects)?;
    let pages: Vec<ObjectId> = objects.page_iter().take(MOST_PAGES + 1).collect();
    match pages.len() {
        0 => Err(bad("no pages were found")),
        n if n > MOST_PAGES => Err(Problem::new(
            Code::OverLimit,
            format!("more than {MOST_PAGES} pages; a PDF may have so many"),
        )),
        _ => Ok(Opened { objects, pages, rebuilt }),
    }
}

fn load(bytes: &[u8]) -> Result<Document, Problem> {
    match guarded(|| Document::load_mem(bytes)) {
        Ok(Ok(objects)) => Ok(objects),
        Ok(Err(error)) => Err(refused(&error)),
        Err(said) => Err(bad(&said)),
    }
}

/// Where the file begins: some programs put a few bytes before the header.
fn header(bytes: &[u8]) -> Option<usize> {
    bytes[..bytes.len().min(1024)].windows(5).position(|window| window == b"%PDF-")
}

fn decrypt(objects: &mut Document) -> Result<(), Problem> {
    if !objects.is_encrypted() {
        return Ok(());
    }
    match guarded(|| objects.decrypt("")) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(refused(&error)),
        Err(said) => Err(bad(&said)),
    }
}

fn refused(error: &Error) -> Problem {
    match error {
        Error::InvalidPassword => Problem::new(Code::Encrypted, "the file asks for a password"),
        // The empty password was tried; nobody gave one.
        Error::Decryption(wrong) if wrong.to_string().contains("password") => {
            Problem::new(Code::Encrypted, "the file asks for a password")
        }
        Error::Decryption(wrong) => {
            Problem::new(Code::Encrypted, format!("the file is encrypted and cannot be opened: {wrong}"))
        }
        _ => bad(&error.to_string()),
    }
}

fn bad(said: &str) -> Problem {
    Problem::new(Code::BadFormat, format!("the PDF could not be opened: {said}"))
}

/// The answer of `work`; a panic inside is an error with the words of the panic.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        format!("its reader gave up ({})", said.chars().take(200).collect::<String>())
    })
}

/// What a key of a page says, or of the nodes above it.
pub(super) fn inherited<'a>(objects: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEPTH {
        if let Ok(found) = node.get_deref(key, objects) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", objects).and_then(Object::as_dict).ok()?;
    }
    None
}

/// A dictionary, or that of a stream, under a key.
pub(super) fn dictionary<'a>(
    objects: &'a Document,
    holder: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    holder.get_deref(key, objects).and_then(Object::as_dict).ok()
}

/// Is a value of the dictionary the name?
pub(super) fn is_named(dict: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}

/// A number.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Numbers in an array under a key.
pub(super) fn numbers(objects: &Document, array: &Object) -> Vec<f64> {
    let Ok(array) = array.as_array() else { return Vec::new() };
    let direct = |object| objects.dereference(object).ok().and_then(|(_, object)| number(object));
    array.iter().map_while(direct).collect()
}

#[cfg(test)]
mod tests {
    use super::{Code, open};

    fn check(bytes: &[u8], code: Code) {
        assert_eq!(open(bytes).err().map(|problem| problem.code), Some(code));
    }

    #[test]
    fn what_is_no_pdf_is_named() {
        check(b"", Code::BadFormat);
        check(b"Ilka Varn: We do not comment.", Code::BadFormat);
        check(b"%PDF-1.7\nnothing more", Code::BadFormat);
    }
}
