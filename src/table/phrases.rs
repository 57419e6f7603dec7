//! `phrases`: one row a recurring formula.

use jiff::civil::Date;

use super::Table;
use super::column::table;

/// What is told of a phrase.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the columns say what they are")]
pub struct PhraseRow<'a> {
    pub phrase: String,
    pub n_tokens: usize,
    pub goes_on: bool,
    pub n_occurrences: usize,
    pub n_free: usize,
    pub n_documents: usize,
    pub n_dates: usize,
    pub n_speakers: usize,
    pub first_date: Option<Date>,
    pub last_date: Option<Date>,
    pub first_document_id: &'a str,
    pub last_document_id: &'a str,
    pub first_speaker: Option<&'a str>,
    pub last_speaker: Option<&'a str>,
    pub dispersion: Option<f64>,
    pub burst_share: Option<f64>,
    pub burst_from: Option<Date>,
    pub status: Option<&'static str>,
    pub variants: Option<&'a str>,
}

table!("phrases", "one recurring formula: 4 to 12 words that the answering side says in at least three documents on three dates (a document without a date counts as a date of its own), where no longer one stands in just the same places", |row: &PhraseRow<'_>| {
    "phrase_id" Text [""] "stable name: a hash of the phrase" ("") = id(&row.phrase);
    "phrase" Text [""] "the words in small letters, without marks; names of countries and capitals are [COUNTRY], of persons of the word lists [PERSON]" ("") = &row.phrase;
    "n_tokens" Int ["words"] "its words, a name in a slot as one" ("UAX #29") = row.n_tokens;
    "goes_on" Bool [""] "true: the next word is always the same, too; a formula of more than 12 words is told by its first 12" ("") = row.goes_on;
    "n_occurrences" Int ["occurrences"] "how often it stands in sentences of answering turns (roles spokesperson, official)" ("") = row.n_occurrences;
    "n_free" Int ["occurrences"] "those that lie inside no longer phrase of this table: 0 for a phrase that is always part of longer ones" ("after Frantzi et al. 2000") = row.n_free;
    "n_documents" Int ["documents"] "documents in which it stands" ("") = row.n_documents;
    "n_dates" Int ["dates"] "dates on which it stands; a document without a date counts as one" ("codebook F7") = row.n_dates;
    "n_speakers" Int ["speakers"] "speakers who say it, by name, else by affiliation; the unnamed are left out" ("") = row.n_speakers;
    "first_date" Date [""] "date of the earliest document in which it stands" ("") = row.first_date;
    "last_date" Date [""] "date of the latest" ("") = row.last_date;
    "first_document_id" Text [""] "documents.document_id of the earliest; of equals, and where no date is known, the first in the order of the table" ("") = row.first_document_id;
    "last_document_id" Text [""] "documents.document_id of the latest" ("") = row.last_document_id;
    "first_speaker" Text [""] "who said it there" ("") = row.first_speaker;
    "last_speaker" Text [""] "who said it there" ("") = row.last_speaker;
    "dp" Float ["0-1"] "how unevenly it is spread: half the sum over all documents of abs(share of its occurrences - share of the words of answering turns); 0 even, near 1 all in one small document" ("DP; Gries 2008") = row.dispersion.map(rounded);
    "burst_share" Float ["0-1"] "largest share of its dated occurrences that lies in 30 days" ("") = row.burst_share.map(rounded);
    "burst_from" Date [""] "first of these 30 days" ("") = row.burst_from;
    "status" Text [""] "new: first heard in the last 30 days of the material, which begins at least 90 days before (with --since-last: heard in the new files only); stopped: heard on at least 5 dates, not for 90 days up to the end of the material, which chance would bring in fewer than 1 of 100 cases, (k/T)^(n-1) < .01 with n the dates on which it was heard, T the dates of the material after the first of them and k those up to the last; else current; empty where no date is known" ("Solow 1993") = row.status;
    "variants" Text [""] "what stood in its slots, the most frequent first, with the number of times; at most 8" ("") = row.variants;
});

/// Adds a row.
pub fn fill(row: &PhraseRow, table: &mut Table) {
    push(table, row);
}

/// FNV-1a of the phrase, in hexadecimal.
fn id(phrase: &str) -> String {
    let hash = phrase.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    format!("p{hash:016x}")
}

fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
