//! Several files changed together: all of them, or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::{beside, write_part};

/// A file that is to say something else.
pub struct Change<'a> {
    pub path: &'a Path,
    /// What it must say still; another program may have written it since it was read.
    pub before: &'a str,
    pub after: &'a str,
}

/// Changes all of some files, or none of them. Each is written beside its place first, and only then do they change
/// places; where one of those moves fails, the ones before it are undone.
pub fn change_all(changes: &[Change<'_>]) -> anyhow::Result<()> {
    change_all_by(changes, |from, to| fs::rename(from, to))
}

fn change_all_by(changes: &[Change<'_>], put: impl Fn(&Path, &Path) -> io::Result<()>) -> anyhow::Result<()> {
    let steps: Vec<Step<'_>> = changes.iter().map(Step::new).collect();
    let prepared = steps.iter().try_for_each(Step::prepare).context("nothing was changed");
    let outcome = match prepared {
        Ok(()) => carry_out(&steps, put),
        Err(error) => Err(error),
    };
    let is_half_done = outcome.as_ref().is_err_and(|error| error.is::<HalfDone>());
    for step in &steps {
        // What cannot be tidied up is at most untidy.
        let _ = fs::remove_file(&step.part);
        if !is_half_done {
            let _ = fs::remove_file(&step.kept);
        }
    }
    outcome
}

/// A change with the files that it takes.
struct Step<'a> {
    change: &'a Change<'a>,
    /// What a link leads to is changed, and the link stays.
    target: PathBuf,
    /// What it is to say.
    part: PathBuf,
    /// What it says now.
    kept: PathBuf,
}

impl<'a> Step<'a> {
    fn new(change: &'a Change<'a>) -> Step<'a> {
        let target = fs::canonicalize(change.path).unwrap_or_else(|_| change.path.to_owned());
        let [part, kept] = ["part", "kept"].map(|ending| beside(&target, ending));
        Step { change, target, part, kept }
    }

    fn prepare(&self) -> anyhow::Result<()> {
        let told = || self.told();
        if fs::read(&self.target).with_context(told)? != self.change.before.as_bytes() {
            bail!("`{}` was changed by somebody else just now", self.change.path.display());
        }
        let permissions = fs::metadata(&self.target).with_context(told)?.permissions();
        fs::copy(&self.target, &self.kept).with_context(told)?;
        write_part(&self.part, self.change.after.as_bytes(), Some(permissions)).with_context(told)
    }

    fn told(&self) -> String {
        format!("`{}` cannot be written", self.change.path.display())
    }
}

/// The one case in which some files are changed and others not: neither the change nor its undoing could be finished.
#[derive(Debug, thiserror::Error)]
#[error("`{target}` was changed and cannot be put back; what it said before is in `{kept}`")]
struct HalfDone {
    target: String,
    kept: String,
}

fn carry_out(steps: &[Step<'_>], put: impl Fn(&Path, &Path) -> io::Result<()>) -> anyhow::Result<()> {
    for (index, step) in steps.iter().enumerate() {
        let Err(error) = put(&step.part, &step.target) else { continue };
        for done in &steps[..index] {
            if put(&done.kept, &done.target).is_err() {
                let [target, kept] = [&done.target, &done.kept].map(|path| path.display().to_string());
                return Err(HalfDone { target, kept }.into());
            }
        }
        return Err(anyhow!(error).context(step.told()).context("nothing was changed"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three files, of which the third cannot be moved; says what is in the folder afterwards.
    fn after_a_failure(fails: impl Fn(&Path, &Path) -> bool) -> (String, Vec<(String, String)>) {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a.ron", "b.ron", "c.ron"].map(|name| folder.path().join(name));
        paths.iter().for_each(|path| fs::write(path, "old").unwrap());
        let changes: Vec<_> = paths.iter().map(|path| Change { path, before: "old", after: "new" }).collect();
        let outcome = change_all_by(&changes, |from, to| match fails(from, to) {
            true => Err(io::Error::other("the disk is on fire")),
            false => fs::rename(from, to),
        });
        let mut files: Vec<(String, String)> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
            .collect();
        files.sort();
        (outcome.map_or_else(|error| error.to_string(), |()| String::new()), files)
    }

    fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
    }

    #[test]
    fn where_one_move_fails_none_has_been_made() {
        let (told, files) = after_a_failure(|_, to| to.ends_with("c.ron"));
        assert_eq!(told, "nothing was changed");
        assert_eq!(files, named(&[("a.ron", "old"), ("b.ron", "old"), ("c.ron", "old")]));
    }

    #[test]
    fn where_nothing_fails_nothing_is_left_over() {
        let (told, files) = after_a_failure(|_, _| false);
        assert_eq!(told, "");
        assert_eq!(files, named(&[("a.ron", "new"), ("b.ron", "new"), ("c.ron", "new")]));
    }

    #[test]
    fn what_cannot_even_be_put_back_is_kept_and_named() {
        let (told, files) = after_a_failure(|from, to| to.ends_with("c.ron") || from.ends_with(".a.ron.kept"));
        assert!(told.contains("a.ron` was changed and cannot be put back; what it said before is in"), "{told}");
        assert!(files.contains(&(".a.ron.kept".to_owned(), "old".to_owned())), "{files:?}");
    }

    #[test]
    fn a_file_that_somebody_else_has_written_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "newer").unwrap();
        let changed = change_all(&[Change { path: &path, before: "old", after: "new" }]);
        assert!(format!("{:#}", changed.unwrap_err()).contains("was changed by somebody else just now"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    }
}
