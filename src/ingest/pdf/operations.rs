//! Drawing commands → operators with their operands. What is no command is passed over, so that a broken place in the
//! middle does not hide what follows.

use pdf_extract::{Dictionary, Object, StringFormat};

use super::streams;

/// Arrays in arrays end here.
const DEPTH: usize = 16;
/// An operator has at most this many operands; the last ones count.
const MOST_OPERANDS: usize = 64;

/// Calls `each` with every operator and its operands; stops at its first error.
pub(super) fn each<E>(
    source: &[u8],
    mut each: impl FnMut(&[u8], &[Object]) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader { source, at: 0 };
    let mut operands: Vec<Object> = Vec::new();
    while let Some(token) = reader.token(0) {
        match token {
            Token::Operand(object) => {
                if operands.len() >= MOST_OPERANDS {
                    operands.remove(0);
                }
                operands.push(object);
            }
            Token::Operator(b"ID") => {
                reader.skip_picture();
                operands.clear();
            }
            Token::Operator(operator) => {
                each(operator, &operands)?;
                operands.clear();
            }
            Token::End => {}
        }
    }
    Ok(())
}

enum Token<'a> {
    Operand(Object),
    Operator(&'a [u8]),
    /// The end of an array or dictionary.
    End,
}

struct Reader<'a> {
    source: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        self.skip_space();
        let first = self.peek()?;
        self.at += 1;
        Some(match first {
            b'(' => Token::Operand(Object::String(self.string(), StringFormat::Literal)),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                Token::Operand(Object::Dictionary(self.dictionary(depth + 1)))
            }
            b'<' => {
                let digits = self.until(|byte| byte == b'>');
                self.at += 1;
                Token::Operand(Object::String(streams::hex(digits), StringFormat::Hexadecimal))
            }
            b'[' => Token::Operand(Object::Array(self.objects(depth + 1))),
            b'/' => Token::Operand(Object::Name(name(self.until(is_end)))),
            b']' | b')' | b'{' | b'}' => Token::End,
            b'>' => {
                self.at += usize::from(self.peek() == Some(b'>'));
                Token::End
            }
            _ => {
                self.at -= 1;
                self.word()
            }
        })
    }

    fn word(&mut self) -> Token<'a> {
        let word = self.until(is_end);
        match word {
            b"true" | b"false" => Token::Operand(Object::Boolean(word == b"true")),
            b"null" => Token::Operand(Object::Null),
            _ => number(word).map_or(Token::Operator(word), Token::Operand),
        }
    }

    /// Operands up to the end of an array; those of arrays that lie too deep are dropped.
    fn objects(&mut self, depth: usize) -> Vec<Object> {
        let mut objects = Vec::new();
        if depth > DEPTH {
            return objects;
        }
        while let Some(Token::Operand(object)) = self.token(depth) {
            objects.push(object);
        }
        objects
    }

    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut dictionary = Dictionary::new();
        let mut objects = self.objects(depth).into_iter();
        while let (Some(key), Some(value)) = (objects.next(), objects.next()) {
            if let Object::Name(key) = key {
                dictionary.set(key, value);
            }
        }
        dictionary
    }

    fn string(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escaped(&mut bytes);
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        bytes
    }

    fn escaped(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|digit| (b'0'..=b'7').contains(digit)) else {
                        break;
                    };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                bytes.push((value & 0xFF) as u8);
            }
            other => bytes.push(other),
        }
    }

    /// A picture in the middle of the commands: up to `EI` between white space.
    fn skip_picture(&mut self) {
        let rest = &self.source[self.at.min(self.source.len())..];
        let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        let end = rest.windows(2).enumerate().find(|(at, two)| {
            *two == b"EI" && *at > 0 && is_space(rest.get(at - 1)) && is_space(rest.get(at + 2))
        });
        self.at += end.map_or(rest.len(), |(at, _)| at + 2);
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    self.until(|byte| byte == b'\n' || byte == b'\r');
                }
                0 | b' ' | b'\t' | b'\r' | b'\n' | 12 => self.at += 1,
                _ => return,
            }
        }
    }

    fn until(&mut self, end: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.source[self.at.min(self.source.len())..];
        let length = rest.iter().position(|byte| end(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

fn is_end(byte: u8) -> bool {
    byte == 0 || byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(&byte)
}

fn number(word: &[u8]) -> Option<Object> {
    let word = std::str::from_utf8(word).ok()?;
    if !word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    if let Ok(integer) = word.parse::<i64>() {
        return Some(Object::Integer(integer));
    }
    // Some programs write `--3` or `1.5-2`.
    let digits = word.trim_start_matches(['+', '-']);
    let digits = digits.split('-').next().unwrap_or(digits);
    let value = digits.parse::<f32>().ok().filter(|value| value.is_finite())?;
    Some(Object::Real(if word.starts_with('-') { -value } else { value }))
}

/// `#20` stands for a byte.
fn name(written: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((first, tail)) = rest.split_first() {
        let coded = tail.get(..2).filter(|two| *first == b'#' && two.iter().all(u8::is_ascii_hexdigit));
        name.extend(coded.map_or(vec![*first], streams::hex));
        rest = if coded.is_some() { &tail[2..] } else { tail };
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let done: Result<(), ()> = each(source.as_bytes(), |operator, operands| {
            found.push(format!("{} {}", operands.len(), String::from_utf8_lossy(operator)));
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn operators_with_operands() {
        check(
            "BT /F1 12 Tf 1 0 0 1 72 -72.5 Tm [(a) -120 <62>] TJ ET",
            &["0 BT", "2 Tf", "6 Tm", "1 TJ", "0 ET"],
        );
        check("/Span <</ActualText (x)>> BDC (it\\)s) ' EMC % end\nT*", &["2 BDC", "1 '", "0 EMC", "0 T*"]);
    }

    #[test]
    fn broken_places_do_not_hide_the_rest() {
        check("(one) Tj ] >> 1 2 ) (two) Tj", &["1 Tj", "3 Tj"]);
        check("BI /W 1 ID \u{1}EI\u{2} EI (two) Tj", &["0 BI", "1 Tj"]);
        check(&format!("{} (deep) Tj", "[".repeat(50_000)), &[]);
    }

    #[test]
    fn strings_and_names() {
        let mut operands = Vec::new();
        let done: Result<(), ()> = each(b"(a\\(\\101(b)\\\nc) /A#20B -.5 X", |_, found| {
            operands = found.to_vec();
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(operands[0].as_str().unwrap(), b"a(A(b)c");
        assert_eq!(operands[1].as_name().unwrap(), b"A B");
        assert_eq!(operands[2].as_float().unwrap(), -0.5);
    }
}
