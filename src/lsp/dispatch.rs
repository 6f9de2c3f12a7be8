//! Which message is for whom: the one list of what the server can do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types::{
    CompletionOptions, CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification,
    DidChangeTextDocumentParams, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, HoverRequest,
    LspNotificationMethod, LspRequestMethod, Notification, Request, ServerCapabilities, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};
use lsp_server::{ErrorCode, Message, Response};
use serde_json::Value;

use super::encoding::Encoding;
use super::server::Server;
use super::{completion, definition, hover};

/// What the server offers.
pub fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = completion::TRIGGERS.iter().map(|&trigger| trigger.to_owned()).collect();
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        ..ServerCapabilities::default()
    }
}

/// Answers a request. A slip of ours becomes an error that the editor shows or passes over, and never the end.
pub fn answer(server: &mut Server, request: lsp_server::Request) {
    use LspRequestMethod as Method;
    let lsp_server::Request { id, method, params } = request;
    let asked = AssertUnwindSafe(|| match Method::from(method.as_str()) {
        Method::TextDocumentCompletion => by::<CompletionRequest>(server, params, completion::complete),
        Method::TextDocumentHover => by::<HoverRequest>(server, params, hover::hover),
        Method::TextDocumentDefinition => by::<DefinitionRequest>(server, params, definition::define),
        _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is not offered"))),
    });
    let answered = catch_unwind(asked)
        .unwrap_or_else(|_| Err((ErrorCode::InternalError, "standoff stumbled over this request".to_owned())));
    let response = match answered {
        Ok(result) => Response::new_ok(id, result),
        Err((code, message)) => Response::new_err(id, code as i32, message),
    };
    // An editor that is gone hears nothing, and the loop ends by itself.
    let _ = server.editor.send(Message::Response(response));
}

/// What is said where there is no answer.
pub type Refused = (ErrorCode, String);

fn by<R: Request>(
    server: &Server,
    params: Value,
    handler: impl FnOnce(&Server, R::Params) -> R::Result,
) -> Result<Value, Refused> {
    let params = serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    serde_json::to_value(handler(server, params)).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

/// Takes in what the editor tells. What is not understood is passed over, as the protocol wants it.
pub fn take_in(server: &mut Server, notification: lsp_server::Notification) {
    use LspNotificationMethod as Method;
    let lsp_server::Notification { method, params } = notification;
    match Method::from(method.as_str()) {
        Method::TextDocumentDidOpen => {
            told::<DidOpenTextDocumentNotification>(params, |params| server.open(params.text_document));
        }
        Method::TextDocumentDidChange => told::<DidChangeTextDocumentNotification>(params, |params| {
            let DidChangeTextDocumentParams { text_document, content_changes } = params;
            let uri = text_document.text_document_identifier.uri;
            server.change(&uri.0, text_document.version, content_changes);
        }),
        Method::TextDocumentDidClose => {
            told::<DidCloseTextDocumentNotification>(params, |params| server.close(&params.text_document.uri.0));
        }
        _ => {}
    }
}

fn told<N: Notification>(params: Value, take: impl FnOnce(N::Params)) {
    if let Ok(params) = serde_json::from_value(params) {
        take(params);
    }
}

/// The name of a method, as it is sent.
pub fn name(method: impl Into<String>) -> String {
    method.into()
}
