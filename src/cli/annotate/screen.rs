//! The terminal: it is taken over, drawn on, listened to, and given back, whatever happens.

use std::io::{self, IsTerminal, stdout};

use anyhow::{Context, bail};
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind, read};
use ratatui::crossterm::execute;

use super::session::Session;
use super::state::{Action, State};
use super::theme::Theme;
use super::view;

/// A terminal that is ours until it is dropped. Ratatui gives it back when the program panics, too.
struct Screen {
    terminal: DefaultTerminal,
}

impl Screen {
    fn take() -> io::Result<Screen> {
        let terminal = ratatui::try_init()?;
        // Without it pasted line breaks would be taken for the Enter key.
        let _ = execute!(stdout(), EnableBracketedPaste);
        Ok(Screen { terminal })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where it cannot be given back there is nobody left to give it to.
        let _ = execute!(stdout(), DisableBracketedPaste);
        ratatui::restore();
    }
}

/// Shows an article until the editor leaves it.
pub fn run(session: &mut Session) -> anyhow::Result<()> {
    if !(io::stdin().is_terminal() && stdout().is_terminal()) {
        bail!(
            "`annotate` needs a terminal to draw on; in a script, write the statement into the sheet, and then `standoff check`"
        );
    }
    let theme = Theme::chosen();
    let mut state = session.state();
    if state.is_complete() {
        carry_out(Action::Foresee, session, &mut state);
    }
    let mut screen = Screen::take().context("the terminal cannot be drawn on")?;
    loop {
        let size = screen.terminal.size().context("the terminal does not say how large it is")?;
        view::fit(&mut state, size.into());
        screen.terminal.draw(|frame| view::draw(frame, &state, &theme)).context("the terminal is gone")?;
        let actions = match read().context("the terminal is gone; what was not written is kept as a draft")? {
            Event::Key(key) if key.kind != KeyEventKind::Release => state.press(key),
            Event::Paste(words) => {
                state.paste(&words);
                Vec::new()
            }
            _ => Vec::new(),
        };
        for action in actions {
            if action == Action::Quit {
                return Ok(());
            }
            carry_out(action, session, &mut state);
        }
    }
}

fn carry_out(action: Action, session: &mut Session, state: &mut State) {
    let outcome = match action {
        Action::Keep => session.keep(&state.form),
        Action::Foresee => session.foresee(&state.form).map(|outlook| state.outlook = Some(outlook)),
        Action::Write => session.write(&state.form).map(|told| {
            session.refresh(state);
            state.written(told);
        }),
        Action::TakeBack => session.take_back().map(|told| {
            session.refresh(state);
            state.say(told);
        }),
        Action::Forget => {
            session.forget();
            Ok(())
        }
        Action::Quit => Ok(()),
    };
    if let Err(error) = outcome {
        state.complain(format!("{error:#}"));
        // Somebody else may have written the sheet: what is there now is what counts for the next try.
        if matches!(action, Action::Write | Action::TakeBack) && session.read_again().is_ok() {
            session.refresh(state);
            state.outlook = session.foresee(&state.form).ok();
        }
    }
}
