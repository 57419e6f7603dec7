//! Counting agreement on reply types.

use rayon::prelude::*;

use super::{Answer, Gold, Scheme};
use crate::analysis::analyze;
use crate::evaluate::interval::bootstrap;
use crate::evaluate::score::{Counts, Disagreement, Score, scored};
use crate::reliability::alpha::{Level, Ratings};
use crate::resources::Resources;
use crate::tag::Context;
use crate::tag::reply::{Reply, reply};

/// Everything that an evaluation of reply types says.
#[derive(Debug)]
pub struct Evaluation {
    /// The classes.
    pub classes: &'static [&'static str],
    /// Answers with a code that counts.
    pub n: usize,
    /// Answers left out: the coders differ, or there is no code.
    pub open: usize,
    /// Of those with a code, how many have it.
    pub right: usize,
    /// One a class, then whether the question accuses, where it is coded.
    pub scores: Vec<Score>,
    /// Mean of the classes' F1, with its interval.
    pub macro_f1: Measured,
    /// Rows are coded classes, columns ours.
    pub confusion: Vec<Vec<usize>>,
    /// The coders.
    pub coders: Option<Coders>,
    /// The answers on which code and program differ.
    pub errors: Vec<Disagreement>,
}

/// A figure with its 95 % interval.
pub type Measured = (Option<f64>, Option<(f64, f64)>);

/// How the coders agree with each other: what can be reached at best.
#[derive(Debug)]
pub struct Coders {
    /// Krippendorff's α, nominal.
    pub alpha: Option<f64>,
    /// Macro-F1 of one coder against another, mean of all pairs.
    pub pairs: f64,
    /// Macro-F1 of each coder against the codes that count (which the coders' own codes helped to make).
    pub against: Vec<f64>,
}

/// Name of the score of accusing questions.
pub const ACCUSING: &str = "accusing question";

/// Compares reply types with codes.
pub fn evaluate(gold: &Gold, resources: &Resources) -> Evaluation {
    let judged: Vec<Option<Reply>> = gold.answers.par_iter().map(|answer| judge(answer, resources)).collect();
    let labels = gold
        .answers
        .iter()
        .flat_map(|answer| &answer.coders)
        .chain(gold.answers.iter().map(|answer| &answer.coded));
    let scheme = labels.into_iter().find_map(|label| Scheme::of(label)).unwrap_or(Scheme::Ours);
    let classes = scheme.classes();
    let both = gold
        .answers
        .iter()
        .zip(&judged)
        .filter_map(|(answer, judged)| Some((answer, judged.as_ref()?, scheme.class(&answer.coded)?)));
    let both: Vec<(&Answer, &Reply, usize)> = both.collect();
    let of = |judged: &Reply| scheme.class_of(judged.kind);
    let pairs: Vec<Pair> = both
        .iter()
        .map(|(answer, judged, coded)| Pair { cluster: answer.cluster, coded: *coded, ours: of(judged) })
        .collect();
    let mut confusion = vec![vec![0; classes.len()]; classes.len()];
    pairs.iter().for_each(|pair| confusion[pair.coded][pair.ours] += 1);
    let counts = counts(&pairs, classes.len());
    let mut scores: Vec<Score> =
        classes.iter().zip(&counts).map(|(name, counts)| scored((*name).to_owned(), counts)).collect();
    scores.extend(accusing_score(gold, &judged));
    let differing = both.iter().filter(|(_, judged, coded)| of(judged) != *coded);
    Evaluation {
        classes,
        n: pairs.len(),
        open: gold
            .answers
            .iter()
            .filter(|answer| answer.coders.iter().any(|label| scheme.class(label).is_some()))
            .count()
            .saturating_sub(pairs.len()),
        right: pairs.iter().filter(|pair| pair.coded == pair.ours).count(),
        scores,
        macro_f1: macro_f1(&counts),
        confusion,
        coders: coders(gold, scheme),
        errors: differing.map(|(answer, judged, coded)| error(answer, judged, classes[*coded])).collect(),
    }
}

/// The reply type of the last answer of a document.
fn judge(answer: &Answer, resources: &Resources) -> Option<Reply> {
    let analysis = analyze(&answer.document, resources);
    let answers = |number: &usize| {
        let turn = &analysis.segments.turns[*number];
        turn.role.answers() && turn.reply_to.is_some()
    };
    let number = (0..analysis.segments.turns.len()).rfind(answers)?;
    let question = analysis.segments.turns[number].reply_to?;
    let (segments, found, voices) = (&analysis.segments, &analysis.found, &analysis.voices);
    let context = Context { document: &answer.document, segments, found, voices, resources };
    Some(reply(context, &analysis.hits, question, number))
}

/// Two classes of one answer.
struct Pair {
    cluster: usize,
    coded: usize,
    ours: usize,
}

/// By class and text.
fn counts(pairs: &[Pair], classes: usize) -> Vec<Vec<Counts>> {
    let clusters = pairs.iter().map(|pair| pair.cluster + 1).max().unwrap_or(0);
    let mut counts = vec![vec![Counts::default(); clusters]; classes];
    for Pair { cluster, coded, ours } in pairs {
        if coded == ours {
            counts[*coded][*cluster].right += 1;
        } else {
            counts[*coded][*cluster].missed += 1;
            counts[*ours][*cluster].wrong += 1;
        }
    }
    // Texts without a code are no texts to draw.
    let coded: Vec<bool> = (0..clusters).map(|at| pairs.iter().any(|pair| pair.cluster == at)).collect();
    for class in &mut counts {
        let mut at = 0..;
        class.retain(|_| at.next().is_some_and(|at| coded[at]));
    }
    counts
}

/// The mean of F1 over the classes that occur.
fn macro_f1(counts: &[Vec<Counts>]) -> Measured {
    let clusters = counts.first().map_or(0, Vec::len);
    let mean = |times: &dyn Fn(usize) -> usize| {
        let f1 = |class: &Vec<Counts>| {
            let sum = |part: fn(&Counts) -> usize| -> usize {
                class.iter().enumerate().map(|(at, counts)| part(counts) * times(at)).sum()
            };
            let (right, rest) = (sum(|counts| counts.right), sum(|counts| counts.wrong + counts.missed));
            (right + rest > 0).then(|| 2.0 * right as f64 / (2 * right + rest) as f64)
        };
        let all: Vec<f64> = counts.iter().filter_map(f1).collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
    };
    (mean(&|_| 1), bootstrap(clusters, |drawn| mean(&|at| drawn[at] as usize)))
}

fn accusing_score(gold: &Gold, judged: &[Option<Reply>]) -> Option<Score> {
    let coded = gold
        .answers
        .iter()
        .zip(judged)
        .filter_map(|(answer, judged)| Some((answer.accusing?, judged.as_ref()?.accusing)));
    let count = |(coded, found): (bool, bool)| Counts {
        right: usize::from(coded && found),
        wrong: usize::from(!coded && found),
        missed: usize::from(coded && !found),
    };
    let counts: Vec<Counts> = coded.map(count).collect();
    (!counts.is_empty()).then(|| scored(ACCUSING.to_owned(), &counts))
}

fn coders(gold: &Gold, scheme: Scheme) -> Option<Coders> {
    let n = gold.answers.iter().map(|answer| answer.coders.len()).max().filter(|n| *n > 1)?;
    let class =
        |answer: &Answer, coder: usize| answer.coders.get(coder).and_then(|label| scheme.class(label));
    let units: Vec<Vec<Option<usize>>> =
        gold.answers.iter().map(|answer| (0..n).map(|coder| class(answer, coder)).collect()).collect();
    let compared = |one: &dyn Fn(&Answer) -> Option<usize>, other: &dyn Fn(&Answer) -> Option<usize>| {
        let pair = |answer: &Answer| {
            Some(Pair { cluster: answer.cluster, coded: one(answer)?, ours: other(answer)? })
        };
        let pairs: Vec<Pair> = gold.answers.iter().filter_map(pair).collect();
        macro_f1(&counts(&pairs, scheme.classes().len())).0.unwrap_or(f64::NAN)
    };
    let both = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    let pairs: Vec<f64> =
        both.map(|(a, b)| compared(&|answer| class(answer, a), &|answer| class(answer, b))).collect();
    let coded = |answer: &Answer| scheme.class(&answer.coded);
    Some(Coders {
        alpha: Ratings::of_labels(&units).alpha(Level::Nominal),
        pairs: pairs.iter().sum::<f64>() / pairs.len() as f64,
        against: (0..n).map(|coder| compared(&coded, &|answer| class(answer, coder))).collect(),
    })
}

/// So many words of question and answer are shown.
const SHOWN: usize = 60;

fn error(answer: &Answer, judged: &Reply, coded: &str) -> Disagreement {
    let words = |role: &str, at: usize| {
        let span = answer.document.voices.get(at).map(|voice| voice.span.slice(&answer.document.text));
        let words: Vec<&str> = span.unwrap_or("").split_whitespace().collect();
        let more = if words.len() > SHOWN { " …" } else { "" };
        format!("{role}: {}{more}", words[..words.len().min(SHOWN)].join(" "))
    };
    Disagreement {
        unit: answer.id.clone(),
        category: coded.to_owned(),
        tagged: false,
        matched: format!("{}: {}", judged.kind.name(), judged.basis),
        text: format!(
            "{}\n    {}",
            words("Q", 0),
            words("A", answer.document.voices.len().saturating_sub(1))
        ),
        codes: answer.coders.join(" / "),
    }
}
