//! Which part of what was read is reported.

use clap::Args;
use jiff::civil::Date;

use crate::error::Error;
use crate::resources::Resources;
use crate::selection::{Selection, days};

/// Conditions: all that are given must hold; of one that is given several times any.
#[derive(Clone, Debug, Args)]
pub struct Choice {
    /// Only answers of this speaker, with the questions that they meet: a name or whole words of it, in any case
    #[arg(long, value_name = "NAME", help_heading = "What")]
    speaker: Vec<String>,
    /// Only answers for this side: the ISO 3166 code of a state, as in the column state (articles are left out)
    #[arg(long, value_name = "CODE", help_heading = "What")]
    state: Vec<String>,
    /// Only texts of this day and later: 2021-07-20, 2021-07 or 2021
    #[arg(long, value_name = "DATE", value_parser = first, help_heading = "What")]
    since: Option<Date>,
    /// Only texts of this day and earlier; until 2021 is until its last day
    #[arg(long, value_name = "DATE", value_parser = last, help_heading = "What")]
    until: Option<Date>,
    /// Only acts of this category of the word lists, or of those below it (deny: deny.fact and deny.smear); words and
    /// answers, by which rates are divided, stay
    #[arg(long, value_name = "ID", help_heading = "What")]
    category: Vec<String>,
}

fn first(written: &str) -> Result<Date, String> {
    days(written).map(|(first, _)| first)
}

fn last(written: &str) -> Result<Date, String> {
    days(written).map(|(_, last)| last)
}

impl Choice {
    /// What is chosen.
    pub(super) fn selection(&self) -> Result<Selection, Error> {
        let selection = Selection {
            speakers: self.speaker.clone(),
            states: self.state.clone(),
            since: self.since,
            until: self.until,
            categories: self.category.clone(),
        };
        match (selection.since, selection.until) {
            (Some(since), Some(until)) if since > until => Err(Error::Usage(format!(
                "--since {since} is later than --until {until}: no text can be dated so"
            ))),
            _ => Ok(selection),
        }
    }
}

/// Is every category known? What is not is told with what it might mean.
pub(super) fn known(selection: &Selection, resources: &Resources) -> Result<(), Error> {
    let Some(unknown) = selection.unknown(resources) else { return Ok(()) };
    let near = |id: &str| strsim::jaro_winkler(unknown, id);
    let nearest = resources
        .act_categories()
        .map(|category| category.id.as_str())
        .max_by(|a, b| near(a).total_cmp(&near(b)));
    let meant =
        nearest.filter(|id| near(id) > 0.8).map_or(String::new(), |id| format!(" (did you mean {id}?)"));
    Err(Error::Usage(format!(
        "no category of acts has the id {unknown:?}{meant}; rejoinder lexicon list names them all"
    )))
}
