//! Blocks of numbers that wait in a nameless file of the store's folder when they are too many for memory. The system
//! clears the file away with the run, however that ends.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::unusable;
use crate::error::Error;
use crate::phrase::Aside;

/// So many bytes stay in memory.
const HELD: usize = 16 << 20;

/// Blocks of numbers, the first in memory, the others in a file.
#[derive(Debug)]
pub struct InFile {
    folder: PathBuf,
    held: Vec<Vec<u32>>,
    /// Room left in memory.
    room: usize,
    file: Option<Mutex<File>>,
    /// Where each block in the file begins, and its numbers.
    places: Vec<(u64, usize)>,
    end: u64,
}

impl InFile {
    /// No blocks yet; a file will be in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            held: Vec::new(),
            room: HELD,
            file: None,
            places: Vec::new(),
            end: 0,
        }
    }

    fn write(&mut self, block: &[u32]) -> std::io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Mutex::new(tempfile::tempfile_in(&self.folder)?)),
        };
        let bytes: &[u8] = bytemuck::cast_slice(block);
        file.get_mut().unwrap_or_else(PoisonError::into_inner).write_all(bytes)?;
        self.places.push((self.end, block.len()));
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn read_at(&self, (start, len): (u64, usize), buffer: &mut Vec<u32>) -> std::io::Result<()> {
        buffer.resize(len, 0);
        let Some(file) = &self.file else { return Ok(()) };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(bytemuck::cast_slice_mut(buffer))
    }
}

impl Aside for InFile {
    type Error = Error;

    fn put(&mut self, block: Vec<u32>) -> Result<(), Error> {
        let bytes = size_of_val(block.as_slice());
        if self.file.is_none() && bytes <= self.room {
            self.room -= bytes;
            self.held.push(block);
            return Ok(());
        }
        self.write(&block).map_err(|source| unusable(&self.folder, source))
    }

    fn read<'a>(&'a self, number: usize, buffer: &'a mut Vec<u32>) -> Result<&'a [u32], Error> {
        if let Some(block) = self.held.get(number) {
            return Ok(block);
        }
        let place = self.places[number - self.held.len()];
        self.read_at(place, buffer).map_err(|source| unusable(&self.folder, source))?;
        Ok(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_from_memory_and_from_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut aside = InFile::new(folder.path());
        let blocks: Vec<Vec<u32>> =
            (0..20_u32).map(|number| (0..(1 << 19) + number).map(|at| at ^ number << 24).collect()).collect();
        for block in &blocks {
            aside.put(block.clone()).unwrap();
        }
        assert_eq!((aside.held.len(), aside.places.len()), (7, 13));
        let mut buffer = Vec::new();
        for number in [19, 0, 15, 14, 17, 16, 18, 3] {
            assert_eq!(aside.read(number, &mut buffer).unwrap(), blocks[number]);
        }
        // Nothing is left behind, not even a name.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn where_no_file_can_be_the_folder_is_told() {
        let mut aside = InFile::new(Path::new("no/such/folder"));
        assert!(aside.put(vec![1]).is_ok());
        let told = aside.put(vec![0; 1 << 24]).unwrap_err().to_string();
        assert!(told.starts_with("no/such/folder: "), "{told}");
    }
}
