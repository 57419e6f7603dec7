//! Does a question accuse the side that answers it? (codebook 2.2)

use super::reply::of_turn;
use super::{Context, Hit};
use crate::resources::{CueClass, Part};
use crate::voice::found::Name;

/// So many words may stand between a verb of accusing and the one accused.
const ACCUSED: usize = 4;

/// Does the question hold a charge against the side that answers: an expression of one aimed at it, or a verb of accusing
/// with its name behind it?
pub fn is_accusatory(context: Context, hits: &[Hit], question: usize, answer: usize) -> bool {
    let Some(side) = context.found.sides[answer].as_deref() else { return false };
    let charges =
        |category: &str| matches!(category, "accuse" | "discredit" | "insult" | "warn" | "oppose" | "demand");
    let own = format!("STATE:{side}");
    let asked = context.segments.turns[question].sentences.clone();
    let of_side = |name: &Name| context.resources.state(name.entry) == side;
    let aimed = of_turn(hits, &asked)
        .iter()
        .any(|hit| charges(&context.resources.category(hit.entry).id) && hit.target.entity == own);
    aimed || asked.clone().any(|number| names_accused(context, number, of_side))
}

/// "accused Karvonia", "its charges against Karvonia": does a name of the side stand behind a cue of conflict or distance?
fn names_accused(context: Context, sentence: usize, of_side: impl Fn(&Name) -> bool) -> bool {
    let names = context.names(sentence);
    if !names.iter().any(&of_side) {
        return false;
    }
    let conflict =
        |part: Part| matches!(part, Part::Mention | Part::Report(CueClass::Conflict | CueClass::Distance));
    context.cues(sentence).iter().filter(|cue| conflict(cue.part)).any(|cue| {
        let behind = cue.tokens.end..cue.tokens.end + ACCUSED;
        names.iter().any(|name| behind.contains(&name.tokens.start) && of_side(name))
    })
}
