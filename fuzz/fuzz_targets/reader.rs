//! Any bytes as a sheet: it is read, resolved, checked and reported, and every place that is told of lies in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standoff::report::terminal;
use standoff::{Desk, Files, rules};

fuzz_target!(|sheet: &str| {
    let day = "2025-06-20".parse().unwrap();
    let desk = Desk::new(Files::default().with_sheet("sheet.ron", sheet), Some(day), day);
    for problem in &desk.diagnostics {
        for label in std::iter::once(&problem.primary).chain(&problem.others) {
            let text = desk.sources.get(label.place.file).text();
            assert!(text.get(label.place.span.range()).is_some(), "{label:?} is no place in the sheet");
        }
    }
    let judgement = rules::check(&desk.context(), &Default::default());
    terminal::check(&desk, &judgement, 80);
});
