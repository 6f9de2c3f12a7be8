//! What is wrong, as `standoff check` tells it, at its place in each file: of the text as it is typed.

use std::collections::BTreeMap;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Message};
use rustc_hash::FxHashMap;

use super::drift::Drift;
use super::known::Known;
use super::server::{Server, Workshop};
use crate::diagnostic::{Label, Severity};
use crate::report::{Notice, findings_as_notices, problems_as_notices};
use crate::text::{FileId, Source};

/// The diagnostics of all files that have any: problems of reading from the last look at the texts, and findings from the
/// last whole check.
pub fn of_all_files(server: &Server, workshop: &Workshop) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut all = BTreeMap::new();
    let mut problems = Telling::new(server, &workshop.known);
    problems_as_notices(&workshop.known.desk).for_each(|notice| problems.tell(&notice, &mut all));
    if let Some(checked) = &workshop.checked {
        let mut findings = Telling::new(server, &checked.known);
        findings_as_notices(&checked.known.desk, &checked.judgement)
            .for_each(|notice| findings.tell(&notice, &mut all));
    }
    all
}

/// The notices of one check, on their way to an editor.
struct Telling<'a> {
    server: &'a Server,
    known: &'a Known,
    /// How the files have changed since; most findings share a few of them.
    drifts: FxHashMap<FileId, Option<(&'a Source, Drift)>>,
}

impl<'a> Telling<'a> {
    fn new(server: &'a Server, known: &'a Known) -> Telling<'a> {
        Telling { server, known, drifts: FxHashMap::default() }
    }

    /// Nothing is told at words that were edited since: the next check will tell.
    fn tell(&mut self, notice: &Notice<'_>, all: &mut BTreeMap<String, Vec<Diagnostic>>) {
        let place = notice.primary.place;
        let Some((source, drift)) = self.drift(place.file) else { return };
        let Some(span) = drift.span(place.span) else { return };
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
        all.entry(source.path().to_owned()).or_default().push(diagnostic);
    }

    fn related(&mut self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let (source, drift) = self.drift(label.place.file)?;
        let range = self.server.encoding.range(source, drift.span(label.place.span)?);
        let location = gen_lsp_types::Location::new(self.server.uri(source.path()), range);
        Some(DiagnosticRelatedInformation::new(location, label.text.clone()))
    }

    fn drift(&mut self, file: FileId) -> Option<(&'a Source, Drift)> {
        *self.drifts.entry(file).or_insert_with(|| self.server.drift(self.known, file))
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
