//! The two news stories that the project began with; skipped where the material is absent.

use crate::shared::{material, run};
use crate::table::{Row, rows};

fn of<'a>(all: &'a [Row], document: &str) -> Vec<&'a Row> {
    all.iter().filter(|row| row["document_id"].starts_with(document)).collect()
}

#[test]
fn metadata_voices_acts_and_sources() {
    let Some(seeds) = material("data/seeds") else { return };
    let (out, code) = run(&[&seeds.display().to_string()]);
    assert_eq!(code, 0);
    let (documents, hits, citations) =
        (rows(out.path(), "documents"), rows(out.path(), "hits"), rows(out.path(), "citations"));
    let record = of(&documents, "the-record")[0];
    for (column, expected) in [
        ("title", "China accuses US of launching cyberattacks, denies Microsoft Exchange hack"),
        ("date", "2021-07-20"),
        ("author", "Adam Janofsky"),
        ("outlet", "The Record"),
        ("genre", "article"),
    ] {
        assert_eq!(record[column], expected);
    }
    assert!(record["url"].starts_with("https://therecord.media/"));
    let register = of(&documents, "the-register")[0];
    for (column, expected) in [
        ("title", "China pushes back against Exchange attack sponsorship claims"),
        ("date", "2021-07-21"),
        ("outlet", "The Register"),
        ("genre", "article"),
    ] {
        assert_eq!(register[column], expected);
    }
    // The narrator's judgement is not the spokesman's act.
    for hit in hits
        .iter()
        .filter(|hit| hit["left"].ends_with("known for making") || hit["matched"].contains("provocative"))
    {
        assert!(hit["holder"] != "Zhao Lijian" && hit["counts"] == "false", "{hit:?}");
    }
    for (document, words, category, counts) in [
        ("the-register", "ganged up", "accuse", "true"),
        ("the-register", "groundless", "deny.fact", "true"),
        ("the-register", "out of thin air", "deny.fact", "true"),
        ("the-register", "confuses right with wrong", "deny.fact", "true"),
        ("the-register", "smears and suppresses", "deny.smear", "true"),
        ("the-register", "out of political", "discredit", "true"),
        ("the-register", "never accept", "reject", "true"),
        ("the-register", "largest source of cyber", "accuse", "false"),
        ("the-record", "largest source of cyber", "accuse", "true"),
        ("the-record", "Wiretapping", "accuse", "false"),
        ("the-record", "seriously undermined", "grievance", "true"),
        ("the-record", "might spur", "warn", "true"),
        ("the-register", "took control of about 5.31 million computer hosts", "accuse", "true"),
        ("the-register", "carried out cyber infiltration", "accuse", "true"),
        ("the-register", "tell right from wrong", "discredit", "true"),
        ("the-register", "not a shred of", "discredit", "true"),
        ("the-register", "more than dubious", "discredit", "true"),
        ("the-record", "rejected accusations", "deny.fact", "false"),
    ] {
        let found = of(&hits, document)
            .into_iter()
            .find(|hit| hit["matched"].contains(words) && hit["category"] == category);
        let found = found.unwrap_or_else(|| panic!("no {category} in {words:?} of {document}"));
        assert_eq!(
            (found["holder"].as_str(), found["counts"].as_str()),
            ("Zhao Lijian", counts),
            "{found:?}"
        );
    }
    for (document, source, kind, specificity) in [
        (
            "the-record",
            "a report from China’s National Computer Network Emergency Response Technical Team",
            "GOV_DOM",
            "2",
        ),
        ("the-record", "Qihoo 360", "FIRM_DOM", "4"),
        ("the-record", "Danish media", "MEDIA_3RD", "1"),
        (
            "the-register",
            "statistics reported by China's National Computer Network Emergency Response Technical Team",
            "GOV_DOM",
            "2",
        ),
        ("the-register", "360's report", "FIRM_DOM", "2"),
        ("the-register", "CNCERT's China Internet Cyber Security Report 2020", "GOV_DOM", "3"),
        ("the-register", "the document", "GOV_DOM", "2"),
        ("the-register", "People can tell", "PUBLIC", "0"),
    ] {
        let found = of(&citations, document).into_iter().find(|row| row["source"].contains(source));
        let found = found.unwrap_or_else(|| panic!("no citation of {source:?} in {document}"));
        assert_eq!(
            (found["source_type"].as_str(), found["specificity"].as_str()),
            (kind, specificity),
            "{found:?}"
        );
    }
}
