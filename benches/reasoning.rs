//! What it costs to reason: every contradiction within one holder's words with an irreducible set of statements behind it,
//! every circular wait with what would undo it, and a settlement of all there is; beside reading the same sheets.
//!
//! ```text
//! cargo bench --bench reasoning                 1,000 to 1,000,000 statements
//! cargo bench --bench reasoning -- 1000 10000   these sizes
//! ```
//!
//! A step's time is the best of several runs. Projects are generated once and kept under `target/`.

#![expect(clippy::disallowed_methods, reason = "a benchmark has arguments of its own")]

mod generator;
mod stopwatch;

use std::path::PathBuf;

use generator::Scale;
use standoff::analysis::settlement::{Question, Settlement, settle};
use standoff::rules::{self, Level, Levels};
use standoff::waits::Waits;
use standoff::{Desk, Project};
use stopwatch::Best;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let below = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scale");
    println!("times in milliseconds, best of several runs, {} cores", rayon::current_num_threads());
    println!(
        "{:>10} {:>9} {:>15} {:>6} {:>9} {:>8} {:>9} {:>9}",
        "statements", "reading", "contradictions", "found", "deadlocks", "found", "settling", "complete"
    );
    for size in if asked.is_empty() { SIZES.to_vec() } else { asked } {
        measure(
            size,
            Project::find(&Scale::new(size).write(&below).expect("the folder `target` can be written"))
                .expect("a project"),
        );
    }
}

fn measure(size: usize, project: Project) {
    let today = "2026-01-01".parse().expect("a day");
    let (mut reading, mut contradictions, mut deadlocks, mut settling) =
        (Best::new(), Best::new(), Best::new(), Best::new());
    let (contradictory, deadlocked) = (only("contradictory-position"), only("deadlock"));
    let runs = (300_000 / size).clamp(3, 20);
    for _ in 0..runs {
        drop(reading.time(|| Desk::new(project.read(None), None, today)));
    }
    let desk = Desk::new(project.read(None), None, today);
    let (mut of_one, mut circles) = (0, 0);
    for _ in 0..runs {
        of_one = contradictions.time(|| rules::check(&desk.context(), &contradictory).findings.len());
        circles = deadlocks.time(|| {
            let waits = Waits::new(&desk.corpus, &desk.standing, &desk.background);
            let context = rules::Context { waits: &waits, ..desk.context() };
            rules::check(&context, &deadlocked).findings.len()
        });
    }
    let settlement = settling.time(|| settlement(&desk));
    println!(
        "{size:>10} {:>9} {:>15} {of_one:>6} {:>9} {circles:>8} {:>9} {:>9}",
        reading.milliseconds(),
        contradictions.milliseconds(),
        deadlocks.milliseconds(),
        settling.milliseconds(),
        settlement.complete,
    );
}

/// Levels at which a check looks for nothing but what one rule finds.
fn only(rule: &str) -> Levels {
    let mut levels = Levels::default();
    levels.set("all", Level::Allow).and_then(|()| levels.set(rule, Level::Deny)).expect("rules of these names");
    levels
}

fn settlement(desk: &Desk) -> Settlement<'_> {
    settle(&desk.corpus, &desk.standing, &desk.background, &desk.waits, &Question::default())
}
