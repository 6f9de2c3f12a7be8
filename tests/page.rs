//! Saved pages, as browsers save them: the article's words are there, all else is gone, and no input is too odd.
//!
//! The pages lie in `tests/cli/pages`, where the command's own tests use them, too. All are invented.

#![expect(clippy::disallowed_methods, reason = "tests read their fixtures")]

use std::fs;

use proptest::prelude::*;
use standoff::page::{Doubt, NotAnArticle, Page};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/pages");

fn saved(name: &str) -> Vec<u8> {
    fs::read(format!("{PAGES}/{name}")).unwrap()
}

fn page(name: &str) -> Page {
    Page::read(name, &saved(name)).unwrap()
}

/// What an editor must find in a page's text, and what must not be there.
struct Expected {
    name: &'static str,
    first: &'static str,
    last: &'static str,
    between: &'static [&'static str],
    clutter: &'static [&'static str],
}

const EXPECTED: &[Expected] = &[
    Expected {
        name: "strait-post.html",
        first: "Lorvia offers to reopen the strait, but wants its ships back first\n\nThe two sides talked for nine hours.",
        last: "The talks are to go on in a fortnight. A date has not been set.\n",
        between: &[
            "Varn, said on Tuesday — but only after Tamaria",
            "“First our crews come home, then the chain goes down,” Varn told",
            "would sail the very day the strait is open",
            "\n\nInsurers stay away\n\n",
            "under the Commission's own pilots",
        ],
        clutter: &[
            "cookies",
            "Accept all",
            "Skip to",
            "Puzzles",
            "Subscribe",
            "shares",
            "Facebook",
            "min read",
            "price of fish",
            "newsletter",
            "Morning Tide",
            "Topics",
            "likes boats",
            "saltyjoe",
            "Reply",
            "Harbour cat",
            "budget cut",
            "©",
            "Privacy",
            "dataLayer",
            "not an article",
        ],
    },
    Expected {
        name: "holos-protoky.html",
        first: "Тамарія вимагає відкрити протоку «негайно»\n\nПрем’єр-міністр Тамарії",
        last: "обидві делегації підтвердили свою участь.\n",
        between: &["«Жодної умови не буде. Протока має бути відкрита негайно», — наголосив Дей"],
        clutter: &[
            "Новини",
            "якір",
            "Переглядів",
            "Поділитися",
            "Читайте",
            "подорожчала",
            "Теги",
            "Підписуйтесь",
            "Коментарі",
            "Петро",
            "Кіт",
            "Реклама",
            "©",
            "counter",
        ],
    },
    Expected {
        name: "nshan.html",
        first: "Լորվիան մերժում է հանձնաժողովի առաջարկը\n\nԼորվիայի արտաքին գործերի նախարար",
        last: "երկու կողմերին միաժամանակ վերացնել իրենց սահմանափակումները։\n",
        between: &["«Լորվիան ղեկը ոչ մեկին չի տա», — ասաց նախարարը"],
        clutter: &["Գլխավոր", "թխուկներ", "Համաձայն", "Դիտում", "Կիսվել", "Կարդացեք", "կատուն", "©"],
    },
    Expected {
        name: "courier.html",
        first: "Inside the nine hours at Port Avel\n\nThere was soup",
        last: "if the strait were opened before Easter.\n",
        between: &["What they got was a canteen"],
        clutter: &["Subscribe", "limit of free", "Sign in", "See offers", "Doctors", "Quay Street"],
    },
    Expected {
        name: "bulletin.htm",
        first: "Pilots’ union warns of “empty bridges”\n",
        last: "\nHe has kept it closed since November, and he is not the only one.\n",
        between: &[
            "“there will be empty bridges from one shore to the other”.\n\nThe union",
            "port – which",
            "A café owner",
        ],
        clutter: &["visitor", "Tide tables", "Guestbook", "SPONSORS", "Rope", "800 x 600"],
    },
    Expected {
        name: "tamaria-today.html",
        first: "Lorvia sets terms for the strait\n\n",
        last: "“and even she would not have paid these prices.”\n",
        between: &["“We’ve waited since November.”\n\nPrime minister Oster Dey"],
        clutter: &["Advertisement", "Live", "Get the app", "©"],
    },
    Expected {
        name: "quay.mhtml",
        first: "No ships, no café\n\nOn the quay",
        last: "he has stopped ordering milk.\n",
        between: &["as long as somebody goes.”"],
        clutter: &["cake", "=3D", "The Quay"],
    },
    Expected {
        name: "clipping.md",
        first: "Herring council asks to be heard\n\nThe Herring Council of Tamaria wants",
        last: "The prime minister has not answered.\n",
        between: &[
            "“Nobody there has ever sold a fish,” its head",
            "\n\nThe strait is not a line on a map. It is our larder.\n\n",
        ],
        clutter: &["**", "](", "crates", "Crates", "utm_", "clippings", "##"],
    },
    Expected {
        name: "wire.txt",
        first: "Commission proposes own pilots for the strait\n",
        last: "an official in Tamar said.\n",
        between: &["“Nobody but us steers there,” Ilka Varn said."],
        clutter: &["\r", "\u{feff}"],
    },
];

#[test]
fn articles_are_taken_out_of_their_pages() {
    for Expected { name, first, last, between, clutter } in EXPECTED {
        let text = page(name).text;
        assert!(text.starts_with(first), "{name} begins\n{text}");
        assert!(text.ends_with(last), "{name} ends\n{text}");
        for words in *between {
            assert!(text.contains(words), "{name} lacks {words:?}\n{text}");
        }
        for words in *clutter {
            assert!(!text.contains(words), "{name} still has {words:?}\n{text}");
        }
    }
}

#[test]
fn every_page_of_the_folder_is_looked_at() {
    let mut names: Vec<String> =
        fs::read_dir(PAGES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "shell.html");
    names.sort();
    let mut expected: Vec<&str> = EXPECTED.iter().map(|expected| expected.name).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn what_pages_say_of_themselves_is_taken_as_they_say_it() {
    let told = |name: &str| {
        let page = page(name);
        let date = page.published.map(|date| date.to_string());
        [page.title, page.publisher, date, page.url].map(Option::unwrap_or_default)
    };
    let cases = [
        (
            "strait-post.html",
            [
                "Lorvia offers to reopen the strait, but wants its ships back first",
                "The Strait Post",
                "2026-03-10",
                "https://www.straitpost.example/world/2026/03/10/lorvia-strait",
            ],
        ),
        ("holos-protoky.html", ["Тамарія вимагає відкрити протоку «негайно»", "Голос Протоки", "2026-03-09", ""]),
        (
            "nshan.html",
            [
                "Լորվիան մերժում է հանձնաժողովի առաջարկը",
                "Նշան",
                "2026-03-12",
                "https://nshan.example/hy/2026/lorvia-rejects",
            ],
        ),
        (
            "courier.html",
            [
                "Inside the nine hours at Port Avel",
                "Tamarian Courier",
                "2026-03",
                "https://courier.example/inside-nine-hours?ref=home",
            ],
        ),
        ("bulletin.htm", ["Pilots’ union warns of “empty bridges”", "", "", ""]),
        (
            "tamaria-today.html",
            [
                "Lorvia sets terms for the strait",
                "Tamaria Today",
                "2026-03-11",
                "https://today.example/strait/lorvia-sets-terms",
            ],
        ),
        ("quay.mhtml", ["No ships, no café", "", "", "https://quay.example/2026/03/13/no-ships/"]),
        ("clipping.md", ["Herring council asks to be heard", "", "2026-03", "https://tides.example/herring-council"]),
        ("wire.txt", ["Commission proposes own pilots for the strait", "", "2026-03-14", ""]),
    ];
    for (name, expected) in cases {
        assert_eq!(told(name), expected, "{name}");
    }
}

#[test]
fn what_is_left_open_is_told_and_not_decided() {
    let date = |written: &str| written.parse().unwrap();
    let two = Doubt::TwoReadings {
        written: "09/03/2026".into(),
        day_first: date("2026-03-09"),
        month_first: date("2026-09-03"),
    };
    assert_eq!(page("bulletin.htm").doubts, [two, Doubt::PerhapsPublisher("Canal & Strait Bulletin".into())]);
    assert_eq!(page("courier.html").doubts, [Doubt::NotFree]);
    let address = [Doubt::DateInAddress(date("2026-03-13")), Doubt::PerhapsPublisher("The Quay".into())];
    assert_eq!(page("quay.mhtml").doubts, address);
    assert_eq!(page("strait-post.html").doubts, []);
    assert_eq!(Page::read("shell.html", &saved("shell.html")), Err(NotAnArticle::NoWords));
}

#[test]
fn two_days_in_one_page_are_both_told() {
    let html = String::from_utf8(saved("strait-post.html")).unwrap();
    let html = html.replacen("content=\"2026-03-10T18:42:00+01:00\"", "content=\"2026-03-09\"", 1);
    let page = Page::read("x.html", html.as_bytes()).unwrap();
    assert_eq!(page.published.unwrap().to_string(), "2026-03-10");
    assert_eq!(page.doubts, [Doubt::OtherDate("2026-03-09".parse().unwrap())]);
}

#[test]
fn the_encoding_makes_no_difference() {
    let html = String::from_utf8(saved("strait-post.html")).unwrap();
    let expected = page("strait-post.html");
    let wide = |order: fn(u16) -> [u8; 2]| html.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut marked = vec![0xff, 0xfe];
    marked.extend(wide(u16::to_le_bytes));
    for bytes in [wide(u16::to_be_bytes), marked, format!("\u{feff}{html}").replace('\n', "\r\n").into_bytes()] {
        assert_eq!(Page::read("x.html", &bytes).unwrap(), expected);
    }
}

#[test]
fn a_page_nested_without_end_is_refused_at_once() {
    let deep = "<div>".repeat(1_000_000);
    assert_eq!(Page::read("x.html", deep.as_bytes()), Err(NotAnArticle::TooDeep));
}

#[test]
fn where_no_part_looks_like_an_article_all_words_are_kept() {
    let html = "<nav>Menu</nav><div style=\"display: none\">Ships sail, when they are shown.</div>";
    let page = Page::read("x.html", html.as_bytes()).unwrap();
    assert_eq!(page.text, "Ships sail, when they are shown.\n");
    assert_eq!(page.doubts, [Doubt::WholePage]);
}

/// Pieces of pages, whole and broken.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<div>",
        "</div>",
        "<div class=share>",
        "<p>",
        "</p>",
        "<br>",
        "<table><tr><td>",
        "</table>",
        "<h1>",
        "</h1>",
        "<article>",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<title>",
        "</title>",
        "<style>",
        "<meta charset=koi8-r>",
        "<meta property=article:published_time content=2026-03-10>",
        "<time datetime=x>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[{}]}",
        "<svg><p>",
        "<math>",
        "<li>",
        "<section id=comments>",
        "<template>",
        "<select><option>",
        "<form>",
        "<base href='//x'>",
        "<frameset>",
        "<b><i>",
        "&amp;",
        "&#0;",
        "&#xFFFFFF;",
        "\u{0}",
        "Ships sail again, both ministers said on Friday. ",
        "слова ",
        "Խոսքեր։ ",
        "<",
        ">",
        "<ul>",
        "<blockquote>",
        "<td colspan=99999999>",
        "<img src=data:,>",
        "<body class=comments>",
        "<html lang=x>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_page_is_too_odd(html in soup(), name in prop::sample::select(vec!["x.html", "x.md", "x.txt", "x"])) {
        if let Ok(page) = Page::read(name, html.as_bytes()) {
            prop_assert!(page.words() > 0);
            prop_assert!(page.text.ends_with('\n') && !page.text.contains("\n\n\n"));
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "x(\\.html|\\.md|\\.txt)?") {
        let _ = Page::read(&name, &bytes);
    }

    #[test]
    fn the_words_of_an_article_survive(
        paragraphs in prop::collection::vec("([A-Za-zа-яա-ք’]{2,9}[ \n]){12,30}[a-z]{3,9}\\.", 2..8),
        is_in_divs in any::<bool>(),
    ) {
        let (open, close) = if is_in_divs { ("<div>", "</div>") } else { ("<p>", "</p>") };
        let body: String = paragraphs.iter().map(|words| format!("{open}{words}{close}\n")).collect();
        let html = format!(
            "<html><head><title>Headline of the day</title></head><body><nav><a href=/>Menu</a></nav><article>\
             <h1>Headline of the day</h1>{body}</article><footer>Imprint</footer></body></html>"
        );
        let page = Page::read("x.html", html.as_bytes()).unwrap();
        let expected = format!("Headline of the day {}", paragraphs.join(" "));
        prop_assert!(page.text.split_whitespace().eq(expected.split_whitespace()), "{}\n{}", page.text, expected);
    }
}
