// What tests of the dev server stand on: a browser, and a server over a copy of the small site, both as long as the tests of
// a file run.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { launch } from "./browser.mjs";
import { devServer } from "./dev-server.mjs";

const SMALL = new URL("../sites/small", import.meta.url).pathname;
const PROGRAM = process.env.TRELLIS ?? new URL("../../target/release/trellis", import.meta.url).pathname;

/**
 * Gives the `browser`, the `address`, `at(path)` in the copy, `read` and `write` of its files, `visit(path)` and `restart()`.
 * `prepare(stage)` is done before the server starts; what it returns is said to the server too.
 */
export const devStage = async (prepare = () => []) => {
  const folder = mkdtempSync(join(tmpdir(), "trellis-dev-"));
  const at = (path) => join(folder, path);
  const stage = {
    at,
    read: (path) => readFileSync(at(path), "utf8"),
    write: (path, text) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), text);
    },
    visit: async (path, context = stage.browser) => {
      const page = await context.newPage();
      await page.goto(`${stage.address}/${path}`);
      return page;
    },
    restart: async () => {
      server?.stop();
      server = await devServer(PROGRAM, folder, more);
      stage.address = server.address;
    },
  };
  let server;
  after(async () => {
    await stage.browser?.close();
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  cpSync(SMALL, folder, { recursive: true });
  const more = prepare(stage) ?? [];
  await stage.restart();
  stage.browser = await launch();
  return stage;
};
