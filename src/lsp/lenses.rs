//! Findings above the statements that they rest on, also where they are told elsewhere.

use std::collections::BTreeMap;

use gen_lsp_types::{
    CodeLens, CodeLensParams, Command, ExecuteCommandParams, MessageType, ShowMessageNotification, ShowMessageParams,
};
use serde_json::Value;

use super::query::Query;
use super::server::Server;
use crate::id::StatementId;
use crate::rules::Finding;

/// The command that tells a finding in full.
pub const TELL: &str = "standoff.tell";

pub fn findings(server: &Server, params: CodeLensParams) -> Option<Vec<CodeLens>> {
    let query = Query::of_document(server, &params.text_document.uri.0)?;
    let checked = query.workshop.checked.as_ref()?;
    let known = &checked.known;
    let file = known.file(query.path)?;
    let corpus = &known.desk.corpus;
    let mut by_statement: BTreeMap<StatementId, Vec<&Finding>> = BTreeMap::new();
    for judged in &checked.judgement.findings {
        for &id in judged.finding.statements.iter().filter(|&&id| corpus[id].file == file) {
            by_statement.entry(id).or_default().push(&judged.finding);
        }
    }
    let (source, drift) = server.drift(known, file)?;
    let lens = |(id, findings): (StatementId, Vec<&Finding>)| {
        let span = drift.span(corpus[id].place(|at| at.verb).span)?;
        let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
        rules.dedup();
        let words: Vec<Value> = findings.iter().map(|finding| told(finding).into()).collect();
        let command =
            Command { title: rules.join(" · "), tooltip: None, command: TELL.to_owned(), arguments: Some(words) };
        Some(CodeLens { range: server.encoding.range(source, span), command: Some(command), data: None })
    };
    Some(by_statement.into_iter().filter_map(lens).collect())
}

fn told(finding: &Finding) -> String {
    let help = finding.help.as_ref().map(|help| format!("help: {help}"));
    let lines =
        [Some(finding.message.clone())].into_iter().chain(finding.notes.iter().cloned().map(Some)).chain([help]);
    lines.flatten().collect::<Vec<_>>().join("\n")
}

/// Shows findings in full, in whatever way the editor shows messages.
pub fn execute(server: &Server, params: ExecuteCommandParams) -> Option<Value> {
    if params.command == TELL {
        let words = params.arguments.unwrap_or_default();
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        server.notify::<ShowMessageNotification>(ShowMessageParams::new(MessageType::Info, words.join("\n\n")));
    }
    None
}
