//! The lossless RON tree: it knows RON and nothing of the subject.
//!
//! A file that people type is wrong half of the time, and a tool that helps them has to read it nevertheless. So
//! [`parse`] never fails: it gives back a [`Tree`] of what could be understood and a list of [`SyntaxError`]s, each with
//! its place, what is wrong, and what to write instead. The `ron` crate is the grammar of record; what it reads, this
//! room reads.
//!
//! The tree keeps places and no text. Comments and blanks are simply what stands in the source between two nodes, so
//! that nothing can be lost, and a sheet of a megabyte costs a few vectors. Reading typed records out of it is the work
//! of [`from_node`], which again tells all that is wrong rather than the first thing.
//!
//! ```
//! use standoff::syntax::{from_node, parse, Spanned};
//!
//! #[derive(serde::Deserialize)]
//! struct Desk {
//!     editor: Spanned<String>,
//!     phones: Vec<u32>,
//! }
//!
//! let source = r#"(editor: "Ida", phones: [17, 18])"#;
//! let parsed = parse(source);
//! assert!(parsed.errors.is_empty());
//!
//! let mut errors = Vec::new();
//! let desk: Desk = from_node(parsed.tree.root(source), &mut errors).unwrap();
//! assert_eq!(desk.editor.value, "Ida");
//! assert_eq!(&source[desk.editor.span.range()], "\"Ida\"");
//! assert_eq!(desk.phones, [17, 18]);
//! ```

mod de;
pub mod edit;
mod error;
mod format;
mod items;
mod lenient;
mod lex;
mod literal;
mod mend;
mod parse;
mod spanned;
mod tree;

pub use de::{Deserializer, from_node};
pub use error::{Failure, SyntaxError, ValueError, ValueErrorKind};
pub use format::{Formatted, Style, format, format_value};
pub use lenient::{Lenient, List};
pub use literal::inside_quotes;
pub use parse::{MAX_DEPTH, Parsed, parse};
pub use spanned::Spanned;
pub use tree::{Children, Entries, Node, NodeKind, Tree};
