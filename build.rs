//! A hash of all that the program is made of: a store made by other code is not used. The word lists are embedded: when one
//! changes the program is built again.
#![allow(clippy::disallowed_methods, reason = "it reads the sources")]

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

const PARTS: [&str; 4] = ["src", "lexicons", "layouts", "Cargo.lock"];

fn main() {
    let mut files = BTreeMap::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        collect(Path::new(part), &mut files);
    }
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    for (path, bytes) in &files {
        hash.write(path.to_string_lossy().replace('\\', "/").as_bytes());
        hash.write(&(bytes.len() as u64).to_le_bytes());
        hash.write(bytes);
    }
    println!("cargo::rustc-env=REJOINDER_SOURCE={:016x}", hash.finish());
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        entries.flatten().for_each(|entry| collect(&entry.path(), files));
    } else if let Ok(bytes) = std::fs::read(path) {
        files.insert(path.to_owned(), bytes);
    }
}

struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
