//! nginx: a file to be included in the `server` block.

use std::fmt::Write;

use super::told::{ASK, FOREVER, Root};
use super::types::{PLAIN, bare, is_text, type_of};
use super::{Former, Host, Place, Told, mark};
use crate::packed::Coding;

pub(super) const HOST: Host = Host {
    name: "nginx",
    title: "nginx",
    place: Place::Beside(".nginx.conf", text),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: &[Coding::Gzip],
};

fn text(told: &Told, folder: &str) -> String {
    let base = &told.base;
    let mut out = mark("#", HOST.name);
    out.push_str("# Use: in the `server` block of the site, `include` this file, and test with `nginx -t`.\n");
    if let Some(folder) = base.strip_suffix('/').filter(|folder| !folder.is_empty()) {
        out.push_str(&format!("location = {folder} {{ absolute_redirect off; return 301 {base}; }}\n"));
    }
    out.push_str(&format!(
        "location ^~ {base} {{\n    alias \"{folder}/\";\n    index index.html;\n    autoindex off;\n    \
         absolute_redirect off;\n    server_tokens off;\n    error_page 403 404 =404 {base}404.html;\n\n"
    ));
    push_types(told, &mut out);
    out.push_str("    # Texts that are packed already lie beside the files. Whatever else is a text is packed when it is sent.\n    gzip_static on;\n");
    if told.twins.contains(&Coding::Brotli) {
        out.push_str("    brotli_static on;\n");
    }
    out.push_str(&format!(
        "\n    # What has a mark of its bytes in its name is kept for a year, all else is asked about each time.\n    \
         set $trellis_cache \"{ASK}\";\n    if ($uri ~ \"{}\") {{ set $trellis_cache \"{FOREVER}\"; }}\n    \
         add_header Cache-Control $trellis_cache always;\n",
        told.expression(Root::Host)
    ));
    for (name, value) in &told.headers {
        out.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
    }
    out.push_str(&format!(
        "\n    location = {base}404.html {{ internal; alias \"{folder}/404.html\"; set $trellis_cache \"{ASK}\"; }}\n    \
         location ~ \"/\\.(?!well-known/)\" {{ return 404; }}\n"
    ));
    for (from, to) in told.redirects() {
        writeln!(out, "    location = {from} {{ return 301 {to}; }}").expect("a String takes any text");
    }
    out.push_str("}\n");
    out
}

/// All types are told, since a list takes the place of the server's own.
fn push_types(told: &Told, out: &mut String) {
    out.push_str("    types {\n");
    for (ending, kind) in &told.types {
        out.push_str(&format!("        {} {ending};\n", bare(kind)));
    }
    if !told.types.contains_key("gz") {
        out.push_str(&format!("        {} gz;\n", type_of("a.gz")));
    }
    out.push_str(&format!("    }}\n    default_type {};\n    charset utf-8;\n", bare(PLAIN)));
    let mut lettered: Vec<&str> =
        told.types.values().filter(|kind| kind.contains("charset")).map(|k| bare(k)).collect();
    lettered.push(bare(PLAIN));
    let packed: Vec<&str> = told.types.values().map(|kind| bare(kind)).filter(|kind| is_text(kind)).collect();
    // HTML is always meant, and must not be said twice.
    for (what, list) in [("charset_types", lettered), ("gzip on;\n    gzip_vary on;\n    gzip_types", packed)] {
        let mut list: Vec<&str> = list.into_iter().filter(|kind| *kind != "text/html").collect();
        list.sort_unstable();
        list.dedup();
        out.push_str(&format!("    {what} {};\n", list.join(" ")));
    }
}
