// The reading room in a browser: `node .ci/browse.mjs STANDOFF WORK`, where STANDOFF is the program, and WORK a folder with
// playwright-core and axe-core installed, in which pages may be written.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [standoff, work] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(work, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const chrome = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? chrome.find((path) => readdirSync("/usr/bin").includes(path.split("/").pop()));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Pages of a project, written to a folder of their own. */
function written(project, name) {
  const folder = join(work, name);
  execFileSync(standoff, ["-C", project, "site", folder, "--quiet"]);
  return folder;
}

/** Every page of a site. */
function pagesOf(folder) {
  const all = readdirSync(folder, { recursive: true }).map(String).filter((path) => path.endsWith(".html"));
  return all.sort();
}

/** Of each kind of page, the first ones: they are made alike. */
function someOf(paths) {
  const met = new Map();
  return paths.filter((path) => {
    const kind = path.includes("/") && !path.startsWith("picture") ? path.split("/")[0] : path;
    met.set(kind, (met.get(kind) ?? 0) + 1);
    return met.get(kind) <= 4;
  });
}

const address = (folder, path) => pathToFileURL(join(folder, path.split(/[?#]/)[0])).href + (path.match(/[?#].*$/)?.[0] ?? "");

/** A page that complains about everything a page can do wrong; what it did is in `wrongs`. */
async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrongs = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrongs.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => {
    // Who leaves a page while it still loads ends that, and no more is meant by it.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") wrongs.push(`${request.url()} failed: ${reason}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["file:", "data:"].includes(protocol) && hostname !== "127.0.0.1") wrongs.push(`asks ${request.url()}`);
  });
  return { page, wrongs, close: () => context.close() };
}

async function step(name, run) {
  const begun = Date.now();
  await run();
  console.log(`  ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

const room = written(".", "room");
const hostile = written("tests/cli/project", "hostile");

await step("every page opens from the disk without a complaint, in its width, in both themes", async () => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 390]]) {
    const { page, wrongs, close } = await opened({ colorScheme, viewport: { width, height: 800 } });
    for (const folder of [room, hostile]) {
      for (const path of pagesOf(folder)) {
        await page.goto(address(folder, path));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} pixels wider than ${width}`);
      }
    }
    assert.deepEqual(wrongs, []);
    await close();
  }
});

await step("axe finds no serious violation on any page, in both themes", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await opened({ colorScheme });
    const serious = [];
    for (const folder of [room, hostile]) {
      for (const path of someOf(pagesOf(folder))) {
        await page.goto(address(folder, path));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, impact, nodes } of violations) {
          if (["serious", "critical"].includes(impact)) {
            serious.push(`${colorScheme} ${path}: ${id} ×${nodes.length}, first ${nodes[0].html.slice(0, 200)} ${nodes[0].any[0]?.message ?? ""}`);
          }
        }
      }
    }
    assert.deepEqual(serious, []);
    await close();
  }
});

await step("search finds names in any script and words of quotes, and leads to them", async () => {
  const { page, wrongs, close } = await opened();
  await page.goto(address(room, "index.html"));
  await page.keyboard.press("/");
  await page.keyboard.type("россия");
  await page.keyboard.press("Enter");
  await page.locator("#results a").first().waitFor();
  assert.equal(await page.locator("#results a").first().textContent(), "Russia");
  await page.locator("#query").fill("better ties de-escalation");
  assert.match(await page.locator("#tally").textContent(), /^\d+ found$/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("#results") !== null), true);
  await page.keyboard.press("Enter");
  await page.locator("mark.lit").first().waitFor();
  assert.match(await page.locator("mark.lit").first().textContent(), /better ties can only come after/);
  await page.goto(address(room, "search.html?q=qqqq"));
  await page.waitForFunction(() => document.getElementById("tally").textContent === "Nothing found");
  assert.deepEqual(wrongs, []);
  await close();
});

await step("the slider changes the picture, by keyboard too", async () => {
  const { page, wrongs, close } = await opened();
  await page.goto(address(room, "timeline.html"));
  const shown = async () => ({
    day: await page.locator("#asof").textContent(),
    holds: await page.locator(".bar:not(.ahead, .over-by-then)").count(),
    findings: await page.locator("#findings li:visible").count(),
    picture: (await page.locator("#lanes").screenshot()).toString("base64"),
  });
  const now = await shown();
  await page.locator("#day").focus();
  await page.keyboard.press("Home");
  const first = await shown();
  assert.notEqual(first.day, now.day);
  assert.ok(first.holds < now.holds && first.findings < now.findings, `${first.holds} of ${now.holds}`);
  assert.notEqual(first.picture, now.picture);
  await page.keyboard.press("ArrowRight");
  assert.notEqual((await shown()).day, first.day);
  await page.keyboard.press("End");
  assert.equal((await shown()).day, now.day);
  assert.deepEqual(wrongs, []);
  await close();
});

await step("the keyboard reaches everything", async () => {
  const { page, close } = await opened();
  for (const path of ["index.html", "timeline.html", "picture/demands.html", "findings.html", "article/clash-report-2025-06-20.html"]) {
    await page.goto(address(room, path));
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")];
      const seen = all.filter((one) => one.checkVisibility());
      seen.forEach((one, at) => { one.dataset.stop = at; });
      return seen.length;
    });
    const reached = new Set();
    for (let press = 0; press < wanted + 20 && reached.size < wanted; press += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => document.activeElement.dataset.stop);
      if (stop !== undefined) reached.add(stop);
    }
    assert.equal(reached.size, wanted, path);
  }
  await close();
});

await step("pictures are walked around in, and narrowed", async () => {
  const { page, wrongs, close } = await opened();
  await page.goto(address(room, "picture/demands.html"));
  const look = () => page.locator(".stage svg").evaluate((svg) => svg.style.transform);
  await page.locator(".stage").focus();
  const before = await look();
  await page.keyboard.press("+");
  const larger = await look();
  assert.notEqual(larger, before);
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await look(), larger);
  await page.keyboard.press("0");
  assert.equal(await look(), before);
  await page.locator("[data-do=filter]").fill("european");
  assert.ok((await page.locator(".stage .faint").count()) > 5);
  assert.equal(await page.locator(".stage [data-id='actor/europe'].faint").count(), 0);
  await page.locator("[data-do=filter]").fill("");
  assert.equal(await page.locator(".stage .faint").count(), 0);
  assert.deepEqual(wrongs, []);
  await close();
});

await step("a cell of the table leads to its demands, and a finding to both sides' words", async () => {
  const { page, wrongs, close } = await opened();
  await page.goto(address(room, "demands.html"));
  await page.locator("td.filled a").first().click();
  assert.match(page.url(), /actor\/[a-z-]+\.html#from-/);
  await page.goto(address(room, "index.html"));
  await page.locator(".blocks a.chip").first().click();
  assert.equal(await page.locator("blockquote.context mark").count(), 2);
  await page.getByText("Read it in the whole text").first().click();
  await page.locator("mark.lit").first().waitFor();
  assert.ok(await page.locator("mark.lit").first().isVisible());
  assert.deepEqual(wrongs, []);
  await close();
});

await step("without script the pages can be read", async () => {
  const { page, close } = await opened({ javaScriptEnabled: false });
  await page.goto(address(room, "article/clash-report-2025-06-20.html"));
  await page.locator("sup a").first().click();
  assert.match(page.url(), /#s-/);
  assert.ok(await page.locator(".notes li").first().isVisible());
  await page.goto(address(room, "timeline.html"));
  assert.ok((await page.locator(".bar:visible").count()) > 10);
  assert.equal(await page.locator(".asof:visible, .tools:visible, .filter:visible").count(), 0);
  await close();
});

await step("a page loads again when a sheet is saved, and a mistake leaves it up", async () => {
  const project = join(work, "desk");
  execFileSync(standoff, ["init", project, "--quiet"]);
  const server = spawn(standoff, ["-C", project, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await new Promise((done) => server.stdout.once("data", (bytes) => done(String(bytes).split("\n"))));
    const { page, wrongs, close } = await opened();
    await page.goto(line.trim());
    const title = await page.locator("h1").textContent();
    for (const path of ["timeline.html", "pictures.html", "picture/all.html", "search.html?q=a", "settlement.html"]) await page.goto(line.trim() + path);
    await page.goto(line.trim());
    const settings = join(project, "standoff.ron");
    const sound = readFileSync(settings, "utf8");
    writeFileSync(settings, sound.replace(/name: "[^"]*"/, 'name: "Another name"'));
    await page.getByRole("heading", { level: 1, name: "Another name" }).waitFor({ timeout: 20_000 });
    writeFileSync(settings, sound.replace(/name:/, "nmae:"));
    await page.getByRole("alert").getByText("nmae").waitFor({ timeout: 20_000 });
    assert.equal(await page.locator("h1").textContent(), "Another name");
    writeFileSync(settings, sound);
    await page.getByRole("heading", { level: 1, name: title }).waitFor({ timeout: 20_000 });
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.deepEqual(wrongs, []);
    await close();
  } finally {
    server.kill("SIGINT");
  }
});

await browser.close();
