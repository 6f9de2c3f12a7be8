//! What each step costs at 1,000 to 1,000,000 statements, beside what the `ron` crate alone takes for the same bytes.
//!
//! ```text
//! cargo bench --bench scale                 all sizes
//! cargo bench --bench scale -- 1000 10000   these sizes
//! ```
//!
//! Each size is measured in a process of its own, so that the peak of its memory is its own; a step's time is the best
//! of several runs. Projects are generated once and kept under `target/`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark writes its projects, and starts itself again for each"
)]

mod generator;
mod plain;
mod stopwatch;

use std::path::{Path, PathBuf};
use std::process::Command;

use generator::Scale;
use rayon::prelude::*;
use standoff::corpus::{self, Texts};
use standoff::diagram::svg;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Anchors, Focus, View};
use standoff::graph::KnowledgeGraph;
use standoff::standing::Standing;
use standoff::text::{FileId, SourceMap};
use standoff::{Desk, Files, Project, rules, sheet};
use stopwatch::Best;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// Asks this program to measure one project, instead of starting a process a size.
const MEASURE: &str = "--measure";
/// Asks this program to check one project and to say how much memory that took.
const CHECK: &str = "--check";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.as_slice() {
        [word, root] if word == MEASURE => measure(Path::new(root)),
        [word, root] if word == CHECK => check_alone(Path::new(root)),
        sizes => measure_all(sizes),
    }
}

fn measure_all(sizes: &[String]) {
    let asked: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let below = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scale");
    println!("times in milliseconds, best of several runs, {} cores", rayon::current_num_threads());
    println!(
        "{:>10} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9} {:>8}",
        "statements", "MB", "read", "resolve", "build", "check", "draw", "whole", "ron", "findings", "peak MB"
    );
    for size in sizes {
        let root = Scale::new(size).write(&below).expect("the folder `target` can be written");
        let columns = [MEASURE, CHECK].map(|word| {
            let this = std::env::current_exe().expect("a running program has a path");
            let output = Command::new(this).arg(word).arg(&root).output().expect("this program can be started");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
        });
        println!("{size:>10} {}", columns.join(" "));
    }
}

/// Prints a row: each step, then all of them as `standoff check` does them, then the `ron` crate.
fn measure(root: &Path) {
    let project = Project::find(root).expect("a generated project");
    let today = "2026-01-01".parse().expect("a day");
    let bytes: usize = project.read(None).sheets.iter().map(|source| source.text().len()).sum();

    let (mut read, mut resolve, mut build, mut check) = (Best::new(), Best::new(), Best::new(), Best::new());
    for _ in 0..runs(bytes) {
        let (files, mut sources, mut texts) = (project.read(None), SourceMap::new(), Texts::default());
        let ids: Vec<FileId> = files.sheets.into_iter().map(|source| sources.add(source)).collect();
        texts.by_name.extend(files.texts.into_iter().map(|(name, source)| (name, sources.add(source))));
        read.time(|| ids.par_iter().for_each(|&id| drop(sheet::open(id, sources.get(id)))));
        let corpus = resolve.time(|| corpus::resolve(&ids, &sources, &texts).0);
        build.time(|| rayon::join(|| KnowledgeGraph::build(&corpus), || Standing::new(&corpus, today)));
        let desk = Desk::new(project.read(None), None, today);
        check.time(|| rules::check(&desk.context(), &Default::default()));
    }

    let desk = Desk::new(project.read(None), None, today);
    let links = Anchors::default();
    let material = desk.material(&links);
    let mut draw = Best::new();
    draw.time(|| {
        [View::Demands, View::Deadlocks]
            .map(|view| svg::write(&view.draw(&material, &Focus::default()).scene, Theme::Light))
    });

    let (mut whole, mut ron) = (Best::new(), Best::new());
    for _ in 0..runs(bytes) {
        let kept = whole.time(|| checked(project.read(None)));
        drop(kept);
        let files = project.read(None);
        ron.time(|| plain::read(files.sheets.par_iter().map(|source| source.text())));
    }
    let steps = [&read, &resolve, &build, &check, &draw].map(|step| format!("{:>8}", step.milliseconds()));
    let (whole, ron) = (whole.milliseconds(), ron.milliseconds());
    println!("{:>7.1} {} {whole:>9} {ron:>9}", bytes as f64 / 1e6, steps.join(" "));
}

/// All of `standoff check` but the printing. What it made is given back, since a program that ends need not tidy up.
fn checked(files: Files) -> (Desk, usize) {
    let desk = Desk::new(files, None, "2026-01-01".parse().expect("a day"));
    let findings = rules::check(&desk.context(), &Default::default()).findings.len();
    (desk, findings)
}

/// Checks once and prints how many findings there were, and the most memory that was ever in use.
fn check_alone(root: &Path) {
    let (desk, findings) = checked(Project::find(root).expect("a generated project").read(None));
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics.first());
    println!("{findings:>9} {:>8}", peak_megabytes().map_or("?".into(), |peak| peak.to_string()));
}

/// The peak of this process's memory, where the system tells it (Linux).
fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024 / 1_000_000)
}

/// Small projects are measured more often, since chance weighs more there.
fn runs(bytes: usize) -> usize {
    (200_000_000 / bytes.max(1)).clamp(3, 20)
}
