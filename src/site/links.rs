//! What stands where: the file of each page, the anchor of each statement and quote, and the way from page to page.

use std::borrow::Cow;
use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use super::room::Room;
use crate::corpus::Corpus;
use crate::diagram::view::{Links, Target, View};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};

/// A page of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    Overview,
    /// Who demands what from whom, actors by actors.
    Demands,
    Findings,
    /// A finding, by its place in [`Room::findings`].
    Finding(usize),
    Actors,
    Actor(ActorId),
    Propositions,
    Proposition(PropositionId),
    Articles,
    Article(ArticleId),
    /// Statements that were noted without an article.
    Unplaced,
    Timeline,
    Settlement,
    Pictures,
    Picture(View),
    Search,
}

impl Page {
    /// Every page that there is something on.
    pub fn all(room: &Room<'_>) -> Vec<Page> {
        let corpus = &room.desk.corpus;
        let mut pages = vec![
            Page::Overview,
            Page::Demands,
            Page::Findings,
            Page::Actors,
            Page::Propositions,
            Page::Articles,
            Page::Timeline,
            Page::Settlement,
            Page::Pictures,
            Page::Search,
        ];
        pages.extend((0..room.findings.len()).map(Page::Finding));
        pages.extend(corpus.actor_ids().map(Page::Actor));
        pages.extend(corpus.proposition_ids().map(Page::Proposition));
        pages.extend(corpus.article_ids().map(Page::Article));
        pages.extend(View::ALL.into_iter().map(Page::Picture));
        if !room.unplaced.is_empty() {
            pages.push(Page::Unplaced);
        }
        pages
    }

    /// Whether its file lies in a folder of its kind, and not beside the overview.
    fn is_in_a_folder(self) -> bool {
        use Page::{Actor, Article, Finding, Picture, Proposition};
        matches!(self, Finding(_) | Actor(_) | Proposition(_) | Article(_) | Picture(_))
    }
}

impl Room<'_> {
    /// Where a page's file lies, seen from the site's folder.
    pub fn path(&self, page: Page) -> String {
        let corpus = &self.desk.corpus;
        let fixed = match page {
            Page::Overview => "index.html",
            Page::Demands => "demands.html",
            Page::Findings => "findings.html",
            Page::Actors => "actors.html",
            Page::Propositions => "propositions.html",
            Page::Articles => "articles.html",
            Page::Unplaced => "unplaced.html",
            Page::Timeline => "timeline.html",
            Page::Settlement => "settlement.html",
            Page::Pictures => "pictures.html",
            Page::Search => "search.html",
            Page::Finding(number) => return format!("finding/{}.html", stem(&self.findings[number].judged.id)),
            Page::Actor(id) => return format!("actor/{}.html", stem(&corpus[id].slug)),
            Page::Proposition(id) => return format!("proposition/{}.html", stem(&corpus[id].slug)),
            Page::Article(id) => return format!("article/{}.html", stem(&corpus[id].slug)),
            Page::Picture(view) => return format!("picture/{}.html", view.name()),
        };
        fixed.to_owned()
    }
}

/// A page as it looks out: what is known, and the way from here to everything else.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub room: &'a Room<'a>,
    pub page: Page,
}

impl<'a> Here<'a> {
    pub fn new(room: &'a Room<'a>, page: Page) -> Here<'a> {
        Here { room, page }
    }

    pub fn corpus(&self) -> &'a Corpus {
        &self.room.desk.corpus
    }

    /// The way to a file of the site.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", if self.page.is_in_a_folder() { "../" } else { "" })
    }

    pub fn to(&self, page: Page) -> String {
        self.file(&self.room.path(page))
    }

    pub fn issue(&self, id: IssueId) -> String {
        format!("{}#{}", self.to(Page::Propositions), issue_anchor(&self.corpus()[id].slug))
    }

    /// The way to what was noted of a statement, beside its article's text.
    pub fn statement(&self, id: StatementId) -> String {
        self.at(id, "s")
    }

    /// The way to a statement's words in its article's text; to what was noted of it where they were not found.
    pub fn words(&self, id: StatementId) -> String {
        self.at(id, if self.room.is_found(id) { "q" } else { "s" })
    }

    fn at(&self, id: StatementId, kind: &str) -> String {
        let page = self.corpus()[id].article.map_or(Page::Unplaced, Page::Article);
        let anchor = self.room.anchor(id);
        if page == self.page { format!("#{kind}-{anchor}") } else { format!("{}#{kind}-{anchor}", self.to(page)) }
    }
}

impl fmt::Debug for Here<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.page)
    }
}

/// What is drawn leads to pages, as words do.
impl Links for Here<'_> {
    fn address(&self, _: &Corpus, target: Target<'_>) -> Option<String> {
        let finding = |id: &str| self.room.findings.iter().position(|known| known.judged.id == id);
        Some(match target {
            Target::Actor(id) => self.to(Page::Actor(id)),
            Target::Issue(id) => self.issue(id),
            Target::Proposition(id) => self.to(Page::Proposition(id)),
            Target::Article(id) => self.to(Page::Article(id)),
            Target::Statement(id) => self.statement(id),
            Target::Quote(id) => self.words(self.corpus()[id].statement),
            Target::Finding(id) => self.to(Page::Finding(finding(id)?)),
        })
    }
}

pub fn issue_anchor(slug: &str) -> String {
    format!("issue-{}", stem(slug))
}

/// A name for a file and for a link, on any system and in any browser: small Latin letters, digits and `-` stay, all else
/// is told by its number between `_`. Two ids never get one name.
pub fn stem(id: &str) -> String {
    let mut name = String::new();
    for sign in id.chars() {
        match sign {
            'a'..='z' | '0'..='9' | '-' => name.push(sign),
            other => write!(name, "_{:x}_", u32::from(other)).expect("a string takes any text"),
        }
    }
    if name.len() > LONGEST_NAME {
        // Cut, and made unmistakable again.
        name.truncate(LONGEST_NAME);
        name += &format!("_{}", digest(id, 16));
    }
    match name.as_str() {
        "" => "_".to_owned(),
        reserved if is_of_a_device(reserved) => name + "_",
        _ => name,
    }
}

/// Some file systems allow 143 bytes for a name.
const LONGEST_NAME: usize = 96;

/// Names that Windows keeps for itself.
fn is_of_a_device(name: &str) -> bool {
    let numbered = |kind| name.strip_prefix(kind).is_some_and(|number| number.len() == 1);
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The first hexadecimal digits of a text's SHA-256.
pub fn digest(text: &str, digits: usize) -> String {
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    hash[..digits].to_owned()
}

/// The address of a page elsewhere, where it is one that a browser should open from here.
pub fn web(url: &str) -> Option<Cow<'_, str>> {
    (url.starts_with("https://") || url.starts_with("http://")).then_some(Cow::Borrowed(url))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::stem;

    #[test]
    fn names_of_files_are_safe_and_never_the_same() {
        let long = "very-".repeat(60);
        let ids =
            ["russia", "київ", "a/b", "a-b", "a_b", "a.b", "..", "con", "com1", "", "USA", "usa", &long, &long[5..]];
        let names: BTreeSet<String> = ids.iter().map(|id| stem(id)).collect();
        assert_eq!(names.len(), ids.len(), "{names:?}");
        for name in &names {
            let is_safe = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_');
            assert!(name.chars().all(is_safe) && name.len() < 120 && name != "con", "{name}");
        }
        assert_eq!(stem("clash-report-2025-06-20"), "clash-report-2025-06-20");
        assert_eq!(stem("a/b"), "a_2f_b");
    }
}
