//! What stands in brackets, handed to serde piece by piece.

use super::Deserializer;
use crate::syntax::error::{Failure, ValueError, ValueErrorKind};
use crate::syntax::spanned::packed;
use crate::syntax::tree::{Children, Entries, Node, NodeKind};
use crate::text::Span;
use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use std::collections::HashMap;

/// The values of a list or a tuple.
pub(super) struct Elements<'a, 's> {
    reader: Deserializer<'a, 's>,
    children: Children<'a>,
}

impl<'a, 's> Elements<'a, 's> {
    pub fn new(reader: Deserializer<'a, 's>, node: Node<'a>) -> Elements<'a, 's> {
        Elements { reader, children: node.children() }
    }
}

impl<'a> SeqAccess<'a> for Elements<'a, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        self.children.next().map(|node| self.reader.at(node).read(seed)).transpose()
    }
}

/// The fields of a record. Those that it does not know, and second ones of a name, are reported and left out, so that
/// serde only ever sees good names.
pub(super) struct Fields<'a, 's> {
    reader: Deserializer<'a, 's>,
    record: &'a str,
    known: &'static [&'static str],
    /// Which of the known fields were met, as far as there are bits. Serde finds the others by itself.
    met: u128,
    /// Where to look for the next field first: editors mostly keep the order.
    likely: usize,
    entries: Entries<'a>,
    value: Option<Node<'a>>,
}

impl<'a, 's> Fields<'a, 's> {
    /// Without known fields, as for a type that takes any, all are good.
    pub fn new(reader: Deserializer<'a, 's>, record: &'a str, known: &'static [&'static str]) -> Fields<'a, 's> {
        Fields { reader, record, known, met: 0, likely: 0, entries: reader.node.entries(), value: None }
    }

    /// Looks at the names of the fields that serde did not come to.
    pub fn check_the_rest(&mut self) {
        while self.next_good().is_some() {}
    }

    fn next_good(&mut self) -> Option<(&'a str, Node<'a>)> {
        loop {
            let (key, value) = self.entries.next()?;
            let name = key.name()?;
            if self.known.is_empty() {
                return Some((name, value));
            }
            let Some(index) = self.index_of(name) else {
                self.tell_unknown(key, name);
                continue;
            };
            let bit = u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index)).unwrap_or(0);
            if self.met & bit != 0 {
                self.tell_duplicate(key, name);
                continue;
            }
            self.met |= bit;
            self.likely = index + 1;
            return Some((name, value));
        }
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        let (earlier, later) = self.known.split_at(self.likely);
        let found = later.iter().position(|known| *known == name).map(|index| self.likely + index);
        found.or_else(|| earlier.iter().position(|known| *known == name))
    }

    fn tell_unknown(&self, key: Node, name: &str) {
        let (field, record) = (name.to_owned(), self.record.to_owned());
        let kind = ValueErrorKind::UnknownField { field, known: self.known, record };
        self.reader.push(ValueError { span: key.span(), kind, related: None, help: None });
    }

    fn tell_duplicate(&self, key: Node, name: &str) {
        let (field, record) = (name.to_owned(), self.record.to_owned());
        let first = self.reader.node.entries().find(|(earlier, _)| earlier.name() == Some(name));
        let related = first.map(|(earlier, _)| (earlier.span(), "it is given here first".to_owned()));
        let kind = ValueErrorKind::DuplicateField { field, record };
        let help = Some("remove one of the two, or write both values in one list if the field takes a list".to_owned());
        self.reader.push(ValueError { span: key.span(), kind, related, help });
    }
}

impl<'a> MapAccess<'a> for Fields<'a, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some((name, value)) = self.next_good() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let node = self.value.take().ok_or(Failure::TOLD)?;
        self.reader.at(node).read(seed)
    }
}

/// The pairs of a map. A key that is typed twice is reported and left out, whatever its type.
pub(super) struct Pairs<'a, 's> {
    reader: Deserializer<'a, 's>,
    entries: Entries<'a>,
    met: HashMap<&'a str, Span>,
    value: Option<Node<'a>>,
}

impl<'a, 's> Pairs<'a, 's> {
    pub fn new(reader: Deserializer<'a, 's>, node: Node<'a>) -> Pairs<'a, 's> {
        Pairs { reader, entries: node.entries(), met: HashMap::new(), value: None }
    }
}

impl<'a> MapAccess<'a> for Pairs<'a, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        for (key, value) in self.entries.by_ref() {
            let Some(first) = self.met.insert(key.text(), key.span()) else {
                self.value = Some(value);
                return self.reader.at(key).read(seed).map(Some);
            };
            let related = Some((first, "it is given here first".to_owned()));
            let kind = ValueErrorKind::DuplicateKey { key: format!("`{}`", key.text()) };
            self.reader.push(ValueError { span: key.span(), kind, related, help: None });
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let node = self.value.take().ok_or(Failure::TOLD)?;
        self.reader.at(node).read(seed)
    }
}

/// A word with or without brackets after it: `Person`, `NotAll([..])`, `Demands(who: ..)`.
pub(super) struct Variant<'a, 's> {
    reader: Deserializer<'a, 's>,
    name: &'a str,
}

impl<'a, 's> Variant<'a, 's> {
    pub fn new(reader: Deserializer<'a, 's>, name: &'a str) -> Variant<'a, 's> {
        Variant { reader, name }
    }

    /// The node, if it has brackets.
    fn bracket(&self, example: &str) -> Result<Node<'a>, Failure> {
        let node = self.reader.node;
        if node.kind() != NodeKind::Name {
            return Ok(node);
        }
        let expected = format!("`{}` with brackets after it", self.name);
        let help = format!("write `{}{example}`", self.name);
        Err(self.reader.wrong_type_with_help(node, &expected, Some(help)))
    }
}

impl<'a, 's> EnumAccess<'a> for Variant<'a, 's> {
    type Error = Failure;
    type Variant = Variant<'a, 's>;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Variant<'a, 's>), Failure> {
        let name = BorrowedStrDeserializer::new(self.name);
        let variant = seed.deserialize(name).map_err(|failure| {
            let node = self.reader.node;
            self.reader.tell(failure, node.name_span().unwrap_or(node.span()))
        })?;
        Ok((variant, self))
    }
}

impl<'a> VariantAccess<'a> for Variant<'a, '_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        let node = self.reader.node;
        if node.kind() == NodeKind::Name {
            return Ok(());
        }
        let help = Some(format!("write `{}`", self.name));
        Err(self.reader.wrong_type_with_help(node, &format!("`{}` without brackets", self.name), help))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Failure> {
        let node = self.bracket("(…)")?;
        self.reader.inside(node).read(seed)
    }

    fn tuple_variant<V: Visitor<'a>>(self, len: usize, visitor: V) -> Result<V::Value, Failure> {
        let node = self.bracket("(…, …)")?;
        match node.kind() {
            NodeKind::Tuple => self.reader.values(node, len, visitor),
            // Whether the values may go by name too is for the visitor to say.
            NodeKind::Record => self.reader.record(node, self.name, &[], visitor),
            _ => Err(self.reader.wrong_type(node, "values without names")),
        }
    }

    fn struct_variant<V: Visitor<'a>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        let node = self.bracket("(field: value, …)")?;
        if !super::is_record(node) {
            let expected = format!("fields with names, `{}(field: value, …)`", self.name);
            return Err(self.reader.wrong_type(node, &expected));
        }
        self.reader.record(node, self.name, fields, visitor)
    }
}

/// A place and the value that stands there, for [`Spanned`](crate::syntax::Spanned). It passes for an enum, the one
/// thing that serde reads in two steps: the place is the variant, and the value is what the variant holds.
pub(super) struct SpannedParts<'a, 's> {
    pub reader: Deserializer<'a, 's>,
}

impl<'a, 's> EnumAccess<'a> for SpannedParts<'a, 's> {
    type Error = Failure;
    type Variant = SpannedParts<'a, 's>;

    #[inline]
    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, SpannedParts<'a, 's>), Failure> {
        let place: U64Deserializer<Failure> = packed(self.reader.value_node().span()).into_deserializer();
        Ok((seed.deserialize(place)?, self))
    }
}

impl<'a> VariantAccess<'a> for SpannedParts<'a, '_> {
    type Error = Failure;

    #[inline]
    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Failure> {
        self.reader.read(seed)
    }

    // Nobody but `Spanned` meets this access, and it asks for nothing else.

    fn unit_variant(self) -> Result<(), Failure> {
        Err(Failure::TOLD)
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, _: V) -> Result<V::Value, Failure> {
        Err(Failure::TOLD)
    }

    fn struct_variant<V: Visitor<'a>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Failure> {
        Err(Failure::TOLD)
    }
}

/// A value, or nothing if it is broken, for [`Lenient`](crate::syntax::Lenient).
pub(super) struct LenientPart<'a, 's> {
    reader: Deserializer<'a, 's>,
}

impl<'a, 's> LenientPart<'a, 's> {
    pub fn new(reader: Deserializer<'a, 's>) -> LenientPart<'a, 's> {
        LenientPart { reader }
    }
}

impl<'a> SeqAccess<'a> for LenientPart<'a, '_> {
    type Error = Failure;

    /// The failure has been told, so that nothing is lost when it is swallowed here.
    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        Ok(self.reader.read(seed).ok())
    }
}

/// The elements of a list, or a lone value where one is due, for [`List`](crate::syntax::List).
pub(super) struct ListParts<'a, 's> {
    reader: Deserializer<'a, 's>,
    children: Option<Children<'a>>,
    lone: bool,
}

impl<'a, 's> ListParts<'a, 's> {
    pub fn new(reader: Deserializer<'a, 's>) -> ListParts<'a, 's> {
        let node = reader.value_node();
        let children = (node.kind() == NodeKind::List).then(|| node.children());
        ListParts { reader, lone: children.is_none(), children }
    }

    /// Reads the value as if it were in brackets. Whether that goes well or not, there is one thing to tell: a list is due.
    fn lone_element<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        self.lone = false;
        let told_before = self.reader.told.borrow().len();
        let element = self.reader.read(seed);
        self.reader.told.borrow_mut().truncate(told_before);
        self.reader.not_a_list();
        element
    }
}

impl<'a> SeqAccess<'a> for ListParts<'a, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        if self.lone {
            return self.lone_element(seed).map(Some);
        }
        let Some(children) = &mut self.children else { return Ok(None) };
        children.next().map(|node| self.reader.at(node).read(seed)).transpose()
    }
}
