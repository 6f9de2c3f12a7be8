//! Who sees that a file changes: the system where it tells, and otherwise a look around every second.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::event::EventKind;
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use standoff::project::{DATA_FOLDER, SETTINGS_FILE, TEXTS_FOLDER};

use crate::args::Global;
use crate::output;

/// An editor that saves writes a file in several steps; so long it has to be quiet before the file is looked at.
const QUIET: Duration = Duration::from_millis(100);
/// But no longer than so, where something is written all the time.
const PATIENCE: Duration = Duration::from_secs(2);

/// What there is to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
    /// A file of the project may have changed.
    Change,
    /// Ctrl-C.
    End,
}

/// Watches the files of a project.
pub struct Eyes {
    watcher: Box<dyn Watcher + Send>,
    /// The project's folder itself, and the folders below which everything counts.
    root: PathBuf,
    below: Vec<PathBuf>,
    news: Receiver<News>,
}

impl Eyes {
    /// Watches the files and the keyboard.
    pub fn open(global: &Global, root: &Path) -> anyhow::Result<Eyes> {
        let (sender, news) = channel();
        let of_keyboard = sender.clone();
        let end = move || {
            // Where nobody listens any more, the program ends anyhow.
            let _ = of_keyboard.send(News::End);
        };
        ctrlc::set_handler(end).context("Ctrl-C cannot be listened to")?;
        let on_poll = |reason: &notify::Error| {
            let hint = format!("the system does not tell of changes ({reason}); looking every second instead");
            output::hint(global, &hint);
        };
        Eyes::new(root, global.texts.as_deref(), sender, news, on_poll)
    }

    /// Watches the files alone.
    pub fn of_project(root: &Path, texts: Option<&Path>) -> anyhow::Result<Eyes> {
        let (sender, news) = channel();
        Eyes::new(root, texts, sender, news, |_| {})
    }

    fn new(
        root: &Path,
        texts: Option<&Path>,
        sender: Sender<News>,
        news: Receiver<News>,
        on_poll: impl FnOnce(&notify::Error),
    ) -> anyhow::Result<Eyes> {
        let mut below: Vec<PathBuf> = [DATA_FOLDER, TEXTS_FOLDER].map(|folder| root.join(folder)).into();
        below.extend(texts.map(Path::to_owned));
        let watcher = watcher(root, sender, on_poll)?;
        let mut eyes = Eyes { watcher, root: root.to_owned(), below, news };
        eyes.look_at_folders()?;
        Ok(eyes)
    }

    /// Waits for news, and then until it is quiet again.
    pub fn wait(&mut self) -> anyhow::Result<News> {
        let mut news = self.news.recv().unwrap_or(News::End);
        let begun = Instant::now();
        while news == News::Change && begun.elapsed() < PATIENCE {
            match self.news.recv_timeout(QUIET) {
                Ok(more) => news = more,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => news = News::End,
            }
        }
        // A folder may have come, or have gone and come back as another one.
        self.look_at_folders()?;
        Ok(news)
    }

    fn look_at_folders(&mut self) -> anyhow::Result<()> {
        let told = |path: &Path| format!("`{}` cannot be watched", path.display());
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive).with_context(|| told(&self.root))?;
        for folder in self.below.iter().filter(|folder| folder.is_dir()) {
            self.watcher.watch(folder, RecursiveMode::Recursive).with_context(|| told(folder))?;
        }
        Ok(())
    }
}

/// The system's own watcher, or where there is none for us, one that looks around.
fn watcher(
    root: &Path,
    sender: Sender<News>,
    on_poll: impl FnOnce(&notify::Error),
) -> anyhow::Result<Box<dyn Watcher + Send>> {
    let handler = |sender: Sender<News>| {
        let root = root.to_owned();
        move |event: notify::Result<Event>| {
            // Where something went wrong with watching, a look does no harm.
            if event.map_or(true, |event| counts(&root, &event)) {
                // Nobody listens any more when the program ends.
                let _ = sender.send(News::Change);
            }
        }
    };
    match RecommendedWatcher::new(handler(sender.clone()), Config::default()) {
        Ok(watcher) => Ok(Box::new(watcher)),
        Err(reason) => {
            on_poll(&reason);
            let config = Config::default().with_poll_interval(Duration::from_secs(1));
            Ok(Box::new(PollWatcher::new(handler(sender), config).context("files cannot be watched")?))
        }
    }
}

/// Whether an event is about a file that a check reads. Hidden files are those that editors and we ourselves write on the
/// way; and that a file was read changes nothing.
fn counts(root: &Path, event: &Event) -> bool {
    let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_project = |path: &Path| match path.parent() {
        Some(folder) if folder == root => [SETTINGS_FILE, DATA_FOLDER, TEXTS_FOLDER]
            .iter()
            .any(|name| path.file_name().is_some_and(|own| own == *name)),
        _ => path != root,
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| !is_hidden(path) && is_project(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    #[test]
    fn what_a_check_reads_counts_and_nothing_else() {
        let counts = |kind: EventKind, path: &str| counts(Path::new("/p"), &Event::new(kind).add_path(path.into()));
        let created = EventKind::Create(CreateKind::File);
        for path in ["/p/standoff.ron", "/p/data", "/p/data/a.ron", "/p/seeds/deep/a.txt", "/elsewhere/a.txt"] {
            assert!(counts(created, path), "{path}");
        }
        for path in ["/p", "/p/README.md", "/p/graphs", "/p/data/.a.ron.part", "/p/data/.a.ron.swp"] {
            assert!(!counts(created, path), "{path}");
        }
        assert!(!counts(EventKind::Access(AccessKind::Any), "/p/data/a.ron"));
    }
}
