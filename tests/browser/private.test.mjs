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

// Opens pages, and tells of requests that are not allowed, of errors and of what was kept.
const visit = async (list, address, allowed) => {
  const context = await browser.newContext();
  const problems = [];
  let now = "";
  context.on("request", (request) => {
    if (!request.url().startsWith(allowed)) problems.push(`${now}: asks for ${request.url()}`);
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${now}: console: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`${now}: error: ${error.error().message}`));
  context.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`${now}: cannot get ${request.url()}`);
  });
  await inTabs(context, list, async (page, path) => {
    now = path;
    await page.goto(address(path), { waitUntil: "load" });
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    if (kept.some(Boolean)) problems.push(`${path}: keeps ${JSON.stringify(kept)}`);
  }, 1);
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
