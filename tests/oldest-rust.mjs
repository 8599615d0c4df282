// No crate asks for a newer Rust than Trellis promises to be built with. Reads what `cargo metadata` prints.
import { readFileSync } from "node:fs";

const { packages, resolve } = JSON.parse(readFileSync(0, "utf8"));
const promised = packages.find((one) => one.id === resolve.root).rust_version;
const isNewer = (one, other) => one.localeCompare(other, "en", { numeric: true }) > 0;
const newer = packages.filter((one) => one.rust_version && isNewer(one.rust_version, promised));
for (const { name, version, rust_version } of newer) {
  console.error(`error: ${name} ${version} asks for Rust ${rust_version}, and Cargo.toml promises ${promised}`);
}
if (newer.length) process.exit(1);
console.log(`no crate asks for more than Rust ${promised}`);
