// A dev server over a copy of a small site, in a folder of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";

/** Starts `trellis serve` in a folder, on any free port unless one is named. Gives its address, such as `http://127.0.0.1:40123`, and `stop()`. */
export const devServer = async (program, folder, more = [], port = 0) => {
  assert.ok(existsSync(program), `there is no ${program}. Build it, or say where it is: TRELLIS=<program>`);
  const args = ["serve", "--port", `${port}`, "--now", "2026-12-01", "--site", folder, ...more];
  const server = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let address;
  for await (const line of createInterface({ input: server.stdout })) {
    address = line.match(/http:\/\/[^\s/]+/)?.[0];
    if (address) break;
  }
  server.stdout.resume();
  return { address, stop: () => server.kill() };
};
