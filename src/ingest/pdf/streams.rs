//! Packed bytes of a stream → its bytes, never more than a limit.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, Stream};

/// A stream has at most this many bytes, unpacked.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// Small streams may unpack to anything; larger ones to so many times their size.
const SMALL: usize = 1 << 20;
const RATIO: usize = 200;
/// A row of a predictor has at most this many bits.
const LONGEST_ROW: i64 = 1 << 24;
/// One filter after the other, at most so many.
const MOST_FILTERS: usize = 8;

/// The bytes of a stream, or why they cannot be had.
pub(super) fn unpacked(objects: &Document, stream: &Stream) -> Result<Vec<u8>, String> {
    let filters = listed(objects, &stream.dict, b"Filter");
    let parameters = listed(objects, &stream.dict, b"DecodeParms");
    if filters.len() > MOST_FILTERS {
        return Err(format!("{} filters on one stream; at most {MOST_FILTERS} are read", filters.len()));
    }
    let mut bytes = stream.content.clone();
    for (n, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(n).and_then(|parameters| parameters.as_dict().ok());
        bytes = one(filter.as_name().unwrap_or_default(), parameters, bytes)?;
        if bytes.len() > MOST_BYTES || bytes.len() > SMALL.max(RATIO * stream.content.len()) {
            return Err(format!(
                "a stream that unpacks to more than {RATIO} times its size or {MOST_BYTES} bytes"
            ));
        }
    }
    Ok(bytes)
}

/// One object or several under a key.
fn listed<'a>(objects: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Vec<&'a Object> {
    match dict.get_deref(key, objects) {
        Ok(Object::Array(array)) => array
            .iter()
            .filter_map(|object| objects.dereference(object).ok())
            .map(|(_, object)| object)
            .collect(),
        Ok(Object::Null) | Err(_) => Vec::new(),
        Ok(object) => vec![object],
    }
}

fn one(filter: &[u8], parameters: Option<&Dictionary>, packed: Vec<u8>) -> Result<Vec<u8>, String> {
    let predicted = parameters.is_some_and(|parameters| {
        parameters.get(b"Predictor").and_then(Object::as_i64).is_ok_and(|predictor| predictor > 1)
    });
    match filter {
        b"FlateDecode" | b"Fl" if !predicted => {
            let most = MOST_BYTES.min(SMALL.max(RATIO * packed.len())) as u64 + 1;
            let mut bytes = Vec::new();
            // What a broken stream holds up to the break is read.
            let whole = ZlibDecoder::new(packed.as_slice()).take(most).read_to_end(&mut bytes);
            if whole.is_ok() || !bytes.is_empty() { Ok(bytes) } else { others(b"FlateDecode", None, packed) }
        }
        b"ASCIIHexDecode" | b"AHx" => Ok(hex(&packed)),
        b"RunLengthDecode" | b"RL" => Ok(runs(&packed)),
        b"FlateDecode" | b"Fl" => others(b"FlateDecode", parameters, packed),
        b"LZWDecode" | b"LZW" => others(b"LZWDecode", parameters, packed),
        b"ASCII85Decode" | b"A85" => others(b"ASCII85Decode", parameters, packed),
        b"Crypt" => Ok(packed),
        other => Err(format!("the filter {} is not known", String::from_utf8_lossy(other))),
    }
}

/// The filters that lopdf has. It makes room for a whole row of a predictor before it looks at the bytes.
fn others(filter: &[u8], parameters: Option<&Dictionary>, packed: Vec<u8>) -> Result<Vec<u8>, String> {
    let says = |key: &[u8]| {
        parameters.and_then(|parameters| parameters.get(key).and_then(Object::as_i64).ok()).unwrap_or(1)
    };
    let row = [b"Columns".as_slice(), b"Colors", b"BitsPerComponent"]
        .iter()
        .try_fold(1_i64, |product, key| product.checked_mul(says(key).max(1)));
    if row.is_none_or(|bits| bits > LONGEST_ROW) {
        return Err(format!("rows of more than {LONGEST_ROW} bits"));
    }
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(filter.to_vec()));
    if let Some(parameters) = parameters {
        dict.set("DecodeParms", parameters.clone());
    }
    Stream::new(dict, packed).decompressed_content().map_err(|error| error.to_string())
}

/// Bytes as two hexadecimal digits each; `>` ends them.
pub(super) fn hex(digits: &[u8]) -> Vec<u8> {
    let digits = digits.split(|byte| *byte == b'>').next().unwrap_or_default();
    let values: Vec<u8> =
        digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|value| value as u8).collect();
    values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn runs(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = packed;
    while let Some((length, tail)) = rest.split_first().filter(|(length, _)| **length != 128) {
        let length = usize::from(*length);
        if length < 128 {
            let (copied, tail) = tail.split_at(tail.len().min(length + 1));
            bytes.extend_from_slice(copied);
            rest = tail;
        } else {
            bytes.extend(tail.first().into_iter().flat_map(|byte| std::iter::repeat_n(*byte, 257 - length)));
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(filters: &[&str], packed: &[u8], expected: &[u8]) {
        let names: Vec<Object> = filters.iter().map(|name| Object::Name(name.as_bytes().to_vec())).collect();
        let mut dict = Dictionary::new();
        dict.set("Filter", names);
        let stream = Stream::new(dict, packed.to_vec());
        assert_eq!(unpacked(&Document::new(), &stream).unwrap(), expected);
    }

    #[test]
    fn filters_one_after_the_other() {
        check(&[], b"BT ET", b"BT ET");
        check(&["ASCIIHexDecode"], b"42 54 2>", b"BT ");
        check(&["RunLengthDecode"], &[1, b'B', b'T', 254, b' ', 128], b"BT   ");
        check(&["AHx", "RL"], b"01 42 54 80>", b"BT");
    }

    #[test]
    fn unknown_filters_are_named() {
        let mut dict = Dictionary::new();
        dict.set("Filter", Object::Name(b"JPXDecode".to_vec()));
        assert!(unpacked(&Document::new(), &Stream::new(dict, vec![1])).unwrap_err().contains("JPXDecode"));
    }
}
