//! S3 and other stores that speak its language: a script beside the site that uploads it with the types, and how long
//! each file may be kept.

use super::told::{ASK, FOREVER};
use super::types::{PLAIN, type_of};
use super::{Former, Host, NONE, Place, Told, mark};
use crate::lasting;
use crate::offline;

pub(super) const HOST: Host = Host {
    name: "s3",
    title: "a store of S3",
    place: Place::Beside(".s3.sh", text),
    sets_headers: false,
    former: Former::LeadsOn,
    twins: NONE,
};

fn text(told: &Told, folder: &str) -> String {
    let prefix = told.base.trim_start_matches('/');
    let mut out = "#!/bin/sh\n".to_string();
    out.push_str(&mark("#", HOST.name));
    out.push_str(&format!(
        "# Use: `sh` this file BUCKET. The command line of AWS must be installed, and may write there.\n\
         # For another store: AWS_ENDPOINT_URL=https://... sh this file BUCKET\n\
         set -eu\nbucket=${{1:?name the bucket behind the name of this file}}\n\
         folder=${{2:-{}}}\nto=\"s3://$bucket/{}\"\n\
         # Sends files of one type: the type, how long they may be kept, which they are.\n\
         send() {{\n  type=$1 keep=$2\n  shift 2\n  aws s3 sync \"$folder\" \"$to\" --exclude '*' \"$@\" --exclude '.trellis/*' \\\n    \
         --content-type \"$type\" --cache-control \"$keep\"\n}}\n",
        quoted(folder),
        prefix.trim_end_matches('/')
    ));
    // What pages need comes before the pages.
    let (pages, others): (Vec<_>, Vec<_>) = told.types.iter().partition(|(ending, _)| ending.starts_with("htm"));
    for (_, pattern) in lasting::patterns().filter(|(ending, _)| told.types.contains_key(*ending)) {
        out.push_str(&format!("send '{}' '{FOREVER}' --include '{pattern}'\n", type_of(&pattern)));
    }
    for path in &told.plain {
        out.push_str(&format!("send '{PLAIN}' '{ASK}' --include {}\n", quoted(path)));
    }
    for (ending, kind) in others.into_iter().chain(pages) {
        let lasting = lasting::patterns().filter(|(of, _)| of == ending);
        let worker = (told.has_worker && ending == "js").then(|| offline::PATH.to_string());
        let but = lasting.map(|(_, pattern)| pattern).chain(worker);
        let but: String = but.map(|pattern| format!(" --exclude '{pattern}'")).collect();
        out.push_str(&format!("send '{kind}' '{ASK}' --include '*.{ending}'{but}\n"));
    }
    if told.has_worker {
        // A device that finds it looks for all that it names.
        out.push_str(&format!("send '{}' '{ASK}' --include '{}'\n", type_of(offline::PATH), offline::PATH));
    }
    out.push_str("# What is gone from the site goes from the store.\n");
    out.push_str("aws s3 sync \"$folder\" \"$to\" --size-only --delete --exclude '.trellis/*'\n");
    for moved in &told.moved {
        out.push_str(&format!(
            "aws s3api put-object --bucket \"$bucket\" --key {prefix}{file} --body \"$folder/{file}\" --content-type \
             'text/html; charset=utf-8' --cache-control {ASK} --website-redirect-location '{to}'\n",
            file = moved.file,
            to = told.address(&moved.to)
        ));
    }
    out.push_str(&format!(
        "aws s3 website \"s3://$bucket\" --index-document index.html --error-document {prefix}404.html\n"
    ));
    out
}

/// A word as the shell takes it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
