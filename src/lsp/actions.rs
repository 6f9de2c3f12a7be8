//! What can be done about a problem with one key: take the word that was meant, make the record that is missing, excuse a
//! finding, take the quote as it is printed.

mod anchor;
mod create;
mod excuse;

use gen_lsp_types::{Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic};

use super::drift::Drift;
use super::known::Known;
use super::query::Query;
use super::server::Server;
use crate::diagnostic::Diagnostic as Problem;
use crate::syntax::edit::{TextEdit, quoted};
use crate::text::{FileId, Place, Source, Span};

/// Something to do about a problem.
struct Offer {
    title: String,
    /// The name of the problem, or of the rule.
    about: &'static str,
    /// Whether it is the thing to do, so that an editor may do it without asking which.
    is_preferred: bool,
    edits: Vec<(Source, Vec<TextEdit>)>,
}

/// A place of what was known, as it is now in the text that is asked about.
struct Here<'a> {
    query: Query<'a>,
    known: &'a Known,
    file: FileId,
    drift: Drift,
    /// What the editor has marked, or where its cursor is.
    marked: Span,
}

pub fn offer(server: &Server, params: CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let query = Query::of_document(server, &params.text_document.uri.0)?;
    let source = query.document.source();
    let here = |known| {
        let marked = server.encoding.span(source, params.range);
        let file = Known::file(known, query.path)?;
        Some(Here { query, known, file, drift: server.drift(known, file)?.1, marked })
    };
    let mut offers = Vec::new();
    for (problem, span) in problems_in(&query) {
        let Some(here) = here(query.known()).filter(|here| here.touches(span)) else { continue };
        offers.extend(problem.meant.as_ref().map(|meant| take_meant(&here, problem.problem.name(), span, meant)));
        offers.extend(create::missing_record(&here, problem, span));
    }
    let checked = query.workshop.checked.as_ref();
    if let Some((checked, here)) = checked.and_then(|checked| Some((checked, here(&checked.known)?))) {
        for finding in checked.judgement.findings.iter().map(|judged| &judged.finding) {
            if let Some(span) = here.marked_span(finding.primary.place) {
                offers.extend(anchor::quote(&here, finding, span));
            }
            offers.extend(excuse::finding(&here, finding));
        }
    }
    let writer = server.writer()?;
    let told = query.workshop.told.get(query.path).map_or(&[][..], Vec::as_slice);
    let action = |offer: Offer| {
        let mends = |one: &&Diagnostic| {
            let is_about = one.code == Some(Code::String(offer.about.to_owned()));
            is_about && one.range.start <= params.range.end && params.range.start <= one.range.end
        };
        let diagnostics: Vec<Diagnostic> = told.iter().filter(mends).cloned().collect();
        let files = offer.edits.iter().map(|(source, edits)| (source, edits.clone()));
        CodeAction {
            title: offer.title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
            is_preferred: offer.is_preferred.then_some(true),
            edit: Some(writer.all(files)),
            ..CodeAction::default()
        }
    };
    Some(offers.into_iter().map(|offer| action(offer).into()).collect())
}

/// What is wrong with the text, and where: what was told at the last keystroke, and what the last check told beyond that.
fn problems_in<'a>(query: &Query<'a>) -> Vec<(&'a Problem, Span)> {
    let known = query.known();
    let slips = query.workshop.slips.as_ref().filter(|slips| slips.path == query.path);
    let mut problems: Vec<(&Problem, Span)> = Vec::new();
    if let Some((file, (_, drift))) =
        known.file(query.path).and_then(|file| Some((file, query.server.drift(known, file)?)))
    {
        let here = known.desk.diagnostics.iter().filter(|problem| problem.primary.place.file == file);
        let now = here.filter_map(|problem| Some((problem, drift.span(problem.primary.place.span)?)));
        problems.extend(now.filter(|(problem, span)| !slips.is_some_and(|slips| slips.cover(problem, *span))));
    }
    let slips = slips.into_iter().flat_map(|slips| &slips.diagnostics);
    problems.extend(slips.map(|problem| (problem, problem.primary.place.span)));
    problems
}

impl Here<'_> {
    /// Where a place is now, if it is in this text and touches what is marked.
    fn marked_span(&self, place: Place) -> Option<Span> {
        let span = self.drift.span(place.span).filter(|_| place.file == self.file)?;
        self.touches(span).then_some(span)
    }

    fn touches(&self, span: Span) -> bool {
        span.start <= self.marked.end && self.marked.start <= span.end
    }

    fn source(&self) -> Source {
        self.query.document.source().clone()
    }
}

/// The word that was meant in the place of the one that was typed.
fn take_meant(here: &Here<'_>, about: &'static str, span: Span, meant: &str) -> Offer {
    let source = here.source();
    let is_text = source.slice(span).starts_with('"');
    let text = if is_text { quoted(meant) } else { meant.to_owned() };
    let title = format!("Write `{meant}`");
    Offer { title, about, is_preferred: true, edits: vec![(source, vec![TextEdit { span, text }])] }
}
