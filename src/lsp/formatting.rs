//! One style for sheets: what `standoff fmt` does, as edits for the editor to make.

use gen_lsp_types::{DocumentFormattingParams, TextEdit};

use super::edits::between;
use super::server::Server;
use crate::sheet::STYLE;
use crate::syntax::format;

pub fn format_document(server: &Server, params: DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let document = server.documents.get(&params.text_document.uri.0).filter(|document| document.is_sheet())?;
    let edits = between(document.text(), &format(document.text(), &STYLE).text);
    let range = |span| server.encoding.range(document.source(), span);
    Some(edits.into_iter().map(|edit| TextEdit::new(range(edit.span), edit.text)).collect())
}
