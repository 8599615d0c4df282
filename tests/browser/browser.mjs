// Chromium, and many pages in a few tabs.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

// The shell has no window, and loads pages quicker.
const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that `CHROMIUM` names, or the system's. */
export const program = () => {
  const found = PLACES.find((path) => path && existsSync(path));
  if (!found) throw new Error("Chromium is not installed. Install it, or say where it is: CHROMIUM=<program>");
  return found;
};

/** Starts the browser. */
export const launch = (options = {}) => {
  return chromium.launch({ executablePath: program(), args: ["--no-sandbox", "--disable-gpu"], ...options });
};

/** The context of someone whose scripts do not arrive. (Where they are switched off, checks could not run either.) */
export const withoutScripts = async (context) => {
  await context.route(/\.js(\?|$)/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  return context;
};

/** Does something with every item, in `tabs` tabs of a context at once. */
export const inTabs = async (context, items, work, tabs = 3) => {
  const waiting = [...items];
  const tab = async () => {
    const page = await context.newPage();
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(page, item);
    await page.close();
  };
  await Promise.all(Array.from({ length: tabs }, tab));
};

/** Opens an address; `true` unless the page sent the visitor on to another one. */
export const open = async (page, address) => {
  await page.goto(address, { waitUntil: "load" });
  return page.url().split(/[?#]/)[0] === address.split(/[?#]/)[0];
};
