//! The title that the file states, where it is one: programs put the names of files and of templates there.

use pdf_extract::{Document, decode_text_string};

use super::open::dictionary;

/// What programs write before the name of a file, and what they call a document without a name.
const NO_TITLES: &[&str] =
    &["microsoft word", "microsoft powerpoint", "untitled", "powerpoint presentation", "slide 1"];
/// Longer titles are abstracts.
const LONGEST: usize = 220;

/// The title that the file states.
pub(super) fn stated(objects: &Document) -> Option<String> {
    let info = dictionary(objects, &objects.trailer, b"Info")?;
    let title = decode_text_string(info.get_deref(b"Title", objects).ok()?).ok()?;
    let title = title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    Some(title.collect::<Vec<_>>().join(" "))
}

/// Is it the title of a text that begins so? Two of three of its words must stand there: a template's title does not.
pub(super) fn is_sensible(title: &str, beginning: &str) -> bool {
    let lower = title.to_lowercase();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (stated, there) = (words(title), words(beginning));
    let found = stated.iter().filter(|word| there.contains(word)).count();
    let is_file =
        lower.rsplit_once('.').is_some_and(|(_, end)| (2..=5).contains(&end.len()) && !end.contains(' '));
    stated.len() > 1
        && title.chars().count() <= LONGEST
        && !is_file
        && !title.contains('_')
        && !NO_TITLES.iter().any(|start| lower.starts_with(start))
        && found * 3 >= stated.len() * 2
}

#[cfg(test)]
mod tests {
    use super::is_sensible;

    #[test]
    fn names_of_files_are_no_titles() {
        let beginning = "Briefing of the Ministry of Vellmark\n\nIlka Varn: Good day.";
        let check = |title, expected| assert_eq!(is_sensible(title, beginning), expected, "{title}");
        check("Briefing of the Ministry", true);
        check("Microsoft Word - Briefing of the Ministry.doc", false);
        check("briefing ministry.docx", false);
        check("Press release template 2017", false);
        check("Briefing", false);
    }
}
