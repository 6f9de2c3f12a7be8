//! The system's Graphviz, for those who have it and ask for it.

#![expect(clippy::disallowed_types, reason = "`--engine graphviz` asks for another program by name")]

use std::io::{self, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

const HOW_TO_GET_IT: &str = "Graphviz is not installed: get it by `apt install graphviz`, `brew install graphviz` or from \
                             https://graphviz.org/download, or leave out `--engine graphviz`";

/// Draws a DOT text by `dot`. The outer failure is that there is no `dot`, the inner one its complaint.
pub fn run(graph: &str, format: &str) -> anyhow::Result<Result<Vec<u8>, String>> {
    let command = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut dot = match command {
        Ok(dot) => dot,
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!(HOW_TO_GET_IT),
        Err(error) => return Err(error).context("Graphviz's `dot` does not start"),
    };
    let mut input = dot.stdin.take().expect("it was asked for");
    let output = std::thread::scope(|scope| {
        // Written aside, since `dot` may speak before it has read all. Where it stops reading, it says why itself.
        scope.spawn(move || input.write_all(graph.as_bytes()));
        dot.wait_with_output()
    })?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(Ok(output.stdout));
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Ok(Err(complaint.lines().next().unwrap_or("it gave no reason").to_owned()))
}
