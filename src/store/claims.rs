//! The claims of a segment: read all at once to be compared, and a few again, by their places, to be told.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use rayon::prelude::*;

use super::rows::{Wanted, Which, damaged};
use super::{Store, segment};
use crate::check::figures::{Coming, Figures, Place};
use crate::check::{Claim, Pair};
use crate::error::Error;

/// A claim takes hardly more bytes than that.
const WINDOW: u64 = 2048;

/// A claim with its place in the file of its segment.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) place: u32,
    pub(super) claim: Claim,
}

/// The claims of the documents of a segment, as they are packed: a list of lists.
pub(super) fn unpacked(bytes: &[u8]) -> postcard::Result<Vec<Vec<Placed>>> {
    let mut rest = bytes;
    let mut documents = Vec::new();
    for _ in 0..taken::<usize>(&mut rest)? {
        let mut claims = Vec::new();
        for _ in 0..taken::<usize>(&mut rest)? {
            let place = (bytes.len() - rest.len()) as u32;
            claims.push(Placed { place, claim: taken(&mut rest)? });
        }
        documents.push(claims);
    }
    Ok(documents)
}

fn taken<'a, T: serde::Deserialize<'a>>(rest: &mut &'a [u8]) -> postcard::Result<T> {
    let (one, behind) = postcard::take_from_bytes(rest)?;
    *rest = behind;
    Ok(one)
}

impl Store {
    /// The claims of documents as they are compared, in the order in which their texts appeared.
    ///
    /// # Errors
    /// When a segment is damaged.
    pub fn figures(&self, wanted: &[Wanted]) -> Result<Figures, Error> {
        let mut reader = self.reader(Which::All, wanted.iter().filter_map(Wanted::rows));
        let mut coming = Coming::default();
        for rows in wanted.iter().filter_map(Wanted::rows) {
            for Placed { place, claim } in reader.claims(rows)? {
                coming.add(&claim, (rows.segment, place));
            }
            reader.close(rows.segment, 1);
        }
        let mut figures = coming.finish();
        figures.sort();
        Ok(figures)
    }

    /// The claims of some pairs, with the pairs as numbers of them.
    ///
    /// # Errors
    /// When a segment was damaged since its claims were read.
    pub fn claims(&self, figures: &Figures, pairs: &[Pair]) -> Result<(Vec<Claim>, Vec<Pair>), Error> {
        let mut numbers: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let claims = self.at(&numbers.iter().map(|number| figures.place(*number)).collect::<Vec<_>>())?;
        let number = |of: u32| numbers.partition_point(|number| *number < of) as u32;
        let renumbered = |pair: &Pair| Pair { a: number(pair.a), b: number(pair.b), ..*pair };
        Ok((claims, pairs.iter().map(renumbered).collect()))
    }

    /// The claims at some places.
    fn at(&self, places: &[Place]) -> Result<Vec<Claim>, Error> {
        let mut segments: BTreeMap<u64, Vec<(u32, usize)>> = BTreeMap::new();
        for (number, (segment, place)) in places.iter().enumerate() {
            segments.entry(*segment).or_default().push((*place, number));
        }
        let read: Result<Vec<Vec<(usize, Claim)>>, Error> = segments
            .into_par_iter()
            .map(|(segment, mut places)| {
                places.sort_unstable();
                let path = segment::place(&self.folder, segment).join(segment::CLAIMS);
                some(&path, &places).map_err(|wrong| damaged(&self.folder, segment, &wrong))
            })
            .collect();
        let mut claims: Vec<(usize, Claim)> = read?.into_iter().flatten().collect();
        claims.sort_unstable_by_key(|(number, _)| *number);
        Ok(claims.into_iter().map(|(_, claim)| claim).collect())
    }
}

/// The claims at some places of a file, each with its number.
fn some(path: &Path, places: &[(u32, usize)]) -> Result<Vec<(usize, Claim)>, String> {
    let mut file = File::open(path).map_err(|wrong| wrong.to_string())?;
    let one = |(place, number): &(u32, usize)| Ok((*number, one(&mut file, *place)?));
    places.iter().map(one).collect()
}

fn one(file: &mut File, place: u32) -> Result<Claim, String> {
    let mut bytes = Vec::new();
    loop {
        let at = u64::from(place) + bytes.len() as u64;
        file.seek(SeekFrom::Start(at)).map_err(|wrong| wrong.to_string())?;
        let more = WINDOW.max(bytes.len() as u64);
        let read = file.take(more).read_to_end(&mut bytes).map_err(|wrong| wrong.to_string())?;
        match postcard::take_from_bytes(&bytes) {
            Ok((claim, _)) => return Ok(claim),
            Err(postcard::Error::DeserializeUnexpectedEnd) if read > 0 => {}
            Err(wrong) => return Err(wrong.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Resources, analyze, check, ingest};

    #[test]
    fn a_claim_is_read_again_by_its_place() {
        let resources = Resources::built_in().unwrap();
        let claims = |text: &str| {
            let read = ingest::ingest("a.txt", text.as_bytes(), &ingest::Options::default());
            check::claims(&read.documents[0], &analyze(&read.documents[0], &resources), &resources)
        };
        let long = format!("Some 4,310 nets were lost{}.", " near the reef of Port Salm".repeat(400));
        let lists = vec![claims("The reef holds 130,109 mussels and 61 crabs."), Vec::new(), claims(&long)];
        let packed = postcard::to_stdvec(&lists).unwrap();
        let placed = unpacked(&packed).unwrap();
        assert_eq!(placed.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 1]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(segment::CLAIMS);
        std::fs::write(&path, &packed).unwrap();
        let places: Vec<(u32, usize)> = placed.iter().flatten().map(|one| one.place).zip(0..).collect();
        let bytes = |claim: &Claim| postcard::to_stdvec(claim).unwrap();
        let again = some(&path, &places).unwrap();
        let read: Vec<_> = again.iter().map(|(_, claim)| bytes(claim)).collect();
        assert_eq!(read, lists.iter().flatten().map(bytes).collect::<Vec<_>>());
        assert!(some(&path, &[(packed.len() as u32, 0)]).is_err(), "nothing is there");
    }
}
