//! `standoff annotate`: a screen to mark passages of an article on, and to note what they say.
//!
//! Three parts that know little of one another: a [machine](state) that keys go into and requests come out of, a
//! [view] that shows it, and a [terminal](screen) that carries both and the [session] which reads, checks and writes.

mod catalogue;
mod form;
mod input;
#[cfg(test)]
mod keys;
mod newcomer;
mod picker;
mod reading;
#[cfg(test)]
mod sample;
mod screen;
mod session;
mod state;
mod theme;
mod view;

use clap::Args;

use crate::Verdict;
use crate::args::Global;
use session::Session;

/// Note what an article says: mark a passage, pick verb, actors and propositions, see what the check will say, write
///
/// The article's text is shown; keys move, mark and pick, and no mouse is needed. Actors and propositions are found by some
/// letters of their names, and made where the codebook lacks them. Before anything is written you see the statement as it
/// will stand in the sheet, and the findings that will come and go with it. What you have not written is kept as a draft.
#[derive(Args, Debug)]
#[command(after_help = "Keys, of which `?` shows all:\n  \
    arrows      move; the space bar begins to mark, `s` marks the sentence\n  \
    Enter       take the marked passage, and answer what is asked\n  \
    w           write the statement; `u` takes it back\n  \
    q           leave\n\n\
    Examples:\n  \
    standoff annotate clash-report-2025-06-20\n  \
    standoff annotate data/articles/clash-report-2025-06-20.ron")]
pub struct Annotate {
    /// The article: its id, or the path of its sheet or its text
    article: String,
}

impl Annotate {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let mut session = Session::open(global, &self.article)?;
        screen::run(&mut session)?;
        Ok(Verdict::Fine)
    }
}
