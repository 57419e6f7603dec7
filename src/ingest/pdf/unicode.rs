//! What the codes of a font mean, as its `ToUnicode` map says. Ranges are kept as ranges: a map of a few bytes that
//! speaks of four thousand million codes costs nothing.

use std::collections::BTreeMap;

use super::streams;

/// A map from codes to words. Where the map is broken it knows nothing.
#[derive(Debug, Default)]
pub(super) struct Map {
    single: BTreeMap<u32, String>,
    /// First code, last code, UTF-16 of the first.
    ranges: Vec<(u32, u32, Vec<u16>)>,
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

impl Map {
    /// Reads the map from its stream.
    pub(super) fn read(source: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { source }.peekable();
        let mut section: &[u8] = b"";
        while let Some(token) = tokens.next() {
            match (token, section) {
                (Token::Word(word), _) => section = word,
                (Token::Hex(code), b"beginbfchar") => {
                    if let Some(Token::Hex(words)) = tokens.peek() {
                        map.single.extend(text(&utf16(words)).map(|words| (number(&code), words)));
                        tokens.next();
                    }
                }
                (Token::Hex(first), b"beginbfrange") => map.range(number(&first), &mut tokens),
                _ => {}
            }
        }
        map
    }

    fn range<'a>(&mut self, first: u32, tokens: &mut impl Iterator<Item = Token<'a>>) {
        let Some(Token::Hex(last)) = tokens.next() else { return };
        match tokens.next() {
            Some(Token::Hex(words)) => self.ranges.push((first, number(&last), utf16(&words))),
            Some(Token::Open) => {
                for code in first..=number(&last) {
                    let Some(Token::Hex(words)) = tokens.next() else { return };
                    self.single.extend(text(&utf16(&words)).map(|words| (code, words)));
                }
            }
            _ => {}
        }
    }

    /// The words of a code.
    pub(super) fn get(&self, code: &[u8]) -> Option<String> {
        let code = number(code);
        self.single.get(&code).cloned().or_else(|| {
            let (first, _, words) =
                self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&code))?;
            let mut words = words.clone();
            let last = words.last_mut()?;
            *last = last.checked_add(u16::try_from(code - first).ok()?)?;
            text(&words)
        })
    }
}

/// How many bytes a code has, where a map of codes says that all have the same number.
pub(super) fn code_length(source: &[u8]) -> Option<usize> {
    let mut lengths = Vec::new();
    let mut section: &[u8] = b"";
    for token in (Tokens { source }) {
        match token {
            Token::Word(word) => section = word,
            Token::Hex(code) if section == b"begincodespacerange" => lengths.push(code.len()),
            _ => {}
        }
    }
    let first = *lengths.first()?;
    lengths.iter().all(|length| *length == first).then_some(first)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

fn text(words: &[u16]) -> Option<String> {
    String::from_utf16(words).ok().filter(|words| !words.is_empty() && !words.contains('\0'))
}

struct Tokens<'a> {
    source: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.source.split_first()?;
            self.source = match first {
                b'%' => rest.iter().position(|byte| b"\r\n".contains(byte)).map_or(&[], |end| &rest[end..]),
                b'[' | b']' => {
                    self.source = rest;
                    return Some(if *first == b'[' { Token::Open } else { Token::Close });
                }
                b'<' if !rest.starts_with(b"<") => {
                    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
                    self.source = rest.get(end + 1..).unwrap_or_default();
                    return Some(Token::Hex(streams::hex(&rest[..end])));
                }
                byte if byte.is_ascii_alphabetic() => {
                    let end = self.source.iter().position(|byte| !byte.is_ascii_alphanumeric());
                    let (word, rest) = self.source.split_at(end.unwrap_or(self.source.len()));
                    self.source = rest;
                    return Some(Token::Word(word));
                }
                _ => rest.strip_prefix(b"<").filter(|_| *first == b'<').unwrap_or(rest),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;

    fn check(source: &str, code: &[u8], expected: Option<&str>) {
        assert_eq!(Map::read(source.as_bytes()).get(code).as_deref(), expected, "{source}");
    }

    #[test]
    fn characters_and_ranges() {
        let map = "/CIDInit /ProcSet findresource begin << /Registry (A) >> def 1 begincodespacerange <00> <FF> \
                   endcodespacerange 2 beginbfchar <01> <0056> <02><00660069> endbfchar \
                   2 beginbfrange <10> <12> <0061> <20> <21> [<0058> <0059>] endbfrange";
        check(map, &[1], Some("V"));
        check(map, &[2], Some("fi"));
        check(map, &[0x12], Some("c"));
        check(map, &[0x13], None);
        check(map, &[0x21], Some("Y"));
    }

    #[test]
    fn lengths_of_codes() {
        let check = |source: &str, expected| assert_eq!(super::code_length(source.as_bytes()), expected);
        check("1 begincodespacerange <00> <FF> endcodespacerange <0041>", Some(1));
        check("begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange", None);
        check("", None);
    }

    #[test]
    fn broken_maps_know_nothing() {
        check("beginbfchar <01> <D800> endbfchar", &[1], None);
        check("beginbfchar <01", &[1], None);
        check("beginbfrange <00000000> <FFFFFFFF> <FFFF> endbfrange", &[0, 1], None);
        check("beginbfrange <01> <03> [<0041>] endbfrange", &[2], None);
    }
}
