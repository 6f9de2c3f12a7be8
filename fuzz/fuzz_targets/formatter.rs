//! Any bytes as a document: laid out, it has all its letters, and laid out once more it stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standoff::sheet::STYLE;
use standoff::syntax::{format, parse};

fuzz_target!(|source: &str| {
    let formatted = format(source, &STYLE);
    let is_letter = |c: &char| !c.is_whitespace() && !matches!(c, ',' | '\u{200E}' | '\u{200F}');
    assert!(source.chars().filter(is_letter).eq(formatted.text.chars().filter(is_letter)));
    assert_eq!(format(&formatted.text, &STYLE).text, formatted.text);
    let (before, after) = (parse(source), parse(&formatted.text));
    assert_eq!(before.tree.comments().len(), after.tree.comments().len());
    assert!(!before.errors.is_empty() || after.errors.is_empty());
    for span in formatted.left {
        assert!(formatted.text.contains(&source[span.range()]));
    }
});
