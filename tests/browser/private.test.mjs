// Opened from a folder, a visit needs nothing but files. What pages do with a server is looked at with axe.
import { after, before, test } from "node:test";
import { inTabs, launch } from "./browser.mjs";
import { none } from "./none.mjs";
import { fileAddress, samples } from "./site.mjs";
import { kept, listen } from "./visit.mjs";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("pages opened from a folder need nothing but files, and have no errors", async () => {
  const context = await browser.newContext();
  const problems = [];
  const shown = new Map();
  // Servers show 404.html at any depth, so its addresses begin at the root of a server.
  const list = samples().filter((page) => page !== "404.html");
  await inTabs(context, list, async (page, path) => {
    if (!shown.has(page)) listen(page, "file://", (what) => problems.push(`${shown.get(page)}: ${what}`));
    shown.set(page, path);
    await page.goto(fileAddress(path), { waitUntil: "load" });
    problems.push(...(await kept(page)).map((what) => `${path}: ${what}`));
  });
  await context.close();
  none(problems);
});
