// Loads the page again when the sheets have changed. `standoff serve` adds this to every page.
"use strict";

{
  const mark = document.currentScript.dataset.mark;
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const isSeen = () => document.hidden
    ? new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }))
    : undefined;

  const watch = async () => {
    for (;;) {
      // Browsers open few connections to one host; a page that nobody looks at needs none.
      await isSeen();
      try {
        const answer = await fetch(`/-/news?mark=${mark}`, { cache: "no-store" });
        if (answer.ok && (await answer.text()) !== mark) return location.reload();
        if (!answer.ok) await pause(1000);
      } catch {
        // The server is gone, and may come back.
        await pause(1000);
      }
    }
  };
  watch();
}
