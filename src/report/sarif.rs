//! SARIF 2.1.0, the common form of checkers' results: for code scanning, editors and whatever else collects findings.
//!
//! Its types are our own. The crate `serde-sarif` has them all, made from the schema by a build script that needs a dozen
//! crates; what we say takes a page, and `.ci/run` validates it against the schema.

mod log;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::capitalised;
use super::notice::{Notice, notices};
use crate::Desk;
use crate::diagnostic::{Label, Problem, Severity};
use crate::rules::{Judgement, RULES, Rule};
use crate::text::SourceMap;
use log::{
    ArtifactLocation, Configuration, Driver, Formatted, Location, Log, Message, PhysicalLocation, Region,
    ReportingDescriptor, ResultOut, Run, Tool,
};

/// The name under which a result's fingerprint stands. The number goes up when it is made otherwise, so that old and new
/// ones are never compared.
const FINGERPRINT: &str = "standoff/v1";

/// The log of a check. `folder` is the project's folder as seen from the repository's, either empty or with a `/` at its
/// end.
pub fn check(desk: &Desk, judgement: &Judgement, folder: &str) -> String {
    let mut fingerprints = Fingerprints::default();
    let results = notices(desk, judgement).map(|notice| result(desk, &notice, folder, &mut fingerprints)).collect();
    let rules = RULES.iter().map(|rule| of_rule(rule)).chain(Problem::ALL.into_iter().map(of_problem)).collect();
    let driver = Driver { name: "standoff", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let mut text = serde_json::to_string_pretty(&Log::new(run)).expect("strings, numbers and lists can be written");
    text.push('\n');
    text
}

fn of_rule(rule: &Rule) -> ReportingDescriptor {
    let page = rule.page();
    ReportingDescriptor {
        id: rule.name,
        short_description: Message::new(capitalised(rule.summary)),
        help: Formatted { text: page.clone(), markdown: page },
        default_configuration: Configuration {
            enabled: !rule.is_pedantic,
            level: rule.level.severity().map_or("none", level),
        },
    }
}

fn of_problem(problem: Problem) -> ReportingDescriptor {
    let summary = capitalised(problem.summary());
    ReportingDescriptor {
        id: problem.name(),
        short_description: Message::new(summary.clone()),
        help: Formatted { text: summary.clone(), markdown: summary },
        default_configuration: Configuration { enabled: true, level: level(Severity::Error) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(desk: &Desk, notice: &Notice<'_>, folder: &str, fingerprints: &mut Fingerprints) -> ResultOut {
    let related = notice.others.iter().enumerate();
    ResultOut {
        rule_id: notice.name,
        level: level(notice.severity),
        message: Message::new(message(notice)),
        locations: vec![location(&desk.sources, notice.primary, folder, None)],
        related_locations: related
            .map(|(index, label)| location(&desk.sources, label, folder, Some(index + 1)))
            .collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprints.next(notice))]),
    }
}

/// What is wrong, what else is worth knowing, and what to write.
fn message(notice: &Notice<'_>) -> String {
    let notes = notice.notes.iter().map(|note| capitalised(note) + ".");
    let help = notice.help.map(|help| format!("What helps: {help}"));
    std::iter::once(capitalised(notice.message) + ".").chain(notes).chain(help).collect::<Vec<_>>().join("\n")
}

fn location(sources: &SourceMap, label: &Label, folder: &str, id: Option<usize>) -> Location {
    let source = sources.get(label.place.file);
    let (start, end) = (source.line_column(label.place.span.start), source.line_column(label.place.span.end));
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: Message::new(source.slice(label.place.span)),
    };
    let artifact_location = ArtifactLocation { uri: relative_uri(&format!("{folder}{}", source.path())) };
    Location {
        id,
        physical_location: PhysicalLocation { artifact_location, region },
        message: (!label.text.is_empty()).then(|| Message::new(capitalised(&label.text))),
    }
}

/// A path as a relative URI: every byte that is not plainly allowed is written as `%` and two digits.
fn relative_uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let written = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(written).collect()
}

/// Makes the fingerprint by which a result is known again when lines have moved: of its rule and what it is about. Of
/// several that share both, each bears a number, in the order of places.
#[derive(Default)]
struct Fingerprints {
    seen: BTreeMap<String, usize>,
}

impl Fingerprints {
    fn next(&mut self, notice: &Notice<'_>) -> String {
        let mut hash = Sha256::new();
        for part in std::iter::once(notice.name).chain(notice.subjects.iter().map(String::as_str)) {
            hash.update(part);
            // No text holds this byte, so that parts cannot run into each other.
            hash.update([0xff]);
        }
        let digest: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let number = self.seen.entry(digest.clone()).or_default();
        *number += 1;
        format!("{digest}:{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::relative_uri;

    #[test]
    fn a_path_in_any_script_becomes_a_uri() {
        assert_eq!(relative_uri("data/a b/Київ.ron"), "data/a%20b/%D0%9A%D0%B8%D1%97%D0%B2.ron");
        assert_eq!(relative_uri("data/100%:x.ron"), "data/100%25%3Ax.ron");
    }
}
