//! Words of all kinds: nothing that an editor or an article writes is ever taken for markup, script or a path.

use standoff::Files;

use super::room;

const TAG: &str = "<script>alert(1)</script>\"'&<!--";

fn pages() -> std::collections::BTreeMap<String, String> {
    let tag = TAG.replace('"', "\\\"");
    let sheet = format!(
        r#"(
        actors: [
            (id: "../../etc/passwd", name: "{tag}", native: "{tag}", aliases: ["{tag}"], note: "{tag}", wikidata: "{tag}"),
            (id: "київ", name: "Київ", native: "Կիև", aliases: ["كييف"],
             mandates: [(of: "../../etc/passwd", title: "{tag}")]),
        ],
        issues: [(id: "i/j", name: "{tag}")],
        propositions: [
            (id: "p", issue: "i/j", text: "{tag}", note: "{tag}", by: ["київ"]),
            (id: "q", text: "السلام", excludes: ["p"]),
        ],
        article: (id: "a/b", published: "2025-06-20", title: "{tag}", publisher: "{tag}", url: "javascript:alert(1)",
                  text: "x.txt", note: "{tag}"),
        statements: [
            Demands(id: "s<1>", who: "../../etc/passwd", what: "p", from: ["київ"], quote: "{tag}", gloss: "{tag}", note: "{tag}"),
            Rejects(who: "київ", what: "p", quote: "لا، قالت كييف"),
            Demands(who: "київ", what: "q", only_after: ["p"], quote: "nowhere {tag}"),
        ],
        verdicts: [DidNotHappen(what: "q", on: "2025-06-19", because: "{tag}")],
    )"#
    );
    let text = format!("Before. {TAG} After.\n\u{200f}لا، قالت كييف.\u{202e} \u{0}End <b>bold</b>");
    room(Files::default().with_sheet("data/<x>.ron", sheet).with_text("x.txt", text), "2025-06-21")
}

#[test]
fn words_stay_words() {
    for (path, page) in pages() {
        assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("<!--"), "{path}:\n{page}");
        assert!(!page.contains("href=\"javascript:"), "{path}");
        let has_control = page.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\t');
        assert!(!has_control && !page.contains('\u{202e}'), "{path}");
    }
}

#[test]
fn files_stay_in_the_folder_and_have_plain_names() {
    for path in pages().keys() {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '/');
        assert!(path.chars().all(is_plain) && !path.contains("..") && !path.starts_with('/'), "{path}");
    }
}

#[test]
fn texts_of_all_scripts_run_in_their_own_direction() {
    let pages = pages();
    let article = pages.iter().find(|(path, _)| path.starts_with("article/")).unwrap().1;
    assert!(article.contains("<p dir=\"auto\">\u{200f}<mark"), "{article}");
    let actor = &pages["actor/_43a__438__457__432_.html"];
    assert!(actor.contains("<bdi>Київ</bdi>") && actor.contains("<span class=\"native\" dir=\"auto\">Կիև</span>"));
}
