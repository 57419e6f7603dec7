// rejoinder.html in Chromium: no network, no errors, filters, tables, links, the reasons of a tag, keys, accessibility,
// and hostile transcripts that stay text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const out = process.env.REJOINDER_PAGE;
const address = pathToFileURL(`${out}/rejoinder.html`).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;
before(async () => (browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet })));
after(() => browser?.close());

// Rows of a table of the run (RFC 4180).
function rows(table) {
  const all = [[]];
  for (const [, quoted, plain, end] of readFileSync(`${out}/csv/${table}.csv`, "utf8").matchAll(
    /(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\r?\n)/g,
  )) {
    all.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") all.push([]);
  }
  const [head, ...body] = all.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}
const hits = rows("hits");
const counting = hits.filter((hit) => hit.counts === "true");

// A page at a place; it must ask for nothing and complain of nothing.
async function open(hash, work, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const wrong = [];
  page.on("request", (request) => /^(file|data):/.test(request.url()) || wrong.push(`asks for ${request.url()}`));
  page.on("console", (said) => ["error", "warning"].includes(said.type()) && wrong.push(said.text()));
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("dialog", (dialog) => wrong.push(`dialog ${dialog.message()}`));
  await page.goto(address + hash);
  await work(page);
  assert.deepEqual(wrong, []);
  await page.close();
}

const text = (page, selector) => page.locator(selector).innerText();
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
// Presses Tab until what has the focus fits.
async function tabTo(page, fits, most = 200) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(fits)) return;
  }
  assert.fail(`not reached by keyboard: ${fits}`);
}

test("loads without a request or an error, and counts as the tables do", () =>
  open("", async (page) => {
    assert.match(await text(page, "#status"), new RegExp(`, ${counting.length} acts in all`));
    assert.equal(await page.locator("[data-chart]").count(), 6);
    const ci = rows("measures").find((row) => row.group_by === "all" && row.measure === "ci");
    assert.match(await text(page, "#facts"), new RegExp(Number(ci.value).toFixed(1).replace(".", "\\.")));
  }));

test("the course of time has the values and intervals of the measures", () =>
  open("", async (page) => {
    await page.selectOption("#time-period", "year");
    await page.click("#time summary");
    const shown = await page
      .locator("#time-table tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent)));
    const measured = rows("measures").filter((row) => row.group_by === "year" && row.measure === "ci");
    const one = (value) => Number(value).toFixed(1);
    const expected = measured.map((row) => [
      row.group,
      one(row.value),
      row.ci_low ? `${one(row.ci_low)} to ${one(row.ci_high)}` : "–",
    ]);
    assert.deepEqual(shown, expected);
  }));

test("filters change every chart and table", () =>
  open("", async (page) => {
    const parts = async () => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      const charts = await page.locator("[data-chart] table").evaluateAll((all) => all.map((one) => one.innerText));
      return [...charts, await text(page, "#time-table"), await text(page, "#facts")];
    };
    const all = await parts();
    await page.selectOption("#filter-speaker", "Ilka Varn");
    const one = await parts();
    one.forEach((part, at) => assert.notEqual(part, all[at], `part ${at} stays as it was`));
    await page.selectOption("#filter-speaker", "");
    assert.deepEqual(await parts(), all);
    for (const [name, value] of [
      ["from", "2021-01"],
      ["to", "2018-05"],
      ["target", "STATE:XAB"],
      ["category", "accuse"],
      ["genre", "briefing"],
      ["doc_is", hits[0].document_id],
    ]) {
      await page.selectOption(`#filter-${name}`, value);
      assert.notEqual((await parts())[0], all[0], name);
      await page.click("#filter-clear");
    }
    await page.click('[data-chart="speakers-chart"] .pick >> nth=0');
    assert.equal(await page.locator('[data-chart="speakers-chart"] .pick[aria-pressed="true"]').count(), 1);
    assert.match(await text(page, "#status"), /fit the filters/);
    const expected = counting.filter((hit) => hit.holder === "Ilka Varn").length;
    await page.selectOption("#filter-speaker", "Ilka Varn");
    assert.match(await text(page, "#status"), new RegExp(`${expected} acts`));
    await page.click("text=Answers");
    assert.equal(
      await page
        .locator("#answers-table tbody tr td:nth-child(2)")
        .evaluateAll((cells) => new Set(cells.map((cell) => cell.textContent)).size),
      1,
    );
  }));

test("sorting and search", () =>
  open("#view=answers", async (page) => {
    const column = (at) => page.locator(`#answers-table tbody tr > :nth-child(${at})`).allInnerTexts();
    const points = (await column(4)).map(Number);
    assert.deepEqual(
      points,
      [...points].sort((a, b) => b - a),
    );
    await page.click('[data-sort="who"]');
    assert.equal(await page.getAttribute('th:has([data-sort="who"])', "aria-sort"), "ascending");
    const up = await column(2);
    assert.deepEqual(up, [...up].sort());
    await page.click('[data-sort="who"]');
    assert.equal(await page.getAttribute('th:has([data-sort="who"])', "aria-sort"), "descending");
    await page.fill("#answers-table-search", "pure invention");
    await page.waitForFunction(() => document.querySelectorAll("#answers-table tbody tr").length < 5);
    assert.match(await text(page, "#answers-table-count"), /^[1-4] /);
    await page.click("text=Sources cited");
    await page.fill("#citations-table-search", "nnic");
    await page.waitForFunction(() => document.querySelectorAll("#citations-table tbody tr").length < 20);
    assert.ok((await page.locator("#citations-table tbody tr").count()) > 0);
  }));

test("phrases that come again are those of the table, and lead to a text", () =>
  open("#view=phrases", async (page) => {
    const free = rows("phrases").filter((row) => row.n_free !== "0");
    const shown = page.locator("#phrases-table tbody tr");
    assert.equal(await shown.count(), Math.min(50, free.length));
    assert.ok((await shown.first().innerText()).startsWith(free[0].phrase));
    await page.fill("#phrases-table-search", free[1].phrase);
    await page.waitForFunction(() => document.querySelectorAll("#phrases-table tbody tr").length < 20);
    assert.ok((await shown.first().innerText()).includes(free[1].phrase));
    await shown.first().locator("a").last().click();
    await page.waitForSelector("#reader:not([hidden])");
    assert.ok((await text(page, "#reader")).length > 100);
  }));

test("every hit is marked where it stands", () =>
  open("#view=reader", async (page) => {
    const one = (words) => words.replace(/\s+/g, " ").trim();
    for (const doc of rows("documents")) {
      await page.evaluate((id) => (location.hash = "doc=" + encodeURIComponent(id)), doc.document_id);
      await page.waitForFunction(
        (title) => document.getElementById("reader-heading").textContent === title,
        doc.title || doc.source_path.split("/").pop() + (doc.source_row ? `, row ${doc.source_row}` : ""),
      );
      const marks = await page.evaluate(() =>
        [...document.querySelectorAll("mark[data-hit]")].map((mark) => {
          const words = mark.cloneNode(true);
          const ids = [...words.querySelectorAll(".tag:not(.source-tag)")].map((tag) => tag.dataset.id);
          words.querySelectorAll(".tag").forEach((tag) => tag.remove());
          return [ids, words.textContent];
        }),
      );
      const own = hits.filter((hit) => hit.document_id === doc.document_id);
      assert.deepEqual(marks.flatMap(([ids]) => ids).sort(), own.map((hit) => hit.hit_id).sort());
      for (const [ids, words] of marks)
        for (const id of ids) {
          const { matched } = own.find((hit) => hit.hit_id === id);
          assert.ok(one(words).includes(one(matched)), `${id}: “${words}” has no “${matched}”`);
          if (ids.length === 1) assert.equal(one(words), one(matched));
        }
    }
  }));

test("a deep link lands on its hit, which tells why it was tagged", async () => {
  for (const hit of [
    hits.find((hit) => hit.status === "negated"),
    hits.find((hit) => hit.status === "reported"),
    counting.at(-1),
  ]) {
    await open(`#hit=${encodeURIComponent(hit.hit_id)}`, async (page) => {
      const mark = page.locator("mark.here");
      assert.ok((await mark.innerText()).includes(hit.matched.split(/\s/)[0]));
      const { y } = await mark.boundingBox();
      assert.ok(y > 0 && y < 900, "it is in view");
      const audit = await text(page, "#audit");
      for (const said of [hit.term, hit.lexicon, hit.hit_id, hit.status_cue, hit.source_place.split(",")[0]]) assert.ok(audit.includes(said), said);
      assert.match(audit, hit.counts === "true" ? /\nYes: / : /\nNo, because /);
      if (hit.status === "negated")
        assert.match(await mark.evaluate((one) => getComputedStyle(one).textDecorationLine), /line-through/);
    });
  }
  const turn = hits[0].turn_id;
  await open(`#turn=${encodeURIComponent(turn)}`, async (page) =>
    assert.equal(await page.getAttribute("section.here", "data-turn"), turn),
  );
  await open("#hit=nothing.h1", async (page) =>
    assert.match(await text(page, "#status"), /Nothing on this page is called/),
  );
});

test("a citation tells its frame", async () => {
  const citation = rows("citations").find(
    (row) => row.content && row.has_number === "true" && row.source_entity.startsWith("BODY:"),
  );
  await open(`#cite=${encodeURIComponent(citation.citation_id)}`, async (page) => {
    const audit = (await text(page, "#audit")).replace(/\s+/g, " ");
    for (const said of [citation.source, citation.content, citation.cue])
      assert.ok(audit.includes(said.replace(/\s+/g, " ")), said);
  });
});

test("the keyboard alone suffices", () =>
  open("", async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to the content");
    await tabTo(page, () => document.activeElement.textContent === "Answers");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.getElementById("answers").hidden);
    assert.equal(await focused(page), "Answers and statements");
    await tabTo(page, () => document.activeElement.matches("a.row"));
    const first = await focused(page);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(page), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), first);
    await page.keyboard.press("Enter");
    await page.waitForSelector("section.here");
    await tabTo(page, () => document.activeElement.matches(".tag"));
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    const label = await focused(page);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#audit:not([hidden])");
    assert.match(await focused(page), /^(Why|Who is cited)/);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#audit", { state: "hidden" });
    assert.equal(await focused(page), label);
    await page.evaluate(() => (location.hash = "view=overview"));
    await tabTo(page, () => document.activeElement.id === "plot");
    await page.keyboard.press("ArrowRight");
    assert.match(await text(page, "#plot-point"), /^\d{4}: /);
    await tabTo(page, () => document.activeElement.matches(".pick"));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
  }));

test("axe finds nothing serious, in light and dark, wide and narrow", async () => {
  const places = [
    "",
    "#view=answers",
    "#view=citations",
    "#view=phrases",
    `#doc=${hits[0].document_id}`,
    `#hit=${hits[0].hit_id}`,
    "#view=help",
  ];
  for (const options of [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "light", viewport: { width: 390, height: 800 } },
  ]) {
    for (const place of places) {
      await open(
        place,
        async (page) => {
          await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() =>
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
          );
          const told = violations.map(
            ({ id, impact, nodes }) =>
              `${impact} ${id}: ${nodes
                .slice(0, 3)
                .map((node) => `${node.html} (${node.failureSummary})`)
                .join(" | ")}`,
          );
          assert.deepEqual(told, [], `${place} ${JSON.stringify(options)}`);
        },
        options,
      );
    }
  }
});

test("a hostile transcript stays text", async () => {
  const doc = rows("documents").find((row) => row.source_path.includes("hostile")).document_id;
  for (const place of [
    `#doc=${encodeURIComponent(doc)}`,
    "#view=answers",
    "#view=citations",
    `#doc_is=${encodeURIComponent(doc)}`,
  ]) {
    await open(place, async (page) => {
      await page.waitForTimeout(50);
      assert.equal(await page.evaluate(() => window.broken), undefined);
      assert.equal(
        await page.evaluate(
          () => document.querySelectorAll("main img, main svg, main b, main script, a[href^=javascript]").length,
        ),
        0,
      );
    });
  }
  await open(`#doc=${encodeURIComponent(doc)}`, async (page) => {
    const shown = await text(page, "#reader");
    for (const said of ["</script>", "<script>", "{{data}}", "onerror=", "<!--", "😀 𝔘nder no pretext"])
      assert.ok(shown.includes(said), said);
  });
});
