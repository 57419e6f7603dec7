//! `checks`: one row a pair of claims that speak of the same thing, or a slot in which they differ.

use super::column::table;
use super::name::Name;
use super::row::{Value, Written};
use super::{Table, quantities};
use crate::check::{Check, Claim};

#[derive(Clone, Copy)]
struct Row<'a> {
    check: &'a Check,
    a: &'a Claim,
    b: Option<&'a Claim>,
}

table!("checks", "one pair of claims that speak of the same thing, or one slot in which they differ", |row: Row| {
    "check_id" Text [""] "stable name: both numbers and the slot" ("") = id(row);
    "relation" Text [""] "agrees, contradicts (both state the slot and not both can be right), qualifies (one states or narrows what the other leaves out), unmatched (check-claims: no figure of the sources speaks of it)" ("codebook 0.3") = row.check.relation.name();
    "slot" Text [""] "in what they differ: value, unit, base, agent, scope, period, source; empty when nothing differs" ("codebook 0.3") = row.check.slot.map(|slot| slot.name());
    "note" Text [""] "what each says, in a plain sentence" ("") = &row.check.note;
    "document_id_a" Text [""] "documents.document_id of the earlier text; of check-claims the text that is checked" ("") = row.a.document_id.as_ref();
    "document_id_b" Text [""] "documents.document_id of the other text; the same for two sentences of one text" ("") = row.b.map(|b| b.document_id.as_ref());
    "quantity_id_a" Text [""] "quantities.quantity_id" ("") = named(row.a);
    "quantity_id_b" Text [""] "quantities.quantity_id" ("") = row.b.map(named);
    "matched_a" Text [""] "the words of the number" ("") = &row.a.matched;
    "matched_b" Text [""] "the words of the number" ("") = row.b.map(|b| &b.matched);
    "claim_a" Text [""] "the sentence that holds it" ("") = row.a.words.as_ref();
    "claim_b" Text [""] "the sentence that holds it" ("") = row.b.map(|b| b.words.as_ref());
    "strength" Float ["points"] "how much speaks for it that both mean the same thing: like value, shared rare words, agent, place, year, source; 3 make a pair" ("") = row.b.map(|_| (row.check.strength * 100.0).round() / 100.0);
});

/// Adds the rows.
pub fn fill(claims: &[Claim], checks: &[Check], table: &mut Table) {
    for check in checks {
        push(table, Row { check, a: &claims[check.a], b: check.b.map(|b| &claims[b]) });
    }
}

fn named(claim: &Claim) -> Name<'_> {
    quantities::id(&claim.document_id, claim.number)
}

fn id(row: Row<'_>) -> impl Value {
    Written(move |out: &mut String| {
        named(row.a).push_to(out);
        out.push('~');
        row.b.into_iter().for_each(|b| named(b).push_to(out));
        if let Some(slot) = row.check.slot {
            out.push('.');
            out.push_str(slot.name());
        }
    })
}
