//! `standoff add`.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use sha2::{Digest, Sha256};
use standoff::Desk;
use standoff::corpus::Corpus;
use standoff::date::PartialDate;
use standoff::id::check_slug;
use standoff::intake::{self, Alike, Kept, NewArticle, alike, known};
use standoff::page::{Given, Page};
use standoff::project::TEXTS_FOLDER;
use standoff::report::count;

use crate::args::Global;
use crate::files::New;
use crate::opened::Opened;
use crate::progress::Progress;
use crate::{Verdict, files, output};

/// Add an article: its text goes into `seeds`, and a sheet to note it in comes into `data`
///
/// The file is a web page as your browser saves it, Markdown, or plain text. Of a page only the article is taken, without
/// menus, banners and comments; title, publisher, date and address are what the page says, and what it does not say is left
/// for you to fill in. The sheet begins with the actors of your codebook whom the article names. Nothing is ever overwritten.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff add ~/Downloads/page.html\n  \
    standoff add page.html --dry-run                       show what would be written\n  \
    standoff add notes.txt --publisher \"The Post\" --published 2025-06-20\n  \
    standoff add page.html --private --texts ~/copies      the text stays out of the project")]
pub struct Add {
    /// The article's file; `-` reads what is typed or piped in
    file: PathBuf,
    /// Its headline, whatever the file says
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Who brought it out
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// When it came out, as exactly as you know: 2025-06-20, 2025-06 or 2025
    #[arg(long, value_name = "DATE")]
    published: Option<PartialDate>,
    /// Where it stands in the web
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Its id, and the name of its files; made of publisher and date where it is left out
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Keep the text out of the project, since it may not be republished: it goes into the folder given as --texts, and its
    /// SHA-256 into the sheet
    #[arg(long, requires = "texts")]
    private: bool,
    /// Add it even if an article that says the same is there already
    #[arg(long)]
    anyway: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    dry_run: bool,
}

impl Add {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let bytes = files::read(&self.file)?;
        let page = self.page(&bytes)?;
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let sha256 = sha256(&bytes);
        let there = files::path_within(&opened.root.join(TEXTS_FOLDER), &self.file);

        let doubles = doubles(global, desk, &page.text, &sha256, there.as_deref());
        if !doubles.is_empty() && !self.anyway {
            let told = doubles.join("\n");
            output::print(&format!("`{}` was not added; `--anyway` adds it\n{told}\n", self.shown()))?;
            return Ok(Verdict::Objection);
        }

        let plan = self.plan(global, &opened, &page, there)?;
        let text_sha256 = sha256_of_text(&page);
        let kept = match &plan.text {
            TextPlan::There(text) => Kept::There { text },
            TextPlan::InProject(text) => Kept::InProject { text, sha256: &sha256 },
            TextPlan::Elsewhere(copy) => Kept::Elsewhere { copy, sha256: &text_sha256 },
        };
        let known = known(&desk.corpus, &page.text);
        let original = self.original();
        let new = NewArticle { id: &plan.id, page: &page, known: &known, original: original.as_deref(), kept };
        let sheet = intake::sheet(&desk.corpus, &new);
        plan.carry_out(global, &opened.root, &page, &sheet, self.dry_run)?;
        if !self.dry_run {
            tell_what_is_next(global, &page, &plan.id, known.actors.len());
        }
        Ok(Verdict::Fine)
    }

    fn page(&self, bytes: &[u8]) -> anyhow::Result<Page> {
        let name = self.original().unwrap_or_default();
        let page = Page::read(&name, bytes).map_err(|error| anyhow!("`{}` cannot be added: {error}", self.shown()));
        let mut page = page?;
        page.correct(Given {
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            published: self.published,
            url: self.url.clone(),
        });
        Ok(page)
    }

    /// The file's own name, without the folder that it happens to lie in; nothing for what was piped in.
    fn original(&self) -> Option<String> {
        let is_piped = self.file.as_os_str() == "-";
        self.file.file_name().filter(|_| !is_piped).map(|name| name.to_string_lossy().into_owned())
    }

    fn shown(&self) -> String {
        self.original().unwrap_or_else(|| "what was piped in".to_owned())
    }

    /// Decides what the article is called and where its files go.
    fn plan(&self, global: &Global, opened: &Opened, page: &Page, there: Option<String>) -> anyhow::Result<Plan> {
        let desk = &opened.desk;
        let texts = match global.texts.as_deref().filter(|_| self.private) {
            Some(folder) if files::path_within(&opened.root.join(TEXTS_FOLDER), folder).is_some() => {
                bail!("`{}` holds the project's own texts; name a folder outside as `--texts`", folder.display())
            }
            Some(folder) => folder.to_owned(),
            None => opened.root.join(TEXTS_FOLDER),
        };
        let folder = intake::sheet_folder(&desk.corpus, &desk.sources);
        let paths = |id: &str| {
            let text = there.is_none().then(|| texts.join(intake::file_name(id, "txt")));
            [Some(opened.root.join(&folder).join(intake::file_name(id, "ron"))), text].into_iter().flatten()
        };
        let is_taken = |id: &str| desk.corpus.article(id).is_some() || paths(id).any(|path| files::is_there(&path));
        let id = match &self.id {
            None => {
                let name = intake::name_for(page, &desk.corpus, &self.original().unwrap_or_default());
                intake::free_name(&name, is_taken)
            }
            Some(id) => {
                check_slug(id).map_err(|bad| anyhow!("`{id}` cannot be an article's id: {bad}"))?;
                if desk.corpus.article(id).is_some() {
                    bail!("there is already an article `{id}`; give another `--id`, or leave it out");
                }
                id.clone()
            }
        };
        let sheet = format!("{folder}/{}", intake::file_name(&id, "ron"));
        let text_name = intake::file_name(&id, "txt");
        let text = match there {
            Some(text) if self.private => bail!(
                "`{text}` lies in the project already; move it out of there first, and `--private` will keep it out"
            ),
            Some(text) => TextPlan::There(text),
            None if self.private => TextPlan::Elsewhere(text_name),
            None => TextPlan::InProject(text_name),
        };
        Ok(Plan { id, sheet, text, texts })
    }
}

/// What an article is called, and where its files go.
struct Plan {
    id: String,
    /// The sheet's path in the project.
    sheet: String,
    text: TextPlan,
    /// The folder of the text.
    texts: PathBuf,
}

enum TextPlan {
    /// It lies in the project already.
    There(String),
    InProject(String),
    Elsewhere(String),
}

impl Plan {
    fn carry_out(&self, global: &Global, root: &Path, page: &Page, sheet: &str, is_dry: bool) -> anyhow::Result<()> {
        let text = match &self.text {
            TextPlan::There(_) => None,
            TextPlan::InProject(name) => Some((format!("{TEXTS_FOLDER}/{name}"), self.texts.join(name))),
            TextPlan::Elsewhere(name) => Some((format!("{name}, in the folder of `--texts`"), self.texts.join(name))),
        };
        let amount = format!("{}, {}", count(page.paragraphs(), "paragraph"), count(page.words(), "word"));
        if is_dry {
            let text = text.map(|(shown, _)| format!("would write {shown} ({amount}):\n\n{}\n", page.text));
            return output::print(&format!("{}would write {}:\n\n{sheet}", text.unwrap_or_default(), self.sheet));
        }
        let new_text = text.as_ref().map(|(_, path)| New { path: path.clone(), text: &page.text });
        let new_sheet = New { path: root.join(&self.sheet), text: sheet };
        files::create_all(&new_text.into_iter().chain([new_sheet]).collect::<Vec<_>>()).context("nothing was added")?;
        if let Some((shown, _)) = text {
            output::hint(global, &format!("wrote {shown}: {amount}"));
        }
        output::hint(global, &format!("wrote {}", self.sheet));
        Ok(())
    }
}

/// Says which articles are the same, or much the same, and hints at those that have only something in common.
fn doubles(global: &Global, desk: &Desk, text: &str, sha256: &str, there: Option<&str>) -> Vec<String> {
    let corpus = &desk.corpus;
    let same_file = corpus.article_ids().filter(|&id| corpus[id].sha256.as_deref() == Some(sha256));
    let mut told: Vec<String> =
        same_file.map(|id| format!("{} was added from this very file", article(corpus, id))).collect();
    let own_path = there.map(|name| format!("{TEXTS_FOLDER}/{name}"));
    let _progress = Progress::new(global, "comparing");
    for one in alike(corpus, &desk.sources, text) {
        let path = desk.sources.get(one.file).path();
        if one.article.is_none() && own_path.as_deref() == Some(path) {
            continue;
        }
        let name = one.article.map_or_else(|| format!("`{path}`"), |id| article(corpus, id));
        let Alike { percent, is_same, .. } = one;
        match (one.is_double(), is_same) {
            (_, true) => told.push(format!("{name} is the same text, word for word")),
            (true, _) => {
                told.push(format!("{name} says much the same: {percent} % of the shorter text, word for word"))
            }
            (false, _) => output::hint(
                global,
                &format!(
                    "{name} has {percent} % of the shorter text in common with it, word for word; where both have it \
                     from one agency, that is one source"
                ),
            ),
        }
    }
    told
}

fn article(corpus: &Corpus, id: standoff::id::ArticleId) -> String {
    let article = &corpus[id];
    let publisher = article.publisher.as_ref().map_or(String::new(), |publisher| format!("{publisher}, "));
    format!("`{}` ({publisher}{})", article.slug, article.published)
}

fn tell_what_is_next(global: &Global, page: &Page, id: &str, actors: usize) {
    let fields = [
        ("title", page.title.is_some()),
        ("publisher", page.publisher.is_some()),
        ("date", page.published.is_some()),
        ("address", page.url.is_some()),
    ];
    let list = |is_known: bool| {
        let names: Vec<&str> = fields.iter().filter(|field| field.1 == is_known).map(|field| field.0).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => "nothing".to_owned(),
        }
    };
    let missing =
        if fields.iter().all(|field| field.1) { String::new() } else { format!("; {} left to fill in", list(false)) };
    output::hint(global, &format!("filled in: {}{missing}", list(true)));
    let named = match actors {
        0 => "the text names nobody of the codebook".to_owned(),
        _ => format!("the text names {} of the codebook, listed at the top of the sheet", count(actors, "actor")),
    };
    output::hint(global, &named);
    let date = if page.published.is_some() { "" } else { "fill in the date, " };
    output::hint(global, &format!("next: read the text once, {date}then `standoff annotate {id}`, or note by hand"));
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256_of_text(page: &Page) -> String {
    sha256(page.text.as_bytes())
}
