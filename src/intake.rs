//! Taking an article in: who of the codebook is named in it, whether it is there already, what it is to be called, and
//! the sheet to start from. It decides and words; the command line reads and writes the files.

mod alike;
mod known;
mod naming;
mod sheet;

pub use alike::{Alike, alike};
pub use known::{Known, Mention, known};
pub use naming::{file_name, free_name, name_for, sheet_folder};
pub use sheet::{Kept, NewArticle, sheet};
