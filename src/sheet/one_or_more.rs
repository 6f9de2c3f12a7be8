//! A field that takes one id or a list of them: `from: "usa"` as well as `from: ["usa", "russia"]`.

use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Word;
use crate::syntax::{List, Spanned};

/// One id, or a list of them, each with its place.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct OneOrMore(List<Spanned<Word>>);

impl OneOrMore {
    pub fn iter(&self) -> impl Iterator<Item = &Spanned<Word>> {
        self.0.iter()
    }
}

impl FromIterator<Spanned<Word>> for OneOrMore {
    fn from_iter<I: IntoIterator<Item = Spanned<Word>>>(words: I) -> OneOrMore {
        OneOrMore(words.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMore, D::Error> {
        let Spanned { value, span } = Spanned::<Typed>::deserialize(deserializer)?;
        Ok(match value {
            Typed::One(word) => OneOrMore(std::iter::once(Spanned { value: word, span }).collect()),
            Typed::More(list) => OneOrMore(list.into_iter().collect()),
        })
    }
}

enum Typed {
    One(Word),
    More(Vec<Spanned<Word>>),
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Typed, D::Error> {
        deserializer.deserialize_any(TypedVisitor)
    }
}

struct TypedVisitor;

impl<'de> Visitor<'de> for TypedVisitor {
    type Value = Typed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id in quotation marks, or a list of them")
    }

    fn visit_str<E>(self, word: &str) -> Result<Typed, E> {
        Ok(Typed::One(word.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Typed, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<crate::syntax::Lenient<Spanned<Word>>>()? {
            list.extend(item.into_option());
        }
        Ok(Typed::More(list))
    }
}
