//! An index of a text that finds most quotes without reading the text again.
//!
//! To read a whole article for each of its quotes is fast, but a large project has a hundred quotes an article. So every
//! eighth byte of the text a *landmark* is put up: the eight bytes that begin there. A stretch of fifteen bytes or more
//! contains a landmark wherever it stands, and the landmark is one of the first eight runs of the stretch. To find a
//! quote it is therefore enough to look up its first eight runs, and to compare where one of them is a landmark.

use smallvec::SmallVec;

/// A landmark's length, and the distance from one to the next.
const STRIDE: usize = 8;

/// A quote whose runs are landmarks more often is better sought by reading the text. This happens where a text repeats
/// itself, as a table does, and keeps such a text from costing the square of its length.
const MAX_COMPARED: usize = 256;

/// Where a quote stands. Nearly every one stands once.
pub(super) type Places = SmallVec<[usize; 2]>;

/// The landmarks of one text, by their hash.
#[derive(Clone, Debug)]
pub(super) struct Landmarks {
    /// The first landmark of each hash, counted from 1; 0 where there is none.
    first: Vec<u32>,
    /// For each landmark the next one of the same hash, in the order of the text; 0 after the last.
    next: Vec<u32>,
    /// Cuts a product of 64 bits down to a hash.
    shift: u32,
}

impl Landmarks {
    pub(super) fn of(text: &[u8]) -> Landmarks {
        let (runs, _) = text.as_chunks();
        let hashes = runs.len().next_power_of_two().max(2);
        let shift = u64::BITS - hashes.trailing_zeros();
        let mut landmarks = Landmarks { first: vec![0; hashes], next: vec![0; runs.len() + 1], shift };
        // From the last to the first, so that each chain is in the order of the text.
        for (index, run) in runs.iter().enumerate().rev() {
            let hash = landmarks.hash(run);
            landmarks.next[index + 1] = std::mem::replace(&mut landmarks.first[hash], index as u32 + 1);
        }
        landmarks
    }

    /// All places of a quote in the text that the landmarks are of, in order. Nothing can be said (`None`) of a quote
    /// that is too short to contain a landmark for certain, or for which too many come into question.
    pub(super) fn places(&self, text: &[u8], quote: &[u8]) -> Option<Places> {
        let runs = quote.first_chunk::<{ 2 * STRIDE - 1 }>()?.array_windows();
        let mut places = Places::new();
        let mut compared = 0;
        for (offset, run) in runs.enumerate() {
            let mut landmark = self.first[self.hash(run)];
            while landmark != 0 {
                compared += 1;
                if compared > MAX_COMPARED {
                    return None;
                }
                let place = ((landmark as usize - 1) * STRIDE).checked_sub(offset);
                if let Some(place) = place.filter(|&place| text[place..].starts_with(quote)) {
                    places.push(place);
                }
                landmark = self.next[landmark as usize];
            }
        }
        places.sort_unstable();
        Some(places)
    }

    fn hash(&self, run: &[u8; STRIDE]) -> usize {
        (u64::from_le_bytes(*run).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn landmarks_find_what_reading_finds(text in "[ab]{0,90}|[a-d]{0,300}", at in 0..300_usize, length in 0..40_usize) {
            let text = text.as_bytes();
            let quote = &text[at.min(text.len())..(at + length).min(text.len())];
            if let Some(places) = Landmarks::of(text).places(text, quote) {
                let read = (0..text.len()).filter(|&place| text[place..].starts_with(quote)).collect::<Vec<_>>();
                prop_assert_eq!(places.as_slice(), read);
            } else {
                prop_assert!(quote.len() < 15);
            }
        }
    }

    #[test]
    fn a_text_that_repeats_itself_is_left_to_reading() {
        let text = [b'a'; 10_000];
        assert_eq!(Landmarks::of(&text).places(&text, &text[..5_000]), None);
    }
}
