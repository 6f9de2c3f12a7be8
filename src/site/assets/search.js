// Search: looks through an index that is loaded beside the page, and lists what has all the words.
"use strict";

const form = document.getElementById("search");
const query = document.getElementById("query");
const tally = document.getElementById("tally");
const results = document.getElementById("results");

/** More are counted and not listed. */
const MOST = 100;
/** Records stand before what was said of them. */
const KINDS = ["actor", "issue", "proposition", "article", "finding", "statement"];

let entries = [];

function load() {
  const script = document.createElement("script");
  script.src = form.dataset.index;
  script.addEventListener("load", () => {
    entries = window.standoffIndex.map(([kind, title, below, address, further]) => ({
      kind, title, below, address, head: folded(title), all: folded(`${title} ${below} ${further} ${kind}`),
    }));
    look();
  });
  script.addEventListener("error", () => { tally.textContent = "The index beside these pages could not be read."; });
  document.head.append(script);
}

/** How well an entry fits: the lower, the better; nothing where it does not. */
function fit(entry, words) {
  let sum = KINDS.indexOf(entry.kind);
  for (const word of words) {
    const at = entry.head.indexOf(word);
    if (at === 0) continue;
    if (at > 0) sum += /[\p{L}\p{N}]/u.test(entry.head[at - 1]) ? 20 : 10;
    else if (entry.all.includes(word)) sum += 40;
    else return null;
  }
  return sum;
}

function look() {
  const words = folded(query.value).split(/\s+/).filter(Boolean);
  results.replaceChildren();
  if (words.length === 0 || entries.length === 0) {
    tally.textContent = "";
    return;
  }
  const found = [];
  for (const entry of entries) {
    const sum = fit(entry, words);
    if (sum !== null) found.push([sum, entry]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const more = found.length > MOST ? `; the first ${MOST} are listed` : "";
  tally.textContent = found.length === 1 ? "1 found" : `${found.length || "Nothing"} found${more}`;
  results.append(...found.slice(0, MOST).map(([, entry]) => item(entry)));
}

function item(entry) {
  const li = document.createElement("li");
  const kind = Object.assign(document.createElement("span"), { className: "kind", textContent: entry.kind });
  const link = Object.assign(document.createElement("a"), { href: entry.address, dir: "auto", textContent: entry.title });
  li.append(kind, " ", link);
  if (entry.below) li.append(Object.assign(document.createElement("p"), { dir: "auto", textContent: entry.below }));
  return li;
}

query.value = new URLSearchParams(location.search).get("q") ?? "";
query.addEventListener("input", () => {
  look();
  // The address can be kept and sent.
  const address = query.value ? `?q=${encodeURIComponent(query.value)}` : location.pathname;
  try { history.replaceState(null, "", address); } catch { /* Some browsers forbid it to pages from a disk. */ }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.focus();
});
// Arrows walk through what was found.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [query, ...results.querySelectorAll("a")];
  const at = document.activeElement === document.body ? 0 : stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at >= 0 && next) {
    event.preventDefault();
    next.focus();
  }
});
load();
if (!query.value) query.focus();
