// Things to do on the site, tried with a server and from a folder, each in a browser that has kept nothing yet.
import { test } from "node:test";
import { launch } from "./browser.mjs";
import { fileAddress, serve } from "./site.mjs";

let browser, context, problems;

/** Opens a page in a fresh context. Errors in the page fail the test at its end. */
export const start = async (address, prepare, options = {}) => {
  browser ??= await launch();
  context = await browser.newContext(options);
  problems = [];
  context.on("weberror", (error) => problems.push(error.error().message));
  if (prepare) await prepare(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  return page;
};

/** To be done after each test. */
export const end = async () => {
  await context?.close();
  await browser?.close();
  browser = context = undefined;
  if (problems?.length > 0) throw new Error(problems.join("\n"));
};

/** One test with a server and one from a folder. */
export const both = (name, run) => {
  test(`${name}, with a server`, async () => {
    const site = await serve();
    try {
      await run(site.at);
    } finally {
      await site.close();
    }
  });
  test(`${name}, from a folder`, () => run(fileAddress));
};
both.file = fileAddress;

/**
 * Tries an assertion frame by frame until it holds, for what a page does on its way: after a link, or after going
 * back, the address is new before the scripts of the page have run.
 */
export const soon = async (page, assertion) => {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame)).catch(() => {});
  }
};

/** A browser that refuses to keep anything, as some do in private windows. */
export const withoutStore = (context) =>
  context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
