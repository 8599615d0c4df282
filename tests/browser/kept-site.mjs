// A site that devices keep: its editions, and a server of them that can fail in every way in which servers do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

const SMALL = new URL("../sites/small", import.meta.url).pathname;

/** A copy of the small site, which builds editions of itself. */
export class Editions {
  constructor(settings = "") {
    this.top = mkdtempSync(join(tmpdir(), "trellis-kept-"));
    this.folder = join(this.top, "site");
    this.count = 0;
    // In a copy: a build leaves its memory beside the site, and other tests read that folder meanwhile.
    cpSync(SMALL, this.folder, { recursive: true });
    this.edit("site.yaml", (text) => `${text.replace(/^base_url: .*\n/m, "")}offline: true\n${settings}`);
  }

  edit(path, change) {
    const place = join(this.folder, path);
    const text = readFileSync(place, "utf8");
    const changed = change(text);
    assert.notEqual(changed, text, path);
    writeFileSync(place, changed);
    return this;
  }

  /** Builds what is there now into a folder of its own. */
  build() {
    const out = join(this.top, `out-${(this.count += 1)}`);
    execFileSync(process.env.TRELLIS, ["build", "--site", this.folder, "--out", out, "--for", "netlify", "--now", "2026-11-23"], { stdio: "pipe" });
    const worker = join(out, "sw.js");
    const text = existsSync(worker) ? readFileSync(worker, "utf8") : "";
    const files = text ? JSON.parse(text.match(/Object\.entries\((\{.*\})\)/)[1]) : {};
    return { out, edition: text.match(/const EDITION = "(\w+)"/)?.[1], files };
  }

  remove() {
    rmSync(this.top, { recursive: true });
  }
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };
const lasts = (path) => /^assets\/.+\.[0-9a-f]{8}\.\w+$/.test(path);

/** Shows an edition below a path, with what its host says to browsers. `answers` says what is other for a file. */
export class Server {
  answers = {};
  isDown = false;
  asked = [];
  #waiting = [];
  port = 0;

  constructor(shown, base = "/") {
    Object.assign(this, { base });
    this.show(shown);
  }

  show({ out }) {
    this.out = out;
    const rule = readFileSync(join(out, "_headers"), "utf8").split("\n/")[0];
    this.headers = Object.fromEntries(rule.split("\n").filter((line) => line.startsWith("  ")).map((line) => line.trim().split(/: (.*)/).slice(0, 2)));
  }

  async start() {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((listening) => this.server.listen(this.port, "127.0.0.1", listening));
    this.port = this.server.address().port;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(closed));
  }

  at(path) {
    return `http://127.0.0.1:${this.port}${this.base}${path}`;
  }

  /** Waits until a file has been asked for. */
  async isAsked(file) {
    if (!this.asked.includes(file)) await new Promise((done) => this.#waiting.push({ file, done }));
  }

  /** Has a file wait until the answer is called. */
  hold(file) {
    let go;
    this.answers[file] = { until: new Promise((resolve) => (go = resolve)) };
    return () => {
      delete this.answers[file];
      go();
    };
  }

  async #answer(request, response) {
    if (this.isDown) return request.socket.destroy();
    const { pathname } = new URL(request.url, "http://site");
    if (!pathname.startsWith(this.base)) return response.writeHead(404).end();
    const path = decodeURIComponent(pathname.slice(this.base.length));
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    this.asked.push(file);
    this.#waiting = this.#waiting.filter((one) => one.file !== file || one.done());
    await this.answers[file]?.until;
    const other = this.answers[file];
    if (other === "cut") return request.socket.destroy();
    if (other) return response.writeHead(other.status, other.headers ?? {}).end(other.body ?? "");
    const place = join(this.out, file);
    const isThere = existsSync(place) && statSync(place).isFile();
    const sent = isThere ? place : join(this.out, "404.html");
    const keep = isThere && lasts(file) ? "public, max-age=31536000, immutable" : "no-cache";
    response.writeHead(isThere ? 200 : 404, { ...this.headers, "content-type": TYPES[extname(sent)] ?? "text/plain", "cache-control": keep });
    response.end(readFileSync(sent));
  }
}
