//! From a tree to typed values, by serde, telling all that is wrong.
//!
//! Values are read as the `ron` crate reads them with `implicit_some`, `unwrap_newtypes` and `unwrap_variant_newtypes`
//! on. What differs is what happens to errors. Serde's way is to give up at the first and to hand it outwards; here the
//! error is told at the innermost place that knows where it happened, and what travels outwards is only the token
//! "already told". Someone on the way may swallow it: [`Lenient`](super::Lenient) a value, [`List`](super::List) an
//! element, and an entry that its record does not know is simply skipped.
//!
//! Where `ron` and we differ on purpose: unknown fields and doubled map keys are always errors; `( )` with a blank is the
//! same as `()`; `Some((id: 1))` is as good as `Some(id: 1)`, but `Some 1` is not as good as `Some(1)`;
//! `explicit_struct_names` demands nothing; ranges such as `1..5` are not read; and `deserialize_any` shows a named value
//! as an enum, so that the name is not lost.

mod access;

use super::error::{Failure, ValueError, ValueErrorKind};
use super::literal::{self, Integer};
use super::tree::{Node, NodeKind};
use crate::text::Span;
use access::{Elements, Fields, LenientPart, ListParts, Pairs, SpannedParts, Variant};
use serde::de::{Deserialize, DeserializeSeed, Visitor};
use std::borrow::Cow;
use std::cell::RefCell;
use std::marker::PhantomData;

/// Names by which our own wrappers ask for what serde has no words for. No type of a sheet can be called so.
pub(super) const SPANNED: &str = "$standoff::Spanned";
pub(super) const LENIENT: &str = "$standoff::Lenient";
pub(super) const LIST: &str = "$standoff::List";

/// Reads a value from any node of a tree. All that is wrong is added to `errors`, save what the tree's own syntax errors
/// tell already; nothing comes back where the value could not be read at all.
///
/// Texts without escapes can be borrowed; what borrows lives as long as both the source and the tree.
///
/// A value may come back *and* errors be added: a field that the record does not know is reported and skipped.
pub fn from_node<'a, T: Deserialize<'a>>(node: Node<'a>, errors: &mut Vec<ValueError>) -> Option<T> {
    let told = RefCell::new(std::mem::take(errors));
    let value = Deserializer { node, inside: false, told: &told }.read(PhantomData);
    *errors = told.into_inner();
    value.ok()
}

/// A node waiting to be read as some type: see [`from_node`].
#[derive(Clone, Copy)]
pub struct Deserializer<'a, 's> {
    node: Node<'a>,
    /// Whether the value is what stands between the brackets of the node, as `5` in `Some(5)` or in `Days(5)`. If that
    /// is a record or a tuple, it needs no brackets of its own: `Some(id: 1)`.
    inside: bool,
    told: &'s RefCell<Vec<ValueError>>,
}

impl<'a, 's> Deserializer<'a, 's> {
    /// Another node, its errors to be told where ours are.
    fn at(self, node: Node<'a>) -> Deserializer<'a, 's> {
        Deserializer { node, inside: false, ..self }
    }

    fn inside(self, node: Node<'a>) -> Deserializer<'a, 's> {
        Deserializer { node, inside: true, ..self }
    }

    /// Reads the value. This is the innermost place that knows where it stands, so that an error without a place, such as
    /// one that a type raises by itself, is told here.
    #[inline]
    fn read<S: DeserializeSeed<'a>>(self, seed: S) -> Result<S::Value, Failure> {
        seed.deserialize(self).map_err(|failure| self.tell(failure, self.value_node().span()))
    }

    fn tell(self, failure: Failure, span: Span) -> Failure {
        if let Some(kind) = failure.0 {
            self.push(ValueError { span, kind: *kind, related: None, help: None });
        }
        Failure::TOLD
    }

    fn push(self, error: ValueError) {
        self.told.borrow_mut().push(error);
    }

    /// The one value between the brackets, if we are inside some.
    fn only_child(self) -> Option<Node<'a>> {
        let mut children = self.node.children();
        children.next().filter(|_| self.node.kind() == NodeKind::Tuple && children.next().is_none())
    }

    #[inline]
    fn value_node(self) -> Node<'a> {
        if self.inside { self.only_child().unwrap_or(self.node) } else { self.node }
    }

    /// Whether one value is due between the brackets and there is none, or more, or one with a field's name before it.
    fn lacks_value(self) -> bool {
        self.inside && self.only_child().is_none()
    }

    /// The node of a value that has brackets of its own or needs none, if it is of the right sort.
    fn expect(self, expected: &str, is_right: impl Fn(Node) -> bool) -> Result<Node<'a>, Failure> {
        let node = self.value_node();
        if is_right(node) && !self.lacks_value() { Ok(node) } else { Err(self.wrong_type(node, expected)) }
    }

    fn wrong_type(self, node: Node, expected: &str) -> Failure {
        self.wrong_type_with_help(node, expected, None)
    }

    fn wrong_type_with_help(self, node: Node, expected: &str, help: Option<String>) -> Failure {
        let kind = match node.kind() {
            // What is no value has its syntax error.
            NodeKind::Error => return Failure::TOLD,
            NodeKind::Tuple if self.lacks_value() => {
                ValueErrorKind::WrongLength { expected: 1, found: node.children().count() }
            }
            _ => ValueErrorKind::WrongType { expected: expected.to_owned(), found: describe(node) },
        };
        self.push(ValueError { span: node.span(), kind, related: None, help });
        Failure::TOLD
    }

    fn integer<N: TryFrom<i128>>(self, own: &str, least: i128, most: i128) -> Result<N, Failure> {
        let expected = "a whole number";
        let node = self.expect(expected, |node| node.kind() == NodeKind::Number)?;
        let found = format_args!("`{}`", node.text());
        let kind = match Integer::parse(node.text()) {
            Some(Integer { value, suffix }) if suffix.is_empty() || suffix == own => {
                match value.and_then(|value| N::try_from(value).ok()) {
                    Some(number) => return Ok(number),
                    None => ValueErrorKind::OutOfRange { found: found.to_string(), least, most },
                }
            }
            _ => ValueErrorKind::WrongType { expected: expected.to_owned(), found: found.to_string() },
        };
        Err(self.tell(Failure(Some(Box::new(kind))), node.span()))
    }

    fn float<F: std::str::FromStr>(self, own: &str) -> Result<F, Failure> {
        let node = self.expect("a number", |node| matches!(node.kind(), NodeKind::Number | NodeKind::Name))?;
        literal::float(node.text(), own).ok_or_else(|| self.wrong_type(node, "a number"))
    }

    /// Reads the fields of a record, which messages call `name`.
    fn record<V: Visitor<'a>>(
        self,
        node: Node<'a>,
        name: &'a str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let mut access = Fields::new(self.at(node), name, fields);
        visitor.visit_map(&mut access).map_err(|failure| {
            access.check_the_rest();
            self.tell_of_record(failure, node, name)
        })
    }

    /// What serde says of a whole record belongs at its name, not at all its lines.
    fn tell_of_record(self, failure: Failure, node: Node, name: &str) -> Failure {
        use ValueErrorKind::{DuplicateField, MissingField, UnknownField};
        let Failure(Some(mut kind)) = failure else { return failure };
        let (MissingField { record, .. } | DuplicateField { record, .. } | UnknownField { record, .. }) = &mut *kind
        else {
            return Failure(Some(kind));
        };
        *record = name.to_owned();
        if matches!(*kind, MissingField { .. }) && node.is_damaged() {
            // The field may well stand in the part that could not be read, and that has been told.
            return Failure::TOLD;
        }
        let start = node.span().start;
        self.tell(Failure(Some(kind)), node.name_span().unwrap_or(Span { start, end: start + 1 }))
    }

    /// Reads a fixed number of values in round brackets.
    fn values<V: Visitor<'a>>(self, node: Node<'a>, count: usize, visitor: V) -> Result<V::Value, Failure> {
        let found = node.children().count();
        if found != count {
            let kind = ValueErrorKind::WrongLength { expected: count, found };
            return Err(self.tell(Failure(Some(Box::new(kind))), node.span()));
        }
        visitor.visit_seq(Elements::new(self, node))
    }

    /// The node of a tuple, whose name, if it has one, must be `name`.
    fn tuple_node(self, count: usize, name: Option<&str>) -> Result<Node<'a>, Failure> {
        let is_unwrapped = self.inside && (self.node.children().count() == count || self.only_child().is_none());
        let node = if is_unwrapped { self.node } else { self.value_node() };
        let is_named_well = is_unwrapped || node.name().is_none() || node.name() == name;
        if node.kind() == NodeKind::Tuple && is_named_well {
            return Ok(node);
        }
        let help = (node.kind() == NodeKind::List).then(|| "write `(` and `)` instead of `[` and `]`".to_owned());
        Err(self.wrong_type_with_help(node, "values in round brackets, `( … )`", help))
    }

    fn record_node(self, name: &str) -> Result<Node<'a>, Failure> {
        let is_unwrapped = self.inside && is_record(self.node);
        let node = if is_unwrapped { self.node } else { self.value_node() };
        let is_named_well = is_unwrapped || node.name().is_none_or(|typed| typed == name);
        if is_record(node) && is_named_well {
            return Ok(node);
        }
        let help = match node.kind() {
            NodeKind::Map => Some("write `(` and `)` instead of `{` and `}`".to_owned()),
            NodeKind::Record => Some(format!("leave out the name, or write `{name}`")),
            _ => None,
        };
        Err(self.wrong_type_with_help(node, "fields in round brackets, `(name: value, …)`", help))
    }

    #[inline]
    fn text(self) -> Result<Cow<'a, str>, Failure> {
        let node = self.value_node();
        if !self.lacks_value()
            && let Some(text) = node.string()
        {
            return Ok(text);
        }
        let help = match node.kind() {
            NodeKind::Name | NodeKind::Number => Some(format!("write `\"{}\"`", node.text())),
            NodeKind::List if is_list_of_one_text(node) => Some("take the `[` and `]` off".to_owned()),
            _ => None,
        };
        Err(self.wrong_type_with_help(node, "a text in quotation marks", help))
    }
}

fn is_record(node: Node) -> bool {
    node.kind() == NodeKind::Record || (node.kind() == NodeKind::Tuple && node.children().next().is_none())
}

fn is_list_of_one_text(node: Node) -> bool {
    let mut children = node.children();
    children.next().is_some_and(|first| first.kind() == NodeKind::Text) && children.next().is_none()
}

fn is_unit(node: Node) -> bool {
    node.kind() == NodeKind::Tuple && node.name().is_none() && node.children().next().is_none()
}

/// A value in plain words, as in "expected a number, found a text".
fn describe(node: Node) -> String {
    let is_empty = node.children().next().is_none();
    let plain = match (node.kind(), node.name()) {
        (NodeKind::Name, Some(word @ ("true" | "false" | "None"))) => return format!("`{word}`"),
        (NodeKind::Name, Some(word)) => return format!("the bare word `{word}`"),
        (NodeKind::Tuple | NodeKind::Record, Some(name)) if is_empty => return format!("`{name}()`"),
        (NodeKind::Tuple | NodeKind::Record, Some(name)) => return format!("`{name}(…)`"),
        (NodeKind::Tuple, None) if is_empty => "empty brackets, `()`",
        (NodeKind::Tuple, None) => "values in round brackets, `(…)`",
        (NodeKind::Record, None) => "fields in round brackets, `(…)`",
        (NodeKind::Text, _) => "a text",
        (NodeKind::Bytes, _) => "a byte string",
        (NodeKind::Character, _) => "a single character",
        (NodeKind::Number, _) => "a number",
        (NodeKind::List, _) => "a list",
        (NodeKind::Map, _) => "a map, `{…}`",
        (NodeKind::Key, _) => "the name of a field",
        (NodeKind::Name | NodeKind::Error, _) => "nothing that can be read",
    };
    plain.to_owned()
}

macro_rules! deserialize_integers {
    ($($method:ident $visit:ident $type:ident)*) => {
        $(fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
            visitor.$visit(self.integer(stringify!($type), $type::MIN.into(), $type::MAX.into())?)
        })*
    };
}

impl<'a> serde::Deserializer<'a> for Deserializer<'a, '_> {
    type Error = Failure;

    deserialize_integers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
    }

    fn deserialize_f32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_f32(self.float("f32")?)
    }

    fn deserialize_f64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_f64(self.float("f64")?)
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let is_bool = |node: Node| node.kind() == NodeKind::Name && matches!(node.text(), "true" | "false");
        let node = self.expect("`true` or `false`", is_bool)?;
        visitor.visit_bool(node.text() == "true")
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let expected = "a single character in single quotes";
        let node = self.expect(expected, |node| node.kind() == NodeKind::Character)?;
        let character = literal::character(node.text()).ok_or_else(|| self.wrong_type(node, expected))?;
        visitor.visit_char(character)
    }

    #[inline]
    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.value_node().kind() == NodeKind::List {
            return visitor.visit_byte_buf(Vec::deserialize(self)?);
        }
        let node = self.expect("a byte string", |node| node.kind() == NodeKind::Bytes)?;
        match literal::bytes(node.text()) {
            Cow::Borrowed(bytes) => visitor.visit_borrowed_bytes(bytes),
            Cow::Owned(bytes) => visitor.visit_byte_buf(bytes),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let node = self.value_node();
        match (node.kind(), node.name_span().map(|_| node.name())) {
            (NodeKind::Name, _) if node.text() == "None" => visitor.visit_none(),
            (NodeKind::Tuple | NodeKind::Record, Some(Some("Some"))) if !self.lacks_value() => {
                let content = self.inside(node);
                visitor.visit_some(content).map_err(|failure| self.tell(failure, content.value_node().span()))
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let is_empty_inside = self.inside && is_record(self.node);
        if !is_empty_inside {
            self.expect("empty brackets, `()`", is_unit)?;
        }
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        let node = self.value_node();
        if node.kind() == NodeKind::Name && node.name() == Some(name) {
            return visitor.visit_unit();
        }
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'a>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        match name {
            SPANNED => visitor.visit_enum(SpannedParts { reader: self }),
            LENIENT => visitor.visit_seq(LenientPart::new(self)),
            LIST => visitor.visit_seq(ListParts::new(self)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let node = self.value_node();
        if node.kind() != NodeKind::List {
            return Err(self.not_a_list());
        }
        visitor.visit_seq(Elements::new(self, node))
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, len: usize, visitor: V) -> Result<V::Value, Failure> {
        let node = self.tuple_node(len, None)?;
        self.values(node, len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let node = self.tuple_node(len, Some(name))?;
        self.values(node, len, visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let node = self.expect("a map, `{ key: value, … }`", |node| node.kind() == NodeKind::Map)?;
        visitor.visit_map(Pairs::new(self, node))
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let node = self.record_node(name)?;
        self.record(node, node.name().unwrap_or(name), fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let node = self.value_node();
        if !self.lacks_value()
            && let Some(name) = node.name()
        {
            return visitor.visit_enum(Variant::new(self.at(node), name));
        }
        let is_quoted = node.string().is_some_and(|text| variants.contains(&&*text));
        let help = is_quoted.then(|| "write it without the quotation marks".to_owned());
        let example = variants.first().map(|variant| format!(" such as `{variant}`")).unwrap_or_default();
        Err(self.wrong_type_with_help(node, &format!("a word{example}"), help))
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value_node().name() {
            Some(name) => visitor.visit_borrowed_str(name),
            None => self.deserialize_str(visitor),
        }
    }

    /// What nobody asks for need not be looked at.
    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Failure> {
        let node = self.value_node();
        if self.lacks_value() {
            return match node.kind() {
                NodeKind::Record => self.record(node, "", &[], visitor),
                _ => visitor.visit_seq(Elements::new(self, node)),
            };
        }
        match (node.kind(), node.name()) {
            (NodeKind::Text, _) => self.deserialize_str(visitor),
            (NodeKind::Bytes, _) => self.deserialize_bytes(visitor),
            (NodeKind::Character, _) => self.deserialize_char(visitor),
            (NodeKind::Number, _) => self.any_number(node, visitor),
            (NodeKind::List, _) => self.deserialize_seq(visitor),
            (NodeKind::Map, _) => self.deserialize_map(visitor),
            (NodeKind::Name, Some("true" | "false")) => self.deserialize_bool(visitor),
            (NodeKind::Name, Some("None")) => visitor.visit_none(),
            (NodeKind::Name, _) if literal::is_number(node.text()) => self.deserialize_f64(visitor),
            (NodeKind::Tuple, Some("Some")) => self.deserialize_option(visitor),
            (NodeKind::Name | NodeKind::Tuple | NodeKind::Record, Some(name)) => {
                visitor.visit_enum(Variant::new(self.at(node), name))
            }
            (NodeKind::Tuple, None) if is_unit(node) => visitor.visit_unit(),
            (NodeKind::Tuple, None) => visitor.visit_seq(Elements::new(self, node)),
            (NodeKind::Record, None) => self.record(node, "", &[], visitor),
            (NodeKind::Name | NodeKind::Key | NodeKind::Error, _) => Err(Failure::TOLD),
        }
    }
}

impl<'a> Deserializer<'a, '_> {
    fn not_a_list(self) -> Failure {
        let help = Some("write `[` and `]` around it".to_owned());
        self.wrong_type_with_help(self.value_node(), "a list, `[ … ]`", help)
    }

    fn any_number<V: Visitor<'a>>(self, node: Node<'a>, visitor: V) -> Result<V::Value, Failure> {
        let whole = Integer::parse(node.text()).and_then(|integer| integer.value);
        if let Some(number) = whole.and_then(|value| u64::try_from(value).ok()) {
            return visitor.visit_u64(number);
        }
        if let Some(number) = whole.and_then(|value| i64::try_from(value).ok()) {
            return visitor.visit_i64(number);
        }
        let typed = node.text();
        let number = literal::float(typed, "f64").or_else(|| literal::float::<f32>(typed, "f32").map(f64::from));
        visitor.visit_f64(number.ok_or_else(|| self.wrong_type(node, "a number"))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Lenient, List, Spanned, parse};
    use ron::extensions::Extensions;
    use serde::{Deserialize, Serialize};
    use std::borrow::Cow;

    #[derive(Deserialize, Serialize, PartialEq, Debug)]
    struct Desk<'a> {
        editor: Spanned<&'a str>,
        #[serde(borrow)]
        notes: List<Lenient<Cow<'a, str>>>,
        head: Option<Spanned<Head>>,
    }

    #[derive(Deserialize, Serialize, PartialEq, Debug)]
    struct Head {
        rank: u8,
    }

    const DESK: &str = r#"(editor:"Ida",notes:["x"],head:(rank:1))"#;

    #[test]
    fn wrappers_are_nothing_to_other_formats() {
        let ron = ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .with_default_extension(Extensions::UNWRAP_NEWTYPES);
        let theirs: Desk = ron.from_str(DESK).unwrap();
        assert_eq!(theirs.editor.span, Span::default());
        assert_eq!(ron.to_string(&theirs).unwrap(), DESK);
        let parsed = parse(DESK);
        let ours: Desk = from_node(parsed.tree.root(DESK), &mut Vec::new()).unwrap();
        assert_eq!(ours, theirs);
        assert_eq!(&DESK[ours.head.unwrap().span.range()], "(rank:1)");
    }

    #[test]
    fn brackets_after_some_may_be_left_out_or_doubled() {
        for source in ["(rank: 1)", "Some(rank: 1)", "Some((rank: 1))", "Some(Head(rank: 1))"] {
            let mut errors = Vec::new();
            let head: Option<Option<Head>> = from_node(parse(source).tree.root(source), &mut errors);
            assert_eq!((head, errors), (Some(Some(Head { rank: 1 })), Vec::new()), "{source}");
        }
    }

    /// A condition is an id, a record or a named list of conditions, which only `deserialize_any` can tell apart.
    #[derive(PartialEq, Debug)]
    enum Condition {
        Bare(String),
        AnyOf(Vec<Condition>),
    }

    impl<'de> Deserialize<'de> for Condition {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Condition, D::Error> {
            struct AnyCondition;
            impl<'de> Visitor<'de> for AnyCondition {
                type Value = Condition;
                fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                    f.write_str("an id or `AnyOf([…])`")
                }
                fn visit_str<E>(self, id: &str) -> Result<Condition, E> {
                    Ok(Condition::Bare(id.to_owned()))
                }
                fn visit_enum<A: serde::de::EnumAccess<'de>>(self, word: A) -> Result<Condition, A::Error> {
                    let (name, content) = word.variant::<String>()?;
                    if name != "AnyOf" {
                        return Err(serde::de::Error::unknown_variant(&name, &["AnyOf"]));
                    }
                    serde::de::VariantAccess::newtype_variant(content).map(Condition::AnyOf)
                }
            }
            deserializer.deserialize_any(AnyCondition)
        }
    }

    #[test]
    fn a_type_that_takes_anything_sees_names_as_an_enum() {
        let source = r#"["a", AnyOf(["b"]), AllOf(["c"]), 3]"#;
        let mut errors = Vec::new();
        let conditions: List<Condition> = from_node(parse(source).tree.root(source), &mut errors).unwrap();
        assert_eq!(conditions[1], Condition::AnyOf(vec![Condition::Bare("b".into())]));
        assert!(conditions.len() == 2 && !conditions.is_complete());
        let told: Vec<_> = errors.iter().map(|error| (&source[error.span.range()], error.to_string())).collect();
        assert_eq!(told[0].1, "`AllOf` is not one of the words that can stand here");
        assert_eq!(told[1], ("3", "expected an id or `AnyOf([…])`, found a number".to_owned()));
    }

    #[test]
    fn nothing_can_be_nested_deep_enough_to_exhaust_the_stack() {
        let source = format!("{}{}", "AnyOf([".repeat(5_000), "])".repeat(5_000));
        let parsed = parse(&source);
        assert_eq!(parsed.errors.len(), 1);
        let _: Option<Condition> = from_node(parsed.tree.root(&source), &mut Vec::new());
    }
}
