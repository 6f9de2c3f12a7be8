//! What is wrong, as `standoff check` tells it, at its place in each file: of the text as it is typed.

use std::collections::BTreeMap;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message};
use rustc_hash::FxHashMap;

use super::drift::Drift;
use super::server::{Server, Workshop};
use super::slips::Slips;
use crate::diagnostic::{Label, Severity};
use crate::report::{Notice, finding_as_notice, problem_as_notice};
use crate::text::{FileId, Place, Source, SourceMap, Span};

/// The diagnostics of each file that has any, or of one file alone: problems of reading from the last look at the texts, or
/// at the one that is typed in, and findings from the last whole check.
pub fn by_file(server: &Server, workshop: &Workshop, only: Option<&str>) -> BTreeMap<String, Vec<Diagnostic>> {
    let desk = &workshop.known.desk;
    let is_wanted = |sources: &SourceMap, place: Place| only.is_none_or(|only| sources.get(place.file).path() == only);
    let mut telling = Telling::new(server, &desk.sources);
    for problem in desk.diagnostics.iter().filter(|one| is_wanted(&desk.sources, one.primary.place)) {
        let is_overtaken = |slips: &Slips| {
            let now = telling.now(problem.primary.place);
            now.is_some_and(|(source, span)| source.path() == slips.path && slips.cover(problem, span))
        };
        if !workshop.slips.as_ref().is_some_and(is_overtaken) {
            telling.tell(&problem_as_notice(&desk.sources, problem));
        }
    }
    let mut all = telling.told;
    if let Some(slips) = workshop.slips.as_ref().filter(|slips| only.is_none_or(|only| only == slips.path)) {
        let mut telling = Telling { told: all, ..Telling::new(server, &slips.sources) };
        for problem in &slips.diagnostics {
            telling.tell(&problem_as_notice(&slips.sources, problem));
        }
        all = telling.told;
    }
    if let Some(checked) = &workshop.checked {
        let desk = &checked.known.desk;
        let mut telling = Telling { told: all, ..Telling::new(server, &desk.sources) };
        let findings = checked.judgement.findings.iter();
        for judged in findings.filter(|judged| is_wanted(&desk.sources, judged.finding.primary.place)) {
            telling.tell(&finding_as_notice(desk, judged));
        }
        all = telling.told;
    }
    all
}

/// Notices of some texts, on their way to an editor.
struct Telling<'a> {
    server: &'a Server,
    sources: &'a SourceMap,
    /// The files as they are now; most notices share a few of them.
    now: FxHashMap<FileId, Option<(&'a Source, Drift)>>,
    told: BTreeMap<String, Vec<Diagnostic>>,
}

impl<'a> Telling<'a> {
    fn new(server: &'a Server, sources: &'a SourceMap) -> Telling<'a> {
        Telling { server, sources, now: FxHashMap::default(), told: BTreeMap::new() }
    }

    /// Nothing is told at words that were edited since: the next check will tell.
    fn tell(&mut self, notice: &Notice<'_>) {
        let Some((source, span)) = self.now(notice.primary.place) else { return };
        let others = notice.others.iter().filter_map(|label| self.related(label)).collect::<Vec<_>>();
        let diagnostic = Diagnostic {
            range: self.server.encoding.range(source, span),
            severity: Some(severity(notice.severity)),
            code: Some(Code::String(notice.name.to_owned())),
            source: Some("standoff".to_owned()),
            message: Message::String(message(notice)),
            related_information: (!others.is_empty()).then_some(others),
            ..Diagnostic::default()
        };
        self.told.entry(source.path().to_owned()).or_default().push(diagnostic);
    }

    fn related(&mut self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let (source, span) = self.now(label.place)?;
        let location = Location::new(self.server.uri(source.path()), self.server.encoding.range(source, span));
        Some(DiagnosticRelatedInformation::new(location, label.text.clone()))
    }

    /// Where a place is now.
    fn now(&mut self, place: Place) -> Option<(&'a Source, Span)> {
        let then = self.sources.get(place.file);
        let now = self.now.entry(place.file).or_insert_with(|| self.server.drift_of(then));
        let (source, drift) = (*now)?;
        Some((source, drift.span(place.span)?))
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}

/// What is wrong, why, and what to write, a line each.
fn message(notice: &Notice<'_>) -> String {
    let here = Some(notice.primary.text.clone()).filter(|text| !text.is_empty());
    let help = notice.help.map(|help| format!("help: {help}"));
    let more = here.into_iter().chain(notice.notes.iter().cloned()).chain(help);
    std::iter::once(notice.message.to_owned()).chain(more).collect::<Vec<_>>().join("\n")
}
