//! Values that may be broken without taking down what stands around them.
//!
//! Serde stops a record at its first bad field and a list at its first bad element, and that is right where data is
//! either good or not. An editor's sheet with a bad date in one of a thousand statements is still a sheet.

use super::de::{LENIENT, LIST};
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Error, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A value that is there, well or broken. What is wrong with a broken one has been reported.
///
/// ```
/// use standoff::syntax::{from_node, parse, Lenient};
///
/// #[derive(serde::Deserialize)]
/// struct Desk {
///     editor: Lenient<String>,
///     floor: Lenient<u8>,
/// }
///
/// let source = r#"(editor: "Ida", floor: "third")"#;
/// let mut errors = Vec::new();
/// let desk: Desk = from_node(parse(source).tree.root(source), &mut errors).unwrap();
/// assert_eq!(desk.editor.get().unwrap(), "Ida");
/// assert!(desk.floor.get().is_none());
/// assert_eq!(errors[0].to_string(), "expected a whole number, found a text");
/// ```
///
/// A field that is *missing* is another matter: without `#[serde(default)]` its record cannot be read. To serde's other
/// formats this is the value alone, and a broken one is an error there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Lenient<T>(Option<T>);

impl<T> Lenient<T> {
    pub fn good(value: T) -> Lenient<T> {
        Lenient(Some(value))
    }

    pub fn broken() -> Lenient<T> {
        Lenient(None)
    }

    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }

    pub fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0.as_ref().ok_or_else(|| S::Error::custom("a broken value cannot be written"))?;
        value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lenient<T>, D::Error> {
        deserializer.deserialize_newtype_struct(LENIENT, LenientVisitor(PhantomData))
    }
}

struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LenientVisitor<T> {
    type Value = Lenient<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    /// Our deserializer hands over the value, or nothing where it is broken.
    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Lenient<T>, A::Error> {
        parts.next_element().map(Lenient)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Lenient<T>, D::Error> {
        T::deserialize(deserializer).map(Lenient::good)
    }
}

/// A list that keeps its good elements when some are broken, and that reports, yet takes, a lone value without brackets
/// around it. It can be read from anything; what is wrong with it has been reported.
///
/// Two lists are equal if their good elements are. To serde's other formats this is a plain list.
#[derive(Clone)]
pub struct List<T> {
    elements: Vec<T>,
    is_complete: bool,
}

impl<T> List<T> {
    /// Whether every element could be read. Who counts them should ask.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    pub fn into_vec(self) -> Vec<T> {
        self.elements
    }
}

impl<T> Default for List<T> {
    fn default() -> List<T> {
        List::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(elements: Vec<T>) -> List<T> {
        List { elements, is_complete: true }
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> List<T> {
        List::from(Vec::from_iter(elements))
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.elements
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.elements.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &List<T>) -> bool {
        self.elements == other.elements
    }
}

impl<T: Eq> Eq for List<T> {}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.elements.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<List<T>, D::Error> {
        deserializer.deserialize_newtype_struct(LIST, ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list, `[ … ]`")
    }

    /// Our deserializer hands over the elements one by one, each of which may be broken.
    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<List<T>, A::Error> {
        let mut list = List::default();
        while let Some(Lenient(element)) = parts.next_element()? {
            list.is_complete &= element.is_some();
            list.elements.extend(element);
        }
        Ok(list)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<List<T>, D::Error> {
        Vec::deserialize(deserializer).map(List::from)
    }
}
