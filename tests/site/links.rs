//! Links: each leads to a page that is there, and to a place on it; nothing is asked of another host.

use std::collections::{BTreeMap, BTreeSet};

use super::{project, room};

/// The values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> impl Iterator<Item = &'p str> {
    let parts: Vec<&str> = page.split(&format!(" {attribute}=\"")).skip(1).collect();
    parts.into_iter().map(|rest| rest.split('"').next().unwrap())
}

/// The file that an address leads to from a page, and the place on it.
fn target(from: &str, address: &str) -> (String, Option<String>) {
    let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place.to_owned())));
    let path = match path.strip_prefix("../") {
        _ if path.is_empty() => from.to_owned(),
        Some(path) => path.to_owned(),
        None => match from.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{path}"),
            None => path.to_owned(),
        },
    };
    (path, place)
}

fn lost(pages: &BTreeMap<String, String>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, page)| (path.as_str(), values(page, "id").collect())).collect();
    let mut lost = Vec::new();
    for (from, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let addresses = ["href", "src", "action", "data-index"].into_iter().flat_map(|name| values(page, name));
        for address in addresses.filter(|address| !address.starts_with("https://") && *address != "data:,") {
            let (path, place) = target(from, address);
            let is_there = ids.get(path.as_str()).is_some_and(|ids| place.is_none_or(|place| ids.contains(&*place)));
            if !is_there {
                lost.push(format!("{from}: {address}"));
            }
        }
    }
    lost
}

#[test]
fn every_link_leads_to_a_place_that_is_there() {
    for folder in [".", "tests/cli/project", "tests/cli/ferry", "tests/cli/trilemma", "tests/cli/broken"] {
        let pages = room(project(folder), "2026-05-01");
        let lost = lost(&pages);
        assert!(lost.is_empty(), "in {folder}:\n{}", lost.join("\n"));
    }
}

#[test]
fn what_search_finds_is_there() {
    let pages = room(project("."), "2026-05-01");
    let index = &pages["assets/search-index.js"];
    let mut entries = 0;
    for line in index.lines().filter(|line| line.starts_with('[')) {
        let entry: Vec<String> = serde_json::from_str(line.trim_end_matches(',')).unwrap();
        let (path, place) = target("search.html", &entry[3]);
        let page = pages.get(&path).unwrap_or_else(|| panic!("{line}"));
        assert!(place.is_none_or(|place| page.contains(&format!(" id=\"{place}\""))), "{line}");
        entries += 1;
    }
    assert!(entries > 150, "{entries}");
    assert!(index.contains("Россия") && index.contains("certain progress"));
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for folder in [".", "tests/cli/ferry", "tests/cli/project"] {
        for (path, page) in room(project(folder), "2026-05-01") {
            let (all, distinct) = (values(&page, "id").count(), values(&page, "id").collect::<BTreeSet<_>>().len());
            assert_eq!(all, distinct, "{folder}: {path}");
        }
    }
}

#[test]
fn no_page_needs_another_host() {
    for (path, page) in room(project("."), "2026-05-01") {
        for attribute in ["src", "data-index", "action"] {
            assert!(values(&page, attribute).all(|address| !address.contains("//")), "{path}: {attribute}");
        }
        assert!(!page.contains("@import") && !page.contains("url("), "{path}");
        let sheets = page.split("<link ").skip(1).map(|rest| rest.split('>').next().unwrap());
        assert!(sheets.into_iter().all(|link| !link.contains("//")), "{path}");
    }
}
