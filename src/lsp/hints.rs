//! Names beside ids: `what: "relations-restored"` and, in grey, what that proposition says.

use gen_lsp_types::{InlayHint, InlayHintParams};

use super::cursor::description_of;
use super::query::Query;
use super::server::Server;
use crate::corpus::{Role, mentions};
use crate::id::slugify;
use crate::report::{names_of, shortened};
use crate::text::Span;

/// A name is shown up to about so many characters: it must not push the line out of the window.
const LONGEST: usize = 48;

pub fn names(server: &Server, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    let query = Query::of_document(server, &params.text_document.uri.0)?;
    description_of(query.path)?;
    let source = query.document.source();
    let shown = server.encoding.span(source, params.range);
    let root = query.document.parsed().tree.root(query.document.text());
    let mut hints = Vec::new();
    let is_shown = |span: Span| span.end >= shown.start && span.start <= shown.end;
    for mention in mentions(root).into_iter().filter(|one| one.role == Role::Use && is_shown(one.span)) {
        let Some(name) = mention.referents().find_map(|one| names_of(query.corpus(), &one).into_iter().next()) else {
            continue;
        };
        // `russia` needs no “Russia” beside it.
        if slugify(&name) != *mention.slug {
            let position = server.encoding.position(source, mention.span.end);
            let label = shortened(&name, LONGEST).into();
            let mut hint = InlayHint::new(position, label, None, None, None, None, None, None);
            hint.padding_left = Some(true);
            hints.push(hint);
        }
    }
    Some(hints)
}
