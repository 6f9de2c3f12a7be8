//! What can be folded away: brackets of several lines, and comments of several lines.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use super::server::Server;
use crate::syntax::Node;
use crate::text::{Source, Span};

pub fn fold(server: &Server, params: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let document = server.documents.get(&params.text_document.uri.0)?;
    if !document.is_sheet() {
        return None;
    }
    let (source, tree) = (document.source(), &document.parsed().tree);
    let mut ranges = Vec::new();
    fold_brackets(source, tree.root(document.text()), &mut ranges);
    fold_comments(source, tree.comments(), &mut ranges);
    Some(ranges)
}

fn fold_brackets(source: &Source, node: Node<'_>, ranges: &mut Vec<FoldingRange>) {
    let span = node.span();
    let [first, last] = [span.start, span.end].map(|at| line(source, at));
    if first == last {
        return;
    }
    // The line of the closing bracket stays, so that it is seen where the next one begins.
    let closes_a_line = source.line(last as usize + 1).trim_start().starts_with([')', ']', '}']);
    let end = if closes_a_line { last - 1 } else { last };
    if first < end {
        ranges.push(folded(first, end, None));
    }
    node.children().for_each(|child| fold_brackets(source, child, ranges));
}

/// Comments on lines of their own, one below the other, are one.
fn fold_comments(source: &Source, comments: &[Span], ranges: &mut Vec<FoldingRange>) {
    let mut begun: Option<(u32, u32)> = None;
    let mut finish = |begun: Option<(u32, u32)>| {
        if let Some((first, last)) = begun.filter(|(first, last)| first < last) {
            ranges.push(folded(first, last, Some(FoldingRangeKind::Comment)));
        }
    };
    for comment in comments {
        let [first, last] = [comment.start, comment.end].map(|at| line(source, at));
        let is_alone =
            source.slice(Span::new(source.line_start(first as usize + 1), comment.start as usize)).trim().is_empty();
        begun = match begun {
            Some((from, to)) if is_alone && first == to + 1 => Some((from, last)),
            other => {
                finish(other);
                is_alone.then_some((first, last))
            }
        };
    }
    finish(begun);
}

fn line(source: &Source, offset: u32) -> u32 {
    source.line_column(offset).line as u32 - 1
}

fn folded(start_line: u32, end_line: u32, kind: Option<FoldingRangeKind>) -> FoldingRange {
    FoldingRange { start_line, end_line, kind, ..FoldingRange::default() }
}
