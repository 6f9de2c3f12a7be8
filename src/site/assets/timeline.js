// What stood when: the slider walks through the days on which something changed.
"use strict";

const panel = document.querySelector(".asof");
const slider = document.getElementById("day");

if (panel && slider) {
  const days = JSON.parse(document.getElementById("days").textContent);
  const lanes = document.getElementById("lanes");
  const label = document.getElementById("asof");
  const tally = document.getElementById("inforce");
  const bars = [...document.querySelectorAll(".bar")].map((bar) => ({
    bar, from: Number(bar.dataset.from), to: bar.dataset.to === undefined ? Infinity : Number(bar.dataset.to),
  }));
  const findings = [...document.querySelectorAll("#findings [data-spans]")].map((item) => ({
    item, spans: item.dataset.spans.split(" ").map((span) => span.split("-").map(Number)),
  }));
  const nothing = document.getElementById("nothing");
  const sections = [...document.querySelectorAll(".lane")];

  const show = () => {
    const now = Number(slider.value);
    label.value = days[now];
    slider.setAttribute("aria-valuetext", days[now]);
    lanes.style.setProperty("--now", now);
    let holds = 0;
    for (const { bar, from, to } of bars) {
      const isAhead = now < from;
      const isOver = to <= now;
      bar.classList.toggle("ahead", isAhead);
      bar.classList.toggle("over-by-then", isOver);
      holds += isAhead || isOver ? 0 : 1;
    }
    for (const { item, spans } of findings) item.hidden = !spans.some(([from, to]) => from <= now && now < to);
    nothing.hidden = findings.some(({ item }) => !item.hidden);
    const heard = sections.filter((lane) => lane.querySelector(".bar:not(.ahead, .over-by-then)")).length;
    tally.textContent = `${holds} ${holds === 1 ? "position holds" : "positions hold"}, of ${heard} ${heard === 1 ? "actor" : "actors"}`;
  };
  panel.hidden = false;
  slider.addEventListener("input", show);
  show();
}
