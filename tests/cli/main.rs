//! The command line, as a person or a program meets it.
//!
//! Each file of `golden/` begins with the command that made it, run in this folder; what follows is what the command
//! prints, and its exit code. A new test is a new file with that one line. `BLESS=1 cargo test` writes the rest.

#![expect(clippy::disallowed_methods, reason = "tests read their fixtures and write where they may")]
#![expect(clippy::disallowed_types, reason = "tests run the program")]

mod add;
mod desk;
mod forms;
mod pictures;
mod schema;
mod watch;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli");

fn standoff(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standoff"));
    // Help is laid out for a window, if there is one.
    command.args(arguments).current_dir(HERE).env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
    command
}

fn run(arguments: &[&str]) -> Output {
    standoff(arguments).output().expect("the program starts")
}

fn words(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text is UTF-8")
}

fn told(output: &Output) -> String {
    let mut told = words(&output.stdout).to_owned();
    if !output.stderr.is_empty() {
        told += &format!("[on standard error]\n{}", words(&output.stderr));
    }
    told + &format!("[exit {}]\n", output.status.code().expect("no signal ended it"))
}

#[test]
fn every_golden_shows_what_its_command_prints() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut paths: Vec<_> =
        fs::read_dir(format!("{HERE}/golden")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut differing = Vec::new();
    for path in paths {
        let golden = fs::read_to_string(&path).unwrap().replace('\r', "");
        let command = golden.lines().next().unwrap_or_default();
        let arguments = command.strip_prefix("$ standoff ").expect("a golden begins with its command");
        let arguments = as_a_shell_would(arguments);
        let now = format!("{command}\n{}", told(&run(&arguments)));
        if now == golden {
            continue;
        }
        if bless {
            fs::write(&path, now).unwrap();
        } else {
            differing.push(format!("{}\n--- now:\n{now}", path.display()));
        }
    }
    assert!(differing.is_empty(), "BLESS=1 writes what is printed now\n\n{}", differing.join("\n\n"));
}

#[test]
fn no_command_sends_control_characters_of_the_data_to_the_terminal() {
    let commands = [
        "demands",
        "demands --all",
        "list actors",
        "list statements",
        "show marsh",
        "show talks-held",
        "history marsh",
        "history talks-held --format markdown",
        "diff --from 2026-01-01",
    ];
    for command in commands {
        let arguments: Vec<&str> = ["-C", "project"].into_iter().chain(command.split(' ')).collect();
        let output = run(&arguments);
        let text = words(&output.stdout);
        let shown = if command.contains("markdown") { "Marsh \\[31m Folk" } else { "Marsh␛[31m Folk" };
        assert!(text.contains(shown) && !text.contains('\u{1b}'), "{command}:\n{text}");
    }
    for command in ["check -W all", "graph demands --format dot", "graph demands --format svg"] {
        let arguments: Vec<&str> = ["-C", "project"].into_iter().chain(command.split(' ')).collect();
        assert!(!words(&run(&arguments).stdout).contains('\u{1b}'), "{command}");
    }
}

#[test]
fn colours_come_when_asked_for_and_never_when_piped() {
    let coloured = run(&["-C", "project", "--color", "always", "check"]);
    assert!(words(&coloured.stdout).contains("\u{1b}["));
    let piped = run(&["-C", "project", "check"]);
    assert!(!words(&piped.stdout).contains('\u{1b}'));
}

#[test]
fn levels_count_in_the_order_in_which_they_are_typed() {
    let loud_last = run(&["-C", "project", "check", "-A", "all", "-D", "overdue-promise"]);
    assert_eq!(loud_last.status.code(), Some(1));
    let silent_last = run(&["-C", "project", "check", "-D", "overdue-promise", "-A", "all"]);
    assert_eq!(silent_last.status.code(), Some(0));
}

fn json(arguments: &[&str]) -> Value {
    json_of("project", arguments)
}

fn json_of(project: &str, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = ["-C", project].iter().chain(arguments).chain(&["--format", "json"]).copied().collect();
    serde_json::from_slice(&run(&arguments).stdout).expect("one JSON document")
}

/// The words of a command as a shell would take them: what stands between quotation marks is one.
fn as_a_shell_would(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts.flat_map(|(n, part)| if n % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect()
}

#[test]
fn each_finding_in_json_says_where_it_is_and_whom_it_is_about() {
    let document = json(&["check"]);
    assert_eq!((&document["version"], &document["kind"]), (&1.into(), &"check".into()));
    let findings = document["findings"].as_array().unwrap();
    let overdue = findings.iter().find(|finding| finding["rule"] == "overdue-promise").unwrap();
    assert_eq!(overdue["level"], "warn");
    assert_eq!(overdue["statements"][0], "upland-talks");
    assert_eq!(overdue["actors"][0], "upland");
    assert_eq!(overdue["propositions"][0], "talks-held");
    let place = &overdue["places"][0];
    let sheet = fs::read_to_string(format!("{HERE}/project/data/articles.ron")).unwrap();
    let line = sheet.lines().nth(place["line"].as_u64().unwrap() as usize - 1).unwrap();
    let start = place["column"].as_u64().unwrap() as usize - 1;
    let length = place["length"].as_u64().unwrap() as usize;
    let words: String = line.chars().skip(start).take(length).collect();
    assert_eq!(place["text"], words);
    assert_eq!(words, "\"2026-03\"");
}

#[test]
fn reading_problems_stand_in_the_same_list() {
    let output = run(&["-C", "broken", "check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules: Vec<&str> =
        document["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"unknown-id") && rules.contains(&"unknown-field"), "{rules:?}");
}

#[test]
fn every_field_of_the_json_is_documented() {
    let documentation = fs::read_to_string(format!("{HERE}/../../docs/json.md")).unwrap();
    let documents = [
        json(&["check", "-W", "all"]),
        json(&["demands"]),
        json(&["settle"]),
        json_of("trilemma", &["settle"]),
        json_of("ferry", &["history", "north"]),
        json_of("ferry", &["history", "toll-lifted"]),
        json_of("ferry", &["diff", "--from", "2026-02-01"]),
        json_of("ferry", &["diff", "--from", "2026-07-29", "--to", "2026-08-15"]),
        json(&["list", "rules"]),
        json(&["list", "issues"]),
        json(&["show", "vale"]),
        json(&["show", "herald"]),
        json(&["show", "dam-opened"]),
        json(&["show", "talks-held"]),
    ];
    let mut fields = BTreeSet::new();
    documents.iter().for_each(|document| collect_fields(document, &mut fields));
    let missing: Vec<_> = fields.iter().filter(|field| !documentation.contains(&format!("`{field}`"))).collect();
    assert!(missing.is_empty(), "not in docs/json.md: {missing:?}");
}

fn collect_fields(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(field, value)| {
            fields.insert(field.clone());
            collect_fields(value, fields);
        }),
        Value::Array(values) => values.iter().for_each(|value| collect_fields(value, fields)),
        _ => {}
    }
}

#[test]
fn a_history_tells_programs_and_people_the_same_steps() {
    for subject in ["north", "south", "old-council", "crossing", "money"] {
        let text = words(&run(&["-C", "ferry", "history", subject]).stdout).to_owned();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let document = json_of("ferry", &["history", subject]);
        let threads = document["histories"][0]["threads"].as_array().unwrap();
        let steps: Vec<&Value> = threads.iter().flat_map(|thread| thread["steps"].as_array().unwrap()).collect();
        assert!(!steps.is_empty());
        for step in steps {
            let entry = format!("{} {}", step["date"].as_str().unwrap(), step["text"].as_str().unwrap());
            assert!(text.contains(&entry), "{entry}\n{text}");
        }
    }
}

#[test]
fn a_history_names_each_way_in_which_a_position_moved() {
    let document = json_of("ferry", &["history", "ferry-runs"]);
    let steps = document["histories"][0]["threads"][0]["steps"].as_array().unwrap();
    let told = |step: &Value| {
        let way = step["moves"][0]["way"].as_str().or(step["reason"].as_str()).unwrap_or_default();
        format!("{} {} {way}", step["date"].as_str().unwrap(), step["event"].as_str().unwrap())
    };
    let expected = [
        "2026-01-12 first ",
        "2026-03-02 moved reversed",
        "2026-03-20 moved two-voices",
        "2026-04 reaffirmed no-longer-held",
        "2026-07-28 moved reversed",
        "2026-07-29 aside hearsay",
    ];
    assert_eq!(steps.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(steps[2]["back_to"], "north-no-night");
    let named: Vec<&Value> = document["statements"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    let expected =
        ["north-no-night", "north-night-for-toll", "keel-no-night", "north-night-freely", "north-night-per-south"];
    assert_eq!(named, expected);
}

#[test]
fn a_difference_leads_from_one_day_to_the_other() {
    let in_force = |day: &str| -> BTreeSet<String> {
        let document = json_of("ferry", &["list", "statements", "--as-of", day]);
        let statements = document["records"].as_array().unwrap().iter().filter(|one| one["in_force"] == true);
        statements.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let days = ["2025-06-01", "2026-01-12", "2026-03-10", "2026-03-31", "2026-05-20", "2026-07-01", "2026-08-31"];
    for (from, to) in days.iter().flat_map(|from| days.iter().map(move |to| (from, to))).filter(|(a, b)| a <= b) {
        let document = json_of("ferry", &["diff", "--from", from, "--to", to]);
        let mut holds = in_force(from);
        for change in document["changes"].as_array().unwrap() {
            for went in change["went"].as_array().unwrap() {
                assert!(holds.remove(went["statement"].as_str().unwrap()), "{from} to {to}: {went}");
            }
            holds.extend(change["came"].as_array().unwrap().iter().map(|came| came.as_str().unwrap().to_owned()));
        }
        assert_eq!(holds, in_force(to), "{from} to {to}");
    }
}

#[test]
fn the_sample_of_init_shows_one_deadlock_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("my desk");
    let project = project.to_str().unwrap();
    assert_eq!(run(&["init", project]).status.code(), Some(0));

    let check = run(&["-C", project, "check", "--format", "json"]);
    let document: Value = serde_json::from_slice(&check.stdout).unwrap();
    let rules: Vec<&Value> = document["findings"].as_array().unwrap().iter().map(|one| &one["rule"]).collect();
    assert_eq!(rules, ["deadlock"]);
    assert_eq!(document["summary"]["unchecked_quotes"], 0);
    assert_eq!(check.status.code(), Some(0));

    assert_eq!(run(&["-C", project, "build"]).status.code(), Some(0));
    let report = fs::read_to_string(Path::new(project).join("graphs/report.md")).unwrap();
    assert!(report.starts_with("# The harbour strike: who stands where on 20"), "{report}");
    assert!(
        report.contains("| Dockworkers' union | The forty dismissals are withdrawn | Port authority |"),
        "{report}"
    );
}

#[test]
fn the_sample_shows_the_same_on_any_later_day() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().to_str().unwrap();
    assert_eq!(run(&["init", project]).status.code(), Some(0));
    for day in ["2026-03-10", "2026-12-31", "2099-01-01"] {
        let check = run(&["-C", project, "check", "--as-of", day, "--format", "json"]);
        let document: Value = serde_json::from_slice(&check.stdout).unwrap();
        let rules: Vec<&Value> = document["findings"].as_array().unwrap().iter().map(|one| &one["rule"]).collect();
        assert_eq!(rules, ["deadlock"], "{day}");
    }
}

#[test]
fn statements_after_the_day_that_is_set_are_not_left_out_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().to_str().unwrap();
    assert_eq!(run(&["init", project]).status.code(), Some(0));
    fs::write(folder.path().join("standoff.ron"), "(as_of: \"2026-03-01\")").unwrap();
    let later = "4 statements were said after 2026-03-01, the day asked about, and do not count yet";
    let set = format!("{later} (set in standoff.ron; `--as-of today` counts them)\n");
    for command in ["check", "demands", "build"] {
        let told = run(&["-C", project, command]);
        assert!(words(&told.stderr).contains(&set), "{command}: {}", words(&told.stderr));
        let told = run(&["-C", project, command, "--as-of", "2026-03-01"]);
        assert!(words(&told.stderr).contains(&format!("{later}\n")), "{command}: {}", words(&told.stderr));
    }
    let report = fs::read_to_string(folder.path().join("graphs/report.md")).unwrap();
    assert!(report.contains(&format!("\n{later}.\n")), "{report}");
    let check = run(&["-C", project, "check", "--format", "json"]);
    let document: Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(document["summary"]["later"], 4);
}

#[test]
fn settings_take_a_coarse_day_as_the_command_line_does_and_are_called_settings() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().to_str().unwrap();
    let settings = |text: &str| fs::write(folder.path().join("standoff.ron"), text).unwrap();
    let as_of = |more: &[&str]| {
        let arguments = ["-C", project, "check", "--format", "json"];
        let arguments: Vec<&str> = arguments.iter().chain(more).copied().collect();
        let document: Value = serde_json::from_slice(&run(&arguments).stdout).unwrap();
        document["as_of"].as_str().unwrap().to_owned()
    };
    settings("(as_of: \"2026-06\")");
    assert_eq!(as_of(&[]), "2026-06-30");
    assert_eq!(as_of(&["--as-of", "2026-02"]), "2026-02-28");
    assert_eq!(as_of(&["--as-of", "2025"]), "2025-12-31");

    settings("(naem: \"The strike\")");
    let told = run(&["-C", project, "check"]);
    assert!(words(&told.stdout).contains("`Settings` has no field `naem`"), "{}", words(&told.stdout));
}

#[test]
fn a_folder_without_a_project_is_no_place_to_work() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["-C", folder.path().to_str().unwrap(), "check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("`standoff init DIR` writes a sample"));
}

#[test]
fn rules_are_listed_without_a_project_and_with_the_levels_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().to_str().unwrap();
    let listed = run(&["-C", nowhere, "list", "rules"]);
    assert_eq!(words(&listed.stdout), words(&run(&["explain"]).stdout));
    let document = run(&["-C", nowhere, "list", "rules", "--format", "json"]);
    assert_eq!(serde_json::from_slice::<Value>(&document.stdout).unwrap()["kind"], "list");
    fs::write(folder.path().join("standoff.ron"), "(levels: { \"all\": Deny })").unwrap();
    assert!(!words(&run(&["-C", nowhere, "list", "rules"]).stdout).contains(" warn "));
}

#[test]
fn a_project_without_sheets_is_not_taken_for_one_without_faults() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    let hint = || words(&run(&["-C", folder.path().to_str().unwrap(), "check"]).stderr).to_owned();
    assert_eq!(hint(), "there is no sheet under `data`; `standoff init DIR` writes a sample\n");
    fs::write(folder.path().join("data/codebook.ron.txt"), "()").unwrap();
    let ending = "there is no sheet under `data`: a sheet's name ends in `.ron`, and `codebook.ron.txt` does not\n";
    assert_eq!(hint(), ending);
    fs::write(folder.path().join("data/codebook.ron"), "()").unwrap();
    assert_eq!(hint(), "");
}

#[test]
fn init_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("standoff.ron");
    fs::write(&settings, "(name: \"mine\")").unwrap();
    let output = run(&["init", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("standoff.ron"));
    assert_eq!(fs::read_to_string(settings).unwrap(), "(name: \"mine\")");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn build_writes_the_same_bytes_twice_and_escapes_what_markdown_would_take_for_itself() {
    let folder = tempfile::tempdir().unwrap();
    let build = |name: &str| -> Vec<(PathBuf, Vec<u8>)> {
        let out = folder.path().join(name);
        assert_eq!(run(&["-C", "project", "build", "--out", out.to_str().unwrap()]).status.code(), Some(0));
        let files = files_below(&out);
        files.into_iter().map(|file| (file.strip_prefix(&out).unwrap().to_owned(), fs::read(&file).unwrap())).collect()
    };
    let first = build("first");
    assert_eq!(first, build("second"));
    let (_, report) = first.iter().find(|(name, _)| name == Path::new("report.md")).unwrap();
    let report = words(report);
    assert!(report.contains("# The river \\*treaty\\*"), "{report}");
    assert!(report.contains("only if “The dam is opened” or “Delta pays its debt” (by Delta)"), "{report}");
    assert!(!report.contains('\u{1b}'), "{report}");
    for (name, bytes) in first.iter().filter(|(name, _)| name.extension().is_some_and(|ending| ending == "svg")) {
        assert!(!words(bytes).contains('\u{1b}'), "{}", name.display());
    }
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_what_it_leads_to_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let [file, link, lost] = ["real.svg", "link.svg", "lost.svg"].map(|name| folder.path().join(name));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.svg", &link).unwrap();
    symlink(folder.path().join("made.svg"), &lost).unwrap();
    for link in [&link, &lost] {
        let output = run(&["-C", "project", "graph", "waits", "-o", link.to_str().unwrap()]);
        assert_eq!(told(&output), "[exit 0]\n");
        assert!(link.is_symlink());
        assert!(fs::read_to_string(link).unwrap().contains("<svg"));
    }
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
#[cfg(unix)]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child = standoff(&["-C", "project", "graph", "waits", "-o", pipe.to_str().unwrap()]).spawn().unwrap();
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert!(child.wait().unwrap().success());
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().contains("<svg"));
}

#[test]
fn what_stands_in_the_way_of_a_picture_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let complaint = |name: &str| {
        let path = folder.path().join(name);
        let output = run(&["-C", "project", "graph", "waits", "-o", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        words(&output.stderr).to_owned()
    };
    assert!(complaint("").ends_with("is a folder; name a file in it\n"));
    assert!(complaint("file/deep/waits.svg").ends_with("file` is a file, and a folder is due there\n"));
    let other = complaint("waits.jpg");
    assert_eq!(other, "error: `.jpg` is not a form that standoff writes: use .svg, .png, .pdf, .dot or .mmd\n");
}

/// A folder to be the `PATH`, with a `dot` that fails as Graphviz does on odd graphs.
#[cfg(unix)]
fn failing_graphviz() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let dot = folder.path().join("dot");
    fs::write(&dot, "#!/bin/sh\necho 'Error: trouble in init_rank' >&2\nexit 1\n").unwrap();
    fs::set_permissions(&dot, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
#[cfg(unix)]
fn where_graphviz_fails_standoff_draws_and_says_so() {
    let path = failing_graphviz();
    let arguments = ["-C", "project", "graph", "waits", "--engine", "graphviz"];
    let output = standoff(&arguments).env("PATH", path.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(words(&output.stdout).contains("<svg"));
    assert!(words(&output.stderr).contains("Error: trouble in init_rank"), "{}", words(&output.stderr));
}

#[test]
fn where_graphviz_is_missing_it_is_told_how_to_get_it() {
    let nothing = tempfile::tempdir().unwrap();
    let arguments = ["-C", "project", "graph", "waits", "--engine", "graphviz"];
    let output = standoff(&arguments).env("PATH", nothing.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("https://graphviz.org/download"));
}

#[test]
fn quotes_of_texts_that_may_not_stand_in_a_project_are_checked_in_copies() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    let sheet = r#"(
        actors: [(id: "a", name: "A")],
        propositions: [(id: "p", text: "P")],
        article: (id: "x", published: "2026-01-01",
                  sha256: "d50d5c5f46f1e9ae57e41a7cb4e5a9ba8e3a4fbbc30b9ffef9f1a0d5b3cbd8c6"),
        statements: [Supports(who: "a", what: "p", quote: "we are for it")],
    )"#;
    let text = "“We say it aloud: we are for it.”\n";
    let hash: String = {
        use sha2::{Digest, Sha256};
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let sheet = sheet.replace("d50d5c5f46f1e9ae57e41a7cb4e5a9ba8e3a4fbbc30b9ffef9f1a0d5b3cbd8c6", &hash);
    fs::create_dir_all(project.join("data")).unwrap();
    fs::create_dir_all(folder.path().join("copies")).unwrap();
    fs::write(project.join("data/sheet.ron"), sheet).unwrap();
    fs::write(folder.path().join("copies/article.txt"), text).unwrap();
    let check = |more: &[&str]| {
        let arguments = ["-C", project.to_str().unwrap(), "--as-of", "2026-02-01", "check"];
        let arguments: Vec<&str> = arguments.iter().chain(more).copied().collect();
        words(&run(&arguments).stdout).to_owned()
    };
    assert_eq!(check(&[]), "1 statement in 1 article: nothing to report; 1 quote unchecked\n");
    let copies = folder.path().join("copies");
    assert_eq!(check(&["--texts", copies.to_str().unwrap()]), "1 statement in 1 article: nothing to report\n");
}

#[test]
fn a_reader_who_has_seen_enough_causes_no_panic() {
    for arguments in [["list", "statements"], ["check", "-q"], ["man", "-q"]] {
        let arguments: Vec<&str> = ["-C", "project"].into_iter().chain(arguments).collect();
        let mut child = standoff(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(words(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn man_pages_and_completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["man", folder.path().to_str().unwrap()]).status.code(), Some(0));
    let page = fs::read_to_string(folder.path().join("standoff-demands.1")).unwrap();
    assert!(page.contains("standoff demands"), "{page}");
    assert!(words(&run(&["man"]).stdout).contains("standoff\\-check(1)"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(words(&run(&["completions", shell]).stdout).contains("demands"), "{shell}");
    }
}
