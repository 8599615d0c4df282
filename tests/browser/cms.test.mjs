// The editor that `trellis cms` sets up, as published and in a browser, with its own test backend: what it saves passes `check`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { launch } from "./browser.mjs";

const at = (path) => new URL(path, import.meta.url).pathname;
const PROGRAM = process.env.TRELLIS ?? at("../../target/release/trellis");
const EDITOR = at("node_modules/@sveltia/cms");
/** A browser lets pages of this computer keep files; nobody listens there, and every request is answered by the test. */
const ORIGIN = "http://localhost:1";
/** The folder in which the editor's test backend keeps its repository. */
const REPOSITORY = "sveltia-cms-test";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".yml": "text/yaml" };

const site = mkdtempSync(join(tmpdir(), "trellis-cms-"));
const browser = await launch();
after(async () => {
  await browser.close();
  rmSync(site, { recursive: true, force: true });
});

const trellis = (...args) => {
  const { status, stdout, stderr } = spawnSync(PROGRAM, [...args, "--site", site], { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
};
cpSync(at("../sites/small"), site, { recursive: true });
trellis("cms", "--host", "github", "--repo", "our-trust/careers", "--script", join(EDITOR, "dist/sveltia-cms.js"));
appendFileSync(join(site, "site.yaml"), "editor: admin\n");
trellis("build", "--now", "2026-12-01");

/** A tab on the published site whose settings name the test backend; what is asked of other computers is kept. */
const open = async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const asked = [];
  await context.route("**", (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = join(site, "public", pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (origin !== ORIGIN) {
      asked.push(route.request().url());
      return route.abort();
    }
    if (!existsSync(file) || !statSync(file).isFile()) return route.fulfill({ status: 404, body: "" });
    const settings = (text) => text.replace(/^backend:\n( .*\n)+/m, "backend:\n  name: test-repo\n");
    const body = pathname.endsWith("config.yml") ? settings(readFileSync(file, "utf8")) : readFileSync(file);
    return route.fulfill({ contentType: TYPES[extname(file)] ?? "application/octet-stream", body });
  });
  return { page: await context.newPage(), asked };
};

/** Puts the site's texts where the test backend looks for its repository. */
const fill = async (page) => {
  const names = readdirSync(join(site, "content"), { recursive: true }).filter((name) => /\.(md|ya?ml)$/.test(name));
  const files = names.map((name) => [`content/${name}`, readFileSync(join(site, "content", name), "utf8")]);
  await page.goto(`${ORIGIN}/admin/config.yml`);
  await page.evaluate(
    async ([files, repository]) => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(repository, { create: true });
      for (const [path, text] of files) {
        const folders = path.split("/");
        const name = folders.pop();
        let folder = root;
        for (const part of folders) folder = await folder.getDirectoryHandle(part, { create: true });
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await writable.write(text);
        await writable.close();
      }
    },
    [files, REPOSITORY],
  );
};

/** What the test backend has of a file. */
const saved = (page, path) =>
  page.evaluate(
    async ([path, repository]) => {
      const folders = path.split("/");
      const name = folders.pop();
      let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(repository);
      for (const part of folders) folder = await folder.getDirectoryHandle(part);
      return (await (await folder.getFileHandle(name)).getFile()).text();
    },
    [path, REPOSITORY],
  );

/** Opens the entry of an address in the editor. */
const edit = async (page, address) => {
  await page.goto(`${ORIGIN}/admin/`);
  await page.getByRole("button", { name: /test repository/i }).click();
  await page.waitForURL(/#\/collections\//);
  await page.goto(`${ORIGIN}/admin/#/collections/${address}`);
  await page.getByRole("textbox", { name: "Title", exact: true }).first().waitFor();
};

const save = async (page) => {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL((url) => !url.hash.includes("/entries/"));
};

const bodyOf = (text) => text.slice(text.indexOf("\n---\n", 4)).trim();

test("the schema by which the settings are judged is that of the editor", () => {
  const schema = (path) => JSON.parse(readFileSync(path, "utf8"));
  assert.deepEqual(schema(join(EDITOR, "schema/sveltia-cms.json")), schema(at("../schemas/sveltia-cms.json")));
});

test("a role is opened, changed and saved, and its file passes check", async () => {
  const { page, asked } = await open();
  await fill(page);
  const path = "content/roles/podiatry-assistant.md";
  const before = readFileSync(join(site, path), "utf8");
  await edit(page, "roles/entries/podiatry-assistant");
  const summary = page.getByRole("textbox", { name: "Summary", exact: true });
  assert.equal(await summary.inputValue(), "You help podiatrists to look after feet.");
  await summary.fill("You help people whose feet are sore.");
  await save(page);
  const after = await saved(page, path);
  assert.match(after, /^summary: You help people whose feet are sore\.$/m);
  assert.match(after, /^reviewed: 2026-11-01$/m);
  assert.equal(bodyOf(after), bodyOf(before), "the text is as it was");
  writeFileSync(join(site, path), after);
  trellis("check", "--now", "2026-12-01");
  // What the editor asks of others when it is opened is what docs/teams.md says, and no file of the site.
  const hosts = [...new Set(asked.map((address) => new URL(address).host))].sort();
  assert.ok(hosts.every((host) => ["cdn.jsdelivr.net", "unpkg.com"].includes(host)), hosts.join());
  await page.context().close();
});

test("what must be there is asked for, and a wrong value is refused", async () => {
  const { page } = await open();
  await fill(page);
  const path = "content/roles/podiatrist.md";
  await edit(page, "roles/entries/podiatrist");
  await page.getByRole("textbox", { name: "Title", exact: true }).first().fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/required/i).first().waitFor();
  assert.equal(await saved(page, path), readFileSync(join(site, path), "utf8"), "nothing is saved");
  await page.context().close();
});
