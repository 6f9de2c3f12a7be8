//! A saved article: what a file from a browser or a notebook holds, read as words. It knows letters, HTML and Markdown,
//! and nothing of projects, actors or the disk.
//!
//! What the page says of itself is taken as it is said: a date is as coarse as it is there, and what is not there is
//! [not invented](Page). Where the page leaves something open, or says two things, that is a [`Doubt`] for the editor.
//!
//! ```
//! use standoff::page::Page;
//!
//! let saved = "<title>Ships sail again | The Post</title><meta property=\"og:site_name\" content=\"The Post\">\
//!     <nav>Home, Sport, Weather</nav><h1>Ships sail again</h1><p>The strait is open, both ministers said on Friday.</p>";
//! let page = Page::read("ships.html", saved.as_bytes()).unwrap();
//! assert_eq!(page.title.as_deref(), Some("Ships sail again"));
//! assert_eq!(page.publisher.as_deref(), Some("The Post"));
//! assert_eq!(page.published, None);
//! assert_eq!(page.text, "Ships sail again\n\nThe strait is open, both ministers said on Friday.\n");
//! ```

mod address;
mod archive;
mod dating;
mod encoding;
mod form;
mod front_matter;
mod headline;
mod html;
mod markdown;
mod plain;
mod tidy;

use std::cmp::Reverse;

use crate::date::PartialDate;

pub use form::NotAnArticle;

use dating::Reading;
use form::Form;

/// An article, as a saved file has it. What the file does not say is absent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<PartialDate>,
    /// Where it stands in the web, without what is in the address only to follow readers.
    pub url: Option<String>,
    /// Its words: the headline, then the paragraphs, each a line of its own with a blank line between.
    pub text: String,
    /// What an editor should look at.
    pub doubts: Vec<Doubt>,
}

/// What an editor says of an article, whatever its page says.
#[derive(Clone, Default, Debug)]
pub struct Given {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<PartialDate>,
    pub url: Option<String>,
}

/// What a page leaves open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// Its date can be read in two ways.
    TwoReadings { written: String, day_first: PartialDate, month_first: PartialDate },
    /// It says a second date, too.
    OtherDate(PartialDate),
    /// It does not say when it came out, but its address has a date.
    DateInAddress(PartialDate),
    /// It gives a date in words that we cannot read.
    UnreadDate(String),
    /// It does not name its publisher; this stands beside the headline, or is the host of its address.
    PerhapsPublisher(String),
    /// It says that its text is for subscribers, so this may be only the beginning.
    NotFree,
    /// So many letters could not be read.
    LostLetters(usize),
    /// The article could not be told from what stands around it.
    WholePage,
}

impl Page {
    /// Reads an article. The file's `name` tells its form where its first words do not.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Page, NotAnArticle> {
        form::refuse(bytes)?;
        if archive::is_archive(bytes) {
            let Some(unpacked) = archive::unpack(bytes) else { return Err(NotAnArticle::NoWords) };
            return Page::of_words(html::read(&encoding::decode(&unpacked.page), unpacked.address)?);
        }
        let written = encoding::decode(bytes);
        Page::of_words(match Form::of(name, &written) {
            Form::Html => html::read(&written, None)?,
            Form::Markdown => markdown::read(&written),
            Form::Plain => plain::read(&written),
        })
    }

    /// The page, if it has words.
    fn of_words(mut page: Page) -> Result<Page, NotAnArticle> {
        if tidy::word_count(&page.text) == 0 {
            return Err(NotAnArticle::NoWords);
        }
        let lost = page.text.matches(char::REPLACEMENT_CHARACTER).count();
        if lost > 0 {
            page.doubts.push(Doubt::LostLetters(lost));
        }
        Ok(page)
    }

    /// How many words the text has.
    pub fn words(&self) -> usize {
        tidy::word_count(&self.text)
    }

    /// How many paragraphs the text has.
    pub fn paragraphs(&self) -> usize {
        self.text.split("\n\n").count()
    }

    /// Takes the first date that can be read, or a later one that is finer, and notes what is odd about the others.
    fn take_dates(&mut self, written: &[String]) {
        let readings: Vec<(Reading, &String)> =
            written.iter().map(|written| (dating::read(written), written)).collect();
        let dates = || readings.iter().filter_map(|(reading, _)| reading.date());
        let Some(first) = dates().next() else {
            self.doubts.extend(readings.into_iter().filter_map(|(reading, written)| reading.doubt(written)).next());
            return;
        };
        let agreeing = dates().filter(|date| date.overlaps(first));
        self.published = agreeing.max_by_key(|date| (date.precision(), Reverse(date.first_day())));
        self.doubts.extend(dates().find(|date| !date.overlaps(first)).map(Doubt::OtherDate));
    }

    /// Takes over what an editor says of the article, which settles what the page leaves open of it.
    pub fn correct(&mut self, given: Given) {
        let Given { title, publisher, published, url } = given;
        self.doubts.retain(|doubt| match doubt {
            Doubt::PerhapsPublisher(_) => publisher.is_none(),
            Doubt::NotFree | Doubt::LostLetters(_) | Doubt::WholePage => true,
            _ => published.is_none(),
        });
        self.title = title.or(self.title.take());
        self.publisher = publisher.or(self.publisher.take());
        self.published = published.or(self.published.take());
        self.url = url.or(self.url.take());
    }

    /// Puts the headline before the paragraphs, so that it can be quoted too, unless it stands there already.
    fn with_text(mut self, paragraphs: &str) -> Page {
        let paragraphs = tidy::paragraphs(paragraphs);
        let has_words = tidy::word_count(&paragraphs) > 0;
        self.text = match self.title.as_ref().filter(|_| has_words) {
            Some(title) if !headline::opens(&paragraphs, title) => format!("{title}\n\n{paragraphs}"),
            _ => paragraphs,
        };
        self
    }
}
