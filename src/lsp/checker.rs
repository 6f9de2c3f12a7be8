//! Checks beside the typing: on a thread of its own, of the newest texts only.
//!
//! A keystroke hands in all texts, which costs next to nothing since they are shared. Whatever was handed in before and
//! not yet begun is forgotten; a check that was begun ends early, after reading, where something newer waits. So what an
//! editor sees is never more than one check old, however fast they type.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::known::{Checked, Known};
use crate::date::Day;
use crate::rules::Levels;
use crate::{Desk, Files};

/// How a project is to be checked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day that is asked about, where it is not the settings that name one.
    pub as_of: Option<Day>,
    pub today: fn() -> Day,
    /// Levels over those that the project sets.
    pub levels: Levels,
}

impl Asked {
    /// Reads the texts, and says what is known then.
    pub fn known(&self, files: Files) -> Known {
        Known::new(Desk::new(files, self.as_of, (self.today)()))
    }
}

/// What comes of a check, step by step.
#[derive(Clone, Debug)]
pub enum News {
    /// The texts were read.
    Known(Arc<Known>),
    /// The rules have looked at them.
    Checked(Arc<Checked>),
    /// It is known, too, which words of theirs name which records.
    Indexed(Arc<Known>),
}

/// Checks one project for as long as it lives.
pub struct Checker {
    desk: Arc<InTray>,
    pub news: Receiver<News>,
}

impl Checker {
    pub fn new(asked: Asked) -> Checker {
        let desk = Arc::new(InTray::default());
        let (sender, news) = unbounded();
        let tray = Arc::clone(&desk);
        thread::spawn(move || work(&tray, &asked, &sender));
        Checker { desk, news }
    }

    /// Hands in texts to be checked in the place of all that were handed in before.
    pub fn check(&self, files: Files) {
        self.desk.put(Waiting { files: Some(files), is_over: false });
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.desk.put(Waiting { files: None, is_over: true });
    }
}

/// At most so long it is waited for the typing to pause, in a project whose checks take long.
const PATIENCE: Duration = Duration::from_millis(100);

fn work(tray: &InTray, asked: &Asked, news: &Sender<News>) {
    let mut last = Duration::ZERO;
    while let Some(files) = tray.take((last / 8).min(PATIENCE)) {
        let begun = Instant::now();
        // A slip of ours must not leave an editor without help for the rest of the day: the next text is checked again.
        let outcome = catch_unwind(AssertUnwindSafe(|| check(tray, asked, files, news)));
        if outcome.unwrap_or(true) {
            last = begun.elapsed();
        }
    }
}

/// Whether it was checked to the end.
fn check(tray: &InTray, asked: &Asked, files: Files, news: &Sender<News>) -> bool {
    let known = Arc::new(asked.known(files));
    // Where nobody listens any more, the program is about to end.
    let _ = news.send(News::Known(Arc::clone(&known)));
    if tray.is_filled() {
        return false;
    }
    let judgement = known.judged(&asked.levels);
    let _ = news.send(News::Checked(Arc::new(Checked { known: Arc::clone(&known), judgement })));
    if !tray.is_filled() {
        known.references();
        let _ = news.send(News::Indexed(known));
    }
    true
}

/// What waits to be checked.
#[derive(Debug, Default)]
struct InTray {
    waiting: Mutex<Waiting>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    files: Option<Files>,
    is_over: bool,
}

impl InTray {
    fn put(&self, waiting: Waiting) {
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = waiting;
        self.filled.notify_one();
    }

    fn is_filled(&self) -> bool {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.files.is_some() || waiting.is_over
    }

    /// Waits for texts, and then until none came for so long; nothing when it is over.
    fn take(&self, quiet: Duration) -> Option<Files> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut newest = None;
        loop {
            if waiting.is_over {
                return None;
            }
            newest = waiting.files.take().or(newest);
            if newest.is_some() {
                let waited = self.filled.wait_timeout_while(waiting, quiet, |w| w.files.is_none() && !w.is_over);
                let (guard, pause) = waited.unwrap_or_else(PoisonError::into_inner);
                waiting = guard;
                if pause.timed_out() {
                    return newest;
                }
            } else {
                waiting = self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}
