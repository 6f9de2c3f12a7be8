//! How sheets are laid out: what of [`crate::syntax::format`] is a matter of the subject.

use crate::syntax::Style;

/// The style of sheets and settings. Who speaks for whom is read at one glance, and so is what a record of the codebook
/// is called and what it is; everything else has a line of its own.
pub const STYLE: Style = Style {
    width: 120,
    together: &[&["id", "article"], &["who", "via", "according_to", "from", "to", "basis"]],
    together_hanging: &[
        &["id", "name", "kind", "native", "wikidata"],
        &["id", "issue", "text", "by"],
        &["id", "publisher", "title", "published"],
        &["of", "title", "from", "until"],
        &["what", "happened", "did_not_happen", "article"],
        &["rule", "statement", "statements", "record"],
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Description, SHEET, Shape};

    fn collect(description: &'static Description, names: &mut Vec<&'static str>) {
        for field in description.fields {
            names.push(field.name);
            let mut shape = field.shape;
            while let Shape::List(inner) = shape {
                shape = *inner;
            }
            if let Shape::Record(inner) | Shape::Statement(inner) = shape {
                collect(inner, names);
            }
        }
    }

    #[test]
    fn fields_that_share_a_line_are_fields_of_the_language() {
        let mut names = Vec::new();
        collect(&SHEET, &mut names);
        for name in STYLE.together.iter().chain(STYLE.together_hanging).copied().flatten() {
            assert!(names.contains(name), "{name}");
        }
    }
}
