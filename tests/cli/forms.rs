//! The forms in which a check is told to others: SARIF, GitHub's commands, Markdown, and a page.

use std::fs;

use serde_json::Value;
use standoff::diagnostic::Problem;
use standoff::rules::RULES;

use crate::{HERE, run, words};

const PROJECTS: [[&str; 4]; 2] = [["-C", "project", "check", "-Wall"], ["-C", "broken", "check", "--as-of=2026-03-01"]];

fn told(arguments: &[&str], form: &str) -> String {
    let arguments: Vec<&str> = arguments.iter().chain(&["--format", form]).copied().collect();
    words(&run(&arguments).stdout).to_owned()
}

fn sarif(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(arguments, "sarif")).expect("one JSON document")
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn every_form_has_the_exit_code_of_the_text() {
    for form in ["text", "html", "markdown", "json", "sarif", "github"] {
        let code = |arguments: &[&str]| {
            let arguments: Vec<&str> = arguments.iter().chain(&["--format", form]).copied().collect();
            run(&arguments).status.code()
        };
        assert_eq!(code(&["-C", "project", "check"]), Some(0), "{form}");
        assert_eq!(code(&["-C", "project", "check", "-Dall"]), Some(1), "{form}");
        assert_eq!(code(&["-C", "broken", "check"]), Some(1), "{form}");
        assert_eq!(code(&["-C", "nowhere", "check"]), Some(2), "{form}");
    }
}

#[test]
fn no_form_sends_control_characters_of_the_data_on() {
    for arguments in PROJECTS {
        for form in ["html", "markdown", "json", "sarif", "github"] {
            let text = told(&arguments, form);
            let is_stray = |c: char| c.is_control() && c != '\n';
            assert!(!text.contains(is_stray), "{form}:\n{text}");
        }
    }
}

#[test]
fn sarif_says_which_rules_there_are_and_how_columns_are_counted() {
    let log = sarif(&PROJECTS[0]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len() + Problem::ALL.len());
    let deadlock = rules.iter().find(|rule| rule["id"] == "deadlock").unwrap();
    assert_eq!(deadlock["defaultConfiguration"]["level"], "warning");
    assert!(deadlock["help"]["markdown"].as_str().unwrap().contains("```ron\n"), "{deadlock}");
    let is_known = |result: &&Value| rules.iter().any(|rule| rule["id"] == result["ruleId"]);
    assert!(results(&log).iter().all(|result| is_known(&result)));
}

#[test]
fn a_sarif_region_holds_the_words_that_the_finding_points_at() {
    for arguments in PROJECTS {
        let log = sarif(&arguments);
        for result in results(&log) {
            let places = result["locations"].as_array().unwrap().iter();
            for place in places.chain(result["relatedLocations"].as_array().into_iter().flatten()) {
                let place = &place["physicalLocation"];
                let path = place["artifactLocation"]["uri"].as_str().unwrap();
                let text = fs::read_to_string(format!("{HERE}/{path}")).unwrap();
                assert_eq!(region(&text, &place["region"]), place["region"]["snippet"]["text"].as_str().unwrap());
            }
        }
    }
}

/// The characters of a region, counted as SARIF has it.
fn region(text: &str, region: &Value) -> String {
    let number = |field: &str| region[field].as_u64().unwrap() as usize;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let before = |line: usize, column: usize| {
        lines[..line - 1].iter().map(|line| line.chars().count()).sum::<usize>() + column - 1
    };
    let start = before(number("startLine"), number("startColumn"));
    let end = before(number("endLine"), number("endColumn"));
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn sarif_has_the_levels_and_both_places_with_what_is_said_of_them() {
    let log = sarif(&["-C", "project", "check", "-Dsingle-source"]);
    let level = |rule: &str| &results(&log).iter().find(|result| result["ruleId"] == rule).unwrap()["level"];
    assert_eq!(level("single-source"), "error");
    assert_eq!(level("deadlock"), "warning");
    assert_eq!(level("contested-attribution"), "note");
    let deadlock = results(&log).iter().find(|result| result["ruleId"] == "deadlock").unwrap();
    let related = &deadlock["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "Delta: “Delta pays its debt” only after “The dam is opened”");
}

#[test]
fn a_sarif_fingerprint_stays_when_lines_move_and_is_of_one_result() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().to_str().unwrap();
    fs::create_dir_all(folder.path().join("data")).unwrap();
    let sheet = |name: &str, before: &str| {
        let text = fs::read_to_string(format!("{HERE}/project/data/{name}")).unwrap();
        fs::write(folder.path().join("data").join(name), format!("{before}{text}")).unwrap();
    };
    let fingerprints = || -> Vec<String> {
        let log = sarif(&["-C", project, "check", "-Wall", "--as-of=2026-05-01"]);
        let of = |result: &Value| result["partialFingerprints"]["standoff/v1"].as_str().unwrap().to_owned();
        let mut all: Vec<String> = results(&log).iter().map(of).collect();
        all.sort();
        all
    };
    sheet("codebook.ron", "");
    sheet("articles.ron", "");
    let first = fingerprints();
    let mut once = first.clone();
    once.dedup();
    assert!(first.len() > 5 && once == first, "{first:?}");
    sheet("articles.ron", "// A remark that moves all lines.\n\n");
    assert_eq!(fingerprints(), first);
}

#[test]
fn github_gets_one_command_a_finding_with_the_path_from_here() {
    let text = told(&["-C", "broken", "check"], "github");
    assert_eq!(
        text.lines().last().unwrap(),
        "::error file=broken/data/sheet.ron,line=6,endLine=6,col=38,endColumn=45,title=unknown-id::\
         There is no actor `uplnd`%0AWhat helps: did you mean `upland`?"
    );
    assert!(text.lines().all(|line| line.starts_with("::error file=")), "{text}");
}

#[test]
fn the_page_needs_nothing_from_elsewhere_and_can_be_found_through() {
    for arguments in PROJECTS {
        let page = told(&arguments, "html");
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{page}");
        for part in
            ["<title>", "<header>", "<nav aria-label=\"Contents\">", "<main>", "<footer>", "<h1>", "<h2 ", "<h3>"]
        {
            assert!(page.contains(part), "no {part}:\n{page}");
        }
        for foreign in ["<script", "<link", "<img", "@import", "url(", "src="] {
            assert!(!page.contains(foreign), "{foreign}:\n{page}");
        }
        for target in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(page.contains(&format!("<section id=\"{target}\"")), "nothing is at #{target}");
        }
    }
}

#[test]
fn the_page_shows_both_sides_and_takes_no_data_for_html() {
    let page = told(&PROJECTS[0], "html");
    let circle = page.split("<article").find(|part| part.contains("wait for each other")).unwrap();
    assert_eq!(circle.matches("<figure>").count(), 2);
    assert!(
        circle.contains("<blockquote dir=\"auto\"><p>“first the debt, then the water”</p></blockquote>"),
        "{circle}"
    );
    let excuse = "accept: [(rule: &quot;deadlock&quot;, statements: [&quot;upland-first-debt&quot;, &quot;delta-first-dam&quot;]";
    assert!(circle.contains(excuse), "{circle}");
    assert!(page.contains("Only “A | river &lt;runs&gt; dry” reports") && !page.contains("<runs>"), "{page}");
}
