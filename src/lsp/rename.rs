//! An id becomes another, everywhere: what `standoff rename` does, as edits for the editor to make.

use gen_lsp_types::{PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, WorkspaceEdit};
use lsp_server::ErrorCode;

use super::dispatch::Refused;
use super::edits::{Writer, between};
use super::query::Query;
use super::references::named_at;
use super::server::Server;
use crate::corpus::Referent;
use crate::revision::{self, Sheets};
use crate::syntax::inside_quotes;
use crate::text::{Source, Span};

/// Which words are to be changed, and what they say now.
pub fn prepare(server: &Server, params: PrepareRenameParams) -> Option<PrepareRenameResult> {
    let query = Query::new(server, &params.text_document_position_params)?;
    let cursor = query.cursor()?;
    let referent = named_at(&query, &cursor)?;
    let text = query.document.text();
    let span: Span = match cursor.node.string() {
        Some(_) => inside_quotes(text, cursor.node.span()),
        // A statement without an id is given one.
        None => cursor.node.name_span()?,
    };
    let last_part = referent.slug.rsplit('/').next().unwrap_or_default().to_owned();
    let range = server.encoding.range(query.document.source(), span);
    Some(PrepareRenamePlaceholder::new(range, last_part).into())
}

/// What has to be known to rename a record.
pub struct Renaming {
    sheets: Vec<Source>,
    referent: Referent,
    new: String,
    writer: Writer,
}

impl Renaming {
    pub fn new(server: &Server, params: RenameParams) -> Result<Renaming, Refused> {
        let nothing = || (ErrorCode::RequestFailed, "no id stands here that could be renamed".to_owned());
        let query = Query::new(server, &params.text_document_position_params).ok_or_else(nothing)?;
        let referent = query.cursor().and_then(|cursor| named_at(&query, &cursor)).ok_or_else(nothing)?;
        let sheets = query.workshop.files.sheets.clone();
        Ok(Renaming { sheets, referent, new: params.new_name, writer: server.writer().ok_or_else(nothing)? })
    }

    /// Reads all sheets, since nothing less tells that nothing comes to mean something else. It takes its time in a large
    /// project, and is done on a thread of its own.
    pub fn carry_out(self) -> Result<WorkspaceEdit, Refused> {
        let Renaming { sheets, referent, new, writer } = self;
        let sheets = Sheets::read(sheets);
        let revision = revision::rename(&sheets, referent.kind, &referent.slug, new.trim())
            .map_err(|refusal| (ErrorCode::RequestFailed, refusal.to_string()))?;
        let texts = revision.texts(&sheets);
        let files = texts.iter().map(|(file, after)| {
            let source = sheets.sources().get(*file);
            (source, between(source.text(), after))
        });
        Ok(writer.all(files))
    }
}
