//! What rows depend on besides the files: with another fingerprint everything is analysed anew.

use sha2::{Digest, Sha256};

use crate::ingest::Options;
use crate::lexicon::read::hex;
use crate::resources::Resources;

/// Hash over the program (its version and the source that it was built from), the word lists, and what the reading and
/// the tagging are told.
pub fn fingerprint(resources: &Resources, options: &Options) -> String {
    let mut hash = Sha256::new();
    let told = serde_json::to_string(options).unwrap_or_default();
    let rules = format!("{:?}", resources.rules);
    for part in [
        env!("CARGO_PKG_VERSION"),
        env!("REJOINDER_SOURCE"),
        &resources.sha256(),
        resources.overlap.name(),
        &rules,
        &told,
    ] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}
