//! Names of months in the languages of ministries, with the misspellings that people make of the English ones.

/// Names by month: English with its abbreviations first, then French, Spanish, Portuguese, Italian, German and Russian.
const NAMES: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "enero",
        "janeiro",
        "gennaio",
        "januar",
        "jänner",
        "январь",
        "января",
    ],
    &[
        "february",
        "feb",
        "février",
        "fevrier",
        "févr",
        "febrero",
        "fevereiro",
        "febbraio",
        "februar",
        "февраль",
        "февраля",
    ],
    &["march", "mar", "mars", "marzo", "março", "märz", "mär", "март", "марта"],
    &["april", "apr", "avril", "avr", "abril", "aprile", "апрель", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "май", "мая"],
    &["june", "jun", "juin", "junio", "junho", "giugno", "juni", "июнь", "июня"],
    &["july", "jul", "juillet", "juil", "julio", "julho", "luglio", "juli", "июль", "июля"],
    &["august", "aug", "août", "aout", "agosto", "август", "августа"],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setiembre",
        "setembro",
        "settembre",
        "сентябрь",
        "сентября",
    ],
    &["october", "oct", "octobre", "octubre", "outubro", "ottobre", "oktober", "okt", "октябрь", "октября"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноябрь", "ноября"],
    &[
        "december",
        "dec",
        "décembre",
        "decembre",
        "déc",
        "diciembre",
        "dezembro",
        "dicembre",
        "dezember",
        "dez",
        "декабрь",
        "декабря",
    ],
];

/// A month by its name, and whether the name was misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) number: i8,
    pub(super) misspelt: bool,
}

/// The month of that name.
pub(super) fn named(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    NAMES.iter().position(|names| names.contains(&name.as_str())).and_then(|at| i8::try_from(at + 1).ok())
}

/// The same where the rest has the shape of a date, so that a name may be misspelt: English names of five letters and more
/// with the same first letter, one wrong letter, or two in long names. A name that could be two months is none.
pub(super) fn nearly(name: &str) -> Option<Month> {
    if let Some(number) = named(name) {
        return Some(Month { number, misspelt: false });
    }
    let name: Vec<char> = name.trim_end_matches('.').to_lowercase().chars().collect();
    let near = |full: &str| {
        let full: Vec<char> = full.chars().collect();
        let most = if full.len() >= 7 { 2 } else { 1 };
        name.len() >= 4 && full.len() >= 5 && name.first() == full.first() && distance(&name, &full) <= most
    };
    let mut found = NAMES.iter().enumerate().filter(|(_, names)| near(names[0]));
    let first = found.next()?;
    let number = i8::try_from(first.0 + 1).ok()?;
    found.next().is_none().then_some(Month { number, misspelt: true })
}

/// Number of letters to put in, take out, change or swap with the next.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let change = row[j] + usize::from(a != b);
            let mut least = change.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *b && *a == other[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearly;

    fn check(name: &str, expected: &str) {
        let shown = nearly(name).map_or("none".to_owned(), |month| {
            format!("{}{}", month.number, if month.misspelt { " misspelt" } else { "" })
        });
        assert_eq!(shown, expected, "{name}");
    }

    #[test]
    fn names_and_misspellings() {
        check("Sept.", "9");
        check("août", "8");
        check("Juillet", "7");
        check("ФЕВРАЛЯ", "2");
        check("Febuary", "2 misspelt");
        check("Septmber", "9 misspelt");
        check("Apirl", "4 misspelt");
        check("Decembre", "12");
        check("Ocotber", "10 misspelt");
        check("Minister", "none");
        check("Summer", "none");
        check("Number", "none");
        check("Match", "3 misspelt");
        check("Jany", "none");
    }
}
