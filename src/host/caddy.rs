//! Caddy: a file to be imported in the block of the website.

use super::told::{ASK, FOREVER, Root};
use super::types::{PLAIN, type_of};
use super::{BOTH, Former, Host, Place, Told, mark};

pub(super) const HOST: Host = Host {
    name: "caddy",
    title: "Caddy",
    place: Place::Beside(".caddy", text),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: BOTH,
};

fn text(told: &Told, folder: &str) -> String {
    let base = &told.base;
    let mut out = mark("#", HOST.name);
    out.push_str("# Use: in the block of the website, `import` this file, and test with `caddy validate`.\n");
    if let Some(folder) = base.strip_suffix('/').filter(|folder| !folder.is_empty()) {
        out.push_str(&format!("redir {folder} {base} 301\n"));
    }
    for (from, to) in told.redirects() {
        out.push_str(&format!("redir {from} {to} 301\n"));
    }
    out.push_str(&format!("handle_path {base}* {{\n\t# As it is written, what is said later counts.\n\troute {{\n\t\troot * \"{folder}\"\n\t\tencode gzip\n\t\theader {{\n\t\t\tVary Accept-Encoding\n\t\t\tdefer\n\t\t}}\n"));
    push_headers(told, "\t\t", &mut out);
    out.push_str(&format!(
        "\t\t@lasting path_regexp {}\n\t\theader @lasting Cache-Control \"{FOREVER}\"\n\
         \t\t@hidden {{\n\t\t\tpath_regexp /\\.\n\t\t\tnot path /.well-known/*\n\t\t}}\n\t\terror @hidden 404\n",
        told.expression(Root::Site)
    ));
    for (ending, kind) in &told.types {
        out.push_str(&format!("\t\t@{ending} path *.{ending}\n\t\theader @{ending} Content-Type \"{kind}\"\n"));
    }
    if !told.plain.is_empty() {
        let plain: Vec<String> =
            told.plain.iter().filter(|path| is_word(path)).map(|path| format!("/{path}")).collect();
        out.push_str(&format!("\t\t@plain path {}\n\t\theader @plain Content-Type \"{PLAIN}\"\n", plain.join(" ")));
    }
    let twins: Vec<&str> = told.twins.iter().map(|coding| coding.name()).collect();
    out.push_str(&format!("\t\tfile_server {{\n\t\t\tprecompressed {}\n\t\t}}\n\t}}\n}}\n", twins.join(" ")));
    out.push_str(&format!("handle_errors {{\n\t@here path {base}*\n\thandle @here {{\n"));
    push_headers(told, "\t\t", &mut out);
    out.push_str(&format!(
        "\t\theader Content-Type \"{}\"\n\t\troot * \"{folder}\"\n\t\trewrite * /404.html\n\
         \t\tfile_server {{\n\t\t\tstatus 404\n\t\t}}\n\t}}\n}}\n",
        type_of("404.html")
    ));
    out
}

/// Whether a path is one word in the file.
fn is_word(path: &str) -> bool {
    path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
}

fn push_headers(told: &Told, indent: &str, out: &mut String) {
    out.push_str(&format!("{indent}header -Server\n{indent}header {{\n{indent}\tCache-Control \"{ASK}\"\n"));
    for (name, value) in &told.headers {
        out.push_str(&format!("{indent}\t{name} \"{value}\"\n"));
    }
    out.push_str(&format!("{indent}}}\n"));
}
