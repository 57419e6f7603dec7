//! `rejoinder evaluate`: how well the tags agree with codes that people gave.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, print};
use crate::error::Error;
use crate::evaluate::{self, Coded, Evaluation, shown};
use crate::lexicon::{folder, sentences};
use crate::report::{atomic, neutral};
use crate::resources::Resources;
use crate::tag::rule::{FAMILIES, Rule, Rules};

/// What the subcommand is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Coded material: JSON lines (see the guide), or a CSV or TSV file with a text and its codes in each row
    #[arg(value_name = "CODED")]
    coded: PathBuf,
    /// The coded texts, where CODED holds only codes
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,
    /// Column of the codes in a spreadsheet
    #[arg(long, value_name = "NAME")]
    codes: Option<String>,
    /// Folder for evaluation.csv, confusions.csv and errors.csv
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the disagreements, all or those of one category
    #[arg(long, value_name = "CATEGORY", num_args = 0..=1, default_missing_value = "")]
    errors: Option<String>,
    /// Switch rules or families of rules off, by name, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    without: Vec<String>,
    /// Switch all rules off: plain counting of words
    #[arg(long)]
    naive: bool,
    /// Print what each rule is worth: the figures with it switched off
    #[arg(long)]
    ablation: bool,
    /// Further word lists, as for `run`
    #[arg(long, value_name = "DIR")]
    lexicons: Vec<PathBuf>,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let coded = read(arguments)?;
    let mut lexicons = folder::built_in()?;
    for further in &arguments.lexicons {
        lexicons.extend(folder::from_disk(further)?);
    }
    let mut resources = Resources::new(lexicons)?;
    resources.rules = rules(arguments)?;
    let evaluation = evaluate::evaluate(&coded, &resources);
    print(&shown::figures(&evaluation));
    for problem in &coded.problems {
        print(&format!("{problem}\n"));
    }
    if let Some(category) = &arguments.errors {
        print("\n");
        print(&shown::errors(&evaluation, Some(category.as_str()).filter(|name| !name.is_empty())));
    }
    if arguments.ablation {
        print(&ablation(&coded, &mut resources, &evaluation));
    }
    if let Some(folder) = &arguments.out {
        write(&evaluation, folder)?;
    }
    Ok(if coded.problems.is_empty() { Outcome::Fine } else { Outcome::SomeFailed })
}

fn read(arguments: &Arguments) -> Result<Coded, Error> {
    let bytes = |path: &Path| {
        std::fs::read(path).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
            advice: "name a file with coded texts".into(),
        })
    };
    let codes = String::from_utf8_lossy(&bytes(&arguments.coded)?).into_owned();
    let texts = arguments.texts.as_deref().map(|path| bytes(path).map(|bytes| (path, bytes))).transpose()?;
    let name = texts.as_ref().map(|(path, _)| path.display().to_string()).unwrap_or_default();
    evaluate::read(
        &arguments.coded.display().to_string(),
        &codes,
        texts.as_ref().map(|(_, bytes)| (name.as_str(), bytes.as_slice())),
        arguments.codes.as_deref(),
    )
}

fn rules(arguments: &Arguments) -> Result<Rules, Error> {
    let mut rules = if arguments.naive { Rules::NONE } else { Rules::default() };
    for name in &arguments.without {
        if let Some(family) = FAMILIES.iter().find(|family| family.name == name) {
            rules = family.rules.iter().fold(rules, |rules, rule| rules.without(*rule));
            continue;
        }
        let rule = Rule::parse(name).ok_or_else(|| {
            let families = FAMILIES.iter().map(|family| family.name);
            let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).chain(families).collect();
            Error::Usage(format!("--without {name:?} names no rule; known are {}", known.join(", ")))
        })?;
        rules = rules.without(rule);
    }
    Ok(rules)
}

/// One line a rule: what happens to precision and recall when it is off.
fn ablation(coded: &Coded, resources: &mut Resources, whole: &Evaluation) -> String {
    let mut text = format!(
        "\n{:<16} {:>9} {:>9} {:>9}   {:>9} {:>9} {:>9}   {:>13}\n",
        "without", "precision", "recall", "F1", "P change", "R change", "F1 change", "own sentences"
    );
    let rules = resources.rules;
    text.push_str(&ablated("(nothing)", whole, whole, resources));
    for family in FAMILIES {
        resources.rules = family.rules.iter().fold(rules, |rules, rule| rules.without(*rule));
        text.push_str(&ablated(
            &format!("{} (all)", family.name),
            &evaluate::evaluate(coded, resources),
            whole,
            resources,
        ));
    }
    for rule in Rule::ALL.iter().filter(|rule| rules.has(**rule)) {
        resources.rules = rules.without(*rule);
        text.push_str(&ablated(rule.name(), &evaluate::evaluate(coded, resources), whole, resources));
    }
    resources.rules = Rules::NONE;
    text.push_str(&ablated("(all of them)", &evaluate::evaluate(coded, resources), whole, resources));
    resources.rules = rules;
    text
}

/// The first score stands for the whole: all tags, or the question that was coded. The last column counts the test
/// sentences of the word lists that fail.
fn ablated(name: &str, one: &Evaluation, whole: &Evaluation, resources: &Resources) -> String {
    let Some((score, before)) = one.scores.first().zip(whole.scores.first()) else { return String::new() };
    let figures = |score: &evaluate::Score| {
        [score.precision(), score.recall(), score.f1()].map(|value| value.unwrap_or(0.0))
    };
    let failing = sentences::run(resources, &[]).failures.len();
    let ([p, r, f], [p0, r0, f0]) = (figures(score), figures(before));
    format!(
        "{name:<16} {p:>9.3} {r:>9.3} {f:>9.3}   {:>+9.3} {:>+9.3} {:>+9.3}   {failing:>6} fail\n",
        p - p0,
        r - r0,
        f - f0
    )
}

fn write(evaluation: &Evaluation, folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|source| Error::File {
        path: folder.to_owned(),
        source,
        advice: "choose another folder with --out".into(),
    })?;
    for sheet in shown::sheets(evaluation) {
        atomic::write(&folder.join(sheet.name), |file| {
            let mut writer = csv::WriterBuilder::new().from_writer(file);
            for row in &sheet.rows {
                let cells = row.iter().map(|cell| neutral::csv(cell).into_owned());
                writer.write_record(cells).map_err(|wrong| wrong.to_string())?;
            }
            writer.flush().map_err(|wrong| wrong.to_string())
        })?;
    }
    Ok(())
}
