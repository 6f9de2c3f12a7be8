//! Where places of a text have got to after it was edited: a check is of the text of a moment ago.

use crate::text::{Source, Span};

/// What lies between two versions of a text: they begin alike and end alike, and somewhere in between they differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drift {
    /// Up to here they are alike.
    start: u32,
    /// From here on the older one is like the newer one from `now` on.
    was: u32,
    now: u32,
}

impl Drift {
    pub fn between(older: &Source, newer: &Source) -> Drift {
        if older.shares_text_with(newer) {
            let end = older.text().len() as u32;
            return Drift { start: end, was: end, now: end };
        }
        let (before, after) = (older.text().as_bytes(), newer.text().as_bytes());
        let start = alike(before, after);
        let most = before.len().min(after.len()) - start;
        let behind = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Drift { start: start as u32, was: (before.len() - behind) as u32, now: (after.len() - behind) as u32 }
    }

    /// Where the words at a place of the older text stand in the newer one; nothing where they were edited away.
    pub fn span(self, span: Span) -> Option<Span> {
        let (start, end) = (self.offset(span.start)?, self.offset(span.end)?);
        (start <= end).then_some(Span { start, end })
    }

    /// The same for a single place.
    pub fn offset(self, offset: u32) -> Option<u32> {
        if offset <= self.start {
            Some(offset)
        } else if offset >= self.was {
            Some(offset - self.was + self.now)
        } else {
            None
        }
    }

    /// The other way round: from the newer text to the older one.
    pub fn back(self) -> Drift {
        Drift { start: self.start, was: self.now, now: self.was }
    }
}

/// How many bytes two texts have in common at their beginning. Long stretches are compared at once.
fn alike(a: &[u8], b: &[u8]) -> usize {
    const STRETCH: usize = 4096;
    let same = a.chunks_exact(STRETCH).zip(b.chunks_exact(STRETCH)).take_while(|(a, b)| a == b).count() * STRETCH;
    same + a[same..].iter().zip(&b[same..]).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drifted(before: &str, after: &str, words: &str) -> Option<String> {
        let start = before.find(words).unwrap();
        let [older, newer] = [before, after].map(|text| Source::new("a.ron".into(), text));
        let span = Drift::between(&older, &newer).span(Span::new(start, start + words.len()))?;
        Some(newer.slice(span).to_owned())
    }

    #[test]
    fn what_was_not_touched_is_found_again_and_what_was_is_not() {
        let (before, after) = ("who: \"rusia\", what: \"peace\"", "who: \"russia\", what: \"peace\"");
        assert_eq!(drifted(before, after, "who"), Some("who".into()));
        assert_eq!(drifted(before, after, "\"peace\""), Some("\"peace\"".into()));
        assert_eq!(drifted(before, after, "\"rusia\""), Some("\"russia\"".into()), "it holds what was typed");
        assert_eq!(drifted("a, bcd, e", "a, xyz, e", "c"), None);
        assert_eq!(drifted("aa", "aaa", "aa"), Some("aa".into()));
        assert_eq!(drifted("same", "same", "am"), Some("am".into()));
    }
}
