//! Documents of word processors, and what their formats have in common.

mod address;
mod dialogue;
pub mod docx;
mod fields;
mod flow;
pub mod odt;
pub mod rtf;
mod xml;

/// Blocks as `kind words`, links as `[anchor](address)`, and what is told, one a line.
#[cfg(test)]
fn shown(document: &crate::document::Document) -> Vec<String> {
    let text = &document.text;
    let blocks = document.blocks.iter().map(|block| format!("{:?} {}", block.kind, block.span.slice(text)));
    let links = document.links.iter().map(|link| format!("[{}]({})", link.span.slice(text), link.url));
    let told = document.problems.iter().map(|problem| problem.message.clone());
    blocks.chain(links).chain(told).collect()
}
