//! The frame of a page: what stands on every page of its site, and belongs to no text.

use super::tree::Tree;

/// How sure it is that an element is no part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Questions to the reader before the page is shown: never text.
    Wall,
    /// By its element, its role, or a word in its class or id that is hardly used for anything else.
    Marked,
    /// By a word in its class or id that may mislead.
    Named,
}

const ELEMENTS: &[&str] = &["nav", "footer", "aside", "menu", "search", "dialog", "amp-sidebar", "amp-ad"];
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
];
/// Elements that may be furniture by their class.
const NAMED: &[&str] =
    &["div", "section", "ul", "ol", "dl", "table", "td", "tr", "header", "form", "center", "details"];
/// Parts of a class or id that name a question to the reader.
const WALL: &[&str] = &["cookie", "cookies", "consent", "gdpr", "onetrust", "cookiebot", "cookielaw", "cmp"];
/// Parts of a class or id that name furniture and hardly ever anything else.
const SURE_NAMES: &[&str] = &[
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "commentlist",
    "comments",
    "crumbs",
    "disqus",
    "footer",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "recirc",
    "recommendations",
    "recommended",
    "related",
    "respond",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "social",
    "socials",
    "sponsored",
    "tagcloud",
];
/// Those that name other things as well.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "captcha",
    "copyright",
    "header",
    "jumplinks",
    "languages",
    "login",
    "masthead",
    "menu",
    "modal",
    "overlay",
    "pager",
    "popup",
    "promo",
    "search",
    "searchform",
    "sidebar",
    "signup",
    "skip",
    "skiplink",
    "subscribe",
    "subscription",
    "switcher",
    "tags",
    "toolbar",
    "tooltip",
    "topbar",
];

/// Is the element furniture?
pub(super) fn of(tree: &Tree, node: usize) -> Option<Furniture> {
    let name = tree.name(node);
    if name.is_empty() || ["html", "body", "main", "article"].contains(&name) {
        return None;
    }
    if name == "amp-consent" {
        return Some(Furniture::Wall);
    }
    let parts = || ["class", "id"].into_iter().filter_map(|key| tree.attribute(node, key)).flat_map(parts);
    let may_be_named = NAMED.contains(&name) || ELEMENTS.contains(&name);
    if may_be_named && parts().any(|part| WALL.contains(&part.as_str())) {
        return Some(Furniture::Wall);
    }
    let role = tree.attribute(node, "role").unwrap_or("");
    let is_marked = ELEMENTS.contains(&name) || ROLES.contains(&role);
    let has_part = |names: &[&str]| may_be_named && parts().any(|part| names.contains(&part.as_str()));
    if is_marked || (name == "header" && !is_in_article(tree, node)) || has_part(SURE_NAMES) {
        return Some(Furniture::Marked);
    }
    has_part(NAMES).then_some(Furniture::Named)
}

fn is_in_article(tree: &Tree, node: usize) -> bool {
    tree.ancestors(node).any(|around| {
        ["article", "main", "section"].contains(&tree.name(around))
            || tree.attribute(around, "role") == Some("main")
    })
}

/// The parts of a class: `siteHeader share-links` has `site`, `header`, `share` and `links`.
fn parts(names: &str) -> impl Iterator<Item = String> + '_ {
    let mut parts: Vec<String> = Vec::new();
    let mut small = false;
    for c in names.chars().take(LONGEST_CLASS) {
        if !c.is_ascii_alphanumeric() {
            parts.push(String::new());
        } else if parts.is_empty() || (small && c.is_ascii_uppercase()) {
            parts.push(c.to_ascii_lowercase().to_string());
        } else if let Some(last) = parts.last_mut() {
            last.push(c.to_ascii_lowercase());
        }
        small = c.is_ascii_lowercase();
    }
    parts.into_iter().filter(|part| !part.is_empty())
}

/// Of a class or id at most so many characters are looked at.
const LONGEST_CLASS: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: Option<Furniture>) {
        let tree = Tree::parse(html).unwrap();
        let node = tree.children(tree.body()).next().unwrap();
        assert_eq!(of(&tree, node), expected, "{html}");
    }

    #[test]
    fn furniture() {
        check("<nav>", Some(Furniture::Marked));
        check("<div role=navigation>", Some(Furniture::Marked));
        check("<div class='post__share-links'>", Some(Furniture::Marked));
        check("<div id=siteHeader>", Some(Furniture::Named));
        check("<div id=onetrust-banner-sdk>", Some(Furniture::Wall));
        check("<header>", Some(Furniture::Marked));
        check("<article class='sidebar-left tags'>", None);
        check("<div class='address headline shareholder'>", None);
        check("<p class=lead>", None);
    }
}
