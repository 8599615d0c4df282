//! Apache: `.htaccess` in the site's folder, which needs `AllowOverride All` there.

use super::told::{ASK, FOREVER, Root};
use super::types::{PLAIN, bare, is_text};
use super::{BOTH, Former, Host, Place, Told, in_regex};

pub(super) const HOST: Host = Host {
    name: "apache",
    title: "Apache",
    place: Place::Inside(&[(".htaccess", text)]),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: BOTH,
};

fn text(told: &Told) -> String {
    let base = &told.base;
    let mut out =
        "# Made by `trellis build --for apache`. A file content/.htaccess of your own takes its place.\n".to_string();
    out.push_str(&format!("Options -Indexes\nDirectoryIndex index.html\nErrorDocument 404 {base}404.html\n\n"));
    out.push_str("AddDefaultCharset utf-8\n");
    for (ending, kind) in &told.types {
        out.push_str(&format!("AddType {} .{ending}\n", bare(kind)));
        if kind.contains("charset") {
            out.push_str(&format!("AddCharset utf-8 .{ending}\n"));
        }
    }
    out.push_str(&format!("<FilesMatch \"^[^.]+$\">\n  ForceType \"{PLAIN}\"\n</FilesMatch>\n\n"));
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in &told.headers {
        out.push_str(&format!("  Header always set {name} \"{value}\"\n"));
    }
    out.push_str(&format!(
        "  Header always set Cache-Control \"{ASK}\"\n  \
         Header always set Cache-Control \"{FOREVER}\" \"expr=%{{REQUEST_STATUS}} < 400 && %{{REQUEST_URI}} =~ m#{}#\"\n  \
         # A packed file is asked about by another mark than the one it is known by.\n  \
         RequestHeader edit \"If-None-Match\" '^(W/)?\"(.*)-gzip\"$' '$1\"$2-gzip\", $1\"$2\"'\n</IfModule>\n\n",
        told.expression(Root::Host).replace(")$", ")(?:\\.gz|\\.br)?$")
    ));
    push_twins(told, &mut out);
    let mut packed: Vec<&str> = told.types.values().map(|kind| bare(kind)).filter(|kind| is_text(kind)).collect();
    packed.sort_unstable();
    packed.dedup();
    out.push_str(&format!(
        "<IfModule mod_deflate.c>\n  <IfModule mod_filter.c>\n    AddOutputFilterByType DEFLATE {}\n  </IfModule>\n</IfModule>\n\n",
        packed.join(" ")
    ));
    out.push_str("<IfModule mod_alias.c>\n  RedirectMatch 404 \"/\\.(?!well-known/)\"\n");
    for folder in &told.closed {
        out.push_str(&format!("  RedirectMatch 404 \"^{}/?$\"\n", in_regex(&told.address(folder))));
    }
    for (from, to) in told.redirects() {
        out.push_str(&format!("  RedirectMatch 301 \"^{}$\" \"{to}\"\n", in_regex(&from)));
    }
    out.push_str("</IfModule>\n");
    out
}

/// Texts that are packed already are sent in place of the files that they lie beside, where whoever asks can unpack them.
/// The rules are asked once more of the twin, and then its type is said: the last ending would say another.
fn push_twins(told: &Told, out: &mut String) {
    let texts: Vec<(&String, &&str)> = told.types.iter().filter(|(_, kind)| is_text(kind)).collect();
    let endings: Vec<&str> = texts.iter().map(|(ending, _)| ending.as_str()).collect();
    let endings = endings.join("|");
    out.push_str("<IfModule mod_rewrite.c>\n  <IfModule mod_headers.c>\n    RewriteEngine On\n");
    out.push_str(&format!("    RewriteBase {}\n", told.base));
    for (ending, kind) in texts {
        out.push_str(&format!(
            "    RewriteCond %{{ENV:REDIRECT_trellis_packed}} .\n    \
             RewriteRule \"\\.{ending}\\.(?:gz|br)$\" \"-\" \"[T={kind},E=no-gzip:1,E=no-brotli:1,L]\"\n"
        ));
    }
    for coding in told.twins {
        let (name, twin) = (coding.name(), coding.ending());
        out.push_str(&format!(
            "    RewriteCond %{{HTTP:Accept-Encoding}} \"(?:^|[,\\s]){name}\\s*(?:$|,|;\\s*q=(?:1|0\\.[0-9]*[1-9]))\"\n    \
             RewriteCond %{{REQUEST_FILENAME}}{twin} -f\n    \
             RewriteRule \"^(.+\\.(?:{endings}))$\" \"$1{twin}\" [E=trellis_packed:{name},L]\n"
        ));
    }
    out.push_str(&format!(
        "    Header always set Content-Encoding \"%{{REDIRECT_trellis_packed}}e\" env=REDIRECT_trellis_packed\n    \
         <FilesMatch \"\\.(?:{endings})(?:\\.gz|\\.br)?$\">\n      Header always merge Vary Accept-Encoding\n    \
         </FilesMatch>\n  </IfModule>\n</IfModule>\n\n"
    ));
}
