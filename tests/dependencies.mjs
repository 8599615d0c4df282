// What every change must hold of the crates that Trellis is built from: none asks for a newer Rust than Trellis promises,
// each has a licence that `deny.toml` allows, comes from the registry, and is not forbidden there. `tests/run long` asks
// cargo-deny itself, which also reads the texts of licences. Reads what `cargo metadata` prints.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const tools = createRequire(new URL("browser/package.json", import.meta.url));
const { parse } = tools("smol-toml");
const satisfies = tools("spdx-satisfies");

const { packages, resolve, workspace_members: own } = JSON.parse(readFileSync(0, "utf8"));
const rules = parse(readFileSync(new URL("../deny.toml", import.meta.url), "utf8"));
const others = packages.filter((one) => !own.includes(one.id));
const problems = [];

const promised = packages.find((one) => one.id === resolve.root).rust_version;
const isNewer = (one, other) => one.localeCompare(other, "en", { numeric: true }) > 0;
for (const { name, version, rust_version } of packages) {
  if (rust_version && isNewer(rust_version, promised)) {
    problems.push(`${name} ${version} asks for Rust ${rust_version}, and Cargo.toml promises ${promised}`);
  }
}

// Some still write `MIT/Apache-2.0`.
const expression = (licence) => licence.replaceAll("/", " OR ");
const mayBe = (licence, allowed) => {
  try {
    return satisfies(expression(licence), allowed);
  } catch {
    return false;
  }
};
for (const { name, version, license } of others) {
  const also = rules.licenses.exceptions.filter((one) => one.crate === name).flatMap((one) => one.allow);
  if (!license || !mayBe(license, [...rules.licenses.allow, ...also])) {
    problems.push(`${name} ${version} has the licence "${license}", which deny.toml does not allow`);
  }
}
for (const { crate } of rules.licenses.exceptions) {
  if (!others.some((one) => one.name === crate)) problems.push(`deny.toml makes an exception for ${crate}, which is not there`);
}
for (const { crate, reason } of rules.bans.deny) {
  if (packages.some((one) => one.name === crate)) problems.push(`${crate} is forbidden: ${reason}`);
}
for (const { name, version, source } of others) {
  if (!source?.startsWith("registry+")) problems.push(`${name} ${version} comes from ${source ?? "a folder"}, not from the registry`);
}

for (const problem of problems) console.error(`error: ${problem}`);
if (problems.length) process.exit(1);
console.log(`${others.length} crates: none asks for more than Rust ${promised}, and deny.toml allows all`);
