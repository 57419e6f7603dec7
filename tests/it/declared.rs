//! What is declared once does not drift from what is written about it.

use rejoinder::table::{ALL, dictionary};

use crate::shared::{corpus, matches_file, root};
use crate::table::rows;

#[test]
fn the_column_guide() {
    matches_file(&root().join("reports/README.md"), &dictionary::guide());
}

/// The contract's columns: a column may be added, none may go or change its name.
const CONTRACT: [(&str, &str); 14] = [
    (
        "documents",
        "document_id source_path source_sha256 format encoding language genre title date date_precision institution state outlet author url n_turns n_exchanges n_sentences n_tokens n_problems",
    ),
    (
        "turns",
        "turn_id document_id exchange_id turn_index reply_to speaker speaker_label role affiliation state text n_sentences n_tokens reply_type accusatory_question",
    ),
    ("sentences", "sentence_id turn_id sentence_index text n_tokens n_hits max_intensity"),
    (
        "hits",
        "hit_id sentence_id turn_id document_id char_start char_end turn_char_start turn_char_end matched left right lexicon entry_id term category intensity status status_cue status_cue_char_start status_cue_char_end holder holder_certainty target target_type target_basis counts confidence",
    ),
    ("quotes", "quote_id kind speaker speaker_basis cue cue_class char_start char_end content"),
    (
        "citations",
        "citation_id source source_char_start source_char_end source_entity source_type specificity domesticity opp_source cue cue_class use claim_type content content_char_start content_char_end has_number has_quote cited_title cited_date cited_url",
    ),
    (
        "quantities",
        "quantity_id citation_id matched value value_high approximate unit base scope agent period date kind",
    ),
    (
        "checks",
        "check_id relation slot note document_id_a document_id_b quantity_id_a quantity_id_b claim_a claim_b",
    ),
    (
        "phrases",
        "phrase_id phrase n_tokens n_occurrences n_documents n_speakers first_date last_date first_document_id variants",
    ),
    ("measures", "group_by group measure value ci_low ci_high n_answers n_documents n_tokens"),
    (
        "trends",
        "series_by series measure period_type period value ci_low ci_high median_3 baseline change n_answers n_documents n_tokens",
    ),
    (
        "changes",
        "series_by series measure basis period period_low period_high before after difference difference_ci_low difference_ci_high p p_adjusted",
    ),
    ("problems", "code severity source_path line char_start message advice"),
    ("columns", "table column type unit meaning source"),
];

#[test]
fn the_contract_with_spreadsheets() {
    for (name, columns) in CONTRACT {
        let declared = ALL.iter().find(|declared| declared.name == name).expect(name);
        for column in columns.split(' ') {
            assert!(
                declared.columns.iter().any(|declared| declared.name == column),
                "{name}.{column} is gone"
            );
        }
        for column in declared.columns {
            assert!(column.meaning.len() > 5, "{name}.{} has no meaning", column.name);
            assert!(
                column.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
                "{}",
                column.name
            );
        }
    }
}

#[test]
fn files_and_dictionary_have_the_declared_columns() {
    let dictionary = rows(corpus(), "columns");
    for declared in ALL {
        let path = corpus().join("csv").join(format!("{}.csv", declared.name));
        let mut reader = csv::Reader::from_path(path).expect("a table");
        let names: Vec<&str> = declared.columns.iter().map(|column| column.name).collect();
        assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), names);
        let listed = dictionary.iter().filter(|row| row["table"] == declared.name);
        assert_eq!(listed.map(|row| row["column"].as_str()).collect::<Vec<_>>(), names);
    }
}

/// The manifest names every file of the corpus, and nothing else.
#[test]
fn the_manifest_of_the_corpus() {
    let folder = root().join("corpus");
    let mut reader = csv::Reader::from_path(folder.join("manifest.csv")).expect("the manifest");
    let mut listed: Vec<String> =
        reader.records().map(|record| record.expect("a row")[0].to_owned()).collect();
    let entries =
        std::fs::read_dir(&folder).expect("the corpus").map(|entry| entry.expect("an entry").file_name());
    let mut there: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    there.retain(|name| name != "manifest.csv" && !name.starts_with('.'));
    listed.sort();
    there.sort();
    assert_eq!(listed, there);
}
