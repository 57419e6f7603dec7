//! The bytes of an RTF text as tokens.

/// What a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word with its number, where it has one.
    Word(&'a str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of the text in the encoding of the font.
    Byte(u8),
}

/// The tokens from the first byte on.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no tokens.
    pub(super) fn pass(&mut self, n: usize) {
        self.at = self.at.saturating_add(n).min(self.bytes.len());
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.bytes[self.at..];
        let n = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
        self.at += n;
        std::str::from_utf8(&rest[..n]).unwrap_or("")
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first == b'\'' {
                let digits =
                    self.bytes.get(self.at..self.at + 2).and_then(|pair| std::str::from_utf8(pair).ok());
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                self.at += if byte.is_some() { 2 } else { 0 };
                return Some(byte.map_or(Token::Symbol(b'\''), Token::Byte));
            }
            return Some(Token::Symbol(first));
        }
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if digits.is_empty() {
            self.at = start;
        }
        let number = std::str::from_utf8(&self.bytes[start..self.at]).ok().and_then(|text| text.parse().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends of the file mean nothing.
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let read: Vec<Token> = Tokens::of(b"{\\rtf1 a\\'e9\\u-12?\\par\n\\~\\b0b}").collect();
        let expected = [
            Token::Open,
            Token::Word("rtf", Some(1)),
            Token::Byte(b'a'),
            Token::Byte(0xE9),
            Token::Word("u", Some(-12)),
            Token::Byte(b'?'),
            Token::Word("par", None),
            Token::Symbol(b'~'),
            Token::Word("b", Some(0)),
            Token::Byte(b'b'),
            Token::Close,
        ];
        assert_eq!(read, expected);
    }
}
