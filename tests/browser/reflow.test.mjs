// Nothing that scripts add makes anybody scroll sideways. They add the same to all pages of a family; every page without
// them is looked at with axe.
import { after, before, test } from "node:test";
import { inTabs, launch } from "./browser.mjs";
import { none } from "./none.mjs";
import { sideways } from "./reflow.mjs";
import { samples, serve } from "./site.mjs";

let browser, site;

before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  await site.close();
});

test("no page scrolls sideways with scripts", async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const problems = [];
  await inTabs(context, samples(), async (page, path) => {
    await page.goto(site.at(path));
    problems.push(...(await sideways(page, path)));
  });
  await context.close();
  none(problems);
});
