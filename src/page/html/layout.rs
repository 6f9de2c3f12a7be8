//! Pages of old, whose menus, articles and advertisements are the cells of one large table.

use dom_query::Document;
use rustc_hash::FxHashSet;

use super::measure::Measure;

/// A cell with so many letters holds paragraphs, not a figure of a table.
const PARAGRAPHS: usize = 300;

/// Makes plain parts of the cells of tables that only lay out a page, so that each is looked at by itself.
pub fn loosen(document: &Document) {
    let measure = Measure::of(document);
    let mut tables = FxHashSet::default();
    let cells = document.select("td");
    for cell in cells.nodes().iter().filter(|cell| measure.weight(cell).letters >= PARAGRAPHS) {
        tables.extend(cell.ancestors_it(None).find(|above| above.has_name("table")).map(|table| table.id));
    }
    if tables.is_empty() {
        return;
    }
    for part in document.select("td, tr, tbody").nodes() {
        let table = part.ancestors_it(None).find(|above| above.has_name("table"));
        if table.is_some_and(|table| tables.contains(&table.id)) {
            part.set_attr("data-table-part", "");
        }
    }
    document.select("[data-table-part]").rename("div");
    for table in document.select("table").nodes().iter().filter(|table| tables.contains(&table.id)) {
        table.rename("div");
    }
}
