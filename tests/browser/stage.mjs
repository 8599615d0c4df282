// What most tests stand on: the browser, and a server of the built site, both as long as the tests of a file run.
import { after } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./site.mjs";

/** Starts both, and ends them after the last test; options are those of `serve`. */
export const stage = async (options) => {
  const [browser, site] = await Promise.all([launch(), serve(options)]);
  after(async () => {
    await browser.close();
    await site.close();
  });
  return { browser, site };
};
