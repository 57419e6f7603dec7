//! What a page says of itself in JSON-LD with the words of schema.org.

use serde_json::Value;

use super::tree::Tree;

/// Types of a text, the surest first; other types (site, organisation, list of crumbs) say nothing of the text.
const TEXTS: &[&[&str]] = &[
    &[
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Article",
        "Report",
        "SpecialAnnouncement",
        "SocialMediaPosting",
        "TechArticle",
        "ScholarlyArticle",
        "GovernmentService",
        "Speech",
    ],
    &["WebPage", "ItemPage", "CreativeWork", "Event"],
];

/// The fields that are of use here.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The whole text, which some pages hold a second time.
    pub(super) body: Option<String>,
}

impl Schema {
    /// Reads all blocks of a page. Blocks that are no JSON are passed over, as search engines do.
    pub(super) fn of(tree: &Tree) -> Self {
        let is_block = |node: &usize| {
            tree.attribute(*node, "type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
        };
        let blocks: Vec<Value> =
            tree.all("script").filter(is_block).filter_map(|node| parsed(&tree.text(node))).collect();
        let objects: Vec<&Value> = blocks.iter().flat_map(objects).collect();
        let mut schema = Self::default();
        for types in TEXTS {
            objects
                .iter()
                .filter(|object| is_of(object, types))
                .for_each(|object| schema.add(object, &objects));
        }
        schema
    }

    /// Adds the fields of an object; the first value of a field stands.
    fn add(&mut self, object: &Value, all: &[&Value]) {
        let one = |slot: &mut Option<String>, keys: &[&str]| {
            if slot.is_none() {
                *slot = keys.iter().find_map(|key| text(object.get(key)?, all));
            }
        };
        one(&mut self.headline, &["headline", "name"]);
        one(&mut self.published, &["datePublished", "dateCreated", "startDate", "uploadDate"]);
        one(&mut self.modified, &["dateModified"]);
        one(&mut self.author, &["author", "creator"]);
        one(&mut self.publisher, &["publisher", "sourceOrganization"]);
        one(&mut self.language, &["inLanguage"]);
        one(&mut self.body, &["articleBody"]);
        if self.url.is_none() {
            let ids = ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(|key| object.get(key));
            self.url = ids.filter_map(|id| id.get("@id").unwrap_or(id).as_str().map(str::to_owned)).next();
        }
    }
}

fn parsed(script: &str) -> Option<Value> {
    let json =
        script.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim_start_matches("<!--");
    let json = json.trim_end().trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//");
    // Line ends inside strings are no JSON, yet many pages have them.
    let json: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&json).ok()
}

/// The object, or those of its array or graph, in their order.
fn objects(block: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = vec![block];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(fields) => {
                found.push(value);
                open.extend(["mainEntity", "@graph"].into_iter().filter_map(|key| fields.get(key)));
            }
            _ => {}
        }
    }
    found
}

fn is_of(object: &Value, types: &[&str]) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| types.contains(&kind.rsplit(['/', ':']).next().unwrap_or(kind)))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// A text, the name of a person or house, or several of them. `all` are the objects that an `@id` may point to.
fn text(value: &Value, all: &[&Value]) -> Option<String> {
    let name = |object: &Value| object.get("name").and_then(text_of);
    let found = match value {
        Value::Array(values) => {
            let values: Vec<String> =
                values.iter().filter_map(|value| text_of(value).or_else(|| named(value, all))).collect();
            Some(values.join(", "))
        }
        Value::Object(_) => name(value).or_else(|| named(value, all)),
        value => text_of(value),
    };
    found.map(|found| found.trim().to_owned()).filter(|found| !found.is_empty())
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn named(value: &Value, all: &[&Value]) -> Option<String> {
    let own = value.get("name").and_then(text_of);
    let id = value.get("@id").and_then(Value::as_str);
    own.or_else(|| {
        let of_id = |object: &&&Value| id.is_some() && object.get("@id").and_then(Value::as_str) == id;
        all.iter().filter(of_id).find_map(|object| object.get("name").and_then(text_of))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        let html = format!("<script type='application/ld+json'>{json}</script>");
        let found = Schema::of(&Tree::parse(&html).unwrap());
        let Schema { headline, published, author, publisher, url, .. } = found;
        let shown: Vec<String> = [headline, published, author, publisher, url]
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn shapes() {
        check(
            r#"{"@type":"NewsArticle","headline":"A day","datePublished":"2021-07-20T10:00:00Z","author":[{"@type":"Person","name":"Ada Orel"},{"name":"Jon Pell"}],"publisher":{"name":"The Ledger"},"mainEntityOfPage":{"@id":"https://l.example/a"}}"#,
            "A day|2021-07-20T10:00:00Z|Ada Orel, Jon Pell|The Ledger|https://l.example/a",
        );
        check(
            r#"{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":"WebPage","name":"A day - Site","datePublished":"2021-07-21"},{"@type":["Article"],"headline":"A day","author":{"@id":"/#1"}},{"@type":"Person","@id":"/#1","name":"Ada Orel"}]}"#,
            "A day|2021-07-21|Ada Orel||",
        );
        check("<!-- [{\"@type\":\"https://schema.org/Article\",\"headline\":\"A\nday\"}] -->", "A day||||");
        check("{\"@type\":\"Organization\",\"name\":\"Site\"}", "||||");
        check("{broken", "||||");
    }
}
