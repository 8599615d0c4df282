// The built site that is tested: its pages, its files, and a small server for them.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const PUBLIC = new URL("../../public", import.meta.url).pathname;

/** The folder of the built site: `TRELLIS_SITE`, or where `trellis build` puts it. */
export const folder = resolve(process.env.TRELLIS_SITE ?? PUBLIC);
if (!existsSync(join(folder, "index.html"))) {
  console.error(`error: there is no built site in ${folder}. Say where it is: TRELLIS_SITE=<folder>`);
  process.exit(2);
}

/** Every page, such as `roles/podiatrist.html`. */
export const pages = readdirSync(folder, { recursive: true })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => path.endsWith(".html"))
  .sort();

/** What kind of page it is: its folder; a list of many and a page at the top are each of their own kind. */
export const family = (page) => {
  const at = dirname(page);
  return at === "." || page.endsWith("/index.html") ? page : at;
};

/** The heaviest page of each family: what holds there is likely to hold for its smaller kin. */
export const samples = (list = pages) => {
  const largest = new Map();
  for (const page of list) {
    const before = largest.get(family(page));
    if (!before || size(page) > size(before)) largest.set(family(page), page);
  }
  return [...largest.values()];
};

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const STATES = /^(class|role|type|scope|aria-(current|expanded|hidden|pressed|sort))$/;

/** Every kind of place in the body of a page: an element and all that it lies in, by tags, classes, states and names of attributes. */
export const places = (html) => {
  const found = new Set();
  const around = [""];
  const body = html.slice(html.indexOf("<body")).replace(/<!--.*?-->/gs, "").replace(/(<(script|style|svg|math)\b[^>]*>).*?(?=<\/\2>)/gs, "$1");
  for (const [, isEnd, tag, attributes] of body.matchAll(/<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)) {
    if (isEnd) {
      around.pop();
      continue;
    }
    const named = [...attributes.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|[^\s>]+))?/g)];
    const own = named.map(([, name, value]) => (STATES.test(name) ? `${name}=${value}` : name)).sort();
    const place = `${around.at(-1)} > ${[tag, ...own].join(" ")}`;
    found.add(place);
    if (!VOID.test(tag)) around.push(place);
  }
  return found;
};

/** Few pages that have every kind of place between them: what holds on these is likely to hold on all. */
export const various = (list = pages) => {
  const unseen = list.map((page) => ({ page, places: places(read(page)) }));
  const chosen = [];
  for (;;) {
    const best = unseen.reduce((one, two) => (two.places.size > one.places.size ? two : one));
    if (best.places.size === 0) return chosen;
    chosen.push(best.page);
    for (const place of [...best.places]) for (const { places } of unseen) places.delete(place);
  }
};

/** One page of each set of scripts that pages load together. */
export const scripted = (list = pages) => {
  const scripts = (page) => read(page).match(/<script [^>]*\bsrc="[^"]*"/g)?.map((one) => one.replace(/^.*\//, "")).join() ?? "";
  return [...new Map(list.map((page) => [scripts(page), page])).values()];
};

/** The bytes of a file of the site. */
export const read = (path) => readFileSync(join(folder, path), "utf8");

/** The mark of its bytes in the name of a file. */
const MARK = /\.[0-9a-f]{8}(?=\.\w+$)/;

/** Where a file of the theme is. */
export const asset = (name) => {
  const [stem, ending] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf("."))];
  const found = readdirSync(join(folder, "assets")).filter((path) => path.replace(MARK, "") === stem + ending);
  if (found.length !== 1) throw new Error(`assets/${name} is published as ${found.join(" and ") || "nothing"}`);
  return `assets/${found[0]}`;
};

/** The address of a page that is opened without a server. */
export const fileAddress = (page) => pathToFileURL(join(folder, page)).href;

const size = (page) => statSync(join(folder, page)).size;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ics": "text/calendar",
};

/**
 * Serves the site on a free port, or the site as it is to someone whose scripts do not arrive, or with more headers. Returns `at(page)`, the
 * address of a page, and `close()`.
 */
export const serve = async ({ scripts = true, headers = {} } = {}) => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const there = file.startsWith(folder) && existsSync(file) && statSync(file).isFile();
    const sent = there ? file : join(folder, "404.html");
    // As hosts do: they let browsers keep what bears a mark of its bytes.
    const keeping = MARK.test(sent) ? { "cache-control": "max-age=31536000, immutable" } : {};
    response.writeHead(there ? 200 : 404, { "content-type": TYPES[extname(sent)] ?? "application/octet-stream", ...keeping, ...headers });
    response.end(scripts || extname(sent) !== ".js" ? readFileSync(sent) : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin, at: (page) => `${origin}/${page}`, close };
};
