//! What work on sheets as text costs: laying them out, beside reading them, and renaming an id in all of them.
//!
//! ```text
//! cargo bench --bench desk                  100,000 statements
//! cargo bench --bench desk -- 1000 10000    these sizes
//! ```

#![expect(clippy::disallowed_methods, reason = "a benchmark has arguments of its own")]

mod generator;

use std::path::Path;
use std::time::{Duration, Instant};

use generator::Scale;
use rayon::prelude::*;
use standoff::Project;
use standoff::revision::{Sheets, rename};
use standoff::sheet::STYLE;
use standoff::syntax::{format, parse};
use standoff::text::Source;
use standoff::vocabulary::RecordKind;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    println!(
        "times in milliseconds, best of five; all sheets one after the other, and on {} cores",
        rayon::current_num_threads()
    );
    println!(
        "{:>10} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "statements", "MB", "parse", "fmt", "on all", "index", "rename"
    );
    for size in if asked.is_empty() { vec![100_000] } else { asked } {
        let below = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
        let root = Scale::new(size).write(&below).expect("the folder `target` can be written");
        let files = Project::find(&root).expect("a generated project").sheet_files();
        let sheets: Vec<&str> = files.read.iter().map(|(_, source)| source.text()).collect();
        let bytes: usize = sheets.iter().map(|sheet| sheet.len()).sum();
        let parsed = best(|| sheets.iter().map(|sheet| parse(sheet).tree.comments().len()).sum());
        let laid_out = best(|| sheets.iter().map(|sheet| format(sheet, &STYLE).text.len()).sum());
        let on_all = best(|| sheets.par_iter().map(|sheet| format(sheet, &STYLE).text.len()).sum());
        // Renaming reads all sheets three times: as they are, as they would be, and once more to compare the two.
        let copies = || files.read.iter().skip(1).map(|(_, s)| Source::new(s.path().to_owned(), s.text().to_owned()));
        let index = best(|| Sheets::read(copies()).references().iter().count());
        let indexed = Sheets::read(copies());
        let renamed = best(|| rename(&indexed, RecordKind::Actor, "state-0", "state-zero").expect("it exists").places);
        println!(
            "{size:>10} {:>7.1} {parsed:>8.1} {laid_out:>8.1} {on_all:>8.1} {index:>8.1} {renamed:>8.1}",
            bytes as f64 / 1e6
        );
    }
}

fn best(step: impl Fn() -> usize) -> f64 {
    let run = |_| {
        let begun = Instant::now();
        std::hint::black_box(step());
        begun.elapsed()
    };
    (0..5).map(run).min().unwrap_or(Duration::MAX).as_secs_f64() * 1000.0
}
