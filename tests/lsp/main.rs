//! `standoff lsp`, as an editor meets it: a scripted client drives the program over its standard input and output.

#![expect(clippy::disallowed_methods, reason = "tests read their fixtures and write where they may")]
#![expect(clippy::disallowed_types, reason = "tests run the program")]

mod client;
mod completing;
mod looking;
mod mending;
mod straying;
mod surveying;
mod typing;
