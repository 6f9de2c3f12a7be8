// Pictures that one can walk around in: drag or arrows to move, wheel with Ctrl or + and − to change the size, and a
// field that shows only what has to do with some words.
"use strict";

for (const viewer of document.querySelectorAll(".viewer")) {
  const stage = viewer.querySelector(".stage");
  const svg = stage.querySelector("svg");
  const tools = viewer.querySelector(".tools");
  const size = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  const SMALLEST = 0.1, LARGEST = 6, SMALLEST_TO_READ = 0.55, TALLEST = 2400, STEP = 1.25, MOVE = 60;
  let x = 0, y = 0, scale = 1;

  const draw = () => {
    // Never so far that nothing of it is left to see.
    const keep = 40;
    x = Math.min(stage.clientWidth - keep, Math.max(keep - size.width * scale, x));
    y = Math.min(stage.clientHeight - keep, Math.max(keep - size.height * scale, y));
    svg.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  };
  const zoom = (factor, atX = stage.clientWidth / 2, atY = stage.clientHeight / 2) => {
    const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
    x = atX - ((atX - x) * next) / scale;
    y = atY - ((atY - y) * next) / scale;
    scale = next;
    draw();
  };
  // As wide as there is room for, but not so small that nothing can be read; the page scrolls through its height.
  const fit = () => {
    scale = Math.min(1, Math.max(stage.clientWidth / size.width, SMALLEST_TO_READ));
    stage.style.height = `${Math.ceil(Math.min(TALLEST, size.height * scale))}px`;
    x = Math.max(0, (stage.clientWidth - size.width * scale) / 2);
    y = 0;
    draw();
  };
  let width = 0;
  const fitAgain = () => {
    // Phones tell of another height with every scroll.
    if (stage.clientWidth !== width) fit();
    width = stage.clientWidth;
  };
  const full = () => { scale = 1; x = Math.min(0, (stage.clientWidth - size.width) / 2); y = 0; draw(); };
  const acts = { in: () => zoom(STEP), out: () => zoom(1 / STEP), fit, full };

  tools.hidden = false;
  stage.classList.add("moves");
  tools.addEventListener("click", (event) => acts[event.target.dataset?.do]?.());
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [MOVE, 0], ArrowRight: [-MOVE, 0], ArrowUp: [0, MOVE], ArrowDown: [0, -MOVE] };
    const keys = { "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.fit, 1: acts.full };
    if (moves[event.key]) { x += moves[event.key][0]; y += moves[event.key][1]; draw(); }
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  // The mouse moves it, and so does a finger sideways; up and down it moves the page. Two fingers change the size.
  const held = new Map();
  let moved = 0, spread = 0;
  const spreadNow = () => {
    const [one, other] = [...held.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
    if (held.size === 2) spread = spreadNow();
  });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (held.size === 2) {
      const box = stage.getBoundingClientRect();
      const now = spreadNow();
      const [one, other] = [...held.values()];
      zoom(now / (spread || now), (one.x + other.x) / 2 - box.left, (one.y + other.y) / 2 - box.top);
      spread = now;
      moved = MOVE;
      return;
    }
    moved += Math.abs(event.clientX - before.x) + Math.abs(event.clientY - before.y);
    x += event.clientX - before.x;
    y += event.clientY - before.y;
    stage.classList.add("held");
    draw();
  });
  const release = (event) => { held.delete(event.pointerId); stage.classList.remove("held"); };
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  // Who drags does not want to follow a link.
  stage.addEventListener("click", (event) => { if (moved > 6) event.preventDefault(); }, true);
  // What the keyboard reaches is brought into sight.
  stage.addEventListener("focusin", (event) => {
    if (event.target === stage) return;
    stage.scrollTo(0, 0);
    const box = stage.getBoundingClientRect(), own = event.target.getBoundingClientRect();
    if (own.left < box.left || own.right > box.right) x += box.left + box.width / 2 - (own.left + own.right) / 2;
    if (own.top < box.top || own.bottom > box.bottom) y += box.top + box.height / 2 - (own.top + own.bottom) / 2;
    draw();
  });

  // The filter: what has the words, what is joined to it, and what is joined to that by a line stays; all else fades.
  const items = [...svg.querySelectorAll(":scope > [class]")];
  const output = tools.querySelector("output");
  const ends = (item) => [item.dataset.from, item.dataset.to, ...(item.dataset.towards?.split(" ") ?? [])].filter(Boolean);
  tools.querySelector("[data-do=filter]").addEventListener("input", (event) => {
    const words = folded(event.target.value).split(/\s+/).filter(Boolean);
    const has = (item) => words.every((word) => folded(`${item.getAttribute("aria-label") ?? ""} ${item.dataset.id ?? ""}`).includes(word));
    const meant = new Set(items.filter((item) => item.dataset.id && has(item)).map((item) => item.dataset.id));
    const near = new Set(meant);
    const lines = items.filter((item) => item.dataset.from && (has(item) || ends(item).some((end) => meant.has(end))));
    lines.forEach((line) => ends(line).forEach((end) => near.add(end)));
    for (const item of items) {
      const stays = words.length === 0 || lines.includes(item) || near.has(item.dataset.id);
      item.classList.toggle("faint", !stays);
    }
    output.value = words.length ? `${meant.size} ${meant.size === 1 ? "thing" : "things"} with these words` : "";
  });
  addEventListener("resize", fitAgain);
  fitAgain();
}
