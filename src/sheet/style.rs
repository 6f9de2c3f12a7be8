//! How sheets are laid out: what of [`crate::syntax::format`] is a matter of the subject.

use crate::syntax::Style;

/// The style of sheets and settings. Who speaks for whom is read at one glance, and so is what a record of the codebook
/// is called and what it is; everything else has a line of its own.
pub const STYLE: Style = Style {
    width: 120,
    together: &[&["who", "via", "according_to", "from", "to", "basis"]],
    together_hanging: &[
        &["id", "name", "kind", "native", "wikidata"],
        &["id", "issue", "text", "by"],
        &["id", "publisher", "title", "published"],
        &["of", "title", "from", "until"],
        &["what", "happened", "did_not_happen", "article"],
        &["rule", "statement", "statements", "record"],
    ],
};
