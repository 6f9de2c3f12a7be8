//! Writes a folder of files that standoff made, and touches nothing else that lies in it.
//!
//! A list in the folder names each file that was written, with the hash of what it said. What is not on the list, or says
//! something else by now, is somebody else's: it is neither replaced nor deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::{make_folder, write};

/// The list of what was written.
const LIST: &str = ".standoff-site";

const HEAD: &str =
    "standoff site: these files are replaced and deleted by `standoff site` while nobody else has changed them\n";

/// What came of it.
#[derive(Debug)]
pub struct Published {
    /// How many files are new, or say something new.
    pub written: usize,
    /// How many were of no use any more.
    pub removed: usize,
    /// Those of no use any more that were left, since somebody else has changed them.
    pub left: Vec<String>,
}

/// Brings a folder to hold these files: paths with `/` between folders, and what they say.
pub fn publish(folder: &Path, files: &[(&str, &[u8])]) -> anyhow::Result<Published> {
    let known = known(folder)?;
    let hashes: Vec<String> = files.iter().map(|(_, bytes)| hash(bytes)).collect();
    let mut changed = Vec::new();
    for (&(path, bytes), hash) in files.iter().zip(&hashes) {
        match state(folder, path)? {
            State::Absent => changed.push((path, bytes)),
            State::File(there) if there == *hash => {}
            State::File(there) if is_ours(&known, path, &there) => changed.push((path, bytes)),
            State::File(_) if known.contains_key(path) => {
                bail!(
                    "`{}` was changed since standoff wrote it; move it away, or delete it",
                    folder.join(path).display()
                )
            }
            State::File(_) => bail!("`{}` was not written by standoff; move it away", folder.join(path).display()),
        }
    }

    make_folder(folder)?;
    // On the way, both what was and what will be is ours; so a run that is cut short can be taken up by the next.
    let mut list: BTreeSet<(String, String)> =
        known.iter().flat_map(|(path, all)| all.iter().map(|hash| (path.clone(), hash.clone()))).collect();
    let new: BTreeSet<(String, String)> =
        files.iter().zip(&hashes).map(|((path, _), hash)| ((*path).to_owned(), hash.clone())).collect();
    list.extend(new.iter().cloned());
    write_list(folder, &list)?;
    for (path, bytes) in &changed {
        write(&folder.join(path), bytes)?;
    }
    let (removed, left) = remove_stale(folder, &known, files)?;
    write_list(folder, &new)?;
    Ok(Published { written: changed.len(), removed, left })
}

/// The files that were written here before, each with the hashes of what it may say. A folder that holds other things,
/// and was never written so, is none of ours.
fn known(folder: &Path) -> anyhow::Result<BTreeMap<String, BTreeSet<String>>> {
    let list = folder.join(LIST);
    if !list.exists() {
        let mut names: Vec<String> = match fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect(),
            Err(_) if !folder.exists() => Vec::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("`{}` is no folder to write to", folder.display()));
            }
        };
        names.sort();
        if let Some(name) = names.first() {
            let more = if names.len() > 1 { " and more" } else { "" };
            bail!(
                "`{}` holds other things than a site (`{name}`{more}); name a new or an empty folder",
                folder.display()
            );
        }
        return Ok(BTreeMap::new());
    }
    let text = fs::read_to_string(&list).with_context(|| format!("`{}` cannot be read", list.display()))?;
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let entry = line.split_once("  ").filter(|(_, path)| stays_inside(path));
        let Some((hash, path)) = entry else { bail!("`{}` is damaged; name another folder", list.display()) };
        known.entry(path.to_owned()).or_default().insert(hash.to_owned());
    }
    Ok(known)
}

/// Whether a path leads to something in the folder, whatever it says.
fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn write_list(folder: &Path, list: &BTreeSet<(String, String)>) -> anyhow::Result<()> {
    let lines: String = list.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    write(&folder.join(LIST), (HEAD.to_owned() + &lines).as_bytes())
}

/// What there is at a place.
enum State {
    Absent,
    /// A file, by its hash.
    File(String),
}

fn state(folder: &Path, path: &str) -> anyhow::Result<State> {
    let target = folder.join(path);
    // A link would lead what is written to some other place.
    let below = target.ancestors().skip(1).take_while(|above| *above != folder);
    if let Some(link) = below.chain([&*target]).find(|above| above.is_symlink()) {
        bail!("`{}` is a link, and was not made by standoff; move it away", link.display());
    }
    if !target.exists() {
        return Ok(State::Absent);
    }
    if !target.is_file() {
        bail!("`{}` is no file, and one is due there; move it away", target.display());
    }
    let bytes = fs::read(&target).with_context(|| format!("`{}` cannot be read", target.display()))?;
    Ok(State::File(hash(&bytes)))
}

fn is_ours(known: &BTreeMap<String, BTreeSet<String>>, path: &str, there: &str) -> bool {
    known.get(path).is_some_and(|hashes| hashes.contains(there))
}

/// Deletes what was written before and is not written any more, and the folders that are empty then.
fn remove_stale(
    folder: &Path,
    known: &BTreeMap<String, BTreeSet<String>>,
    files: &[(&str, &[u8])],
) -> anyhow::Result<(usize, Vec<String>)> {
    let current: BTreeSet<&str> = files.iter().map(|(path, _)| *path).collect();
    let (mut removed, mut left) = (0, Vec::new());
    for path in known.keys().filter(|path| !current.contains(path.as_str())) {
        match state(folder, path) {
            Ok(State::Absent) => {}
            Ok(State::File(there)) if is_ours(known, path, &there) => {
                let target = folder.join(path);
                fs::remove_file(&target).with_context(|| format!("`{}` cannot be deleted", target.display()))?;
                removed += 1;
                if let Some(parent) = target.parent().filter(|parent| *parent != folder) {
                    // A folder that still holds something stays, and so it should.
                    let _ = fs::remove_dir(parent);
                }
            }
            Ok(State::File(_)) | Err(_) => left.push(path.clone()),
        }
    }
    Ok((removed, left))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
