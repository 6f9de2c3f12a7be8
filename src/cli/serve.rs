//! `standoff serve`.

mod http;
mod shelf;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use standoff::Project;
use standoff::report::{Tally, count};
use standoff::site::{notice, notice_of_failure, site};

use crate::args::Global;
use crate::eyes::{Eyes, News};
use crate::levels::LevelArgs;
use crate::opened::{NO_PROJECT, Opened};
use crate::{Verdict, output};
use shelf::Shelf;

/// Show the reading room in a browser, and keep it current while the sheets are edited
///
/// Pages that are open load again whenever a sheet or a text is saved. A sheet with a mistake in it leaves the last good
/// pages up, and the mistake is shown above them. Only this machine can see the pages, unless `--host` says otherwise.
/// Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff serve\n  \
    standoff serve --port 8080\n  \
    standoff serve --host 0.0.0.0    # for everybody on your network")]
pub struct Serve {
    /// The number in the address; 0 takes any that is free
    #[arg(short, long, value_name = "NUMBER", default_value_t = 4000)]
    port: u16,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    #[command(flatten)]
    levels: LevelArgs,
}

impl Serve {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let project = Project::find(&global.project).context(NO_PROJECT)?;
        // They are open before anything is read, so that no change falls in between.
        let mut eyes = Eyes::open(global, project.root())?;
        let shelf = Arc::new(Shelf::default());
        let mut seen = None;
        self.bring_up_to_date(global, &shelf, &mut seen)?;
        let address = http::serve(SocketAddr::new(self.host, self.port), Arc::clone(&shelf))?;
        output::print(&format!("http://{address}/\n"))?;
        if !self.host.is_loopback() {
            output::hint(global, "everybody who can reach this machine can read these pages");
        }
        output::hint(global, "open it in a browser; Ctrl-C ends it");
        while eyes.wait()? == News::Change {
            self.bring_up_to_date(global, &shelf, &mut seen)?;
        }
        Ok(Verdict::Fine)
    }

    /// Reads and writes all again, where anything has changed.
    fn bring_up_to_date(&self, global: &Global, shelf: &Shelf, seen: &mut Option<u64>) -> anyhow::Result<()> {
        let opened = match Opened::new(global) {
            Ok(opened) => opened,
            // A project that is gone may come back: a branch is switched, a folder is moved.
            Err(error) if seen.is_some() => {
                *seen = Some(0);
                output::complain(&error);
                shelf.say(notice_of_failure(&error.to_string()));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let contents = opened.contents();
        if seen.replace(contents) == Some(contents) {
            return Ok(());
        }
        let is_whole = opened.desk.diagnostics.is_empty();
        if is_whole || shelf.is_empty() {
            let levels = opened.levels(&self.levels)?;
            let judgement = opened.judge_by(global, &levels);
            shelf.fill(site(&opened.name(), &opened.desk, &judgement, &levels));
            let tally = Tally::of(&opened.desk, &judgement);
            output::hint(global, &format!("{}: {}", tally.read(), tally.outcome()));
        }
        if is_whole {
            shelf.say(String::new());
        } else {
            shelf.say(notice(&opened.desk));
            output::hint(
                global,
                &format!(
                    "{} in reading; the last good pages stay up; `standoff check` tells more",
                    count(opened.desk.diagnostics.len(), "mistake")
                ),
            );
        }
        Ok(())
    }
}
