// In the dark, with more contrast, and in colours that the visitor's system forces on all pages: every way in which words look.
// By day all-pages.test.mjs looks at the same and more.
// Screenshots go to the folder that TRELLIS_SHOTS names.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COLOURS, findings, markFresh } from "./axe.mjs";
import { inTabs, open } from "./browser.mjs";
import { none } from "./none.mjs";
import { samples } from "./site.mjs";
import { stage } from "./stage.mjs";

const WIDE = { width: 1280, height: 900 };
const PLAIN = { colorScheme: "light", contrast: "no-preference", forcedColors: "none" };
const shots = process.env.TRELLIS_SHOTS;
const SCHEMES = {
  ...(shots && { light: {} }),
  dark: { colorScheme: "dark" },
  contrast: { contrast: "more" },
  "dark contrast": { colorScheme: "dark", contrast: "more" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};
const { browser, site } = await stage();
if (shots) mkdirSync(shots, { recursive: true });

test("colours can be told apart in the dark, with more contrast, and where the system forces its own", async () => {
  const context = await browser.newContext({ viewport: WIDE });
  const problems = [];
  const seen = Object.fromEntries(Object.keys(SCHEMES).map((name) => [name, new Set()]));
  await inTabs(context, samples(), async (page, path) => {
    if (!(await open(page, site.at(path)))) return;
    for (const [name, wishes] of Object.entries(SCHEMES)) {
      await page.emulateMedia({ ...PLAIN, ...wishes });
      if (await markFresh(page, seen[name])) {
        problems.push(...(await findings(page, path, COLOURS, "[data-fresh]")).map((one) => `${name}: ${one}`));
      }
      if (shots) await keep(page, `${path.replaceAll("/", "-")}-${name}`);
    }
  });
  await context.close();
  for (const name of Object.keys(SCHEMES)) assert.ok(seen[name].size > 100, `${seen[name].size} looks of words: ${name}`);
  none(problems);
});

const keep = async (page, name) => {
  for (const width of [320, WIDE.width]) {
    await page.setViewportSize({ ...WIDE, width });
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
};
