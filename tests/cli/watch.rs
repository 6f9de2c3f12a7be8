//! `standoff watch`, as a process of its own beside an editor that saves.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::desk::copy_of;
use crate::standoff;

/// A watch in progress.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(project: &Path) -> Watching {
        let mut child = standoff(&["-C", project.to_str().unwrap(), "watch", "--as-of", "2026-05-01"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout: ChildStdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
        });
        Watching { child, lines }
    }

    /// All lines up to the one that begins so.
    fn until(&self, beginning: &str) -> Vec<String> {
        let begun = Instant::now();
        let mut lines = Vec::new();
        while begun.elapsed() < Duration::from_secs(60) {
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(60)) else { break };
            let is_it = line.starts_with(beginning);
            lines.push(line);
            if is_it {
                return lines;
            }
        }
        panic!("no line begins with `{beginning}`: {lines:#?}");
    }

    fn is_silent_for(&self, time: Duration) -> bool {
        self.lines.recv_timeout(time).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked_at_once_and_what_came_and_went_is_told() {
    let project = copy_of("project");
    let sheet = project.path().join("data/articles.ron");
    let sound = fs::read_to_string(&sheet).unwrap();
    let watching = Watching::start(project.path());
    let first = watching.until("8 statements in 2 articles: ");
    assert!(first.iter().all(|line| !line.contains('\u{1b}')), "a pipe gets no control characters: {first:?}");

    fs::write(&sheet, sound.replace("who: \"marsh\", what: \"river", "who: \"mrash\", what: \"river")).unwrap();
    watching.until("7 statements in 2 articles: 1 reading problem");
    let told = watching.until("  + error[unknown-id]: there is no actor `mrash`");
    assert!(told[0].starts_with("since the last check: 1 finding came, "), "{told:?}");

    fs::write(&sheet, &sound).unwrap();
    let told = watching.until("  - error[unknown-id]: there is no actor `mrash`");
    assert!(told.iter().any(|line| line.ends_with(" 1 went")), "{told:?}");
}

#[test]
fn what_a_check_does_not_read_or_what_stays_the_same_is_no_news() {
    let project = copy_of("project");
    let watching = Watching::start(project.path());
    watching.until("8 statements in 2 articles: ");
    let sheet = project.path().join("data/articles.ron");
    fs::write(&sheet, fs::read(&sheet).unwrap()).unwrap();
    fs::write(project.path().join("data/.articles.ron.swp"), "x").unwrap();
    fs::create_dir(project.path().join("graphs")).unwrap();
    fs::write(project.path().join("graphs/demands.svg"), "x").unwrap();
    assert!(watching.is_silent_for(Duration::from_secs(1)));
    // A text counts, and so does a sheet in a folder that was not there before.
    fs::write(project.path().join("seeds/herald.txt"), "Nothing of that was said.").unwrap();
    watching.until("since the last check: ");
    fs::create_dir(project.path().join("data/more")).unwrap();
    fs::write(project.path().join("data/more/new.ron"), "(actors: [(id: \"x\")])").unwrap();
    watching.until("since the last check: ");
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_in_peace() {
    let project = copy_of("project");
    let mut watching = Watching::start(project.path());
    watching.until("8 statements in 2 articles: ");
    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
}
