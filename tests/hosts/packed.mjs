// Whether a server sends the packed twins that lie beside files to those who can unpack them, and to nobody else.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import { extname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { lasts, TYPES } from "./answers.mjs";

const ENDINGS = { gzip: ".gz", br: ".br" };
const UNPACK = { gzip: gunzipSync, br: brotliDecompressSync };

/** What is asked for, and in which coding it is sent where a server knows both; `gzip` where it knows that alone. */
const ASKED = [
  ["gzip", "gzip"],
  ["gzip, deflate", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=1.0, gzip;q=0.8, *;q=0.1", "br"],
  ["gzip;q=0, br;q=0", null],
  ["identity", null],
  [undefined, null],
];

const agent = new http.Agent({ keepAlive: true });

/** Asks as a browser would, but leaves the bytes as they come. */
const ask = (url, accepted) =>
  new Promise((resolve, reject) => {
    const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
    http
      .get(url, { agent, headers }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
        answer.on("error", reject);
      })
      .on("error", reject);
  });

const judge = async (url, path, file, accepted, coding) => {
  const what = `${url} for ${accepted}`;
  const { status, headers, body } = await ask(url, accepted);
  const plain = readFileSync(file);
  assert.equal(status, 200, what);
  assert.equal(headers["content-encoding"], coding ?? undefined, what);
  assert.match(headers.vary ?? "", /\baccept-encoding\b/i, `${what}: what keeps it must know that it is packed for some`);
  const ending = extname(file).slice(1);
  if (ending in TYPES) assert.equal(headers["content-type"].toLowerCase(), TYPES[ending], what);
  assert.equal(headers["cache-control"], lasts(path) ? "public, max-age=31536000, immutable" : "no-cache", what);
  assert.equal(headers["x-content-type-options"], "nosniff", what);
  if (!coding) {
    assert.ok(body.equals(plain), `${what}: other bytes`);
    return;
  }
  assert.ok(UNPACK[coding](body).equals(plain), `${what}: unpacks to other bytes`);
  assert.ok(body.equals(readFileSync(file + ENDINGS[coding])), `${what}: it was packed anew`);
};

/** Every file with twins, and the folder of each page, in each way of asking. Returns how many twins were sent. */
export const packed = async (origin, base, out, files) => {
  let sent = 0;
  for (const path of files.filter((path) => path !== "404.html" && existsSync(join(out, `${path}.gz`)))) {
    const file = join(out, path);
    const html = extname(path) === ".html" ? readFileSync(file, "utf8") : "";
    if (/data-moved-to/.test(html)) continue;
    const both = existsSync(`${file}.br`);
    const address = origin + base + path.split("/").map(encodeURIComponent).join("/");
    const addresses = path === "index.html" || path.endsWith("/index.html") ? [address, address.slice(0, -"index.html".length)] : [address];
    for (const url of addresses) {
      for (const [accepted, best] of ASKED) {
        const coding = best === "br" && !both ? "gzip" : best;
        await judge(url, path, file, accepted, coding);
        sent += Number(coding !== null);
      }
    }
  }
  const { status, headers, body } = await ask(`${origin}${base}nowhere/at-all.html`, "gzip, br");
  assert.equal(status, 404, "a page that is not there, for who can unpack");
  const page = headers["content-encoding"] ? UNPACK[headers["content-encoding"]](body) : body;
  assert.ok(page.equals(readFileSync(join(out, "404.html"))), "the page for addresses that do not exist");
  return sent;
};
