//! Addresses in the web.

use crate::date::PartialDate;

/// What is in an address only to follow its readers about.
const TRACKING: &[&str] = &[
    "_ga", "cmpid", "dclid", "fbclid", "gclid", "gbraid", "igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid",
    "ocid", "ref_src", "ref_url", "smid", "spm", "twclid", "wbraid", "yclid", "ysclid",
];

/// The address without tracking and without a place in the page; nothing where it is not one of the web.
pub fn cleaned(address: &str) -> Option<String> {
    const LONGEST: usize = 2_000;
    let address = address.trim();
    host(address)?;
    if address.len() > LONGEST || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let address = address.split('#').next().unwrap_or_default();
    let Some((path, query)) = address.split_once('?') else { return Some(address.to_owned()) };
    let is_tracking = |part: &&str| {
        let key = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
        key.starts_with("utm_") || TRACKING.contains(&key.as_str())
    };
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    Some(if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) })
}

/// The name of the server, without `www.`; nothing where it is not an address of the web.
pub fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let server = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let server = server.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let server = server.strip_prefix("www.").unwrap_or(server);
    (is_web && server.contains('.')).then_some(server)
}

/// The day in an address such as `…/2026/03/10/…` or `…/2026-03-10-…`.
pub fn date(address: &str) -> Option<PartialDate> {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts.windows(3).find_map(|window| {
        let &[year, month, day] = window else { return None };
        let has_shape = digits(year, 4) && digits(month, 2) && digits(day, 2);
        has_shape.then(|| format!("{year}-{month}-{day}").parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_goes_and_what_finds_the_article_stays() {
        let cases = [
            ("https://a.example/x?utm_source=s&id=7&fbclid=1#top", Some("https://a.example/x?id=7")),
            ("https://a.example/x?UTM_Medium=s", Some("https://a.example/x")),
            ("http://a.example/стаття", Some("http://a.example/стаття")),
            ("/x", None),
            ("javascript:alert(1)", None),
            ("https://localhost/x", None),
            ("https://a.example/x y", None),
        ];
        for (address, expected) in cases {
            assert_eq!(cleaned(address).as_deref(), expected, "{address}");
        }
        assert_eq!(host("https://me:secret@www.a.example:8080/x"), Some("a.example"));
    }

    #[test]
    fn a_day_in_the_path_is_found() {
        assert_eq!(date("https://a.example/world/2026/03/10/ships").unwrap().to_string(), "2026-03-10");
        assert_eq!(date("https://a.example/n/2026-03-10-ships").unwrap().to_string(), "2026-03-10");
        assert_eq!(date("https://a.example/2026/99/10/"), None);
        assert_eq!(date("https://a.example/?d=2026-03-10"), None);
    }
}
