//! What the reading room costs: making all pages of a project, how many and how large they are.
//!
//! ```text
//! cargo bench --bench site                 1,000 and 10,000 statements
//! cargo bench --bench site -- 1000         this size
//! ```

#![expect(clippy::disallowed_methods, reason = "a benchmark has arguments of its own")]

mod generator;

use std::path::Path;
use std::time::{Duration, Instant};

use generator::Scale;
use standoff::rules::{self, Levels};
use standoff::site::{File, site};
use standoff::{Desk, Project};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    println!("times in milliseconds, best of three, {} cores", rayon::current_num_threads());
    println!("{:>10} {:>8} {:>8} {:>8} {:>8}  largest page", "statements", "desk", "pages", "files", "MB");
    for size in if asked.is_empty() { vec![1_000, 10_000] } else { asked } {
        let below = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
        let root = Scale::new(size).write(&below).expect("the folder `target` can be written");
        let project = Project::find(&root).expect("a generated project");
        let today = "2026-01-01".parse().expect("a day");
        let (mut reading, mut writing) = (Duration::MAX, Duration::MAX);
        let mut files: Vec<File> = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            let desk = Desk::new(project.read(None), None, today);
            let levels = Levels::default();
            let judgement = rules::check(&desk.context(), &levels);
            reading = reading.min(begun.elapsed());
            let begun = Instant::now();
            files = site("generated", &desk, &judgement, &levels);
            writing = writing.min(begun.elapsed());
        }
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        let pages = files.iter().filter(|file| file.path.ends_with(".html"));
        let largest = pages.max_by_key(|file| file.text.len()).expect("a site has pages");
        println!(
            "{size:>10} {:>8.1} {:>8.1} {:>8} {:>8.1}  {}, {} KB",
            reading.as_secs_f64() * 1000.0,
            writing.as_secs_f64() * 1000.0,
            files.len(),
            bytes as f64 / 1e6,
            largest.path,
            largest.text.len() / 1000
        );
    }
}
