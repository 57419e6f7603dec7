//! Which program a file belongs to: by its name, and where that says nothing, by its first lines.

use super::rows;

/// A form of dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// LIWC to 2015: numbered categories between lines of `%`, then words with numbers.
    Dic,
    /// LIWC-22: a table of words against categories.
    Dicx,
    /// quanteda: nested keys and lists in YAML.
    Yaml,
    /// WordStat: tabs for depth, `ITEM (weight)`.
    Cat,
    /// Yoshikoder: XML with one root category.
    Ykd,
    /// Lexicoder 2: the XML of Yoshikoder without the root category.
    Lcd,
    /// Lexicoder 3: `+category`, then its words.
    Lc3,
    /// VADER: a word a line with its mean valence.
    Vader,
    /// A table with the columns category, term and weight.
    Csv,
}

impl Form {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Dic,
        Self::Dicx,
        Self::Yaml,
        Self::Cat,
        Self::Ykd,
        Self::Lcd,
        Self::Lc3,
        Self::Vader,
        Self::Csv,
    ];

    /// The name by which people choose it; mostly the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dic => "dic",
            Self::Dicx => "dicx",
            Self::Yaml => "yaml",
            Self::Cat => "cat",
            Self::Ykd => "ykd",
            Self::Lcd => "lcd",
            Self::Lc3 => "lc3",
            Self::Vader => "vader",
            Self::Csv => "csv",
        }
    }

    /// The form of that name, in any letter case; `yml` and `tsv` are understood.
    pub fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "yml" => Some(Self::Yaml),
            "tsv" => Some(Self::Csv),
            name => Self::ALL.iter().copied().find(|form| form.name() == name),
        }
    }

    /// The form of a file, by the ending of its path, else by its text; nothing if neither tells.
    ///
    /// ```
    /// use rejoinder::lexicon::foreign::Form;
    /// assert_eq!(Form::of("words/Moral.DIC", ""), Some(Form::Dic));
    /// assert_eq!(Form::of("words.txt", "splendid\t2.5\t0.5\n"), Some(Form::Vader));
    /// assert_eq!(Form::of("words.txt", "Dear reader"), None);
    /// ```
    pub fn of(path: &str, text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{FEFF}');
        match path.rsplit_once('.').and_then(|(_, ending)| Self::parse(ending)) {
            None => Self::sniff(text, false),
            Some(Self::Csv) => Self::sniff(text, true),
            named => named,
        }
    }

    /// By the text; a `table` is a dictionary of LIWC-22 or a plain one.
    fn sniff(text: &str, table: bool) -> Option<Self> {
        let head = text.trim_start();
        let first = head.lines().next().unwrap_or("").trim_end();
        let header = rows::header(first);
        let has = |names: &[&str]| header.iter().any(|cell| names.contains(&cell.as_str()));
        if header.first().is_some_and(|cell| rows::ENTRY.contains(&cell.as_str())) && header.len() > 1 {
            Some(Self::Dicx)
        } else if table || has(rows::TERM) && has(rows::CATEGORY) {
            Some(Self::Csv)
        } else {
            Self::by_shape(head, first)
        }
    }

    fn by_shape(head: &str, first: &str) -> Option<Self> {
        let lines: Vec<&str> =
            head.lines().map(str::trim_end).filter(|line| !line.is_empty()).take(200).collect();
        let inside = |line: &str| line.starts_with(['\t', ' ', '-']);
        let number = |cell: &str| cell.trim().parse::<f64>().is_ok();
        if first == "%" {
            Some(Self::Dic)
        } else if head.starts_with('<') {
            let open = head.find("<dictionary").map(|at| &head[at..])?;
            let open = &open[..open.find('>').unwrap_or(open.len())];
            Some(if open.to_ascii_lowercase().contains("lexicoder") { Self::Lcd } else { Self::Ykd })
        } else if first.starts_with('+') {
            Some(Self::Lc3)
        } else if first.split('\t').nth(1).is_some_and(number) {
            Some(Self::Vader)
        } else if lines.iter().any(|line| inside(line) && super::wordstat::item(line).is_some()) {
            Some(Self::Cat)
        } else if lines.windows(2).any(|pair| pair[0].ends_with(':') && inside(pair[1]))
            || first.contains(": [")
        {
            Some(Self::Yaml)
        } else {
            None
        }
    }
}
