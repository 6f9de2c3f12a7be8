// Starts `standoff lsp` and connects VS Code with it. All that is known of the language, the server knows.

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
    const settings = workspace.getConfiguration("standoff");
    const command = settings.get("path", "standoff");
    const server = { command, args: ["lsp", ...settings.get("arguments", [])] };
    client = new LanguageClient("standoff", "standoff", server, {
        documentSelector: [
            { scheme: "file", language: "ron" },
            // From the words of an article to the statements that rest on them.
            { scheme: "file", pattern: "**/seeds/**" },
        ],
    });
    try {
        await client.start();
    } catch (error) {
        const install = `\`${command}\` could not be started. Install standoff, or set standoff.path to where it is.`;
        window.showErrorMessage(`${install} (${error.message ?? error})`);
    }
}

async function stop() {
    const running = client;
    client = undefined;
    if (running?.isRunning()) {
        await running.stop();
    }
}

async function restart() {
    await stop();
    await start();
}

exports.activate = async (context) => {
    context.subscriptions.push(
        commands.registerCommand("standoff.restart", restart),
        workspace.onDidChangeConfiguration((change) => {
            if (change.affectsConfiguration("standoff")) {
                restart();
            }
        }),
    );
    await start();
};

exports.deactivate = stop;
