// In the dark, with more contrast, and in colours that the visitor's system forces on all pages.
// Screenshots go to the folder that TRELLIS_SHOTS names.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { COLOURS, findings } from "./axe.mjs";
import { inTabs, launch, open } from "./browser.mjs";
import { none } from "./none.mjs";
import { samples, serve } from "./site.mjs";

const SCHEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  contrast: { colorScheme: "light", contrast: "more" },
  "dark contrast": { colorScheme: "dark", contrast: "more" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};
const shots = process.env.TRELLIS_SHOTS;
let browser, site;

before(async () => {
  browser = await launch();
  site = await serve();
  if (shots) mkdirSync(shots, { recursive: true });
});
after(async () => {
  await browser.close();
  await site.close();
});

for (const [name, wishes] of Object.entries(SCHEMES)) {
  test(`colours can be told apart: ${name}`, async () => {
    const context = await browser.newContext({ ...wishes, viewport: { width: 1280, height: 900 } });
    const problems = [];
    await inTabs(context, samples(), async (page, path) => {
      if (!(await open(page, site.at(path)))) return;
      problems.push(...(await findings(page, path, COLOURS)));
      if (!shots) return;
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: join(shots, `${path.replaceAll("/", "-")}-${name}-${width}.png`), fullPage: true });
      }
    });
    await context.close();
    none(problems);
  });
}
