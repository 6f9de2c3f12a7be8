//! A sign of life for those who wait: on a terminal, and only for what takes longer than a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::args::Global;

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Shown while it lives, once it has lived for a second.
pub struct Progress {
    bar: ProgressBar,
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub fn new(global: &Global, doing: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(doing);
        let waiting = (!global.quiet).then(|| appear_later(bar.clone()));
        Progress { bar, waiting }
    }

    /// Says what is being done now.
    pub fn doing(&self, what: String) {
        self.bar.set_message(what);
    }
}

/// Makes the bar visible unless the sender is dropped first. The bar draws nothing where there is no terminal.
fn appear_later(bar: ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel();
    let wait = move || {
        if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    (sender, std::thread::spawn(wait))
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, waiter)) = self.waiting.take() {
            drop(sender);
            // It neither panics nor waits any longer; and the bar must not appear after it was cleared.
            let _ = waiter.join();
        }
        self.bar.finish_and_clear();
    }
}
