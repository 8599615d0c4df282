// What holds on every page, looked at in one round with scripts and one without. Axe finds nothing, wide and narrow; nobody
// scrolls sideways; and a visit is nobody else's business: no page asks another site, keeps anything, or has errors. It
// takes longest, so its name lets it begin early.
//
// All of it follows from what a page is made of, so pages are opened that have every kind of place and every set of scripts
// between them, and with TRELLIS_EVERY all. What follows from the words of a page (headings in their order, links of one
// text, ids, names) and what it loads from elsewhere, the audit of every build judges on each.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ALL, PLACED, appearance, findings, isExplained, unused } from "./axe.mjs";
import { inTabs, launch, open } from "./browser.mjs";
import { none } from "./none.mjs";
import { sideways } from "./reflow.mjs";
import { pages, places, samples, scripted, serve, various } from "./site.mjs";
import { kept, listen } from "./visit.mjs";

const opened = process.env.TRELLIS_EVERY ? pages : [...new Set([...various(), ...scripted(), ...pages.filter(isExplained)])];
// The heaviest of each family are visited as well: whether a page is too wide, and what it asks for, is soon seen.
const visited = [...new Set([...opened, ...samples()])];
const SIZES = [{ width: 1280, height: 900 }, { width: 320, height: 700 }];
// Kinds of places that were looked at, also those that scripts make.
const seen = new Set();
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

// Whether a page has a kind of place, as it is now, that no page before it had.
const isNew = async (page) => {
  const fresh = [...places(await page.content())].filter((place) => !seen.has(place));
  for (const place of fresh) seen.add(place);
  return fresh.length > 0;
};

const look = async (page, site, path, scripts) => {
  const found = [];
  if (!(await open(page, site.at(path)))) return { looked: 0, found };
  if (scripts) found.push(...(await kept(page)).map((what) => `${path}: ${what}`));
  if (!opened.includes(path)) return { looked: 0, found: scripts ? found : [...found, ...(await sideways(page, path))] };
  const fresh = await isNew(page);
  // What scripts left as it was, or made as on a page before, was looked at.
  if (scripts && !fresh && !process.env.TRELLIS_EVERY) return { looked: 0, found };
  let wide;
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const looks = await appearance(page);
    found.push(...(await findings(page, path, looks === wide ? PLACED : ALL)).map((one) => `${size.width} px: ${one}`));
    wide ??= looks;
  }
  if (!scripts) found.push(...(await sideways(page, path)));
  return { looked: 1, found };
};

for (const scripts of [false, true]) {
  const also = scripts ? "and pages ask nobody, keep nothing and have no errors" : "and no page scrolls sideways";
  test(`axe finds nothing on any kind of place ${scripts ? "with" : "without"} scripts, ${also}`, async (t) => {
    const site = await serve({ scripts });
    const context = await browser.newContext({ viewport: SIZES[0] });
    const problems = [];
    const shown = new Map();
    let looked = 0;
    await inTabs(context, visited, async (page, path) => {
      if (scripts && !shown.has(page)) {
        listen(page, `${site.origin}/`, (what) => problems.push(`${shown.get(page)}: ${what}`));
      }
      shown.set(page, path);
      const one = await look(page, site, path, scripts);
      looked += one.looked;
      problems.push(...one.found);
    });
    t.diagnostic(`${looked} of ${opened.length} pages looked at, at ${SIZES.map((size) => size.width).join(" and ")} px`);
    problems.push(...(await context.cookies()).map((cookie) => `keeps the cookie ${cookie.name}`));
    await context.close();
    await site.close();
    assert.ok(scripts || looked >= opened.length, `${opened.length - looked} pages were not looked at`);
    none(problems);
  });
}

test("every explanation still explains something", () => {
  none(unused());
});
