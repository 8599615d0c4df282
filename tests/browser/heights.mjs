// How tall pages are. Many lie in frames of one, which takes half of what it takes to open each; heights are the same.
import { inTabs } from "./browser.mjs";

const AT_ONCE = 20;

/** Runs in the browser: puts pages into frames, and gives their heights, page by page. */
const measure = async ({ addresses, width, height }) => {
  const one = async ([path, address]) => {
    const frame = document.createElement("iframe");
    frame.style = `width: ${width}px; height: ${height}px; border: 0`;
    frame.src = address;
    await new Promise((loaded) => {
      frame.onload = loaded;
      document.body.append(frame);
    });
    const tall = frame.contentDocument.documentElement.scrollHeight;
    frame.remove();
    return [path, tall];
  };
  document.body.replaceChildren();
  return Promise.all(addresses.map(one));
};

/** The heights of pages of a site in a window of some size, in pixels, by their addresses. */
export const heights = async (browser, site, paths, viewport) => {
  const found = new Map();
  const context = await browser.newContext({ viewport });
  const groups = Array.from({ length: Math.ceil(paths.length / AT_ONCE) }, (_, at) => paths.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
  const work = async (page, group) => {
    // Of the same site, so that it may look into the frames.
    await page.goto(site.at("404.html"));
    const addresses = group.map((path) => [path, site.at(path)]);
    for (const [path, tall] of await page.evaluate(measure, { addresses, ...viewport })) found.set(path, tall);
  };
  await inTabs(context, groups, work, 2);
  await context.close();
  return found;
};
