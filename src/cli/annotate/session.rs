//! What the screen asks for, carried out: it looks ahead, writes, takes back and keeps drafts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use standoff::corpus::{Anchor, Corpus};
use standoff::entry::{enter, place_among};
use standoff::id::ArticleId;
use standoff::intake;
use standoff::report::since::Told;
use standoff::syntax::parse;
use standoff::text::{FileId, Place, Source, Span};
use standoff::{Files, Project};

use super::catalogue::Catalogue;
use super::form::Form;
use super::newcomer::NewcomerKind;
use super::state::{Noted, Outlook, State};
use crate::args::Global;
use crate::files::{self, Change, change_all};
use crate::levels::LevelArgs;
use crate::lookup;
use crate::opened::Opened;

/// An article of a project, with all that is known of it.
pub struct Session {
    global: Global,
    project: Project,
    article: String,
    now: Now,
    /// What was written last, so that it can be taken back.
    last: Vec<Written>,
}

/// The project as it is on the disk.
struct Now {
    files: Files,
    opened: Opened,
    told: Told,
    id: ArticleId,
    /// The article's text.
    text: FileId,
    /// The sheet that has the article.
    sheet: FileId,
}

struct Written {
    path: PathBuf,
    before: String,
    after: String,
}

impl Session {
    /// Opens the article that was named: by its id, or by its sheet or text.
    pub fn open(global: &Global, typed: &str) -> anyhow::Result<Session> {
        let (project, files) = Opened::files(global)?;
        // From here on the screen is ours, and nothing else may draw on it.
        let global = Global { quiet: true, ..global.clone() };
        let opened = Opened::of(&global, project.root().to_owned(), files.clone());
        let article = named(&opened, typed)?;
        let now = Now::of(files, opened, &global, &article)?;
        Ok(Session { global, project, article, now, last: Vec::new() })
    }

    /// The screen to begin with.
    pub fn state(&self) -> State {
        let draft = files::text_if_there(&self.draft());
        let draft = draft.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
        let mut state = State::new(self.now.heading(), self.now.text(), self.now.catalogue(), self.now.noted(), draft);
        let problems = self.now.opened.desk.diagnostics.len();
        if problems > 0 {
            let problems = standoff::report::count(problems, "problem");
            state.complain(format!(
                "{problems} in reading, which `standoff check` tells; what cannot be read is missing here"
            ));
        }
        state
    }

    /// What would come of the statement, were it in its sheet.
    pub fn foresee(&self, form: &Form) -> anyhow::Result<Outlook> {
        let plan = self.now.plan(form, &self.article)?;
        let mut files = self.now.files.clone();
        for (path, text) in &plan.texts {
            files.put(path, text.as_str());
        }
        let opened = Opened::of(&self.global, self.project.root().to_owned(), files);
        let told = told(&opened, &self.global)?;
        Ok(Outlook { record: plan.record, news: told.news_since(&self.now.told) })
    }

    /// Writes the statement, and what it names that was not there; says where.
    pub fn write(&mut self, form: &Form) -> anyhow::Result<String> {
        let plan = self.now.plan(form, &self.article)?;
        let written = plan.texts.into_iter().map(|(path, after)| {
            let before = self.now.files.get(&path).map_or("", Source::text).to_owned();
            Written { path: self.project.root().join(path), before, after }
        });
        let written: Vec<Written> = written.collect();
        self.change(&written, |one| (&one.before, &one.after))?;
        self.last = written;
        self.forget();
        self.read_again()?;
        Ok(format!("written to {}:{}; `u` takes it back", plan.path, plan.line))
    }

    /// Undoes what was written last, unless somebody has written on.
    pub fn take_back(&mut self) -> anyhow::Result<String> {
        if self.last.is_empty() {
            bail!("there is nothing to take back");
        }
        self.change(&self.last, |one| (&one.after, &one.before))?;
        self.last.clear();
        self.read_again()?;
        Ok("taken back".to_owned())
    }

    /// Keeps what is not written yet, so that nothing is lost where a line breaks or a window is shut.
    pub fn keep(&self, form: &Form) -> anyhow::Result<()> {
        if form.is_empty() {
            self.forget();
            return Ok(());
        }
        let kept = serde_json::to_string_pretty(form).context("the draft cannot be written")?;
        files::write(&self.draft(), kept.as_bytes())
    }

    /// Forgets what was kept.
    pub fn forget(&self) {
        files::remove(&self.draft());
    }

    /// Shows what there is now.
    pub fn refresh(&self, state: &mut State) {
        state.heading = self.now.heading();
        state.catalogue = self.now.catalogue();
        state.noted = self.now.noted();
        state.reading.with_text(self.now.text());
    }

    /// Reads the project again: others may have written meanwhile.
    pub fn read_again(&mut self) -> anyhow::Result<()> {
        let files = self.project.read(self.global.texts.as_deref());
        let opened = Opened::of(&self.global, self.project.root().to_owned(), files.clone());
        self.now = Now::of(files, opened, &self.global, &self.article)?;
        Ok(())
    }

    fn change<'w>(
        &self,
        written: &'w [Written],
        texts: impl Fn(&'w Written) -> (&'w String, &'w String),
    ) -> anyhow::Result<()> {
        let changes = written.iter().map(|one| {
            let (before, after) = texts(one);
            Change { path: &one.path, before, after }
        });
        change_all(&changes.collect::<Vec<_>>())
    }

    /// A hidden file beside the sheet, which no walk through the project takes for one of its own.
    fn draft(&self) -> PathBuf {
        let sheet = self.now.opened.desk.sources.get(self.now.sheet).path();
        let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.project.root().join(folder).join(format!(".{}", intake::file_name(&self.article, "draft")))
    }
}

/// What a statement makes of the sheets.
struct Plan {
    /// The new text of each sheet that is changed, by its path.
    texts: BTreeMap<String, String>,
    /// The statement as it will stand.
    record: String,
    path: String,
    line: usize,
}

impl Now {
    fn of(files: Files, opened: Opened, global: &Global, article: &str) -> anyhow::Result<Now> {
        let corpus = &opened.desk.corpus;
        let id = corpus.article(article).with_context(|| format!("the article `{article}` is not there any more"))?;
        let Some(text) = corpus[id].text else {
            bail!(
                "there is no text of `{article}` to mark passages in: put it under `seeds` and name it in the article as \
                 `text: \"…\"`, or name the folder of your copies as `--texts`"
            )
        };
        let sheet = corpus[id].place.file;
        let told = told(&opened, global)?;
        Ok(Now { files, told, id, text, sheet, opened })
    }

    fn corpus(&self) -> &Corpus {
        &self.opened.desk.corpus
    }

    fn text(&self) -> &str {
        self.opened.desk.sources.get(self.text).text()
    }

    fn heading(&self) -> String {
        let article = &self.corpus()[self.id];
        let publisher = article.publisher.as_ref().map_or(String::new(), |name| format!("{name}, "));
        let title = article.title.as_ref().map_or(String::new(), |title| format!("  {title}"));
        format!("{} ({publisher}{}){title}", article.slug, article.published)
    }

    fn catalogue(&self) -> Catalogue {
        Catalogue::of(self.corpus(), self.id, self.text())
    }

    fn noted(&self) -> Vec<Noted> {
        let corpus = self.corpus();
        let own = corpus.statement_ids().filter(|&id| corpus[id].article == Some(self.id));
        let noted = own.map(|id| {
            let statement = &corpus[id];
            let told = format!("{} {}", corpus.clause(statement.holder, statement.verb), corpus[statement.what].slug);
            let places = corpus.quotes_of(id).filter_map(|(_, quote)| match quote.anchor {
                Anchor::Found(place) if place.file == self.text => {
                    Some((place.span.start as usize, place.span.end as usize))
                }
                _ => None,
            });
            Noted { told, places: places.collect() }
        });
        noted.collect()
    }

    /// Works out which sheets a statement changes, and how.
    fn plan(&self, form: &Form, article: &str) -> anyhow::Result<Plan> {
        let sources = &self.opened.desk.sources;
        let sheet = sources.get(self.sheet);
        let is_own = own_article(sheet.text()).is_some_and(|own| own == article);
        let record = form.record((!is_own).then_some(article)).context("the statement is not whole yet")?;
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut put = |source: &Source, list: &str, index: Option<usize>, record: &str| {
            let text = texts.entry(source.path().to_owned()).or_insert_with(|| source.text().to_owned());
            *text = enter(text, list, index, record).ok_or_else(|| slip_in(source))?;
            Ok::<(), anyhow::Error>(())
        };
        let index = form.passage.as_ref().and_then(|passage| {
            let place = Place { file: self.text, span: Span::new(passage.start, passage.end) };
            place_among(self.corpus(), self.sheet, sheet.text(), place)
        });
        put(sheet, "statements", index, &record)?;
        for newcomer in &form.newcomers {
            put(sources.get(self.codebook_of(newcomer.kind)), newcomer.kind.list(), None, &newcomer.record())?;
        }
        let (line, record) = standing(&texts[sheet.path()], index);
        Ok(Plan { record, line, path: sheet.path().to_owned(), texts })
    }

    /// The sheet that has the most records of a kind; the article's own where there are none.
    fn codebook_of(&self, kind: NewcomerKind) -> FileId {
        let corpus = self.corpus();
        let mut number: BTreeMap<FileId, usize> = BTreeMap::new();
        let files: Vec<FileId> = match kind {
            NewcomerKind::Actor => corpus.actors().iter().map(|actor| actor.place.file).collect(),
            NewcomerKind::Proposition => corpus.propositions().iter().map(|one| one.place.file).collect(),
        };
        files.into_iter().for_each(|file| *number.entry(file).or_default() += 1);
        number.into_iter().rev().max_by_key(|&(_, number)| number).map_or(self.sheet, |(file, _)| file)
    }
}

/// The article that a word names: an id, or the path of a sheet or a text.
fn named(opened: &Opened, typed: &str) -> anyhow::Result<String> {
    let corpus = &opened.desk.corpus;
    if let Some(id) = corpus.article(typed) {
        return Ok(corpus[id].slug.to_string());
    }
    let path = files::path_within(&opened.root, Path::new(typed));
    let path = path.unwrap_or_else(|| typed.trim_start_matches("./").to_owned());
    let sources = &opened.desk.sources;
    let has_path = |file: FileId| sources.get(file).path() == path;
    let of_path =
        corpus.articles().iter().filter(|article| has_path(article.place.file) || article.text.is_some_and(has_path));
    let slugs: Vec<&str> = of_path.map(|article| article.slug.as_str()).collect();
    match slugs[..] {
        [slug] => Ok(slug.to_owned()),
        [] => {
            let known = corpus.articles().iter().map(|article| article.slug.as_str());
            let otherwise = "`standoff list articles` tells all, and `standoff add FILE` takes a new one in";
            Err(anyhow!("there is no article `{typed}`; {}", lookup::suggestion(typed, known, otherwise)))
        }
        _ => bail!("`{typed}` has several articles: name one of `{}`", slugs.join("`, `")),
    }
}

fn told(opened: &Opened, global: &Global) -> anyhow::Result<Told> {
    Ok(Told::of(&opened.desk, &opened.judge(global, &LevelArgs::default())?))
}

/// The id of the article that a sheet's statements are of where they name no other.
fn own_article(sheet: &str) -> Option<String> {
    let parsed = parse(sheet);
    let id = parsed.tree.root(sheet).field("article")?.field("id")?;
    id.string().map(|id| id.into_owned())
}

/// The line and the words of a sheet's statement, the last where there is no such.
fn standing(sheet: &str, index: Option<usize>) -> (usize, String) {
    let parsed = parse(sheet);
    let statements: Vec<_> =
        parsed.tree.root(sheet).field("statements").into_iter().flat_map(|list| list.children()).collect();
    let Some(statement) = index.and_then(|index| statements.get(index)).or(statements.last()) else {
        return (1, String::new());
    };
    let before = &sheet[..statement.span().range().start];
    let indent = before.len() - before.trim_end_matches(' ').len();
    (before.lines().count().max(1), statement.text().replace(&format!("\n{}", " ".repeat(indent)), "\n"))
}

fn slip_in(sheet: &Source) -> anyhow::Error {
    let line = parse(sheet.text()).errors.first().map(|error| sheet.line_column(error.span.start).line);
    let line = line.map_or(String::new(), |line| format!(" in line {line}"));
    anyhow!("`{}` has a slip{line} that is in the way; mend it first, `standoff check` says how", sheet.path())
}

#[cfg(test)]
mod tests;
