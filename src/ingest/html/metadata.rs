//! What a page says of itself in its head and marks: the surest first.

use std::sync::LazyLock;

use regex::Regex;

use super::address::is_absolute;
use super::schema::Schema;
use super::title;
use super::tree::{Tree, plain};
use crate::document::{DateBasis, Document};
use crate::ingest::date::dates::{self, Place};
use crate::ingest::{metadata, stem};

const TITLES: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "sailthru.title", "title"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.created",
    "dc.date.created",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
    "release_date",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
];
const ADDRESSES: &[&str] = &["og:url", "twitter:url", "dc.identifier", "dcterms.identifier"];
const LANGUAGES: &[&str] = &["content-language", "og:locale", "dc.language", "dcterms.language", "language"];
/// The mark of a saved page stands within so many bytes from the beginning.
const SAVED_WITHIN: usize = 4 * 1024;

/// `<!-- saved from url=(0042)https://… -->`: browsers write it into pages that they save.
static SAVED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<!-- saved from url=\(\d+\)(https?://\S+) -->").ok());

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Stated {
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Dates of publication as written, the surest first.
    published: Vec<String>,
    modified: Vec<String>,
    base: Option<String>,
    body: Option<String>,
}

impl Stated {
    /// Reads a page; `text` is its source.
    pub(super) fn of(tree: &Tree, text: &str) -> Self {
        let schema = Schema::of(tree);
        let metas = Metas::of(tree);
        let outlet = metas.first(OUTLETS).or(schema.publisher.as_deref()).map(plain);
        let headlines = schema
            .headline
            .as_deref()
            .into_iter()
            .chain(TITLES.iter().filter_map(|key| metas.first(&[*key])));
        let title = headlines.map(plain).next().or_else(|| Some(tree.text(tree.all("title").next()?)));
        let title = title.map(|title| title::without_site(&title, outlet.as_deref(), &title::headings(tree)));
        let saved =
            SAVED.as_ref().and_then(|saved| saved.captures(&text[..text.floor_char_boundary(SAVED_WITHIN)]));
        let addresses = [linked(tree, "canonical"), metas.first(ADDRESSES), schema.url.as_deref()];
        let url = addresses.into_iter().flatten().find(|address| is_absolute(address)).map(str::to_owned);
        let url = url.or_else(|| Some(saved?.get(1)?.as_str().to_owned()));
        let base =
            tree.all("base").find_map(|node| tree.attribute(node, "href")).filter(|base| is_absolute(base));
        let published = schema.published.iter().map(String::as_str).chain(metas.every(PUBLISHED));
        Self {
            title: title.filter(|title| !title.is_empty()),
            author: schema.author.as_deref().or_else(|| metas.first(AUTHORS)).map(plain).and_then(author),
            base: base.map(str::to_owned).or_else(|| url.clone()),
            language: language(tree, &metas, &schema),
            published: published
                .map(str::to_owned)
                .chain(marked(tree, "datepublished"))
                .chain(times(tree))
                .collect(),
            modified: schema
                .modified
                .iter()
                .map(String::as_str)
                .chain(metas.every(MODIFIED))
                .map(str::to_owned)
                .collect(),
            body: schema.body.as_deref().map(plain),
            outlet,
            url,
        }
    }

    /// Puts all but dates of change into the metadata of a document.
    pub(super) fn fill(&self, document: &mut Document) {
        let Document { metadata, problems, .. } = document;
        for (key, value) in [
            ("title", &self.title),
            ("outlet", &self.outlet),
            ("author", &self.author),
            ("url", &self.url),
            ("language", &self.language),
        ] {
            if let Some(value) = value {
                metadata::set(metadata, problems, key, value);
            }
        }
        for date in &self.published {
            metadata::set(metadata, problems, "published", date);
        }
        if let Some(title) = metadata.title.clone() {
            metadata::set_date(metadata, problems, &title, DateBasis::Title);
        }
    }

    /// Adds the date of the last change where neither page nor title nor name tell another.
    pub(super) fn fill_late(&self, document: &mut Document, path: &str) {
        let Document { metadata, problems, .. } = document;
        let told = [metadata.title.as_deref(), Some(stem(path)), metadata.url.as_deref()];
        let tells =
            |text: &str| [Place::Words, Place::Name].iter().any(|place| dates::find(text, *place).is_some());
        if metadata.dates.is_empty() && !told.into_iter().flatten().any(tells) {
            for date in &self.modified {
                metadata::set(metadata, problems, "published", date);
            }
        }
    }

    /// What addresses of the page begin with.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The whole text, where the page holds it a second time.
    pub(super) fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }
}

/// `<meta>` elements: their keys in small letters, and what they hold.
struct Metas<'a>(Vec<(String, &'a str)>);

impl<'a> Metas<'a> {
    fn of(tree: &'a Tree) -> Self {
        let keys = |node: usize| {
            ["name", "property", "itemprop", "http-equiv"]
                .into_iter()
                .find_map(|key| tree.attribute(node, key))
        };
        let meta =
            |node: usize| Some((keys(node)?.trim().to_lowercase(), tree.attribute(node, "content")?.trim()));
        Self(tree.all("meta").filter_map(meta).filter(|(_, value)| !value.is_empty()).collect())
    }

    fn every(&self, keys: &'static [&'static str]) -> impl Iterator<Item = &'a str> + '_ {
        keys.iter()
            .flat_map(|key| self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| *value))
    }

    fn first(&self, keys: &[&str]) -> Option<&'a str> {
        keys.iter().find_map(|key| self.0.iter().find(|(name, _)| name == key).map(|(_, value)| *value))
    }
}

fn linked<'a>(tree: &'a Tree, rel: &str) -> Option<&'a str> {
    let is_rel = |node: &usize| {
        tree.attribute(*node, "rel")
            .is_some_and(|rels| rels.split_whitespace().any(|one| one.eq_ignore_ascii_case(rel)))
    };
    tree.all("link").find(is_rel).and_then(|node| tree.attribute(node, "href")).map(str::trim)
}

/// A name, not an address; without the word before it.
fn author(author: String) -> Option<String> {
    let name = author.trim();
    let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name);
    (!name.is_empty() && !name.contains("://")).then(|| name.to_owned())
}

/// The code of a language, without its region.
fn language(tree: &Tree, metas: &Metas, schema: &Schema) -> Option<String> {
    let html = tree.all("html").next();
    let own = html.and_then(|html| tree.attribute(html, "lang").or_else(|| tree.attribute(html, "xml:lang")));
    let stated = [own, metas.first(LANGUAGES), schema.language.as_deref()];
    let code = |stated: &str| {
        let code = stated.split(['-', '_', ',']).next().unwrap_or("").trim().to_ascii_lowercase();
        ((2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
    };
    stated.into_iter().flatten().find_map(code)
}

/// Values of elements in the body that carry a property of schema.org.
fn marked<'a>(tree: &'a Tree, property: &'a str) -> impl Iterator<Item = String> + 'a {
    let has = move |node: &usize| {
        tree.name(*node) != "meta"
            && tree.attribute(*node, "itemprop").is_some_and(|name| name.eq_ignore_ascii_case(property))
    };
    (0..tree.len()).filter(has).map(|node| {
        let value = tree.attribute(node, "content").or_else(|| tree.attribute(node, "datetime"));
        value.map_or_else(|| tree.text(node), str::to_owned)
    })
}

/// The first time of the page that lies outside of what belongs to other pages.
fn times(tree: &Tree) -> impl Iterator<Item = String> {
    let is_own = |node: &usize| {
        tree.ancestors(*node)
            .take(WITHIN)
            .all(|around| !["nav", "aside", "footer", "li", "time"].contains(&tree.name(around)))
    };
    let heading = tree.all("h1").next().unwrap_or(0);
    let own: Vec<usize> = tree.all("time").filter(is_own).collect();
    let first = own.iter().find(|node| **node > heading).or(own.first()).copied();
    first
        .map(|node| tree.attribute(node, "datetime").map_or_else(|| tree.text(node), str::to_owned))
        .into_iter()
}

/// So many elements around a time are looked at.
const WITHIN: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn check(html: &str, expected: &str) {
        let mut document = Document::default();
        let stated = Stated::of(&Tree::parse(html).unwrap(), html);
        stated.fill(&mut document);
        stated.fill_late(&mut document, "page.html");
        let Metadata { title, date, outlet, author, url, language, .. } = document.metadata;
        let date = date.map(|read| format!("{} {:?}", read.date, read.basis));
        let shown: Vec<String> =
            [title, date, outlet, author, url, language].into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn heads() {
        check(
            "<html lang=en-GB><head><title>Holt: no comment | The Ledger</title><meta property=og:site_name content='The Ledger'><meta property=article:modified_time content=2021-07-25><meta property=article:published_time content=2021-07-20T23:00:00Z><meta name=author content='By Ada Orel'><link rel=canonical href=https://l.example/a>",
            "Holt: no comment|2021-07-20 Metadata|The Ledger|Ada Orel|https://l.example/a|en",
        );
        check(
            "<head><title>Ministry - Remarks</title><meta name=DC.title content='Remarks'><meta name=DC.Date content=2005-03-04><meta name=DC.Creator content=https://x.example><meta http-equiv=content-language content=fr>",
            "Remarks|2005-03-04 Metadata||||fr",
        );
        check(
            "<!-- saved from url=(0031)https://mfa.vellmark.example/1 --><title>Why?</title>",
            "Why?||||https://mfa.vellmark.example/1|",
        );
        check(
            "<link rel=canonical href=/a><time datetime=2021-07-20>Tuesday</time>",
            "|2021-07-20 Metadata||||",
        );
        check(
            "<aside><time>July 1, 2021</time></aside><h1>Remarks</h1><time>July 20, 2021</time>",
            "|2021-07-20 Metadata||||",
        );
    }

    #[test]
    fn published_before_changed_and_event_before_both() {
        check(
            "<meta itemprop=dateModified content=2021-07-25><title>Why?</title>",
            "Why?|2021-07-25 Metadata||||",
        );
        check(
            "<title>Press Briefing, July 18, 2021</title><meta name=date content=2021-07-20>",
            "Press Briefing, July 18, 2021|2021-07-18 Title||||",
        );
        check(
            "<title>What happened on July 18, 2011</title><meta name=date content=2021-07-20>",
            "What happened on July 18, 2011|2021-07-20 Metadata||||",
        );
    }
}
