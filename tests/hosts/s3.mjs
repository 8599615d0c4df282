// Publishes a site to a store that speaks the language of S3 and was made by others (s3rver), behind a guard that makes each
// signature once more by Amazon's own code, and asks the website of the bucket for every address, at the root and below a path.
//   node tests/hosts/s3.mjs TRELLIS
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, sep } from "node:path";
import { lasts, TYPES } from "./answers.mjs";
import { picture } from "./picture.mjs";
import { KEYS, Store } from "./store.mjs";

const trellis = process.argv[2];
const BUCKET = "careers-site";

const temporary = mkdtempSync(join(tmpdir(), "trellis-s3-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** The small site with a picture and names that addresses write in another way. */
const site = join(temporary, "site");
cpSync(new URL("../sites/small", import.meta.url).pathname, site, { recursive: true });
writeFileSync(join(site, "content/day.png"), picture(1000, 600));
const odd = ["open day + more (1).txt", "Öffnungszeiten.txt", "a&b=c;d,e.txt", "LICENSE"];
for (const name of odd) writeFileSync(join(site, "content", name), `${name}\n`);
const settings = join(site, "site.yaml");
writeFileSync(settings, `${readFileSync(settings, "utf8")}publish:\n${odd.map((name) => `  - "${name}"\n`).join("")}`);
const about = join(site, "content/pages/about.md");
writeFileSync(about, `${readFileSync(about, "utf8")}\n![Two people talk at an open day](../day.png)\n`);

const run = (args, keys = {}) =>
  new Promise((done) => {
    const running = spawn(trellis, args, { cwd: site, env: { PATH: process.env.PATH, ...keys } });
    let said = "";
    for (const stream of [running.stdout, running.stderr]) stream.on("data", (words) => (said += words));
    running.on("close", (code) => done({ code, said }));
  });

const well = async (args, keys) => {
  const { code, said } = await run(args, keys);
  assert.equal(code, 0, `trellis ${args.join(" ")}\n${said}`);
  return said;
};

const files = (out) =>
  readdirSync(out, { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => statSync(join(out, path)).isFile() && !path.startsWith(".trellis"));

/** Asks the website of the bucket. */
const ask = (port, path) =>
  new Promise((resolve, reject) => {
    const headers = { host: `${BUCKET}.s3-website-eu-west-2.amazonaws.com` };
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject).end();
  });

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

for (const base of ["/", "/careers/ahp/"]) {
  const prefix = base.slice(1);
  const folder = join(temporary, `store-${prefix.replaceAll("/", "-")}`);
  const website = `<WebsiteConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>${prefix}404.html</Key></ErrorDocument></WebsiteConfiguration>`;
  const server = new Store({ address: "127.0.0.1", port: 0, silent: true, directory: folder, configureBuckets: [{ name: BUCKET, configs: [website] }] });
  const { port } = await server.run();
  const sent = [];
  server.on("event", ({ Records: [{ eventName, s3 }] }) => sent.push(`${eventName} ${s3.object.key}`));
  const out = join(temporary, "public");
  rmSync(out, { recursive: true, force: true });
  const build = ["build", "--out", out, "--now", "2026-11-23", "--base-url", `https://example.org${base}`];
  const publish = ["publish", "--out", out, "--to", `s3://${BUCKET}${base}`, "--endpoint", `http://127.0.0.1:${port}`];
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/base_url: .*/, `base_url: https://example.org${base}`));
  await well(build);

  const wrong = await run(publish, { ...KEYS, AWS_SECRET_ACCESS_KEY: "another" });
  assert.equal(wrong.code, 2, wrong.said);
  assert.match(wrong.said, /does not accept the signature/);
  assert.deepEqual(sent, [], "nothing is changed by who may not");

  const said = await well(publish, KEYS);
  assert.match(said, /cannot keep others out/, "s3rver knows no conditions");
  const former = files(out).filter((path) => path.endsWith("foot-degree.html"));
  assert.equal(former.length, 1);
  for (const path of files(out)) {
    const answer = await ask(port, base + encoded(path));
    if (former.includes(path)) {
      assert.equal(answer.status, 301, path);
      assert.equal(answer.headers.location, `https://example.org${base}routes/podiatry-degree.html`);
      continue;
    }
    assert.equal(answer.status, 200, path);
    assert.ok(answer.body.equals(readFileSync(join(out, path))), `${path} has other bytes`);
    const ending = extname(path).slice(1);
    if (ending in TYPES) assert.equal(answer.headers["content-type"].toLowerCase(), TYPES[ending], path);
    assert.equal(answer.headers["cache-control"], lasts(path) ? "public, max-age=31536000, immutable" : "no-cache", path);
  }
  const missing = await ask(port, `${base}roles/nowhere.html`);
  assert.equal(missing.status, 404);
  assert.ok(missing.body.equals(readFileSync(join(out, "404.html"))), "the page for missing addresses is shown");

  assert.match(await well(publish, KEYS), /Nothing has changed/);
  sent.length = 0;
  const words = readFileSync(about, "utf8");
  writeFileSync(about, words.replace("---\n\n", "---\n\nWelcome. "));
  rmSync(out, { recursive: true, force: true });
  rmSync(join(site, ".trellis-cache"), { recursive: true, force: true });
  await well(build);
  const list = join(temporary, "purge.txt");
  await well([...publish, "--purge-list", list], KEYS);
  const objects = new Set(sent.filter((line) => line.startsWith("ObjectCreated")));
  assert.ok(objects.size <= 5 && objects.size >= 3, `a change of one word sends ${[...objects].join(", ")}`);
  assert.match(readFileSync(list, "utf8"), new RegExp(`^https://example.org${base}about.html$`, "m"));
  assert.ok((await ask(port, `${base}about.html`)).body.equals(readFileSync(join(out, "about.html"))));
  assert.ok(!existsSync(join(folder, BUCKET, `${prefix}.trellis/publishing.json._S3rver_object`)), "no note is left");
  writeFileSync(about, words);
  console.log(`s3 at ${base}: ${files(out).length} objects right, ${objects.size} sent after a change of one word`);
  await server.close();
}
