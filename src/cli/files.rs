//! The one place of the binary that touches the disk; what a project holds is read in the library.

#![expect(clippy::disallowed_methods, reason = "the commands write what they were asked to write, and only here")]

mod change;
mod create;
mod publish;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use standoff::text::MAX_SOURCE_BYTES;

pub use change::{Change, change_all};
pub use create::{New, create_all};
pub use publish::publish;

/// Writes a file. What a link leads to is written, and the link stays; a pipe or a device is written to, and stays what
/// it is.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    make_folder_of(path)?;
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let written = match fs::metadata(&target) {
        Ok(there) if there.is_dir() => bail!("`{}` is a folder; name a file in it", path.display()),
        Ok(there) if there.is_file() => write_whole(&target, bytes, Some(there.permissions())),
        Ok(_) => fs::File::options().write(true).open(&target).and_then(|mut there| there.write_all(bytes)),
        // A link that leads nowhere: what it names is made, in place.
        Err(_) if target.is_symlink() => fs::write(&target, bytes),
        Err(_) => write_whole(&target, bytes, None),
    };
    written.with_context(|| format!("`{}` cannot be written", path.display()))
}

/// Writes a file beside its place and moves it there when it is whole, so that nobody ever sees half of it.
fn write_whole(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let part = beside(path, "part");
    let written = write_part(&part, bytes, permissions).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // The failure itself is what is told; a leftover is at most untidy.
        let _ = fs::remove_file(&part);
    }
    written
}

fn write_part(part: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    fs::write(part, bytes)?;
    permissions.map_or(Ok(()), |permissions| fs::set_permissions(part, permissions))
}

/// A hidden name in the same folder, which no walk through the sheets takes for one of them.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// All of standard input.
pub fn read_stdin() -> anyhow::Result<String> {
    io::read_to_string(io::stdin()).context("standard input cannot be read as text")
}

/// The bytes of a file that the project need not hold, or of standard input where the path is `-`.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let too_large = MAX_SOURCE_BYTES + 1;
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().take(too_large).read_to_end(&mut bytes)
    } else if path.is_dir() {
        bail!("`{}` is a folder; name a file in it", path.display());
    } else if !is_there(path) {
        bail!("there is no file `{}`; its path is read from the folder you are in", path.display());
    } else {
        fs::File::open(path).and_then(|file| file.take(too_large).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("`{}` cannot be read", path.display()))?;
    if bytes.len() as u64 > MAX_SOURCE_BYTES {
        bail!("`{}` is too large; at most {} MiB are read", path.display(), MAX_SOURCE_BYTES >> 20);
    }
    Ok(bytes)
}

/// What a file says, if there is one and it is text.
pub fn text_if_there(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// Takes a file away that is of no use to anybody any more; one that is not there need not be.
pub fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// The path of a file below a folder, with `/` between its parts; nothing where it lies elsewhere, or is not there.
pub fn path_within(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (fs::canonicalize(folder).ok()?, fs::canonicalize(path).ok()?);
    let parts = path.strip_prefix(folder).ok()?.iter().map(|part| part.to_str());
    parts.collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
}

/// Whether something is at a path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a file that must not have been there before.
pub fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    make_folder_of(path)?;
    let created =
        fs::File::create_new(path).and_then(|mut file: fs::File| -> io::Result<()> { file.write_all(text.as_bytes()) });
    created.with_context(|| format!("`{}` cannot be written", path.display()))
}

/// Makes a folder, and those it lies in.
pub fn make_folder(folder: &Path) -> anyhow::Result<()> {
    if let Some(file) = folder.ancestors().find(|above| above.exists()).filter(|above| !above.is_dir()) {
        bail!("`{}` is a file, and a folder is due there", file.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("the folder `{}` cannot be made", folder.display()))
}

/// The folder we are in, by its true name.
pub fn here() -> Option<PathBuf> {
    fs::canonicalize(".").ok()
}

/// A folder by its true name, without links and detours; where it is not there yet, by the true name of the nearest one
/// that is.
pub fn true_name(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let there = folder.ancestors().find(|above| above.as_os_str().is_empty() || above.exists())?;
    let rest = folder.strip_prefix(there).ok()?;
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    fs::canonicalize(there).ok().map(|there| there.join(rest))
}

/// The names of the files that lie in a folder, sorted; none where it cannot be read.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

fn make_folder_of(path: &Path) -> anyhow::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => make_folder(folder),
        _ => Ok(()),
    }
}
