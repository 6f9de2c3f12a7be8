//! `standoff graph` and the pictures of `standoff build`: every question in every form, narrowed in every way, with links
//! that lead somewhere.

use std::fs;

use serde_json::Value;

use crate::{json, run, told, words};

const VIEWS: [&str; 7] = ["demands", "stances", "deadlocks", "waits", "conflicts", "timeline", "all"];

/// A picture of the sample project as text.
fn graph(arguments: &[&str]) -> String {
    let arguments: Vec<&str> = ["-C", "project", "-q", "graph"].iter().chain(arguments).copied().collect();
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", words(&output.stderr));
    words(&output.stdout).to_owned()
}

fn refused(arguments: &[&str]) -> String {
    let arguments: Vec<&str> = ["-C", "project", "graph"].iter().chain(arguments).copied().collect();
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    words(&output.stderr).to_owned()
}

fn finding() -> String {
    let document = json(&["check"]);
    let findings: &Vec<Value> = document["findings"].as_array().unwrap();
    let deadlock = findings.iter().find(|finding| finding["rule"] == "deadlock").unwrap();
    deadlock["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_question_is_answered_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let finding = finding();
    let mut asked: Vec<Vec<&str>> = VIEWS.iter().map(|view| vec![*view]).collect();
    asked.extend([vec!["actor", "delta"], vec!["proposition", "dam-opened"], vec!["finding", &finding]]);
    let forms = [("svg", b"<svg".as_slice()), ("png", b"\x89PNG"), ("dot", b"digraph"), ("mmd", b"---\ntitle: ")];
    for question in asked {
        for (ending, beginning) in forms {
            let file = folder.path().join(format!("{}.{ending}", question[0]));
            let mut arguments = vec!["-C", "project", "-q", "graph"];
            arguments.extend(&question);
            arguments.extend(["-o", file.to_str().unwrap()]);
            assert_eq!(told(&run(&arguments)), "[exit 0]\n", "{arguments:?}");
            let bytes = fs::read(&file).unwrap();
            assert!(bytes.starts_with(beginning), "{arguments:?}: {:?}", String::from_utf8_lossy(&bytes[..20]));
            let last = arguments.len() - 2;
            arguments.truncate(last);
            arguments.extend(["--format", if ending == "mmd" { "mermaid" } else { ending }, "-o", "-"]);
            assert_eq!(run(&arguments).stdout, bytes, "{arguments:?}");
        }
    }
}

#[test]
fn a_picture_can_be_narrowed_in_every_way() {
    let shows = |picture: &str, what: &str| picture.contains(&format!("data-id=\"proposition/{what}\""));
    let whole = graph(&["demands"]);
    assert!(shows(&whole, "talks-held") && shows(&whole, "dam-opened"), "{whole}");
    for narrow in [
        vec!["--actor", "marsh"],
        vec!["--issue", "talks"],
        vec!["--since", "2026-04", "--actor", "marsh"],
        vec!["talks-held"],
        vec!["proposition/talks-held", "--steps", "1"],
    ] {
        let narrowed = graph(&[&["demands"], narrow.as_slice()].concat());
        assert!(shows(&narrowed, "talks-held") && !shows(&narrowed, "dam-opened"), "{narrow:?}: {narrowed}");
        assert!(narrowed.contains("Only "), "{narrow:?}: a picture says what it is narrowed to");
    }
    let early = graph(&["demands", "--until", "2026-02"]);
    assert!(!shows(&early, "talks-held") && shows(&early, "dam-opened"), "{early}");
    assert!(!shows(&graph(&["demands", "--basis", "unnamed"]), "dam-opened"));
    let two_steps = graph(&["demands", "talks-held", "--steps", "2"]);
    assert!(shows(&two_steps, "dam-opened"), "{two_steps}");
    let one = graph(&["demands", "--limit", "1"]);
    assert!(one.contains("1 demand is left out"), "{one}");
}

#[test]
fn what_has_no_room_is_hinted_at_and_how_to_see_it() {
    let output = run(&["-C", "project", "graph", "demands", "--limit", "1"]);
    assert!(words(&output.stderr).starts_with("not all of it has room, as the picture says"));
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    let (light, dark) = (graph(&["waits"]), graph(&["waits", "--theme", "dark"]));
    assert_ne!(light, dark);
    let colourless = |picture: &str| {
        let parts: Vec<&str> = picture.split('#').collect();
        parts.iter().map(|part| part.get(6..).unwrap_or_default().to_owned()).collect::<Vec<_>>().join("#")
    };
    assert_eq!(colourless(&light), colourless(&dark));
}

#[test]
fn a_larger_scale_makes_more_pixels() {
    let width = |scale: &str| {
        let output = run(&["-C", "project", "-q", "graph", "waits", "--format", "png", "--scale", scale]);
        u32::from_be_bytes(output.stdout[16..20].try_into().unwrap())
    };
    assert!(width("3").abs_diff(3 * width("1")) <= 3);
    assert!(refused(&["waits", "--scale", "0"]).contains("from 0.05 to 20"));
}

/// Every link of a picture in a project's folder leads to a file there, and the words that it looks for stand in it.
#[test]
fn links_lead_to_the_record_and_to_the_very_words() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("desk");
    assert_eq!(run(&["init", project.to_str().unwrap()]).status.code(), Some(0));
    let picture = project.join("graphs/deep/deadlocks.svg");
    let arguments = ["-C", project.to_str().unwrap(), "-q", "graph", "deadlocks", "-o", picture.to_str().unwrap()];
    assert_eq!(told(&run(&arguments)), "[exit 0]\n");
    let drawn = fs::read_to_string(&picture).unwrap();
    let links: Vec<&str> = drawn.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 4, "{drawn}");
    for link in links {
        let (file, words) = link.split_once("#:~:text=").expect(link);
        let file = picture.parent().unwrap().join(file);
        let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{link}"));
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line(&text).contains(&decoded(words)), "{link}");
    }
}

/// The words of a text fragment.
fn decoded(words: &str) -> String {
    let mut parts = words.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn links_lead_where_they_are_told_to() {
    let page = graph(&["waits", "--links", "https://example.org/desk"]);
    assert!(page.contains("href=\"https://example.org/desk#proposition/dam-opened\""), "{page}");
    assert!(!graph(&["waits", "--links", "none"]).contains("href"));
    assert!(graph(&["waits"]).contains("href=\"#proposition/dam-opened\""));
}

#[test]
fn a_card_asks_for_its_record_and_knows_no_other() {
    assert!(refused(&["actor"]).contains("of which actor? `standoff list actors` tells all"));
    assert!(refused(&["finding"]).contains("`standoff check` tells their ids"));
    assert!(refused(&["proposition", "dam-open"]).contains("did you mean `dam-opened`?"));
    assert!(refused(&["waits", "dam-open"]).contains("did you mean `dam-opened`?"));
    let id = finding();
    assert!(refused(&["finding", &id[..id.len() - 1]]).contains(&format!("did you mean `{id}`?")));
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_pdf_it_is_told_how_to_get_it() {
    assert!(refused(&["waits", "-o", "waits.pdf"]).contains("--features pdf"));
    assert!(!std::path::Path::new(crate::HERE).join("waits.pdf").exists());
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_one_page_that_is_the_same_twice() {
    let pdf = || run(&["-C", "project", "-q", "graph", "demands", "--format", "pdf", "-o", "-"]).stdout;
    let written = pdf();
    assert!(written.starts_with(b"%PDF-") && written.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(written, pdf());
}

#[test]
fn build_names_pictures_that_nothing_draws_any_more_and_leaves_them() {
    let folder = tempfile::tempdir().unwrap();
    let leftover = folder.path().join("findings/deadlock-000000.svg");
    fs::create_dir_all(leftover.parent().unwrap()).unwrap();
    fs::write(&leftover, "mine").unwrap();
    let output = run(&["-C", "project", "build", "--out", folder.path().to_str().unwrap()]);
    let told = words(&output.stderr);
    assert!(told.contains("findings/deadlock-000000.svg is a picture of an earlier run"), "{told}");
    assert_eq!(fs::read_to_string(&leftover).unwrap(), "mine");
    let report = fs::read_to_string(folder.path().join("report.md")).unwrap();
    let pictures: Vec<&str> = report.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(pictures.len() > VIEWS.len(), "{report}");
    for picture in pictures {
        assert!(folder.path().join(picture).is_file(), "{picture}");
    }
}
