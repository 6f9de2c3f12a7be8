//! One sheet that was edited, held against a corpus of a moment ago: at once, however large the project is.

use super::lookup::{Names, Texts};
use super::piece::{Opened, Piece};
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::text::{Source, SourceMap};

/// What is wrong in a sheet as far as the sheet itself and the ids of its statements tell. Places are in the one text that
/// is given with them. What has to be held against other sheets, such as an id that stands twice, is not looked for.
pub fn slips(corpus: &Corpus, names: &Names, sheet: Source) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let file = sources.add(sheet);
    let piece = Piece::new(corpus, names, &sources, &Texts::default(), Opened::new(file, &sources));
    let mut diagnostics = piece.into_diagnostics();
    diagnostics.sort_by(|a, b| (a.primary.place, &a.message).cmp(&(b.primary.place, &b.message)));
    (sources, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::resolve;

    #[test]
    fn a_sheet_by_itself_has_the_slips_that_it_has_among_the_others() {
        let book = r#"(actors: [(id: "usa"), (id: "russia")], propositions: [(id: "p", text: "P")])"#;
        let sheet = r#"(article: (id: "x", published: "2025-06-20", publsher: "X"), statements: [
            Offers(who: "usa", what: "p"), Offers(who: "rusia", what: "q", due: "2025"), Offers(who: usa, what: "p"),
            Offers(article: "x", who: "usa", what: "p"), Offers(article: "y", who: "usa", what: "p"), Offers(
        ])"#;
        let mut sources = SourceMap::new();
        let files: Vec<_> = [("book.ron", book), ("sheet.ron", sheet)]
            .map(|(path, text)| sources.add(Source::new(path.to_owned(), text)))
            .into();
        let (corpus, all) = resolve(&files, &sources, &Texts::default());
        let (_, slips) = slips(&corpus, &Names::of(&corpus), Source::new("sheet.ron".into(), sheet));
        let told = |diagnostics: &[Diagnostic]| {
            let mut told: Vec<String> = diagnostics.iter().map(|one| one.message.clone()).collect();
            told.sort();
            told
        };
        assert!(all.len() > 5, "{all:?}");
        assert_eq!(told(&slips), told(&all));
    }
}
