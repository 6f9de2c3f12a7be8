//! New files that belong together: all of them, or none, and never in the place of one that is there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::beside;

/// A file that must not have been there before.
pub struct New<'a> {
    pub path: PathBuf,
    pub text: &'a str,
}

/// Writes some files, or none of them. Each is written beside its place first and moved there when all are whole; where
/// one of them cannot be, those before it are taken back.
pub fn create_all(files: &[New<'_>]) -> anyhow::Result<()> {
    let parts: Vec<PathBuf> = files.iter().map(|file| beside(&file.path, "part")).collect();
    let mut placed = Vec::new();
    let outcome = write_all(files, &parts).and_then(|()| place_all(files, &parts, &mut placed));
    for leftover in parts.iter().chain(outcome.is_err().then_some(placed).iter().flatten()) {
        // The failure itself is what is told; a leftover is at most untidy.
        let _ = fs::remove_file(leftover);
    }
    outcome
}

fn write_all(files: &[New<'_>], parts: &[PathBuf]) -> anyhow::Result<()> {
    for (file, part) in files.iter().zip(parts) {
        refuse_if_there(&file.path)?;
        super::make_folder_of(&file.path)?;
        fs::write(part, file.text).with_context(|| format!("`{}` cannot be written", file.path.display()))?;
    }
    Ok(())
}

fn place_all(files: &[New<'_>], parts: &[PathBuf], placed: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for (file, part) in files.iter().zip(parts) {
        place(part, &file.path).with_context(|| format!("`{}` cannot be written", file.path.display()))?;
        placed.push(file.path.clone());
    }
    Ok(())
}

/// Moves a file to a place where there must be none. A second name for it fails where there is one, which a move would
/// silently take the place of; some disks know no second names, and there the place is looked at first.
fn place(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !super::is_there(path) => fs::rename(part, path),
        linked => linked,
    }
}

fn refuse_if_there(path: &Path) -> anyhow::Result<()> {
    if super::is_there(path) {
        bail!("`{}` is there already, and nothing is overwritten", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written_and_nothing_is_left_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a/x.txt", "b/x.ron"].map(|name| folder.path().join(name));
        create_all(&[New { path: a.clone(), text: "words" }, New { path: b.clone(), text: "()" }]).unwrap();
        assert_eq!([fs::read_to_string(a).unwrap(), fs::read_to_string(b).unwrap()], ["words", "()"]);
        assert_eq!(names(&folder.path().join("a")), ["x.txt"]);
    }

    #[test]
    fn where_the_second_cannot_be_written_the_first_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["x.txt", "x.ron"].map(|name| folder.path().join(name));
        fs::write(&b, "mine").unwrap();
        let files = [New { path: a.clone(), text: "words" }, New { path: b.clone(), text: "()" }];
        let told = create_all(&files).unwrap_err().to_string();
        assert!(told.ends_with("x.ron` is there already, and nothing is overwritten"), "{told}");

        // The same, where it came to be there only after it was looked for.
        let parts: Vec<PathBuf> = files.iter().map(|file| beside(&file.path, "part")).collect();
        parts.iter().for_each(|part| fs::write(part, "new").unwrap());
        let mut placed = Vec::new();
        place_all(&files, &parts, &mut placed).unwrap_err();
        assert_eq!(placed, std::slice::from_ref(&a));
        parts.iter().chain(&placed).for_each(|file| fs::remove_file(file).unwrap());
        assert_eq!((names(folder.path()), fs::read_to_string(b).unwrap().as_str()), (vec!["x.ron".to_owned()], "mine"));

        let below_a_file = folder.path().join("x.ron/y.ron");
        create_all(&[New { path: a, text: "words" }, New { path: below_a_file, text: "()" }]).unwrap_err();
        assert_eq!(names(folder.path()), ["x.ron"]);
    }
}
