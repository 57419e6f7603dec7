//! What a reader of the page does not see, or what is no text: scripts, controls of forms, hidden and struck words.

use super::tree::Tree;

/// Elements whose words are no part of the text.
const NO_TEXT: &[&str] = &[
    "applet", "area", "audio", "canvas", "datalist", "embed", "head", "input", "map", "meter", "noembed",
    "noframes", "noscript", "option", "progress", "rp", "rt", "script", "select", "style", "template",
    "textarea", "title", "video",
];
/// Elements of words that were taken back.
const STRUCK: &[&str] = &["del", "s", "strike"];
/// Elements of pictures and players: their caption is not said by anyone.
const PICTURES: &[&str] = &["amp-img", "amp-video", "iframe", "img", "picture", "svg", "video"];

/// A picture stands among the first nodes of its figure.
const LARGEST_FIGURE: usize = 64;

/// Which nodes are not read; whatever lies inside them is not, either.
#[derive(Debug)]
pub(super) struct Unseen {
    unseen: Vec<bool>,
}

impl Unseen {
    /// Looks through a page. Hidden parts that hold most of its words are read nevertheless: saved pages hide
    /// themselves behind a dialog, or wait for a script to show them.
    pub(super) fn of(tree: &Tree) -> Self {
        let words = words_before(tree);
        let inside = |node: usize| words[tree.inside(node).end] - words[node];
        let body = tree.body();
        let unseen = (0..tree.len()).map(|node| {
            is_no_text(tree, node) || (is_hidden(tree, node) && inside(node) * 2 <= inside(body))
        });
        Self { unseen: unseen.collect() }
    }

    /// Is this node not read?
    pub(super) fn holds(&self, node: usize) -> bool {
        self.unseen.get(node).copied().unwrap_or(false)
    }
}

/// How many words stand before each node, and after the last.
fn words_before(tree: &Tree) -> Vec<usize> {
    let mut words = Vec::with_capacity(tree.len() + 1);
    let (mut count, mut skipped_to) = (0, 0);
    for node in 0..tree.len() {
        words.push(count);
        if is_no_text(tree, node) {
            skipped_to = skipped_to.max(tree.inside(node).end);
        }
        if node >= skipped_to {
            count += tree.words(node).map_or(0, |text| text.split_whitespace().count());
        }
    }
    words.push(count);
    words
}

fn is_no_text(tree: &Tree, node: usize) -> bool {
    let name = tree.name(node);
    match name {
        "" => false,
        "dialog" => tree.attribute(node, "open").is_none(),
        "figcaption" => tree.parent(node).is_some_and(|figure| {
            tree.inside(figure).take(LARGEST_FIGURE).any(|inside| PICTURES.contains(&tree.name(inside)))
        }),
        _ => {
            NO_TEXT.contains(&name)
                || STRUCK.contains(&name)
                || has_style(tree, node, &["text-decoration:line-through"])
        }
    }
}

fn is_hidden(tree: &Tree, node: usize) -> bool {
    tree.attribute(node, "hidden").is_some_and(|value| value != "until-found")
        || tree.attribute(node, "aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || has_style(tree, node, &["display:none", "visibility:hidden"])
        || tree.name(node) == "button"
}

/// Does the element's own style hold one of these declarations?
pub(super) fn has_style(tree: &Tree, node: usize, declarations: &[&str]) -> bool {
    tree.attribute(node, "style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.split(';').any(|one| declarations.iter().any(|declaration| one.starts_with(declaration)))
    })
}

#[cfg(test)]
mod tests {
    use super::{Tree, Unseen};

    fn check(html: &str, expected: &str) {
        let tree = Tree::parse(html).unwrap();
        let unseen = Unseen::of(&tree);
        let mut seen = String::new();
        let mut node = tree.body();
        while node < tree.len() {
            if unseen.holds(node) {
                node = tree.inside(node).end;
            } else {
                seen.push_str(tree.words(node).unwrap_or(""));
                node += 1;
            }
        }
        assert_eq!(seen, expected);
    }

    #[test]
    fn seen_and_unseen() {
        check("<body><script>a</script><style>b</style><noscript>c</noscript><textarea>d</textarea>e", "e");
        check("<noscript>a</noscript>b", "b");
        check("<select><option>a</select><button>b</button><template><p>c</template>d", "d");
        check(
            "We <del>will</del><s>shall</s><span style='text-decoration: line-through'>may</span> go",
            "We  go",
        );
        check(
            "<p hidden>a</p><p aria-hidden=true>b</p><p style='display : none'>c</p>We said so.",
            "We said so.",
        );
        check(
            "<div aria-hidden=true>We said so, all of us.</div><p>Accept</p>",
            "We said so, all of us.Accept",
        );
        check("<figure><img><figcaption>Holt, left</figcaption></figure>So", "So");
        check(
            "<figure><blockquote>We did.</blockquote><figcaption>Holt</figcaption></figure>",
            "We did.Holt",
        );
    }
}
