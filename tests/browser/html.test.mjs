// Every page is valid HTML to the Nu checker. To html-validate, which takes long, pages are that have every kind of place
// between them, and with TRELLIS_EVERY all.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { none } from "./none.mjs";
import { folder, pages, read, various } from "./site.mjs";

test("html-validate finds nothing on any kind of place", async () => {
  const checker = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"] });
  const problems = [];
  for (const page of process.env.TRELLIS_EVERY ? pages : various()) {
    const report = await checker.validateString(read(page), page);
    for (const { messages } of report.results)
      for (const one of messages) problems.push(`${page}:${one.line}:${one.column}: ${one.ruleId}: ${one.message}`);
  }
  none(problems);
});

test("the Nu checker finds nothing on any page", async () => {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  // It ends with 1 if it finds something, and says what on the error stream.
  const { code, said } = await new Promise((done) =>
    execFile("java", ["-jar", jar, "--skip-non-html", "--format", "json", folder], { maxBuffer: 1 << 28 }, (error, out, said) =>
      done({ code: error?.code ?? 0, said }),
    ),
  );
  assert.notEqual(code, "ENOENT", "java is not installed: on Debian run 'apt-get install default-jre-headless'");
  const { messages } = JSON.parse(said);
  none(messages.map((one) => `${one.url?.split(folder)[1]}:${one.lastLine}: ${one.subType ?? one.type}: ${one.message}`));
});

// The pages that axe sees without scripts have theirs taken away on the wire: so none may be inside a page.
test("scripts are files, and no element has a handler of its own", () => {
  const problems = pages.flatMap((page) => {
    const html = read(page);
    const inside = html.match(/<script(?![^>]*\bsrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/g) ?? [];
    const handlers = html.match(/<[a-z][^<>]*\son[a-z]+\s*=/gi) ?? [];
    return [...inside, ...handlers].map((one) => `${page}: ${one}`);
  });
  none(problems);
});
