//! What reaches the terminal: results on standard output, all else on standard error, colours only where they show.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use standoff::report::clean;

use crate::args::{Color, Global};

/// Lines are laid out for so many columns where no terminal says otherwise, so that piped output is always the same.
const USUAL_WIDTH: u16 = 120;

pub fn choose_colour(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Prints a result. A reader who has seen enough (`| head`) closes the pipe; that is no failure.
pub fn print(text: &str) -> anyhow::Result<()> {
    print_on(text).map(|_| ())
}

/// The same for those who go on printing; says whether anybody still reads.
pub fn print_on(text: &str) -> anyhow::Result<bool> {
    let mut out = anstream::stdout().lock();
    let result = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    let is_read = !matches!(&result, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
    unless_closed(result).map(|()| is_read)
}

/// Makes the window empty; does nothing where the output is no window.
pub fn clear() -> anyhow::Result<()> {
    // The screen, what has been scrolled out of it, and the cursor at its first line.
    if is_terminal() { print_bytes(b"\x1b[2J\x1b[3J\x1b[H") } else { Ok(()) }
}

/// Prints a result that is no text, such as a picture.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(bytes).and_then(|()| out.flush()))
}

fn unless_closed(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Tells what may help, beside the result, unless nobody wants to hear it.
pub fn hint(global: &Global, text: &str) {
    if !global.quiet {
        // Where even this cannot be written there is nobody left to tell.
        let _ = writeln!(anstream::stderr(), "{}", clean(text));
    }
}

/// Tells why the command could not run.
pub fn complain(error: &anyhow::Error) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let mut err = anstream::stderr();
    let _ = writeln!(err, "{style}error{style:#}: {}", clean(&error.to_string()));
    for cause in error.chain().skip(1) {
        let _ = writeln!(err, "  because {}", clean(&cause.to_string()));
    }
}

/// Some terminals say that they have no columns at all, and mean that they do not know.
const NARROWEST: u16 = 40;

/// How many columns the window has; nothing where the output is no window.
pub fn window() -> Option<u16> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(if columns == 0 { USUAL_WIDTH } else { columns.max(NARROWEST) })
}

/// How many columns reports are laid out for.
pub fn width() -> usize {
    usize::from(window().unwrap_or(USUAL_WIDTH))
}

pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
