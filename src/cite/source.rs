//! What kind of source it is, how specific, and on whose side, from the words that name it.

use crate::document::Span;
use crate::resources::Part;
use crate::tag::Context;
use crate::voice::found::{Cue, Name};

/// Type of source (codebook §2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the codebook")]
pub enum SourceType {
    GovDom,
    GovOpp,
    Gov3rd,
    Io,
    MediaDom,
    MediaOpp,
    Media3rd,
    FirmDom,
    FirmFor,
    Acad,
    Think,
    Expert,
    Leak,
    Law,
    Poll,
    Social,
    Hist,
    Public,
    PressUnspec,
    Unspec,
}

impl SourceType {
    /// As written in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::GovDom => "GOV_DOM",
            Self::GovOpp => "GOV_OPP",
            Self::Gov3rd => "GOV_3RD",
            Self::Io => "IO",
            Self::MediaDom => "MEDIA_DOM",
            Self::MediaOpp => "MEDIA_OPP",
            Self::Media3rd => "MEDIA_3RD",
            Self::FirmDom => "FIRM_DOM",
            Self::FirmFor => "FIRM_FOR",
            Self::Acad => "ACAD",
            Self::Think => "THINK",
            Self::Expert => "EXPERT",
            Self::Leak => "LEAK",
            Self::Law => "LAW",
            Self::Poll => "POLL",
            Self::Social => "SOCIAL",
            Self::Hist => "HIST",
            Self::Public => "PUBLIC",
            Self::PressUnspec => "PRESS_UNSPEC",
            Self::Unspec => "UNSPEC",
        }
    }
}

/// What the words of a source tell.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that the word lists know.
    pub entity: Option<String>,
    /// Type.
    pub source_type: SourceType,
    /// 0–3; an address makes it 4.
    pub specificity: u8,
    /// On whose side it stands, seen from the speaker.
    pub domesticity: &'static str,
    /// Its country, where known.
    pub country: Option<String>,
}

/// The family of a source, before it is known on whose side it stands.
#[derive(Clone, Copy, PartialEq)]
enum Family {
    Gov,
    Media,
    Firm,
    Fixed(SourceType),
}

/// Reads a source from its words, seen from the side of the speaker (`side`) against the side it speaks of (`opponent`).
pub fn read(context: Context, span: Span, side: Option<&str>, opponent: Option<&str>) -> Source {
    let names: Vec<&Name> = context.found.names_in(span).iter().collect();
    let category = |name: &Name| context.resources.category(name.entry).id.as_str();
    let bodies = ["media", "firm", "research", "body", "io", "official", "person", "pronoun.office"];
    let body = names.iter().find(|name| bodies.contains(&category(name)));
    let state = names.iter().find(|name| matches!(category(name), "state" | "metonym" | "bloc"));
    let country = country_of(context, body).or_else(|| country_of(context, state));
    let spoken = is_first_person(context, span);
    let own = side.is_some() && spoken
        || side.is_some()
            && (country.as_deref() == side || country.is_none() && mentions_own(context, &names));
    let law = text_of_law(context, span);
    let family = law
        .or_else(|| body.map(|name| family_of(context, name)))
        .or_else(|| by_words(context, span))
        .or(state.map(|_| Family::Gov))
        .or(spoken.then_some(Family::Gov));
    let source_type = typed(family, country.as_deref(), own, opponent, side);
    let named = body.is_some() || has_proper_name(context, span, &names);
    let kind = state.is_some()
        || spoken
        || family.is_some_and(|family| {
            !matches!(
                family,
                Family::Fixed(SourceType::Public | SourceType::PressUnspec | SourceType::Unspec)
            )
        });
    let vague = matches!(source_type, SourceType::Public | SourceType::Hist | SourceType::PressUnspec)
        && body.is_none();
    let specificity = if vague {
        0
    } else if law.is_some() || names_document(context, span) {
        3
    } else if named {
        2
    } else {
        u8::from(kind)
    };
    let domesticity = match (source_type, &country) {
        (SourceType::Io, _) => "io",
        _ if own => "dom",
        (_, Some(country)) if Some(country.as_str()) == opponent => "opp",
        (_, Some(_)) if side.is_some() => "third",
        _ => "unk",
    };
    let entity = body.or(state).map(|name| context.resources.entry(name.entry).entity.clone());
    Source {
        entity: entity.filter(|entity| !entity.is_empty()),
        source_type,
        specificity,
        domesticity,
        country,
    }
}

/// The state whose source the words name.
pub fn country(context: Context, span: Span) -> Option<String> {
    context.found.names_in(span).iter().find_map(|name| country_of(context, Some(&name)))
}

fn country_of(context: Context, name: Option<&&Name>) -> Option<String> {
    let entry = context.resources.entry(name?.entry);
    let code = entry.entity.strip_prefix("STATE:").unwrap_or(&entry.country);
    (!code.is_empty()).then(|| code.to_owned())
}

/// Do the words name one's own side by a pronoun: "my colleague", "our ministry"?
pub fn is_own(context: Context, span: Span) -> bool {
    let names: Vec<&Name> = context.found.names_in(span).iter().collect();
    mentions_own(context, &names) || is_first_person(context, span)
}

/// "I", "we've": the speaker.
fn is_first_person(context: Context, span: Span) -> bool {
    let words = span.slice(&context.document.text);
    matches!(words.split(['\'', '’']).next(), Some("I" | "we" | "We"))
}

fn mentions_own(context: Context, names: &[&Name]) -> bool {
    names.iter().any(|name| context.resources.category(name.entry).id.starts_with("pronoun."))
}

fn family_of(context: Context, name: &Name) -> Family {
    let entry = context.resources.entry(name.entry);
    match context.resources.category(name.entry).id.as_str() {
        "media" => Family::Media,
        "firm" => Family::Firm,
        "io" => Family::Fixed(SourceType::Io),
        "person" => Family::Fixed(SourceType::Expert),
        "research" => Family::Fixed(match entry.entity.split(':').next() {
            Some("ACAD") => SourceType::Acad,
            Some("POLL") => SourceType::Poll,
            _ => SourceType::Think,
        }),
        "official" if entry.entity.starts_with("OFFICIAL:") && entry.country.is_empty() => {
            Family::Fixed(SourceType::Expert)
        }
        _ => Family::Gov,
    }
}

/// "resolution 2513", "the Potsdam Proclamation": a text of law by name or number is one, whoever made it.
fn text_of_law(context: Context, span: Span) -> Option<Family> {
    let law = |cue: &&Cue| {
        let words = cue.span.slice(&context.document.text);
        let named = words.contains(|c: char| c.is_ascii_digit())
            || words.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
        named && context.resources.entry(cue.entry).source_type == "LAW"
    };
    nouns(context, span).find(law).map(|_| Family::Fixed(SourceType::Law))
}

/// The source nouns inside a span.
fn nouns(context: Context<'_>, span: Span) -> impl Iterator<Item = &Cue> {
    let first = context.found.cues.partition_point(|cue| cue.span.end <= span.start);
    let inside = context.found.cues[first..].iter().take_while(move |cue| cue.span.start < span.end);
    inside.filter(move |cue| cue.part == Part::SourceNoun && span.contains(cue.span))
}

/// "CNCERT's China Internet Cyber Security Report 2020": the title of a document, its noun and two more words before it
/// with capitals.
fn names_document(context: Context, span: Span) -> bool {
    nouns(context, span).any(|cue| {
        let noun = cue.span.slice(&context.document.text).starts_with(char::is_uppercase);
        let before = Span::new(span.start, cue.span.start).slice(&context.document.text);
        let title = before.split_whitespace().rev().take(2);
        let outlet = context.found.names_in(span).iter().any(|name| name.span.overlaps(cue.span));
        noun && !outlet && title.clone().count() == 2 && title.into_iter().all(is_title_word)
    })
}

fn is_title_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "The" && !word.ends_with("'s") && !word.ends_with("’s")
}

/// The family by head nouns and source nouns: "a study", "court ruling", "two universities".
fn by_words(context: Context, span: Span) -> Option<Family> {
    let first = context.found.cues.partition_point(|cue| cue.span.end <= span.start);
    let inside = context.found.cues[first..].iter().take_while(|cue| cue.span.start < span.end);
    let of = |part: Part| inside.clone().filter(move |cue| cue.part == part && span.contains(cue.span));
    let head = of(Part::Head)
        .next()
        .and_then(|cue| family(context.resources.category(cue.entry).id.strip_prefix("head.")?));
    let vague =
        || of(Part::Vague).next().and_then(|cue| family(&context.resources.entry(cue.entry).source_type));
    let noun =
        || of(Part::SourceNoun).find_map(|cue| family(&context.resources.entry(cue.entry).source_type));
    vague().or(head).or_else(noun)
}

fn family(name: &str) -> Option<Family> {
    Some(match name.to_ascii_uppercase().as_str() {
        "GOV" | "GOV_DOM" | "GOV_OPP" | "GOV_3RD" => Family::Gov,
        "MEDIA" | "MEDIA_DOM" | "MEDIA_OPP" | "MEDIA_3RD" => Family::Media,
        "FIRM" | "FIRM_DOM" | "FIRM_FOR" => Family::Firm,
        "IO" => Family::Fixed(SourceType::Io),
        "ACAD" => Family::Fixed(SourceType::Acad),
        "THINK" => Family::Fixed(SourceType::Think),
        "EXPERT" | "PERSON" => Family::Fixed(SourceType::Expert),
        "LEAK" => Family::Fixed(SourceType::Leak),
        "LAW" => Family::Fixed(SourceType::Law),
        "POLL" => Family::Fixed(SourceType::Poll),
        "SOCIAL" => Family::Fixed(SourceType::Social),
        "HIST" => Family::Fixed(SourceType::Hist),
        "PUBLIC" => Family::Fixed(SourceType::Public),
        "PRESS_UNSPEC" => Family::Fixed(SourceType::PressUnspec),
        "UNSPEC" => Family::Fixed(SourceType::Unspec),
        _ => return None,
    })
}

/// On whose side a source of the family stands. Without a country the side is open: the press is unspecified press,
/// anything else unspecified.
fn typed(
    family: Option<Family>,
    country: Option<&str>,
    own: bool,
    opponent: Option<&str>,
    side: Option<&str>,
) -> SourceType {
    let against = country.is_some() && country == opponent;
    match family {
        Some(Family::Fixed(known)) => known,
        Some(Family::Gov) if own => SourceType::GovDom,
        Some(Family::Gov) if against => SourceType::GovOpp,
        Some(Family::Gov) if country.is_some() => SourceType::Gov3rd,
        Some(Family::Media) if own => SourceType::MediaDom,
        Some(Family::Media) if against => SourceType::MediaOpp,
        Some(Family::Media) if country.is_some() => SourceType::Media3rd,
        Some(Family::Media) => SourceType::PressUnspec,
        Some(Family::Firm) if own => SourceType::FirmDom,
        Some(Family::Firm) if country.is_some() && side.is_some() => SourceType::FirmFor,
        _ => SourceType::Unspec,
    }
}

/// Is there a capitalised word, or figures with a possessive ("360's"), besides the first word of a sentence and the
/// names of states?
fn has_proper_name(context: Context, span: Span, names: &[&Name]) -> bool {
    let tokens = &context.segments.tokens;
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let inside = tokens[first..].iter().take_while(|token| token.span.start < span.end);
    let begins = |at: usize| {
        context.segments.sentences.binary_search_by_key(&at, |sentence| sentence.tokens.start).is_ok()
    };
    inside.enumerate().any(|(at, token)| {
        let word = token.span.slice(&context.document.text);
        let figures = word.starts_with(|c: char| c.is_ascii_digit())
            && word.ends_with(['s', 'S'])
            && word.contains(['\'', '’']);
        (word.starts_with(char::is_uppercase) || figures)
            && word.chars().count() > 1
            && !begins(first + at)
            && !names.iter().any(|name| name.span.contains(token.span))
    })
}
