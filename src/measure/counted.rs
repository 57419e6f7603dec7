//! What the rows of each table add to the groups that they belong to.

use std::collections::HashMap;

use super::groups::Tallies;
use super::part::Part;
use super::places::{Places, answers, at};
use super::tally::Kind;
use crate::table::Tables;

/// Hits of a turn that shares of answers ask for.
#[derive(Clone, Copy, Default)]
struct Moves {
    evades: bool,
    denies: bool,
    whatabout: bool,
}

fn moves(tables: &Tables) -> HashMap<&str, Moves> {
    let hits = &tables.hits;
    let (counts, categories, turns) = (hits.bools("counts"), hits.text("category"), hits.text("turn_id"));
    let mut moves: HashMap<&str, Moves> = HashMap::new();
    for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
        let moves = moves.entry(at(turns, row)).or_default();
        match at(categories, row) {
            "whatabout" => moves.whatabout = true,
            "deny.fact" | "deny.smear" => moves.denies = true,
            other => moves.evades |= other.starts_with("evade."),
        }
    }
    moves
}

/// Answering turns: words, answers, and what kind of answers they are.
pub(super) fn turns(tables: &Tables, places: &Places, all: &mut Tallies) {
    let turns = &tables.turns;
    let moves = moves(tables);
    let [ids, documents, replies] = ["turn_id", "document_id", "reply_type"].map(|name| turns.text(name));
    let [n_tokens, n_core, n_hedges, n_boosters] =
        ["n_tokens", "n_core", "n_hedges", "n_boosters"].map(|name| turns.ints(name));
    let count = |column: &[Option<i64>], row: usize| column[row].unwrap_or(0) as usize;
    for row in 0..turns.height() {
        let (id, document) = (at(ids, row), at(documents, row));
        let Some(turn) = places.turns.get(id).filter(|turn| answers(turn.role)) else { continue };
        let Some(document_row) = places.row(document) else { continue };
        let (tokens, core) = (count(n_tokens, row), count(n_core, row));
        let moves = moves.get(id).copied().unwrap_or_default();
        let reply = at(replies, row);
        let formulas = all.formulas(id);
        let (three, ten) = (core >= 3, core > 0 && core * 1000 >= tokens * 10);
        for key in places.groups(document, id, turn.speaker) {
            let tally = all.of(key, document_row);
            tally.met();
            tally.add(Part::Tokens, tokens);
            tally.add(Part::AnswerTokens, tokens);
            tally.add(Part::FormulaSentences, formulas.sentence_words as usize);
            tally.add(Part::FormulaRuns, formulas.run_words as usize);
            tally.add(Part::Answers, 1);
            tally.count(Part::WithCore, core > 0);
            tally.count(Part::WithThree, three);
            tally.count(Part::WithTen, ten);
            tally.count(Part::Hostile, three || ten);
            tally.count(Part::WithEvasion, moves.evades);
            tally.count(Part::WithWhatabout, moves.whatabout);
            tally.count(Part::Accused, turn.accused == Some(true));
            tally.count(Part::AccusedDenied, turn.accused == Some(true) && moves.denies);
            tally.count(Part::AccusedWhatabout, turn.accused == Some(true) && moves.whatabout);
            tally.count(Part::Replies, !reply.is_empty());
            tally.count(Part::Nonreplies, reply == "nonreply");
            tally.count(Part::Partial, reply == "partial");
            tally.count(Part::Attacks, reply == "attack");
            tally.add(Part::Hedges, count(n_hedges, row));
            tally.add(Part::Boosters, count(n_boosters, row));
        }
    }
}

const STEPS: [Part; 9] = [
    Part::Step1,
    Part::Step2,
    Part::Step3,
    Part::Step4,
    Part::Step5,
    Part::Step6,
    Part::Step7,
    Part::Step8,
    Part::Step9,
];

/// Counting hits.
pub(super) fn acts(tables: &Tables, places: &Places, all: &mut Tallies) {
    let hits = &tables.hits;
    let (counts, core) = (hits.bools("counts"), hits.bools("core"));
    let (intensity, score) = (hits.floats("intensity"), hits.floats("plover_score"));
    let ladder = hits.ints("ladder");
    let [documents, turns, holders] = ["document_id", "turn_id", "holder"].map(|name| hits.text(name));
    let [targets, categories] = ["target", "category"].map(|name| hits.text(name));
    for row in (0..hits.height()).filter(|row| counts[*row] == Some(true)) {
        let (document, target, category) = (at(documents, row), at(targets, row), at(categories, row));
        let Some(document_row) = places.row(document) else { continue };
        let is_core = core[row] == Some(true);
        let strength = thousandths(intensity[row].unwrap_or(0.0));
        let named = all.id(Kind::Category, category);
        let kind = if target.contains(':') { Kind::Actor } else { Kind::Other };
        let aimed = is_core.then(|| all.id(kind, target));
        let groups = places.groups(document, at(turns, row), at(holders, row));
        for key in groups.chain((!target.is_empty()).then_some(("target", target))) {
            let tally = all.of(key, document_row);
            tally.met();
            tally.count_named(named);
            if let Some(part) = part_of(category) {
                tally.add(part, 1);
            }
            if let Some(score) = score[row] {
                tally.add(Part::Scored, 1);
                tally.add(if score < 0.0 { Part::ScoreDown } else { Part::ScoreUp }, thousandths(score));
            }
            if let Some(step) = ladder[row].and_then(|step| STEPS.get((step - 1) as usize)) {
                tally.add(*step, 1);
            }
            if let Some(aimed) = aimed {
                tally.add(Part::Core, 1);
                tally.add(Part::Intensity, strength);
                tally.count(Part::VagueTarget, target.starts_with("VAGUE") || target == "UNSPEC");
                tally.count_named(aimed);
            } else if category.starts_with("coop.") {
                tally.add(Part::Cooperation, strength);
            }
        }
    }
}

fn part_of(category: &str) -> Option<Part> {
    match category {
        "deny.fact" | "deny.smear" => Some(Part::Denials),
        "reject" => Some(Part::Refusals),
        "accuse" => Some(Part::Accusations),
        "whatabout" => Some(Part::Whatabouts),
        _ => None,
    }
}

/// Points as a whole number that adds up exactly, without their sign.
fn thousandths(points: f64) -> usize {
    (points.abs() * 1000.0).round() as usize
}

/// Citations belong to the voice that cites: of the turn, or nobody in an article's own words.
pub(super) fn sources(tables: &Tables, places: &Places, all: &mut Tallies) {
    let citations = &tables.citations;
    let [turns, documents, uses, sides] =
        ["turn_id", "document_id", "use", "domesticity"].map(|name| citations.text(name));
    let (opponent, numbered) = (citations.bools("opp_source"), citations.bools("has_number"));
    for (row, specificity) in citations.ints("specificity").iter().enumerate() {
        let (turn_id, document) = (at(turns, row), at(documents, row));
        let Some(turn) = places.turns.get(turn_id).filter(|turn| answers(turn.role)) else { continue };
        let Some(document_row) = places.row(document) else { continue };
        let (evidence, side) = (at(uses, row) == "evidence", at(sides, row));
        let (number, specific) = (numbered[row] == Some(true), specificity.unwrap_or(0) as usize);
        for key in places.groups(document, turn_id, turn.speaker) {
            let tally = all.of(key, document_row);
            tally.add(Part::Citations, 1);
            tally.add(Part::Specificity, specific);
            tally.count(Part::Evidence, evidence);
            tally.count(Part::Specific2, specific >= 2);
            tally.count(Part::Specific3, specific >= 3);
            tally.count(Part::Vague, specific == 0);
            tally.count(Part::Domestic, side == "dom");
            tally.count(Part::Sided, matches!(side, "dom" | "opp" | "third" | "io"));
            tally.count(Part::OpponentEvidence, evidence && opponent[row] == Some(true));
            tally.count(Part::NumberedEvidence, evidence && number);
            tally.count(Part::Numbered, number);
            tally.count(Part::Verifiable, number && specific >= 3);
        }
    }
}

/// Quantities that were compared with others: of voices that answer, or of an article.
pub(super) fn figures(tables: &Tables, places: &Places, all: &mut Tallies) {
    let quantities = &tables.quantities;
    let [ids, turns, documents] = ["quantity_id", "turn_id", "document_id"].map(|name| quantities.text(name));
    for row in 0..quantities.height() {
        let Some(contradicted) = all.checked(at(ids, row)) else { continue };
        let (turn_id, document) = (at(turns, row), at(documents, row));
        let Some(turn) = places.turns.get(turn_id) else { continue };
        let Some(document_row) = places.row(document) else { continue };
        let narrated = turn.role == "narrator";
        if !narrated && !answers(turn.role) {
            continue;
        }
        let groups = places.groups(document, turn_id, turn.speaker);
        for key in groups.filter(|(by, _)| !narrated || matches!(*by, "all" | "document")) {
            let tally = all.of(key, document_row);
            tally.add(Part::Checked, 1);
            tally.count(Part::Contradicted, contradicted);
        }
    }
}
