// Nothing that scripts add makes anybody scroll sideways. They add the same to all pages of a family; every page without
// them is looked at with axe.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { devServer } from "./dev-server.mjs";
import { inTabs } from "./browser.mjs";
import { none } from "./none.mjs";
import { sideways, WIDER } from "./reflow.mjs";
import { samples } from "./site.mjs";
import { stage } from "./stage.mjs";

const { browser, site } = await stage();

test("no page scrolls sideways with scripts", async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const problems = [];
  await inTabs(context, samples(), async (page, path) => {
    await page.goto(site.at(path));
    problems.push(...(await sideways(page, path, WIDER)));
  });
  await context.close();
  none(problems);
});

const PROGRAM = process.env.TRELLIS ?? new URL("../../target/release/trellis", import.meta.url).pathname;
const ADDRESS = "https://www.a-very-long-name-of-a-trust.example/careers/allied-health-professions/apprenticeships?from=list&area=brent";
const table = (rows) => rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const WIDE = {
  addresses: table([["Course", "Where", "Address"], ["---", "---", "---"], ["Podiatry", "Brent", ADDRESS], ["Dietetics", "Ealing", `<${ADDRESS}>`]]),
  code: table([["Name", "What it is", "Where"], ["---", "---", "---"], ["`" + "a_long_name_of_a_setting_".repeat(6) + "`", "A setting", "x".repeat(150)]]),
  columns: table([
    ["Profession", "Apprenticeship", "Undergraduate", "Postgraduate", "Pre-registration", "Qualification", "Responsibilities", "Address"],
    Array(8).fill("---"),
    ["Physiotherapist", "Available", "Universities", "Universities", "Information", "Registration", "Communication", ADDRESS],
  ]),
};

test("no table of a text pushes its page sideways, whatever is in it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trellis-wide-"));
  cpSync(new URL("../sites/small", import.meta.url).pathname, folder, { recursive: true });
  const front = (name) => `---\ntitle: ${name}\nsummary: A wide table.\nreviewed: 2026-01-01\n---\n\n## The table\n\n`;
  for (const [name, rows] of Object.entries(WIDE)) writeFileSync(join(folder, `content/pages/${name}.md`), `${front(`Wide ${name}`)}${rows}\n`);
  const server = await devServer(PROGRAM, folder);
  const problems = [];
  try {
    const page = await browser.newPage();
    for (const name of Object.keys(WIDE)) {
      await page.goto(new URL(`${name}.html`, server.address).href);
      problems.push(...(await sideways(page, name, WIDER)));
    }
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  none(problems);
});
