//! What a sheet says about propositions and statements: verdicts, findings excused, findings expected.

use super::lookup::{Lookup, MOST_PROPOSALS, Names};
use crate::corpus::{Corpus, Exception, Named, Outcome, Verdict};
use crate::diagnostic::{Diagnostic, Problem};
use crate::id::StatementId;
use crate::sheet::{ExceptionRecord, VerdictRecord, Word, nearest};
use crate::syntax::{List, Spanned};
use crate::text::{FileId, Passage};

/// What a sheet says about propositions and statements.
pub struct Remarks {
    pub file: FileId,
    pub verdicts: List<Spanned<VerdictRecord>>,
    pub accept: List<Spanned<ExceptionRecord>>,
    pub expect: List<Spanned<ExceptionRecord>>,
}

pub fn resolve(corpus: &mut Corpus, names: &Names, remarks: Remarks) -> Vec<Diagnostic> {
    let Remarks { file, verdicts, accept, expect } = remarks;
    let mut desk = Desk { corpus, names, lookup: Lookup::new(names, corpus, file), strangers: 0 };
    let verdicts: Vec<Verdict> = verdicts.into_iter().filter_map(|record| desk.verdict(record)).collect();
    let acceptances: Vec<Exception> = accept.into_iter().filter_map(|record| desk.acceptance(record)).collect();
    let expectations: Vec<Exception> =
        expect.into_iter().filter_map(|record| desk.exception("expect", record)).collect();
    let diagnostics = desk.lookup.diagnostics;
    corpus.verdicts.extend(verdicts);
    corpus.acceptances.extend(acceptances);
    corpus.expectations.extend(expectations);
    diagnostics
}

struct Desk<'a> {
    corpus: &'a Corpus,
    names: &'a Names,
    lookup: Lookup<'a>,
    /// How many names of statements were not found.
    strangers: usize,
}

impl Desk<'_> {
    fn verdict(&mut self, record: Spanned<VerdictRecord>) -> Option<Verdict> {
        let Spanned { value: VerdictRecord { what, happened, did_not_happen, because, article }, span } = record;
        let lookup = &mut self.lookup;
        lookup.missing(&what, span, "this verdict does not say on what", "name a proposition: `what: \"war-ended\"`");
        let help = "give the desk's reason, so that a reader can weigh it: `because: \"…\"`";
        lookup.missing(&because, span, "this verdict gives no reason", help);
        let outcome = match (happened.as_option(), did_not_happen.as_option()) {
            (Some(date), None) => Some(Outcome::Happened(date.value)),
            (None, Some(date)) => Some(Outcome::DidNotHappen(date.value)),
            (Some(_), Some(second)) => {
                let place = lookup.place(second.span);
                let message = "a verdict cannot say both that it happened and that it did not";
                lookup.report(Diagnostic::new(Problem::BadValue, place, message).with_help("leave one of them out"));
                None
            }
            (None, None) => {
                let help = "write `happened: \"2025-04-30\"` or `did_not_happen: \"2025-01-21\"`";
                lookup.missing(&happened, span, "this verdict does not say what came of it", help);
                None
            }
        };
        let what = what.as_option().and_then(|what| lookup.proposition(what))?;
        let article = article.as_option().and_then(|article| lookup.article(article));
        let because = because.into_value().unwrap_or_default();
        Some(Verdict { what, outcome: outcome?, because, article, place: lookup.place(span) })
    }

    fn acceptance(&mut self, typing: Spanned<ExceptionRecord>) -> Option<Exception> {
        let help = "say why it is right as it stands: `because: \"the article's own slip; kept as printed\"`";
        self.lookup.missing(&typing.value.because, typing.span, "this `accept` gives no reason", help);
        let is_reasoned = typing.value.because.as_option().is_some_and(|because| !because.value.trim().is_empty());
        let exception = self.exception("accept", typing)?;
        is_reasoned.then_some(exception)
    }

    fn exception(&mut self, field: &str, typing: Spanned<ExceptionRecord>) -> Option<Exception> {
        let Spanned { value: ExceptionRecord { rule, statement, statements, record, because }, span } = typing;
        let message = format!("this `{field}` does not say which rule it is about");
        self.lookup.missing(&rule, span, &message, "name the rule: `rule: \"deadlock\"`");
        let is_about_nothing = statement.is_absent() && statements.is_absent() && record.is_absent();
        if is_about_nothing {
            let message = format!("this `{field}` does not say which statements it is about");
            let help = "name them: `statements: [\"…\", \"…\"]`";
            let place = self.lookup.place(span);
            self.lookup.report(Diagnostic::new(Problem::MissingField, place, message).with_help(help));
            return None;
        }
        let typed_statements =
            statement.into_option().into_iter().chain(statements.into_option().into_iter().flatten());
        let found: Vec<Option<StatementId>> = typed_statements.map(|word| self.statement(&word)).collect();
        let statements: Option<Box<[StatementId]>> = found.into_iter().collect();
        let record = match record.as_option() {
            Some(word) => Some(self.record(word)?),
            None => None,
        };
        let rule = rule.into_option()?;
        let place = self.lookup.place(rule.span);
        Some(Exception { rule: rule.value, statements: statements?, record, because: because.into_value(), place })
    }

    fn statement(&mut self, word: &Spanned<Word>) -> Option<StatementId> {
        let found = self.corpus.statement(&word.value);
        if found.is_none() {
            let known = self.corpus.named_statements.keys().map(Passage::as_str);
            self.strangers += 1;
            let meant = if self.strangers <= MOST_PROPOSALS { nearest(&word.value, known) } else { None };
            let message = format!("there is no statement `{}`", word.value);
            let place = self.lookup.place(word.span);
            let diagnostic = Diagnostic::new(Problem::UnknownId, place, message);
            self.lookup.report(match meant {
                Some(meant) => diagnostic.meaning(meant),
                None => diagnostic.with_help(
                    "give the statement an `id`, and name it here; `standoff list statements` shows all names",
                ),
            });
        }
        found
    }

    /// A record of the codebook, of whatever kind.
    fn record(&mut self, word: &Spanned<Word>) -> Option<Named> {
        let slug = &word.value;
        let names = self.names;
        let actor = names.actors.get(slug).copied().map(Named::Actor);
        let issue = || names.issues.get(slug).copied().map(Named::Issue);
        let proposition = || names.propositions.get(slug).copied().map(Named::Proposition);
        let article = || names.articles.as_ref()?.get(slug).copied().map(Named::Article);
        let found = actor.or_else(proposition).or_else(issue).or_else(article);
        if found.is_none() {
            let message = format!("there is no actor, issue, proposition or article `{slug}`");
            let place = self.lookup.place(word.span);
            self.lookup.report(Diagnostic::new(Problem::UnknownId, place, message));
        }
        found
    }
}
