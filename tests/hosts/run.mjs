// Starts each web server on a built site, at the root and below a path, and asks for every address.
//   node tests/hosts/run.mjs TRELLIS [SITE]     TRELLIS_UPDATE=1 writes the table of docs/hosting.md
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, sep } from "node:path";
import { lasts, TYPES } from "./answers.mjs";
import { packed as sendsTwins } from "./packed.mjs";
import { picture } from "./picture.mjs";
import { installed, servers, start } from "./servers.mjs";

const trellis = process.argv[2];
const source = process.argv[3] ?? new URL("../sites/small", import.meta.url).pathname;
const BASES = ["/", "/careers/ahp/"];
const HEADERS = {
  "content-security-policy": /^default-src 'none'; .*frame-ancestors 'self'.*require-trusted-types-for 'script'$/,
  "x-content-type-options": /^nosniff$/, "referrer-policy": /^same-origin$/, "x-frame-options": /^SAMEORIGIN$/,
  "permissions-policy": /camera=\(\)/, "cross-origin-opener-policy": /^same-origin$/,
};

const temporary = mkdtempSync(join(tmpdir(), "trellis-hosts-"));
chmodSync(temporary, 0o755);
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** The site with what hosts treat in ways of their own: a picture with smaller copies, a file without an ending. */
const site = join(temporary, "site");
cpSync(source, site, { recursive: true, filter: (path) => !/(^|\/)(public|target|node_modules|\.git|\.trellis-cache)$/.test(path) });
if (!process.argv[3]) {
  writeFileSync(join(site, "content/day.png"), picture(1000, 600));
  writeFileSync(join(site, "content/LICENSE"), "Some words.\n");
  const about = join(site, "content/pages/about.md");
  writeFileSync(about, `${readFileSync(about, "utf8")}\n![Two people talk at an open day](../day.png)\n`);
}

const build = (host, base) => {
  const out = join(temporary, `${host}${base.replaceAll("/", "-")}`);
  const args = ["build", "--site", site, "--out", out, "--for", host, "--base-url", `https://example.org${base}`, ...(process.argv[3] ? [] : ["--now", "2026-11-23"])];
  execFileSync(trellis, [...args, ...(base === "/" ? ["--hsts"] : [])], { stdio: "pipe", maxBuffer: 64e6 });
  return out;
};

const files = (out) =>
  readdirSync(out, { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => statSync(join(out, path)).isFile() && !/(^|\/)\.|\.(gz|br)$/.test(path));

/** Asks without a client of its own, which would unpack and follow. */
const ask = (url, headers = {}) => fetch(url, { redirect: "manual", headers });

const judgeHeaders = (answer, base, what) => {
  for (const [name, wanted] of Object.entries(HEADERS)) assert.match(answer.headers.get(name) ?? "", wanted, `${name} of ${what}`);
  const bound = answer.headers.get("strict-transport-security");
  assert.equal(bound, base === "/" ? "max-age=63072000" : null, `Strict-Transport-Security of ${what}`);
};

/** Every former page leads on with 301, and every other file is there with its type, and how long it may be kept. */
const everyAddress = async (origin, base, out, counts) => {
  for (const path of files(out)) {
    const url = origin + base + path.split("/").map(encodeURIComponent).join("/");
    const answer = await ask(url);
    const body = Buffer.from(await answer.arrayBuffer());
    const bytes = readFileSync(join(out, path));
    counts.addresses += 1;
    if (path === "404.html") continue;
    const to = extname(path) === ".html" && /data-moved-to/.test(bytes) ? /data-moved-to[^>]*href="([^"]+)"|href="([^"]+)"[^>]*data-moved-to/.exec(bytes) : null;
    if (to) {
      assert.equal(answer.status, 301, url);
      const wanted = new URL((to[1] ?? to[2]).replaceAll("&amp;", "&"), url).href;
      assert.equal(new URL(answer.headers.get("location"), url).href, wanted, url);
      counts.moved += 1;
      continue;
    }
    assert.equal(answer.status, 200, url);
    assert.ok(body.equals(bytes), `${url} sends other bytes`);
    const ending = extname(path).slice(1);
    if (ending in TYPES) assert.equal((answer.headers.get("content-type") ?? "").toLowerCase(), TYPES[ending], url);
    const isLasting = lasts(path);
    counts.lasting += Number(isLasting);
    const kept = isLasting ? "public, max-age=31536000, immutable" : "no-cache";
    assert.equal(answer.headers.get("cache-control"), kept, url);
    judgeHeaders(answer, base, url);
  }
};

const missing = async (origin, base, out) => {
  const page = readFileSync(join(out, "404.html"));
  for (const path of ["nowhere.html", "roles/nowhere.html", "a/b/c/d/", "assets/", "day.480w.00000000.webp", "assets/theme.00000000.css", ".trellis/manifest.json"]) {
    const answer = await ask(origin + base + path);
    assert.equal(answer.status, 404, `${base}${path}`);
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(page), `${base}${path} shows another page`);
    assert.match(answer.headers.get("content-type"), /^text\/html/, `${base}${path}`);
    assert.doesNotMatch(answer.headers.get("cache-control") ?? "", /immutable/, `${base}${path}`);
    judgeHeaders(answer, base, `${base}${path}`);
  }
};

const folders = async (origin, base, out) => {
  for (const [path, file] of [["", "index.html"], ["roles/", "roles/index.html"]]) {
    const answer = await ask(origin + base + path);
    assert.equal(answer.status, 200, `${base}${path}`);
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(out, file))), `${base}${path}`);
  }
  const bare = base === "/" ? "/roles" : "/careers/ahp";
  const answer = await ask(origin + bare);
  assert.ok([301, 302, 308].includes(answer.status), `${bare} is ${answer.status}`);
  assert.equal(new URL(answer.headers.get("location"), origin + bare).pathname, `${bare}/`);
};

/** A page that a browser has already is not sent again. */
const again = async (origin, base) => {
  const first = await ask(origin + base, { "accept-encoding": "gzip" });
  await first.arrayBuffer();
  const mark = first.headers.get("etag");
  assert.ok(mark, `${base} has no mark`);
  const second = await ask(origin + base, { "accept-encoding": "gzip", "if-none-match": mark });
  assert.equal(second.status, 304, `${base} is sent again`);
  return first.headers.get("content-encoding") === "gzip";
};

const rows = [];
const absent = [];
for (const [name, { programs }] of Object.entries(servers)) {
  const program = installed(programs);
  if (!program) {
    absent.push(name);
    continue;
  }
  for (const base of BASES) {
    const out = build(name, base);
    const { origin, stop } = await start(name, program, join(temporary, `run-${name}${base.replaceAll("/", "-")}`), out, base);
    const counts = { addresses: 0, moved: 0, lasting: 0 };
    try {
      await everyAddress(origin, base, out, counts);
      await missing(origin, base, out);
      await folders(origin, base, out);
      const packed = await again(origin, base);
      const twins = existsSync(join(out, "index.html.gz")) ? await sendsTwins(origin, base, out, files(out)) : 0;
      assert.equal(twins > 100, name !== "lighttpd", `${twins} twins are sent`);
      assert.ok(process.argv[3] || counts.moved > 0, "a former name is tried");
      assert.ok(counts.lasting > 20, "styles, scripts and smaller copies are kept for a year");
      rows.push([name, base, counts.addresses, twins > 0 ? "once, by the build" : packed ? "each time" : "no"]);
    } catch (error) {
      console.error(`error: ${name} at ${base}: ${error.message}`);
      process.exitCode = 1;
    } finally {
      await stop();
    }
  }
}
if (absent.length > 0) {
  console.error(`error: not installed: ${absent.join(", ")}. On Debian run 'apt-get install nginx-light apache2 caddy lighttpd'.`);
  process.exit(1);
}
for (const [name, base, addresses, packed] of rows) console.log(`${name} at ${base}: ${addresses} addresses right, packed: ${packed}`);

const docs = new URL("../../docs/hosting.md", import.meta.url).pathname;
const table = [
  "| server | at | every address, its type and how long it is kept | missing: 404 at any depth | old address: 301 | headers on each answer | packed |",
  "|---|---|---|---|---|---|---|",
  ...rows.map(([name, base, , packed]) => `| ${name} | \`${base}\` | yes | yes | yes | yes | ${packed} |`),
].join("\n");
const text = readFileSync(docs, "utf8");
const made = text.replace(/(<!-- Made by tests\/hosts.*?-->\n)[^]*?(<!-- end -->)/, (_, start, end) => `${start}${table}\n${end}`);
if (process.env.TRELLIS_UPDATE) writeFileSync(docs, made);
else if (made !== text && !process.exitCode) {
  console.error("error: the table of docs/hosting.md is out of date: run tests/hosts/run.mjs with TRELLIS_UPDATE=1.");
  process.exitCode = 1;
}
