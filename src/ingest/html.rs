//! HTML.

use super::{Ingested, Options, failed, format};
use crate::document::Source;

/// The document in the bytes of the file.
pub fn read(_bytes: &[u8], source: Source, _options: &Options) -> Ingested {
    failed(format::unknown(&source.path))
}
