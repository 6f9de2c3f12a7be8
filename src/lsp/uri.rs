//! File names as editors write them: `file:///home/ida/talks/data/actors.ron`.

use std::path::{Path, PathBuf};

/// The file that a URI names; nothing for what is no file, such as a text that was never saved.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // Between the slashes stands a host, which is this one where it stands at all.
    let path = &rest[rest.find('/')?..];
    let path = decoded(path);
    let is_drive = |bytes: &[u8]| bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    Some(PathBuf::from(if is_drive(path.as_bytes()) { path[1..].to_owned() } else { path }))
}

/// The URI of a file.
pub fn uri_of(path: &Path) -> String {
    let mut path = path.to_string_lossy().replace('\\', "/");
    // Windows marks the true name of a file so.
    if let Some(plain) = path.strip_prefix("//?/") {
        path = plain.to_owned();
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mut uri = format!("file://{slash}");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            other => uri += &format!("%{other:02X}"),
        }
    }
    uri
}

/// The words with `%C3%A9` read as `é`. What is no such sign stays as it is.
fn decoded(words: &str) -> String {
    let bytes = words.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let sign = (bytes[at] == b'%').then(|| words.get(at + 1..at + 3)).flatten();
        match sign.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_uri_and_a_uri_its_file() {
        for path in ["/home/ida/talks/data/a b.ron", "/srv/Київ/100%.ron"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Some(PathBuf::from(path)));
        }
        assert_eq!(uri_of(Path::new("/a b/é.ron")), "file:///a%20b/%C3%A9.ron");
        assert_eq!(path_of("file:///c%3A/talks/a.ron"), Some(PathBuf::from("c:/talks/a.ron")));
        assert_eq!(path_of("file://localhost/a%2"), Some(PathBuf::from("/a%2")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
    }
}
