//! `standoff lsp`.

use std::path::Path;

use anyhow::Context;
use clap::Args;
use crossbeam_channel::{Receiver, bounded};
use standoff::Project;
use standoff::lsp::{Asked, Connection, Options, serve};
use standoff::rules::Levels;

use crate::Verdict;
use crate::args::Global;
use crate::eyes::{Eyes, News};
use crate::levels::LevelArgs;
use crate::opened::{day, today};

/// Help an editor while sheets are typed: mistakes at once, ids and quotes to pick from, and what every word means
///
/// Your editor starts it and talks to it by the Language Server Protocol; docs/editors.md tells how to set that up. It
/// changes no file by itself.
#[derive(Args, Debug)]
pub struct Lsp {
    #[command(flatten)]
    levels: LevelArgs,
}

impl Lsp {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let is_told = global.project != Path::new(".");
        let options = Options {
            project: is_told.then(|| global.project.clone()),
            texts: global.texts.clone(),
            asked: Asked { as_of: global.as_of.map(day), today, levels: self.levels.over(Levels::default())? },
            watch,
        };
        let (connection, threads) = Connection::stdio();
        let served = serve(&connection, options);
        drop(connection);
        served.context("the editor and the server do not understand each other")?;
        threads.join().context("the editor went away, or sent what is no message")?;
        Ok(Verdict::Fine)
    }
}

/// Tells of changes on disk for as long as somebody listens. One that is not heard yet stands for all that follow.
fn watch(project: &Project, texts: Option<&Path>) -> Option<Receiver<()>> {
    let mut eyes = Eyes::of_project(project.root(), texts).ok()?;
    let (sender, receiver) = bounded(1);
    std::thread::spawn(move || {
        while eyes.wait().is_ok_and(|news| news == News::Change) {
            if sender.try_send(()).is_err_and(|error| error.is_disconnected()) {
                return;
            }
        }
    });
    Some(receiver)
}
