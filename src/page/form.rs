//! In which form a file is written, and which forms are none of ours.

use thiserror::Error;

/// A form that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Html,
    Markdown,
    Plain,
}

/// Why a file cannot be read as an article, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum NotAnArticle {
    #[error("it is {what}, and not a text; {WAY_OUT}")]
    OtherForm { what: &'static str },
    #[error(
        "there is no text in it: such a page is often filled only when a browser shows it; open it there, copy the \
         article and save it as a .txt file"
    )]
    NoWords,
    #[error("its parts are nested more than {deepest} deep, as no article's are; {WAY_OUT}", deepest = super::html::DEEPEST)]
    TooDeep,
}

const WAY_OUT: &str = "save the article as a web page (HTML), as Markdown or as a .txt file";

/// The first bytes of files that many an editor may try.
const OTHER_FORMS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a packed file, such as .docx, .odt or .epub"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a document in RTF"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
];

/// Refuses what cannot be an article.
pub fn refuse(bytes: &[u8]) -> Result<(), NotAnArticle> {
    let other = OTHER_FORMS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|&(_, what)| what);
    // Zeros stand in UTF-16, and then beside nearly every character at its beginning.
    let head = &bytes[..bytes.len().min(512)];
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || zeros * 3 > head.len();
    let binary = || (zeros > 0 && !is_wide).then_some("a file for programs");
    match other.or_else(binary) {
        Some(what) => Err(NotAnArticle::OtherForm { what }),
        None => Ok(()),
    }
}

impl Form {
    /// The form of a text: HTML where it begins so, and otherwise what the file's name says.
    pub fn of(name: &str, written: &str) -> Form {
        match &*ending(name) {
            "html" | "htm" | "xhtml" | "shtml" => Form::Html,
            _ if begins_as_html(written) => Form::Html,
            "md" | "markdown" | "mdown" | "mkd" => Form::Markdown,
            _ => Form::Plain,
        }
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

fn begins_as_html(written: &str) -> bool {
    let start = written.trim_start();
    let start = start[..start.floor_char_boundary(64)].to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!-- saved from", "<!--\n page saved with singlefile"]
        .iter()
        .any(|beginning| start.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_by_its_beginning_and_the_rest_by_its_name() {
        assert_eq!(Form::of("a.txt", "\n <!DOCTYPE HTML>"), Form::Html);
        assert_eq!(Form::of("a.HTM", "words"), Form::Html);
        assert_eq!(Form::of("a.md", "# words"), Form::Markdown);
        assert_eq!(Form::of("a", "# words"), Form::Plain);
    }

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        let what = |bytes: &[u8]| refuse(bytes).map_err(|error| error.to_string());
        assert!(what(b"%PDF-1.7").unwrap_err().starts_with("it is a PDF, and not a text; save the article"));
        assert!(what(b"words\0\x01words and more words").unwrap_err().contains("a file for programs"));
        assert_eq!(what(b"<\0h\0t\0m\0l\0>\0"), Ok(()));
        assert_eq!(what("Слова".as_bytes()), Ok(()));
    }
}
