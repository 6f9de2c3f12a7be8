//! What is served: the files of the reading room, what has to be said above them, and a mark by which a page sees that it is old.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use standoff::site::File;

/// Shared by the one who fills it and those who read.
#[derive(Default)]
pub struct Shelf {
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Default)]
struct Held {
    files: BTreeMap<String, Arc<str>>,
    notice: String,
    mark: String,
}

/// A file as it is now.
pub struct Copy {
    pub text: Arc<str>,
    pub notice: String,
    pub mark: String,
}

impl Shelf {
    pub fn is_empty(&self) -> bool {
        self.lock().files.is_empty()
    }

    /// Puts other files in the place of those that are there.
    pub fn fill(&self, files: Vec<File>) {
        let mut held = self.lock();
        held.files = files.into_iter().map(|File { path, text }| (path, text.into())).collect();
        self.tell(held);
    }

    /// What stands above every page from now on, as markup; nothing where it is empty.
    pub fn say(&self, notice: String) {
        let mut held = self.lock();
        if held.notice != notice {
            held.notice = notice;
            self.tell(held);
        }
    }

    pub fn copy(&self, path: &str) -> Option<Copy> {
        let held = self.lock();
        let text = Arc::clone(held.files.get(path)?);
        Some(Copy { text, notice: held.notice.clone(), mark: held.mark.clone() })
    }

    /// Waits until the mark is another one, but no longer than so; then tells it.
    pub fn wait_for_another(&self, mark: &str, patience: Duration) -> String {
        let is_same = |held: &mut Held| held.mark == mark;
        let waited = self.changed.wait_timeout_while(self.lock(), patience, is_same);
        let (held, _) = waited.unwrap_or_else(PoisonError::into_inner);
        held.mark.clone()
    }

    /// Makes a mark of all that there is, the same in another run over the same files, and wakes those who wait.
    fn tell(&self, mut held: MutexGuard<'_, Held>) {
        let mut hasher = DefaultHasher::new();
        (&held.files, &held.notice).hash(&mut hasher);
        held.mark = format!("{:016x}", hasher.finish());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
