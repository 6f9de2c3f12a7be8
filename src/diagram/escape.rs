//! Makes any text safe inside a picture's file: for XML, for DOT, and for drawing at all.

/// Keeps what can be drawn: line breaks stay, tabs become spaces, control characters and others that XML forbids (a
/// stray `\u{b}` from a copied web page, say) vanish. An SVG that holds one of them is refused by every reader.
pub fn drawable(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let keep = |letter: char| match letter {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{fffe}' | '\u{ffff}' | '\u{ad}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    };
    unified.chars().filter_map(keep).collect()
}

/// Escapes a text for XML, both between tags and between double quotes.
///
/// ```
/// assert_eq!(standoff::diagram::escape::xml("\"ever\" < <never> & 'so'"), "&quot;ever&quot; &lt; &lt;never&gt; &amp; &#39;so&#39;");
/// ```
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in drawable(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("&#10;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address that may stand in a link, or nothing. Records come from many hands; `javascript:` and `data:` addresses
/// would run in the reader's browser, so only pages, files beside the picture and mail are let through.
pub fn link(address: &str) -> Option<&str> {
    let address = address.trim();
    let scheme_end = address.find([':', '/', '?', '#']).filter(|&at| address[at..].starts_with(':'));
    let allowed = match scheme_end {
        None => !address.is_empty(),
        Some(end) => ["http", "https", "mailto"].contains(&address[..end].to_ascii_lowercase().as_str()),
    };
    (allowed && !address.contains(char::is_control)).then_some(address)
}

/// Quotes an id for DOT. Two different ids stay different.
///
/// ```
/// assert_eq!(standoff::diagram::escape::dot_id("russia"), "\"russia\"");
/// assert_eq!(standoff::diagram::escape::dot_id("a \"b\" \\"), r#""a \"b\" \\""#);
/// ```
pub fn dot_id(id: &str) -> String {
    format!("\"{}\"", drawable(id).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Quotes a text that Graphviz will show: as [`dot_id`], and with `&` written as an entity, since Graphviz would else
/// turn the words `R&amp;D` of an article into `R&D`.
pub fn dot_text(text: &str) -> String {
    dot_id(&text.replace('&', "&amp;"))
}

/// Takes the quotes of [`dot_id`] off again, for those who read files back.
pub fn dot_unquote(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next().map(|next| if next == 'n' { '\n' } else { next })),
            letter => text.push(letter),
        }
    }
    text
}

/// Quotes a text for Mermaid. Whatever might mean something to one of its versions becomes an entity of its own kind:
/// `#34;` for a quotation mark.
///
/// ```
/// assert_eq!(standoff::diagram::escape::mermaid_text("R&D: \"so\"\nMoscow's"), "\"R#38;D: #34;so#34;<br/>Moscow's\"");
/// ```
pub fn mermaid_text(text: &str) -> String {
    let lines = drawable(text).split('\n').map(mermaid_unquoted).collect::<Vec<_>>().join("<br/>");
    // Mermaid takes no empty words.
    if lines.trim().is_empty() { "\" \"".into() } else { format!("\"{lines}\"") }
}

fn mermaid_unquoted(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // `Russia: only after` stays readable; `style:x` would be taken for a style.
            ':' if letters.peek() == Some(&' ') => escaped.push(':'),
            '!'..='&' | '*' | '+' | ':'..='@' | '['..='`' | '{'..='~' => {
                escaped.push_str(&format!("#{};", u32::from(letter)));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Takes the quotes of [`mermaid_text`] off again, for those who read files back.
pub fn mermaid_unquote(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    let mut text = String::with_capacity(inner.len());
    let inner = inner.replace("<br/>", "\n");
    let mut rest = inner.as_str();
    while let Some((before, after)) = rest.split_once('#') {
        text.push_str(before);
        let entity =
            after.split_once(';').and_then(|(number, after)| Some((char::from_u32(number.parse().ok()?)?, after)));
        match entity {
            Some((letter, after)) => {
                text.push(letter);
                rest = after;
            }
            None => {
                text.push('#');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_never_gets_through() {
        assert_eq!(drawable("a\u{0}b\u{b}c\u{1b}[1m\u{fffe}\td\r\ne"), "abc[1m de".replace(" de", " d\ne"));
        assert_eq!(xml("Քոչարյան \u{7}& «денацификация»"), "Քոչարյան &amp; «денацификация»");
    }

    #[test]
    fn a_link_that_would_run_is_no_link() {
        assert!(link("javascript:alert(1)").is_none());
        assert!(link(" JavaScript:alert(1)").is_none());
        assert!(link("data:text/html,x").is_none());
        assert!(link("").is_none());
        assert_eq!(link("https://example.org/a?b=c:d"), Some("https://example.org/a?b=c:d"));
        assert_eq!(link("#statement/russia-1"), Some("#statement/russia-1"));
        assert_eq!(link("../articles/a.html#x:y"), Some("../articles/a.html#x:y"));
    }

    #[test]
    fn mermaid_quotes_come_off_again_and_nothing_that_it_knows_gets_through() {
        for text in ["a", "#35;", "\"", "a\nb", "`code`", "%%{init}%%", "style a:b#c;", "<b>", "-->|x|", "Երևան's (և)"]
        {
            assert_eq!(mermaid_unquote(&mermaid_text(text)), text);
            let inner = mermaid_text(text).replace("<br/>", "");
            let inner = inner.trim_matches('"');
            assert!(!inner.contains(['"', '`', '%', '<', '>', '{', '|', '\\']) && !inner.contains(":b"), "{inner}");
        }
    }

    #[test]
    fn dot_quotes_come_off_again() {
        for text in ["", "a", "\\", "\"", "\\n", "a\nb", "\\\"", "<b>bold</b>", "R&amp;D", "\\N \\G", "Երևան"] {
            assert_eq!(dot_unquote(&dot_id(text)), text);
            assert_eq!(dot_unquote(&dot_text(text)).replace("&amp;", "&"), text);
        }
    }
}
