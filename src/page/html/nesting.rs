//! How deep a page's parts lie within each other, counted before it is read: what reads pages needs the square of that in
//! time, and a page made to keep a program busy must not.

/// Browsers stop at 512. Old pages whose tags are not closed look deeper than they are meant.
pub const DEEPEST: usize = 4_000;

/// Parts that hold nothing, or that the next of their kind closes.
const FLAT: &[&str] = &[
    "a", "area", "base", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "track", "wbr",
];

/// Parts in which `<` may mean something else, or whose parts may close themselves.
const OPAQUE: &[&str] = &["script", "style", "svg", "math", "textarea", "title", "noscript", "template"];

/// The most parts that are open at once.
pub fn depth(written: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut endless: Vec<String> = Vec::new();
    let mut rest = written;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(closing) = rest.strip_prefix('/') {
            open = open.saturating_sub(usize::from(!is_in(FLAT, name(closing))));
        } else if is_in(OPAQUE, name(rest)) {
            // Where one part has no end, no later one of its name has: it is looked for once.
            let opened = name(rest).to_ascii_lowercase();
            if !endless.contains(&opened) {
                match after_close(rest, &opened) {
                    Some(after) => rest = after,
                    None => endless.push(opened),
                }
            }
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_in(FLAT, name(rest)) {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// What follows the end of a part; nothing where its end cannot be found.
fn after_close<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&rest.as_bytes()[from..], b"</") {
        from += at + 2;
        if rest.as_bytes()[from..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(&rest[from..]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_open_counts() {
        assert_eq!(depth("<html><body><div><p>a<p>b<br><div>c</div></div><div>d</div>"), 2);
        assert_eq!(depth("<script>if(a<b)x='<div><div>'</script><!-- <div> --><b>"), 1);
        assert_eq!(depth(&"<font>".repeat(10)), 10);
        assert_eq!(depth(&"<DIV>x</DIV>".repeat(10)), 1);
        for odd in ["<", "</", "<!--", "<script", "a<b", "<ж>"] {
            assert!(depth(odd) <= 1, "{odd}");
        }
    }
}
