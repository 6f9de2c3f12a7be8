//! Markdown: its words as a reader sees them, without marks, pictures and addresses.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Page, front_matter, tidy};

/// Reads a Markdown file. Its title is what its front matter says, or else its first heading of the first rank.
pub fn read(written: &str) -> Page {
    let words = Words::of(written);
    let mut page = Page::default();
    front_matter::take(&mut page, &words.front_matter);
    if page.title.is_none() {
        page.title = Some(tidy::line(&words.title)).filter(|title| !title.is_empty());
    }
    page.with_text(&words.text)
}

#[derive(Default)]
struct Words {
    front_matter: String,
    title: String,
    text: String,
}

impl Words {
    fn of(written: &str) -> Words {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        let mut words = Words::default();
        let (mut in_title, mut in_front_matter, mut pictures) = (false, false, 0);
        for event in Parser::new_ext(written, options) {
            match event {
                Event::Start(Tag::MetadataBlock(_)) => in_front_matter = true,
                Event::End(TagEnd::MetadataBlock(_)) => in_front_matter = false,
                Event::Text(text) if in_front_matter => words.front_matter += &text,
                Event::Start(Tag::Image { .. }) => pictures += 1,
                Event::End(TagEnd::Image) => pictures -= 1,
                _ if pictures > 0 => {}
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = words.title.is_empty(),
                Event::End(end) => {
                    in_title &= end != TagEnd::Heading(HeadingLevel::H1);
                    words.end(end);
                }
                Event::Text(text) | Event::Code(text) => {
                    words.text += &text;
                    if in_title {
                        words.title += &text;
                    }
                }
                Event::SoftBreak => words.text.push(' '),
                Event::HardBreak => words.text.push('\n'),
                _ => {}
            }
        }
        words
    }

    /// Sets what has ended off from what follows.
    fn end(&mut self, end: TagEnd) {
        self.text += match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::List(_) => {
                "\n\n"
            }
            TagEnd::Table | TagEnd::FootnoteDefinition => "\n\n",
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => "\n",
            TagEnd::TableCell => " ",
            _ => "",
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_addresses_and_pictures_go_and_words_stay() {
        let page = read(
            "---\npublisher: The Post\n---\n# Ships *sail* again\n\nThe **strait** is [open](https://a.example/?utm_x=1), \
             both\nsaid. ![A ship](ship.jpg)\n\n> “First our crews”\\\n> she said.\n\n- one\n- two\n\n| a | b |\n|---|---|\n\
             | c | d |\n\n<div>no words</div>\n\nThe end.\n",
        );
        assert_eq!(page.title.as_deref(), Some("Ships sail again"));
        assert_eq!(page.publisher.as_deref(), Some("The Post"));
        assert_eq!(
            page.text,
            "Ships sail again\n\nThe strait is open, both said.\n\n“First our crews”\nshe said.\n\none\ntwo\n\na b\nc d\n\n\
             The end.\n"
        );
    }

    #[test]
    fn a_title_of_the_front_matter_opens_the_text() {
        let page = read("+++\ntitle = \"Ships sail\"\n+++\nWords.\n");
        assert_eq!(page.text, "Ships sail\n\nWords.\n");
    }

    proptest! {
        #[test]
        fn words_survive(paragraphs in prop::collection::vec("([a-zа-яա-ք]{1,8}[ \n]){1,12}[a-z]", 1..6)) {
            let written = paragraphs.join("\n\n");
            let text = read(&written).text;
            prop_assert!(text.split_whitespace().eq(written.split_whitespace()), "{}", text);
        }

        #[test]
        fn no_text_is_too_odd(written in "[-+#>*_`\\[\\]()|!<a \n&;:=\"]{0,80}|\\PC{0,60}") {
            read(&written);
        }
    }
}
