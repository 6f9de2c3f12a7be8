//! Which message is for whom: the one list of what the server can do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::Sender;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionRequest, CodeLensOptions, CodeLensRequest, CompletionOptions,
    CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification, DidChangeTextDocumentParams,
    DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DocumentFormattingRequest,
    DocumentSymbolRequest, ExecuteCommandOptions, ExecuteCommandRequest, FoldingRangeRequest, HoverRequest,
    InlayHintRequest, LspNotificationMethod, LspRequestMethod, Notification, PrepareRenameRequest, ReferencesRequest,
    RenameOptions, RenameParams, Request, ServerCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceSymbolRequest,
};
use lsp_server::{ErrorCode, Message, RequestId, Response};
use serde_json::Value;

use super::encoding::Encoding;
use super::server::Server;
use super::{actions, completion, definition, folding, formatting, hints, hover, lenses, references, rename, symbols};

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
        references_provider: Some(true.into()),
        rename_provider: Some(RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        inlay_hint_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        folding_range_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![lenses::TELL.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// Answers a request. A slip of ours becomes an error that the editor shows or passes over, and never the end.
pub fn answer(server: &mut Server, request: lsp_server::Request) {
    use LspRequestMethod as Method;
    let lsp_server::Request { id, method, params } = request;
    if Method::from(method.as_str()) == Method::TextDocumentRename {
        return rename_beside(server, id, params);
    }
    let asked = AssertUnwindSafe(|| match Method::from(method.as_str()) {
        Method::TextDocumentCompletion => by::<CompletionRequest>(server, params, completion::complete),
        Method::TextDocumentHover => by::<HoverRequest>(server, params, hover::hover),
        Method::TextDocumentDefinition => by::<DefinitionRequest>(server, params, definition::define),
        Method::TextDocumentReferences => by::<ReferencesRequest>(server, params, references::find),
        Method::TextDocumentPrepareRename => by::<PrepareRenameRequest>(server, params, rename::prepare),
        Method::TextDocumentDocumentSymbol => by::<DocumentSymbolRequest>(server, params, symbols::of_document),
        Method::WorkspaceSymbol => by::<WorkspaceSymbolRequest>(server, params, symbols::of_project),
        Method::TextDocumentCodeAction => by::<CodeActionRequest>(server, params, actions::offer),
        Method::TextDocumentInlayHint => by::<InlayHintRequest>(server, params, hints::names),
        Method::TextDocumentCodeLens => by::<CodeLensRequest>(server, params, lenses::findings),
        Method::TextDocumentFoldingRange => by::<FoldingRangeRequest>(server, params, folding::fold),
        Method::TextDocumentFormatting => by::<DocumentFormattingRequest>(server, params, formatting::format_document),
        Method::WorkspaceExecuteCommand => by::<ExecuteCommandRequest>(server, params, lenses::execute),
        _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is not offered"))),
    });
    respond(&server.editor, id, catch_unwind(asked));
}

/// Renames on a thread of its own, since that reads all sheets, and then once more as they would be.
fn rename_beside(server: &Server, id: RequestId, params: Value) {
    let editor = server.editor.clone();
    let renaming = serde_json::from_value::<RenameParams>(params)
        .map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
        .and_then(|params| rename::Renaming::new(server, params));
    std::thread::spawn(move || {
        let asked = AssertUnwindSafe(|| Ok(serde_json::to_value(renaming?.carry_out()?).unwrap_or_default()));
        respond(&editor, id, catch_unwind(asked));
    });
}

fn respond(editor: &Sender<Message>, id: RequestId, answered: std::thread::Result<Result<Value, Refused>>) {
    let stumbled = || (ErrorCode::InternalError, "standoff stumbled over this request".to_owned());
    let response = match answered.unwrap_or_else(|_| Err(stumbled())) {
        Ok(result) => Response::new_ok(id, result),
        Err((code, message)) => Response::new_err(id, code as i32, message),
    };
    // An editor that is gone hears nothing, and the loop ends by itself.
    let _ = editor.send(Message::Response(response));
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
