//! `standoff site` and `standoff serve`: what they write and show, and what they leave alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use crate::desk::copy_of;
use crate::{run, standoff, words};

fn site(folder: &Path) -> Output {
    run(&["-C", "ferry", "site", folder.to_str().unwrap(), "--as-of", "2026-05-01"])
}

/// All files of a folder, by their paths.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let path =
        |file: &walkdir::DirEntry| file.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|file| (path(&file), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_second_run_over_the_same_sheets_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("deep/room");
    let first = site(&folder);
    assert_eq!(first.status.code(), Some(0), "{}", words(&first.stderr));
    let before = contents(&folder);
    assert!(before.contains_key("index.html") && before.contains_key("assets/style.css"));
    let second = site(&folder);
    assert!(words(&second.stderr).contains(", 0 of them new or changed, 0 removed"), "{}", words(&second.stderr));
    assert_eq!(contents(&folder), before);
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("letter.txt"), "mine").unwrap();
    let before = contents(place.path());
    let refused = site(place.path());
    assert_eq!(refused.status.code(), Some(2));
    let told = words(&refused.stderr);
    assert!(told.contains("holds other things than a site (`letter.txt`)"), "{told}");
    assert_eq!(contents(place.path()), before);
}

#[test]
fn what_somebody_else_put_beside_the_pages_stays() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("room");
    site(&folder);
    fs::write(folder.join("CNAME"), "talks.example").unwrap();
    fs::write(folder.join("actor/notes.txt"), "mine").unwrap();
    assert_eq!(site(&folder).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.join("CNAME")).unwrap(), "talks.example");
    assert_eq!(fs::read_to_string(folder.join("actor/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_page_that_somebody_changed_is_neither_replaced_nor_deleted() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("room");
    site(&folder);
    let page = folder.join("assets/style.css");
    fs::write(&page, "/* mine */").unwrap();
    let before = contents(&folder);
    let refused = site(&folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(words(&refused.stderr).contains("was changed since standoff wrote it"), "{}", words(&refused.stderr));
    assert_eq!(contents(&folder), before);

    // A page of a record that is gone is deleted, unless it was changed.
    fs::remove_file(&page).unwrap();
    fs::write(folder.join("actor/old.html"), "of an actor of old").unwrap();
    let list = fs::read_to_string(folder.join(".standoff-site")).unwrap();
    let of = |text: &str| {
        use sha2::{Digest, Sha256};
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let old = format!("{}  actor/old.html\n{}  actor/kept.html\n", of("of an actor of old"), of("as written"));
    fs::write(folder.join(".standoff-site"), list + &old).unwrap();
    fs::write(folder.join("actor/kept.html"), "changed by hand").unwrap();
    let again = site(&folder);
    assert_eq!(again.status.code(), Some(0), "{}", words(&again.stderr));
    assert!(words(&again.stderr).contains(", 1 removed"), "{}", words(&again.stderr));
    assert!(!folder.join("actor/old.html").exists());
    assert_eq!(fs::read_to_string(folder.join("actor/kept.html")).unwrap(), "changed by hand");
}

#[test]
fn a_list_that_leads_out_of_the_folder_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("room");
    site(&folder);
    fs::write(place.path().join("letter.txt"), "mine").unwrap();
    let list = fs::read_to_string(folder.join(".standoff-site")).unwrap();
    for path in ["../letter.txt", "/etc/hostname", "actor/../../letter.txt"] {
        fs::write(folder.join(".standoff-site"), format!("{list}00  {path}\n")).unwrap();
        assert_eq!(site(&folder).status.code(), Some(2), "{path}");
    }
    assert!(place.path().join("letter.txt").exists());
}

#[test]
#[cfg(unix)]
fn no_page_is_written_through_a_link() {
    let place = tempfile::tempdir().unwrap();
    let (folder, elsewhere) = (place.path().join("room"), place.path().join("elsewhere"));
    site(&folder);
    fs::remove_dir_all(folder.join("actor")).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.join("actor")).unwrap();
    let refused = site(&folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(words(&refused.stderr).contains("is a link"), "{}", words(&refused.stderr));
    assert!(contents(&elsewhere).is_empty());
}

/// A server in progress.
struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(project: &Path) -> Serving {
        let mut child = standoff(&["-C", project.to_str().unwrap(), "serve", "--port", "0", "--as-of", "2026-05-01"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        Serving { child, address }
    }

    /// The answer to a request, with its head.
    fn ask(&self, method: &str, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, &self.address)
    }

    /// The overview, once it has certain words.
    fn overview_with(&self, words: &str) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get("/");
            if page.contains(words) {
                return page;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "never `{words}` in {page}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The mark by which a page sees that it is old.
fn mark(page: &str) -> String {
    page.split("data-mark=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn pages_follow_the_sheets_and_a_mistake_leaves_the_last_good_ones_up() {
    let project = copy_of("project");
    let sheet = project.path().join("data/articles.ron");
    let sound = fs::read_to_string(&sheet).unwrap();
    let serving = Serving::start(project.path());
    let first = serving.overview_with("8 statements in 2 articles");
    assert!(first.starts_with("HTTP/1.1 200") && first.contains("Content-Security-Policy: default-src 'none'"));
    assert!(serving.get("/assets/style.css").contains("text/css"));
    assert!(serving.get("/nowhere.html").starts_with("HTTP/1.1 404"));

    fs::write(&sheet, sound.replace("who: \"marsh\", what: \"river", "who: \"mrash\", what: \"river")).unwrap();
    let broken = serving.overview_with("There is no actor <code>mrash</code>");
    assert!(broken.contains("8 statements in 2 articles"), "the last good page stays up: {broken}");
    assert_ne!(mark(&first), mark(&broken));
    // Who waits with an old mark is answered at once.
    let news = serving.get(&format!("/-/news?mark={}", mark(&first)));
    assert!(news.ends_with(&mark(&broken)), "{news}");

    fs::write(&sheet, &sound).unwrap();
    let begun = Instant::now();
    while serving.get("/").contains("mrash") {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(mark(&serving.get("/")), mark(&first), "the same sheets, the same mark");
}

#[test]
fn only_this_machine_and_only_readers_are_answered() {
    let project = copy_of("project");
    let serving = Serving::start(project.path());
    assert!(serving.ask("GET", "/", "evil.example").starts_with("HTTP/1.1 421"));
    assert!(serving.ask("GET", "/-/news?mark=x", "evil.example").starts_with("HTTP/1.1 421"));
    assert!(serving.ask("POST", "/", &serving.address).starts_with("HTTP/1.1 405"));
    for path in ["/../standoff.ron", "/%2e%2e/standoff.ron", "//etc/passwd", "/assets/"] {
        assert!(serving.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_the_server_in_peace() {
    let project = copy_of("project");
    let mut serving = Serving::start(project.path());
    let id = serving.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}
