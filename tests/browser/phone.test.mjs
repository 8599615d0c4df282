// Phones first: one row at the top, what a visitor asks first on the first screen, pages of a few screens, and what is
// folded found by links, by the browser's search and on paper, with scripts and without.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTabs, withoutScripts } from "./browser.mjs";
import { heights } from "./heights.mjs";
import { none } from "./none.mjs";
import { pages, samples, serve } from "./site.mjs";
import { stage } from "./stage.mjs";

const PHONE = { width: 375, height: 812 };
const LAPTOP = { width: 1280, height: 800 };

// So many screens of a phone a page may take, by its address. The first that fits holds.
const ENTRY = String.raw`(?!index|by-)[a-z0-9-]+\.html$`;
const BUDGETS = [
  [new RegExp(`^roles/${ENTRY}`), 7],
  [new RegExp(`^(starting-points|routes|professions|interventions|programmes|partners|pathways)/${ENTRY}`), 7],
  [/^pathways\/map\.html$/, 7],
  [new RegExp(`^(framework/(stages|domains)|partners/kinds|pathways/professions|professions/packs|short/[a-z-]+)/${ENTRY}`), 6],
  [/^roles\/by-[a-z-]+\.html$/, 7],
  [/^(routes|interventions|partners|programmes|professions|starting-points|pathways|guides|framework)\/index\.html$/, 7],
  [/^(near|glossary|activities|compare)\.html$/, 5],
  [/^(index|[a-z]+-[a-z]+|help|about|privacy|accessibility|benchmarks)\.html$/, 7],
  // Text to read, and drawings.
  [new RegExp(`^guides/${ENTRY}|^(pay|figures)\\.html$`), 9],
  // Roles for an answer or two, one card each.
  [new RegExp(`^(interests|starting-points/[a-z-]+)/${ENTRY}`), 9],
  // A form of 15 questions.
  [new RegExp(`^assessments/${ENTRY}`), 10],
  // All roles and all stories, one card each.
  [/^roles\/index\.html$/, 11],
  [/^case-studies\/index\.html$/, 10],
];
const budget = (path) => BUDGETS.find(([pattern]) => pattern.test(path))?.[1];
const DIRECTORIES = ["roles/index.html", "routes/index.html", "interventions/index.html", "programmes/index.html", "case-studies/index.html"];

const { browser, site } = await stage();
const plain = await serve({ scripts: false });
after(() => plain.close());

/** Looks at pages in a few tabs, of a phone unless told otherwise; gathers what is wrong with them. */
const look = async (paths, work, { viewport = PHONE } = {}) => {
  const problems = [];
  const context = await browser.newContext({ viewport });
  await inTabs(context, paths, async (page, path) => {
    await page.goto(site.at(path));
    problems.push(...((await work(page, path)) ?? []));
  });
  await context.close();
  none(problems);
};

for (const scripts of [true, false]) {
  test(`pages are short on a phone, with${scripts ? "" : "out"} scripts`, async () => {
    const limited = pages.filter(budget);
    const found = await heights(browser, scripts ? site : plain, limited, PHONE);
    assert.equal(found.size, limited.length);
    const screens = [...found].map(([path, tall]) => [path, tall / PHONE.height]);
    const tooLong = screens.filter(([path, number]) => number > budget(path));
    none(tooLong.map(([path, number]) => `${path}: ${number.toFixed(1)} screens of ${budget(path)}`));
  });
}

// What is asked of every kind of page, on a phone and then on a laptop. Each is opened once for all of it.
const ALONE = ".menu a, .footer-links a, .link-list a, .contents a, .way h4 > a, .card-open .card-title > a, .do-next li > a, .crumbs a, summary";
const WANTED = ["Start here", "Professions", "Roles", "Ways in", "Find your way", "Near you", "Pay", "Compare", "Saved", "Parents", "Teachers", "Help"];
const ASKED = {
  "the top of a page is one row": async (page) => {
    const height = await page.locator(".site-header").evaluate((header) => header.offsetHeight);
    return height > 64 ? [`${height} px`] : [];
  },
  "what stands before a cell is its name, and cells for scripts alone are not shown": async (page) => {
    const nameless = await page.evaluate(() => {
      const seen = [...document.querySelectorAll("main td")].filter((one) => one.checkVisibility() && !one.dataset.label);
      return seen.filter((one) => getComputedStyle(one, "::before").content !== "none").map((one) => one.innerText.slice(0, 40));
    });
    return nameless.slice(0, 3);
  },
  "what leads somewhere by itself is large enough for a finger": async (page) => {
    const small = await page.evaluate((alone) => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
      const seen = [...document.querySelectorAll(alone)].filter((one) => one.checkVisibility());
      return seen.map((one) => [one.innerText, one.getBoundingClientRect().height]).filter(([, height]) => height < 43.5);
    }, ALONE);
    return small.slice(0, 3).map(([words, height]) => `${words}: ${height} px`);
  },
  "what people look for most is in the menu of each page, one row on a large screen": async (page) => {
    await page.setViewportSize(LAPTOP);
    const links = page.locator(".menu a");
    const words = await links.allInnerTexts();
    const missing = WANTED.filter((name) => !words.includes(name));
    const rows = new Set(await links.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top))));
    await page.setViewportSize(PHONE);
    return [...missing.map((name) => `no ${name}`), ...(rows.size > 1 ? [`${rows.size} rows`] : [])];
  },
};
let answers;
const asked = async () => {
  const found = Object.fromEntries(Object.keys(ASKED).map((name) => [name, []]));
  await look([...new Set([...samples(), "for-teachers.html", "compare.html"])], async (page, path) => {
    for (const [name, ask] of Object.entries(ASKED)) found[name].push(...(await ask(page)).map((one) => `${path}: ${one}`));
  });
  return found;
};
for (const name of Object.keys(ASKED)) {
  test(name, async () => {
    answers ??= asked();
    none((await answers)[name]);
  });
}

test("a role says on the first screen what it is, what it pays, what it asks and how long it takes", async () => {
  const roles = pages.filter((path) => new RegExp(`^roles/${ENTRY}`).test(path));
  await look(roles, async (page, path) => {
    const facts = await page.evaluate(() => {
      const bottom = (one) => one.getBoundingClientRect().bottom;
      const found = [...document.querySelectorAll(".key-facts > .facts > div")].map((one) => [one.querySelector("dt").innerText, bottom(one)]);
      return [["lede", bottom(document.querySelector("main .lede"))], ...found];
    });
    const problems = facts.filter(([, bottom]) => bottom > PHONE.height).map(([fact, bottom]) => `${path}: ${fact} ends at ${Math.round(bottom)} px`);
    const told = facts.map(([fact]) => fact);
    for (const fact of ["Pay", "First thing you need", "How long it takes"]) if (!told.includes(fact)) problems.push(`${path}: no ${fact}`);
    return problems;
  });
});

test("roles say from which age somebody can start, where their routes do", async () => {
  const roles = pages.filter((path) => new RegExp(`^roles/${ENTRY}`).test(path));
  let told = 0;
  await look(roles, async (page) => {
    const count = await page.locator(".key-facts dt", { hasText: "Age you can start" }).count();
    told += count;
  });
  assert.ok(told > roles.length / 2, `${told} of ${roles.length}`);
});

test("the first entry of a directory is on the first screen, below what makes the list shorter", async () => {
  await look(DIRECTORIES, async (page, path) => {
    const first = page.locator("main .card:visible, main .fold > summary:visible").first();
    const top = (await first.boundingBox()).y;
    const open = await page.locator(".list-tools details[open]").count();
    return [...(top > PHONE.height ? [`${path}: ${Math.round(top)} px`] : []), ...(open ? [`${path}: ${open} open`] : [])];
  });
});

for (const scripts of [true, false]) {
  test(`the menu is folded on a phone and stands on a large screen, with${scripts ? "" : "out"} scripts`, async () => {
    const context = await browser.newContext({ viewport: PHONE });
    if (!scripts) await withoutScripts(context);
    const page = await context.newPage();
    await page.goto(site.at("roles/podiatrist.html"));
    const link = page.locator(".menu a").first();
    const button = page.locator(".menu-fold > summary");
    assert.equal(await link.isVisible(), false);
    await button.focus();
    await page.keyboard.press("Enter");
    assert.ok(await link.isVisible());
    await page.keyboard.press("Tab");
    assert.ok(await link.evaluate((one) => one === document.activeElement));
    if (scripts) {
      await page.keyboard.press("Escape");
      assert.equal(await link.isVisible(), false);
      assert.ok(await button.evaluate((one) => one === document.activeElement));
    }
    await page.setViewportSize(LAPTOP);
    assert.ok(await link.isVisible());
    assert.equal(await button.isVisible(), false);
    await context.close();
  });
}

for (const scripts of [true, false]) {
  test(`a link to a folded part opens it, with${scripts ? "" : "out"} scripts`, async () => {
    const context = await browser.newContext({ viewport: PHONE });
    if (!scripts) await withoutScripts(context);
    const page = await context.newPage();
    for (const part of ["is-it-for-me", "near-me", "where-it-can-lead", "sources", "way-volunteering"]) {
      await page.goto(site.at("index.html"));
      await page.goto(site.at(`roles/healthcare-support-worker.html#${part}`));
      const found = page.locator(`[id="${part}"]`);
      assert.ok(await found.isVisible(), `${part} is folded`);
      const { y } = await found.boundingBox();
      assert.ok(y >= 0 && y < PHONE.height, `${part} is at ${y} px`);
    }
    await context.close();
  });

  test(`what is folded on a phone stands open on a large screen, with${scripts ? "" : "out"} scripts`, async () => {
    const context = await browser.newContext({ viewport: LAPTOP });
    if (!scripts) await withoutScripts(context);
    const page = await context.newPage();
    await page.goto(site.at("roles/podiatrist.html"));
    for (const part of ["#is-it-for-me", "#near-me", ".footer-links", ".way .six"]) assert.ok(await page.locator(part).first().isVisible(), part);
    assert.equal(await page.locator(".brief:visible, .more > summary:visible").count(), 0);
    await context.close();
  });

  test(`what is folded is printed, with${scripts ? "" : "out"} scripts`, async () => {
    const context = await browser.newContext({ viewport: PHONE });
    if (!scripts) await withoutScripts(context);
    const page = await context.newPage();
    for (const path of ["roles/podiatrist.html", "starting-points/at-school.html", "pathways/map.html"]) {
      await page.goto(site.at(path));
      await page.emulateMedia({ media: "print" });
      const folded = await page
        .locator("main details:not([open])")
        .evaluateAll((all) => all.filter((one) => getComputedStyle(one, "::details-content").contentVisibility === "hidden").length);
      assert.equal(folded, 0, path);
      assert.equal(await page.locator(".menu-fold > summary").isVisible(), false);
      await page.emulateMedia({ media: "screen" });
    }
    await context.close();
  });
}

test("a text stands beside its own heading on a large screen", async () => {
  await look(
    pages.filter((path) => /^(?!index)[a-z-]+\.html$|^(guides|framework)/.test(path)),
    async (page, path) => {
      const above = await page.evaluate(() => {
        const top = (one) => one.getBoundingClientRect().top;
        const headings = [...document.querySelectorAll(".prose > h2:has(+ *)")];
        return headings.filter((one) => top(one.nextElementSibling) < top(one) - 8).map((one) => one.innerText);
      });
      return above.map((words) => `${path}: ${words}`);
    },
    { viewport: LAPTOP },
  );
});

test("headings of folded parts are headings, in their order", async () => {
  const page = await browser.newPage({ viewport: PHONE });
  await page.goto(site.at("roles/podiatrist.html"));
  for (const name of ["Is it for me?", "Where it can lead", "Sources and review"]) await page.getByRole("heading", { level: 2, name }).waitFor();
  await page.close();
});

test("a filter opens the groups in which something fits", async () => {
  const page = await browser.newPage({ viewport: PHONE });
  await page.goto(site.at("routes/index.html"));
  assert.equal(await page.locator("main .card:visible").count(), 0);
  await page.click("#filter-form > summary");
  await page.locator("#filter-form input").first().check();
  await page.click("#filter-form [type=submit]");
  assert.ok((await page.locator("main .card:visible").count()) > 0);
  await page.close();
});
