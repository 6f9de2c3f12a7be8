//! Work on sheets as text: what is laid out, renamed or merged, and what is left alone.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::{HERE, run, standoff, words};

/// A copy of a project, to be changed.
pub fn copy_of(project: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in walkdir::WalkDir::new(format!("{HERE}/{project}")).into_iter().map(Result::unwrap) {
        let target = folder.path().join(file.path().strip_prefix(format!("{HERE}/{project}")).unwrap());
        if file.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
    folder
}

fn standoff_in(folder: &Path, arguments: &[&str]) -> Output {
    let arguments: Vec<&str> = ["-C", folder.to_str().unwrap()].iter().chain(arguments).copied().collect();
    run(&arguments)
}

/// All files of a folder, and what they say.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    files.map(|file| (file.path().to_owned(), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn fmt_lays_out_every_sheet_once_and_what_is_meant_stays() {
    let project = copy_of("project");
    let told = || {
        let commands: [&[&str]; 3] =
            [&["demands", "--all"], &["graph", "all", "--format", "dot"], &["list", "statements"]];
        commands.map(|command| words(&standoff_in(project.path(), command).stdout).to_owned())
    };
    let before = told();
    let first = standoff_in(project.path(), &["fmt"]);
    assert_eq!((words(&first.stderr), first.status.code()), ("changed 1 of 3 files\n", Some(0)));
    let laid_out = contents(project.path());
    let second = standoff_in(project.path(), &["fmt"]);
    assert_eq!(words(&second.stderr), "3 files in style\n");
    assert_eq!(contents(project.path()), laid_out);
    assert_eq!(standoff_in(project.path(), &["fmt", "--check"]).status.code(), Some(0));
    assert_eq!(told(), before);
}

#[test]
fn fmt_check_changes_nothing_and_fails() {
    let project = copy_of("project");
    let before = contents(project.path());
    let check = standoff_in(project.path(), &["fmt", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        words(&check.stdout).starts_with("--- data/articles.ron\n+++ data/articles.ron\n@@ "),
        "{}",
        words(&check.stdout)
    );
    assert_eq!(contents(project.path()), before);
}

#[test]
fn fmt_leaves_what_it_cannot_read_and_says_where_that_is() {
    let project = copy_of("broken");
    let sheet = project.path().join("data/sheet.ron");
    let text = "(\n    actors:[(id:\"a\")],\n    issues: [(id: \"i\" name:  \"I\"), (id:  \"j\")],\n)\n";
    fs::write(&sheet, text).unwrap();
    let output = standoff_in(project.path(), &["fmt"]);
    assert_eq!(
        words(&output.stderr),
        "data/sheet.ron:3: left as it is, since it cannot be read; `standoff check` tells what is wrong\n\
         changed 1 of 1 file\n"
    );
    assert_eq!(
        fs::read_to_string(&sheet).unwrap(),
        "(\n    actors: [\n        (id: \"a\"),\n    ],\n    issues: [\n        (id: \"i\" name:  \"I\"),\n        \
         (id: \"j\"),\n    ],\n)\n"
    );
}

#[test]
fn fmt_takes_files_and_folders_by_name_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let [sheet, other] = ["deep/a.ron", "b.txt"].map(|name| folder.path().join(name));
    fs::create_dir(folder.path().join("deep")).unwrap();
    for file in [&sheet, &other] {
        fs::write(file, "(name:\"x\")").unwrap();
    }
    assert_eq!(run(&["fmt", folder.path().to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&sheet).unwrap(), "(\n    name: \"x\",\n)\n");
    assert_eq!(fs::read_to_string(&other).unwrap(), "(name:\"x\")");
    assert_eq!(run(&["fmt", other.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&other).unwrap(), "(\n    name: \"x\",\n)\n");

    let missing = run(&["fmt", folder.path().join("none.ron").to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(words(&missing.stderr).contains("none.ron` cannot be read: there is no such file\n"));
}

#[test]
fn fmt_is_a_filter_for_editors() {
    let filtered = |typed: &str, more: &[&str]| {
        let arguments: Vec<&str> = ["fmt", "--stdin"].iter().chain(more).copied().collect();
        let mut child =
            standoff(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = filtered("(id:\"Київ\") // so", &[]);
    assert_eq!(words(&output.stdout), "(\n    id: \"Київ\",\n) // so\n");
    assert_eq!((words(&output.stderr), output.status.code()), ("", Some(0)));
    // An editor that writes back what it is given must be given all that it sent.
    let broken = "(id: \"Київ";
    let output = filtered(broken, &[]);
    assert_eq!((words(&output.stdout), output.status.code()), (broken, Some(0)));
    assert!(words(&output.stderr).starts_with("standard input:1: left as it is"));
    assert_eq!(filtered("()\n", &["--check"]).status.code(), Some(0));
    assert_eq!(filtered("( )\n", &["--check"]).status.code(), Some(1));
}

#[test]
fn rename_changes_every_sheet_and_says_what_it_did() {
    let project = copy_of("project");
    let output = standoff_in(project.path(), &["rename", "delta", "delta-republic"]);
    assert_eq!(
        (words(&output.stderr), output.status.code()),
        ("renamed the actor `delta` to `delta-republic`: 10 places in 2 files\n", Some(0))
    );
    let sheets: String =
        contents(project.path()).iter().map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
    assert!(!sheets.contains("\"delta\"") && sheets.contains("(id: \"delta-republic\", name: \"Delta\""), "{sheets}");
    let names = standoff_in(project.path(), &["list", "statements"]);
    assert!(words(&names.stdout).contains("post/delta-republic-demands-dam-opened"), "{}", words(&names.stdout));
}

#[test]
fn a_dry_run_changes_nothing_and_a_real_one_what_it_showed() {
    let project = copy_of("project");
    let before = contents(project.path());
    let commands: [&[&str]; 2] = [&["rename", "debt-paid", "debt-settled"], &["merge", "dam-raised", "talks-held"]];
    for command in commands {
        let shown = standoff_in(project.path(), &[command, &["--dry-run"]].concat());
        assert_eq!(shown.status.code(), Some(0));
        assert_eq!(contents(project.path()), before);
        assert_eq!(standoff_in(project.path(), command).status.code(), Some(0));
        for (path, old) in &before {
            let new = fs::read_to_string(path).unwrap();
            let told = words(&shown.stdout);
            for line in new.lines().filter(|line| !words(old).contains(*line)) {
                assert!(told.contains(&format!("+{line}")), "{line}\n{told}");
            }
            fs::write(path, old).unwrap();
        }
    }
}

#[test]
fn where_one_file_cannot_be_written_none_is() {
    let project = copy_of("project");
    let before = contents(project.path());
    // What is to take the place of the codebook cannot be written beside it: a folder stands there.
    fs::create_dir(project.path().join("data/.codebook.ron.part")).unwrap();
    for command in [["rename", "delta", "delta-republic"], ["merge", "upland", "marsh"]] {
        let output = standoff_in(project.path(), &command);
        assert_eq!(output.status.code(), Some(2));
        let told = words(&output.stderr);
        assert!(
            told.starts_with("error: nothing was changed\n  because `")
                && told.contains("codebook.ron` cannot be written"),
            "{told}"
        );
        assert_eq!(contents(project.path()), before);
    }
}

#[test]
fn nothing_is_renamed_where_a_sheet_cannot_be_read() {
    let project = copy_of("project");
    fs::write(project.path().join("data/odd.ron"), b"(actors: \"\xff\")").unwrap();
    let output = standoff_in(project.path(), &["rename", "delta", "delta-republic"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        words(&output.stderr),
        "error: `data/odd.ron` cannot be read: it is not UTF-8 text (line 1); save it as UTF-8; nothing was changed, since \
         the id may stand there too\n"
    );
}
