//! Years and numbers in Chinese numerals, and years of Japanese eras.

/// `二〇二一` or `令和3`.
pub(super) fn year(year: &str) -> Option<i16> {
    for (era, before) in [("令和", 2018), ("平成", 1988), ("昭和", 1925)] {
        if let Some(year) = year.strip_prefix(era) {
            return Some(before + if year == "元" { 1 } else { year.parse::<i16>().ok()? });
        }
    }
    year.chars().try_fold(0, |number, figure| Some(number * 10 + i16::from(numeral(figure)?)))
}

fn numeral(figure: char) -> Option<i8> {
    let at = "〇一二三四五六七八九".chars().position(|known| known == figure);
    if matches!(figure, '零' | '○') { Some(0) } else { i8::try_from(at?).ok() }
}

/// `二十日`: numbers up to 99.
pub(super) fn small(number: &str) -> Option<i8> {
    if let Ok(number) = number.parse() {
        return Some(number);
    }
    match number.split_once('十') {
        None => numeral(number.chars().next()?).filter(|_| number.chars().count() == 1),
        Some((tens, ones)) => {
            let figure =
                |part: &str, empty| if part.is_empty() { Some(empty) } else { numeral(part.chars().next()?) };
            Some(figure(tens, 1)? * 10 + figure(ones, 0)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{small, year};

    #[test]
    fn numerals() {
        assert_eq!(year("二〇二一"), Some(2021));
        assert_eq!(year("令和3"), Some(2021));
        assert_eq!(year("平成元"), Some(1989));
        for (number, expected) in
            [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("20", 20)]
        {
            assert_eq!(small(number), Some(expected), "{number}");
        }
    }
}
