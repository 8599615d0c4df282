//! lighttpd: a file to be included in its settings.

use super::told::{ASK, FOREVER};
use super::types::PLAIN;
use super::{Former, Host, NONE, Place, Told, in_regex, mark};

pub(super) const HOST: Host = Host {
    name: "lighttpd",
    title: "lighttpd",
    place: Place::Beside(".lighttpd.conf", text),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: NONE,
};

fn text(told: &Told, folder: &str) -> String {
    let base = &told.base;
    let mut out = mark("#", HOST.name);
    out.push_str(
        "# Use: `include` this file at the end of lighttpd.conf, and test with `lighttpd -tt -f lighttpd.conf`.\n",
    );
    out.push_str("server.modules += ( \"mod_rewrite\", \"mod_alias\", \"mod_redirect\", \"mod_setenv\" )\n");
    if let Some(folder) = base.strip_suffix('/').filter(|folder| !folder.is_empty()) {
        out.push_str(&format!(
            "$HTTP[\"url\"] =~ \"^{}$\" {{\n    url.redirect = ( \"\" => \"{base}\" )\n    url.redirect-code = 301\n}}\n",
            in_regex(folder)
        ));
    }
    out.push_str(&format!("$HTTP[\"url\"] =~ \"^{}\" {{\n", in_regex(base)));
    // At the root the folder itself is named, for an alias there would hide the aliases of others.
    match base.as_str() {
        "/" => out.push_str(&format!("    server.document-root = \"{folder}\"\n")),
        _ => out.push_str(&format!("    alias.url = ( \"{base}\" => \"{folder}/\" )\n")),
    }
    out.push_str(&format!(
        "    index-file.names = ( \"index.html\" )\n    dir-listing.activate = \"disable\"\n    \
         server.errorfile-prefix = \"{folder}/\"\n    server.tag = \"\"\n    mimetype.assign = (\n"
    ));
    for (ending, kind) in &told.types {
        out.push_str(&format!("        \".{ending}\" => \"{kind}\",\n"));
    }
    for path in told.plain.iter().filter(|path| !path.contains(['"', '\\'])) {
        out.push_str(&format!("        \"/{path}\" => \"{PLAIN}\",\n"));
    }
    out.push_str("        \"\" => \"application/octet-stream\"\n    )\n    setenv.set-response-header = (\n");
    for (name, value) in &told.headers {
        out.push_str(&format!("        \"{name}\" => \"{value}\",\n"));
    }
    out.push_str(&format!("        \"Cache-Control\" => \"{ASK}\"\n    )\n"));
    push_lasting(told, &mut out);
    push_closed(told, &mut out);
    out.push_str("    url.redirect-code = 301\n    url.redirect = (\n");
    for (from, to) in told.redirects() {
        out.push_str(&format!("        \"^{}(?:\\?.*)?$\" => \"{to}\",\n", in_regex(&from)));
    }
    out.push_str("    )\n}\n");
    out
}

/// Folders without a page, and hidden files, are as good as not there: what the server forbids has another status.
fn push_closed(told: &Told, out: &mut String) {
    let folders: Vec<String> =
        told.closed.iter().filter(|path| !path.contains('"')).map(|path| in_regex(path)).collect();
    let (base, nowhere) = (in_regex(&told.base), told.address("404/nowhere"));
    out.push_str(&format!(
        "    url.rewrite-once = (\n        \"/\\.(?!well-known/)\" => \"{nowhere}\",\n        \
         \"^{base}(?:{})/(?:\\?.*)?$\" => \"{nowhere}\"\n    )\n",
        folders.join("|")
    ));
}

/// What may be kept for a year is named file by file: this server says the same of a file that is not there, which must
/// not be kept.
fn push_lasting(told: &Told, out: &mut String) {
    if told.lasting.is_empty() {
        return;
    }
    let files: Vec<String> =
        told.lasting.iter().filter(|path| !path.contains('"')).map(|path| in_regex(path)).collect();
    out.push_str(&format!(
        "    $HTTP[\"url\"] =~ \"^{}(?:{})$\" {{\n        setenv.set-response-header = (\n",
        in_regex(&told.base),
        files.join("|")
    ));
    for (name, value) in &told.headers {
        out.push_str(&format!("            \"{name}\" => \"{value}\",\n"));
    }
    out.push_str(&format!("            \"Cache-Control\" => \"{FOREVER}\"\n        )\n    }}\n"));
}
