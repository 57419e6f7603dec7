//! Why a text is tagged as it is: every candidate, what fired, what blocked it and by which rule.

use std::fmt::Write;
use std::ops::Range;

use crate::analysis::{Analysis, analyze};
use crate::document::{Document, Span};
use crate::lexicon::{Match, sentences};
use crate::resources::{Part, Resources};
use crate::tag::overlap::{Fate, fates};
use crate::tag::{self, Context, Hit};
use crate::voice::found::cover;

/// The explanation of a text said by `role` (`spk`, `jrn`, `art`) for the state `side` (or an empty text), sentence by
/// sentence.
pub fn explain(text: &str, role: &str, side: &str, resources: &Resources) -> String {
    let document = sentences::document(&crate::fold::plain_text(text), role, side);
    let analysis = analyze(&document, resources);
    let view = View { document: &document, analysis: &analysis, resources };
    let fates = fates(&analysis.found.acts, resources);
    let mut out = String::new();
    for (number, sentence) in analysis.segments.sentences.iter().enumerate() {
        let _ = writeln!(out, "“{}”", sentence.span.slice(&document.text));
        let before = out.len();
        for (found, fate) in fates.iter().filter(|(found, _)| found.sentence == number) {
            view.candidate(&mut out, found, fate);
        }
        let inferred =
            |hit: &&Hit| hit.sentence == number && !fates.iter().any(|(found, _)| is_hit_of(hit, found));
        analysis.hits.iter().filter(inferred).for_each(|hit| view.fired(&mut out, hit));
        for (found, exception) in
            analysis.found.cancelled.iter().filter(|(found, _)| found.sentence == number)
        {
            let words = view.words(exception);
            let _ =
                writeln!(out, "  –  {}: an exception of the entry stands at “{words}”", view.named(found));
        }
        if out.len() == before {
            out.push_str("  no entry of the word lists is in this sentence\n");
        }
    }
    out
}

struct View<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    resources: &'a Resources,
}

impl View<'_> {
    fn candidate(&self, out: &mut String, found: &Match, fate: &Fate) {
        let named = self.named(found);
        let _ = match fate {
            Fate::Stands => {
                self.analysis
                    .hits
                    .iter()
                    .find(|hit| is_hit_of(hit, found))
                    .iter()
                    .for_each(|hit| self.fired(out, hit));
                Ok(())
            }
            Fate::Shadowed(by) => writeln!(out, "  –  {named}: covered by {}", self.named(by)),
            Fate::Beaten(by) => {
                let category = &self.resources.category(by.entry).id;
                writeln!(
                    out,
                    "  –  {named}: {category} goes before it on the same words ({})",
                    self.named(by)
                )
            }
            Fate::Refused => writeln!(out, "  –  {named}: refused by the overlap policy"),
        };
    }

    fn fired(&self, out: &mut String, hit: &Hit) {
        let found = Match { entry: hit.entry, tokens: hit.tokens.clone(), sentence: hit.sentence };
        let verdict = if hit.counts { "counts" } else { "does not count" };
        let mark = if hit.counts { "✓" } else { "·" };
        let _ = writeln!(out, "  {mark}  {}: {}, {verdict}", self.named(&found), hit.status.name());
        if self.resources.entry(hit.entry).flags.rule
            && let Some(rule) = hit.rule
        {
            let _ = writeln!(out, "       {}: {}", rule.name(), rule.says());
            let _ = writeln!(out, "       intensity {}, target {}", hit.intensity, hit.target.entity);
            return;
        }
        for reading in tag::readings(self.context(), hit) {
            let Some(rule) = reading.rule else { continue };
            let cue = reading.cue.map_or(String::new(), |cue| format!(" (“{}”)", self.slice(cue)));
            let _ = writeln!(out, "       {}: {}{cue}", rule.name(), rule.says());
        }
        let _ = writeln!(out, "       intensity {}", self.intensity(hit));
        let holder = hit.holder.as_deref().unwrap_or("not told");
        let target = &hit.target;
        let _ = match target.entity.as_str() {
            "" => writeln!(out, "       holder {holder} ({})", hit.certainty.name()),
            entity => writeln!(
                out,
                "       holder {holder} ({}), target {entity} ({})",
                hit.certainty.name(),
                target.basis
            ),
        };
    }

    /// `2.5 = 2 + 0.5 (“firmly”)`.
    fn intensity(&self, hit: &Hit) -> String {
        let written = self.resources.entry(hit.entry).intensity;
        let mut text = hit.intensity.to_string();
        if (written - hit.intensity).abs() < f64::EPSILON {
            return text;
        }
        let _ = write!(text, ", {written} in the word list");
        let found = Match { entry: hit.entry, tokens: hit.tokens.clone(), sentence: hit.sentence };
        let degrees = [(Part::Booster, "booster"), (Part::Hedge, "hedge")];
        for (part, name) in degrees {
            for cue in tag::degree(self.context(), &found, part) {
                let _ = write!(text, ", {name} “{}”", self.slice(cue.span));
            }
        }
        if let Some(cue) = tag::constructive(self.context(), &found) {
            let _ = write!(text, ", constructive request “{}”", self.slice(cue.span));
        }
        text
    }

    fn context(&self) -> Context<'_> {
        let Analysis { segments, found, voices, .. } = self.analysis;
        Context { document: self.document, segments, found, voices, resources: self.resources }
    }

    /// `accuse/[OPP] lies “Karvonia lies”`.
    fn named(&self, found: &Match) -> String {
        let entry = self.resources.entry(found.entry);
        let category = &self.resources.category(found.entry).id;
        format!("{category} `{}` “{}”", shortened(&entry.term), self.words(&found.tokens))
    }

    fn words(&self, tokens: &Range<usize>) -> &str {
        self.slice(cover(&self.analysis.segments, tokens))
    }

    fn slice(&self, span: Span) -> &str {
        span.slice(&self.document.text)
    }
}

fn is_hit_of(hit: &Hit, found: &Match) -> bool {
    hit.entry == found.entry && hit.tokens == found.tokens
}

/// Longer patterns are shown with their beginning; `lexicon show` has them whole.
const LONGEST: usize = 48;

fn shortened(term: &str) -> String {
    match term.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &term[..at]),
        None => term.to_owned(),
    }
}
