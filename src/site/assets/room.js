// What all pages share: "/" leads to the search field, lists can be narrowed, and passages and notes show each other.
"use strict";

/** Words in the form in which they are compared: small letters, without accents and other marks. */
function folded(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  const field = document.getElementById("query") ?? document.querySelector(".find input");
  const isLeading = event.target === field && field.value === "";
  if (event.key === "/" && (!isTyping || isLeading) && !event.ctrlKey && !event.metaKey && !event.altKey && field) {
    event.preventDefault();
    field.focus();
  }
});

// Lists: each row is shown that has all the words.
for (const field of document.querySelectorAll("[data-filter]")) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const words = rows.map((row) => folded(`${row.textContent} ${row.dataset.words ?? ""}`));
  const output = field.closest(".filter").querySelector("output");
  field.closest(".filter").hidden = false;
  field.addEventListener("input", () => {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => words[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    for (const part of document.querySelectorAll("[data-part]")) {
      part.hidden = !part.querySelector("[data-row]:not([hidden])");
    }
    output.value = wanted.length ? `${shown} of ${rows.length}` : "";
  });
}

// Articles: all pieces of a passage, and what was noted of it, light up together.
const notes = new Map([...document.querySelectorAll("[data-note]")].map((note) => [note.dataset.note, note]));
const pieces = [...document.querySelectorAll("mark[data-notes]")];

function light(numbers) {
  for (const [number, note] of notes) note.classList.toggle("lit", numbers.includes(number));
  for (const piece of pieces) {
    piece.classList.toggle("lit", piece.dataset.notes.split(" ").some((number) => numbers.includes(number)));
  }
}

/** The notes of what an element is, or is in. */
function numbersAt(element) {
  const link = element.closest?.("sup a");
  const noted = link ? document.getElementById(link.hash.slice(1)) : element.closest?.("[data-note]");
  return noted?.dataset.note ? [noted.dataset.note] : (element.closest?.("mark[data-notes]")?.dataset.notes.split(" ") ?? []);
}

/** The notes that the address leads to. */
function numbersOfAddress() {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return [];
  if (target.dataset.note) return [target.dataset.note];
  const back = target.id.startsWith("q-") ? document.getElementById(`s-${target.id.slice(2)}`) : null;
  return back ? [back.dataset.note] : [];
}

if (notes.size > 0) {
  const reading = document.querySelector(".reading");
  const show = (event) => {
    const numbers = numbersAt(event.target);
    light(numbers.length ? numbers : numbersOfAddress());
  };
  reading.addEventListener("pointerover", show);
  reading.addEventListener("focusin", show);
  reading.addEventListener("pointerleave", () => light(numbersOfAddress()));
  reading.addEventListener("click", (event) => {
    const piece = event.target.closest("mark[data-notes]");
    if (piece && !event.target.closest("a") && getSelection().isCollapsed) {
      const number = piece.dataset.notes.split(" ").at(-1);
      notes.get(number)?.scrollIntoView({ block: "nearest" });
    }
  });
  addEventListener("hashchange", () => light(numbersOfAddress()));
  light(numbersOfAddress());
}
