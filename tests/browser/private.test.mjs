// A visit is nobody else's business: no other sites are asked, and nothing is kept. And no page has errors.
import { after, before, test } from "node:test";
import { inTabs, launch } from "./browser.mjs";
import { none } from "./none.mjs";
import { fileAddress, pages, samples, serve } from "./site.mjs";

let browser, site;

before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  await site.close();
});

// What a tab does while it shows a page: requests that are not allowed, and errors.
const listen = (page, allowed, tell) => {
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed)) tell(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tell(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => tell(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") tell(`cannot get ${request.url()}`);
  });
};

// Opens pages, and tells of what they ask for, of errors and of what was kept.
const visit = async (list, address, allowed) => {
  const context = await browser.newContext();
  const problems = [];
  const shown = new Map();
  await inTabs(context, list, async (page, path) => {
    if (!shown.has(page)) listen(page, allowed, (what) => problems.push(`${shown.get(page)}: ${what}`));
    shown.set(page, path);
    await page.goto(address(path), { waitUntil: "load" });
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    if (kept.some(Boolean)) problems.push(`${path}: keeps ${JSON.stringify(kept)}`);
  });
  const cookies = await context.cookies();
  if (cookies.length > 0) problems.push(`${cookies.length} cookies`);
  await context.close();
  return problems;
};

test("no page asks another site, keeps anything, or has errors", async () => {
  none(await visit(pages, site.at, `${site.origin}/`));
});

test("pages opened from a folder need nothing but files, and have no errors", async () => {
  // Servers show 404.html at any depth, so its addresses begin at the root of a server.
  const list = samples().filter((page) => page !== "404.html");
  none(await visit(list, fileAddress, "file://"));
});
