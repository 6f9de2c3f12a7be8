//! A field of a record, which an editor may leave out or get wrong.

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::syntax::{Lenient, Spanned};

/// A field of a record. Whoever needs it asks whether it was left out; what is wrong with a broken one has been
/// reported when it was read.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Field<T> {
    #[default]
    Absent,
    Broken,
    Good(T),
}

impl<T> Field<T> {
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    pub fn is_broken(&self) -> bool {
        matches!(self, Field::Broken)
    }

    pub fn as_option(&self) -> Option<&T> {
        match self {
            Field::Good(value) => Some(value),
            Field::Absent | Field::Broken => None,
        }
    }

    pub fn into_option(self) -> Option<T> {
        match self {
            Field::Good(value) => Some(value),
            Field::Absent | Field::Broken => None,
        }
    }
}

impl<T> Field<Spanned<T>> {
    /// The value without its place.
    pub fn into_value(self) -> Option<T> {
        self.into_option().map(|typed| typed.value)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Field<T> {
        Field::Good(value)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Field::Good(value) => value.serialize(serializer),
            Field::Absent | Field::Broken => Err(serde::ser::Error::custom("only a good field can be written")),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field<T>, D::Error> {
        let value = Lenient::deserialize(deserializer)?.into_option();
        Ok(value.map_or(Field::Broken, Field::Good))
    }
}
