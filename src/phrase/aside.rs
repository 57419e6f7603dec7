//! Where blocks of numbers wait until they are read again: in memory, or wherever the caller keeps them.

use std::marker::PhantomData;

/// Keeps blocks of numbers, to be read again as often as needed.
pub trait Aside {
    /// Why a block cannot be kept or read.
    type Error: Send;

    /// Keeps a further block; the first has number 0.
    ///
    /// # Errors
    /// When there is no room for it.
    fn put(&mut self, block: Vec<u32>) -> Result<(), Self::Error>;

    /// A block by its number; `buffer` is there to hold it.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read<'a>(&'a self, number: usize, buffer: &'a mut Vec<u32>) -> Result<&'a [u32], Self::Error>;
}

/// Keeps all blocks in memory; cannot fail.
#[derive(Debug)]
pub struct InMemory<E>(Vec<Vec<u32>>, PhantomData<fn() -> E>);

impl<E> Default for InMemory<E> {
    fn default() -> Self {
        Self(Vec::new(), PhantomData)
    }
}

impl<E: Send> Aside for InMemory<E> {
    type Error = E;

    fn put(&mut self, block: Vec<u32>) -> Result<(), E> {
        self.0.push(block);
        Ok(())
    }

    fn read<'a>(&'a self, number: usize, _: &'a mut Vec<u32>) -> Result<&'a [u32], E> {
        Ok(self.0.get(number).map_or(&[], Vec::as_slice))
    }
}
