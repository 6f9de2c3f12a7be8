//! The editor's side: a language server, which helps while sheets are typed.
//!
//! It speaks the Language Server Protocol over a [`Connection`] and touches no disk: it hands out edits, and the editor
//! makes them. Requests are answered on one thread, from the text as it is typed and from what was `known` of the
//! project a moment ago; places of that moment are moved along with what was typed since (`drift`). Checks run beside
//! (`checker`), so that nobody who types ever waits for one.
//!
//! One file holds one capability. The types of the protocol stay in here.

mod actions;
mod checker;
mod completion;
mod cursor;
mod definition;
mod diagnostics;
mod dispatch;
mod document;
mod drift;
mod edits;
mod encoding;
mod folding;
mod formatting;
mod hints;
mod hover;
mod known;
mod lenses;
mod passage;
mod query;
mod references;
mod rename;
mod server;
mod slips;
mod symbols;
mod uri;

use std::path::PathBuf;

use crossbeam_channel::Receiver;
use gen_lsp_types as types;
pub use lsp_server::Connection;
use lsp_server::ProtocolError;

pub use checker::Asked;
use server::Server;

use crate::Project;

/// What a server is started with.
pub struct Options {
    /// A folder in the project, where it is not the editor that says which one it works in.
    pub project: Option<PathBuf>,
    /// A folder with copies of articles whose texts are not in the project.
    pub texts: Option<PathBuf>,
    /// How a project is to be checked.
    pub asked: Asked,
    /// Makes something that tells when a project's files change on disk. The server has no eyes of its own.
    pub watch: fn(&Project, texts: Option<&std::path::Path>) -> Option<Receiver<()>>,
}

/// Serves an editor until it says goodbye.
pub fn serve(connection: &Connection, options: Options) -> Result<(), ProtocolError> {
    let (id, greeting) = connection.initialize_start()?;
    let mut server = Server::new(connection.sender.clone(), options, &greeting);
    let answer = types::InitializeResult::new(
        dispatch::capabilities(server.encoding),
        Some(types::ServerInfo::new("standoff".to_owned(), Some(env!("CARGO_PKG_VERSION").to_owned()))),
    );
    connection.initialize_finish(id, serde_json::to_value(answer).unwrap_or_default())?;
    server.begin();
    server.run(connection)
}
