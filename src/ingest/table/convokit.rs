//! Corpora of ConvoKit: utterances in a JSONL file, and files of metadata beside it.

use serde_json::{Map, Value};

use crate::error::{Code, Problem};
use crate::ingest::Columns;

type Object = Map<String, Value>;

/// Keys that name the conversation of an utterance: since 2020, and before.
const CONVERSATION: &[&str] = &["conversation_id", "root"];
/// Keys that name who speaks.
const SPEAKER: &[&str] = &["speaker", "user"];
/// The files of metadata and what they hold.
const SIDE_FILES: &[(&str, &str)] = &[
    ("conversations.json", "metadata of conversations"),
    ("speakers.json", "metadata of speakers"),
    ("users.json", "metadata of speakers"),
    ("corpus.json", "metadata of the corpus"),
    ("index.json", "the index of the corpus"),
];

/// The columns of rows that are utterances of ConvoKit: those of one conversation are one document. `None` for others.
pub(super) fn columns(objects: &[(usize, Object)], told: &Columns) -> Option<Columns> {
    let has = |names: &[&'static str]| {
        names.iter().copied().find(|name| objects.iter().all(|(_, object)| object.contains_key(*name)))
    };
    let conversation = has(CONVERSATION)?;
    let speaker = has(SPEAKER)?;
    has(&["text"])?;
    (!objects.is_empty()).then(|| Columns {
        id: told.id.clone().or_else(|| Some(conversation.to_owned())),
        speaker: told.speaker.clone().or_else(|| Some(speaker.to_owned())),
        text: told.text.clone().or_else(|| Some("text".to_owned())),
        ..told.clone()
    })
}

/// The same utterances without what is no metadata of a conversation: seconds of an unknown clock, and empty turns.
pub(super) fn rows(objects: Vec<(usize, Object)>) -> Vec<(usize, Object)> {
    let spoken = objects.into_iter().filter(|(_, object)| {
        object.get("text").and_then(Value::as_str).is_some_and(|text| text.contains(char::is_alphanumeric))
    });
    spoken
        .map(|(line, mut object)| {
            if object.get("timestamp").is_some_and(|time| !time.is_string()) {
                object.remove("timestamp");
            }
            (line, object)
        })
        .collect()
}

/// What to say of a file that holds metadata of a corpus; `None` for files that may hold transcripts.
pub(super) fn side_file(path: &str, value: &Value) -> Option<Problem> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let (_, what) = SIDE_FILES.iter().find(|(file, _)| *file == name)?;
    let object = value.as_object()?;
    let words = |value: &Value| value.as_object().is_some_and(|inner| inner.contains_key("text"));
    let holds_words =
        object.contains_key("text") || object.values().any(|value| words(value) || value.is_array());
    (!holds_words)
        .then(|| Problem::new(Code::SideFile, format!("{what} of ConvoKit; its transcripts lie beside")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::ingest::table::jsonl;
    use crate::ingest::{Options, ingest};

    #[test]
    fn utterances_of_a_conversation_are_one_document() {
        let check = |text: &str| {
            let source = Source { path: "c/utterances.jsonl".into(), ..Source::default() };
            let read = jsonl::read(text, &source, &Columns::default());
            let shown: Vec<&str> = read.documents.iter().map(|document| document.text.as_str()).collect();
            assert_eq!(shown, ["Why?\n\nBecause.", "No."]);
            assert_eq!(read.documents[0].voices[1].label.as_deref(), Some("Varn"));
            assert_eq!(read.documents[0].id, "utterances:a");
        };
        check(
            "{\"id\":\"1\",\"conversation_id\":\"a\",\"speaker\":\"Q\",\"text\":\"Why?\",\"timestamp\":12,\"meta\":{}}\n{\"id\":\"2\",\"conversation_id\":\"a\",\"speaker\":\"Varn\",\"reply_to\":\"1\",\"text\":\"Because.\"}\n{\"id\":\"3\",\"conversation_id\":\"b\",\"speaker\":\"Q\",\"text\":\"No.\"}\n{\"id\":\"4\",\"conversation_id\":\"b\",\"speaker\":\"Q\",\"text\":\"\"}\n",
        );
        check(
            "{\"id\":\"1\",\"root\":\"a\",\"user\":\"Q\",\"text\":\"Why?\"}\n{\"id\":\"2\",\"root\":\"a\",\"user\":\"Varn\",\"reply-to\":\"1\",\"text\":\"Because.\"}\n{\"id\":\"3\",\"root\":\"b\",\"user\":\"Q\",\"text\":\"No.\"}\n",
        );
    }

    #[test]
    fn metadata_are_no_failure() {
        let read = |name: &str, text: &str| {
            let read = ingest(name, text.as_bytes(), &Options::default());
            read.problems.iter().map(|problem| problem.code.name()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(read("c/speakers.json", "{\"Q\":{\"meta\":{}}}"), "side-file");
        assert_eq!(read("c/index.json", "{\"utterances-index\":{},\"version\":1}"), "side-file");
        assert_eq!(read("c/speakers.json", "{\"turns\":[{\"text\":\"We said so.\"}]}"), "");
    }
}
