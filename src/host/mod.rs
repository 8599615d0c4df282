//! What a web server or a hosting service must be told, so that the site answers there as it was meant: types, how long
//! a file may be kept, what browsers must refuse, the page for addresses that do not exist, and former names.
//!
//! Each host is one declaration in a file of its own. All of them say the same things, [`Told`], in the host's words.

mod apache;
mod caddy;
mod headers_file;
mod iis;
mod lighttpd;
mod nginx;
mod policy;
mod redirects_file;
mod s3;
mod serve_json;
mod told;
mod twins;
mod types;

use std::collections::btree_map::Entry;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::lasting;
use crate::output::{FileClass, Output, OutputFile, OutputPath};
use crate::packed::Coding;

pub use policy::Hsts;
pub use told::Told;
pub use twins::{FalseTwin, Packed, TwinCounts, Twins};
pub use types::type_of;

/// How long a file may be kept, in the words of `Cache-Control`.
pub fn keep(path: &str, hash: u128) -> &'static str {
    if lasting::is_lasting(path, hash) { told::FOREVER } else { told::ASK }
}

/// The first words of each text that lies beside the site, by which it is known to be ours.
pub const MARK: &str = "Made by `trellis build --for";

/// A file of the site: its name, and how its text is made.
type Written = (&'static str, fn(&Told) -> String);

/// Where a host reads what it is told.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In files of the site itself.
    Inside(&'static [Written]),
    /// In a file beside the folder of the site, whose name goes on with this. It is told where the folder is.
    Beside(&'static str, fn(&Told, &str) -> String),
}

/// How a host treats a page that stands at a former name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Former {
    /// It leads on before it looks for the page.
    LeadsOn,
    /// A page that is there is shown, so there must be none.
    NeedsRoom,
    /// It cannot lead on, so the page is shown.
    ShowsPage,
}

/// One host.
#[derive(Debug)]
pub struct Host {
    /// As it is typed.
    pub name: &'static str,
    /// As people call it.
    pub title: &'static str,
    place: Place,
    /// Whether it can be told what browsers must refuse.
    pub sets_headers: bool,
    former: Former,
    /// In which codings it sends packed twins that lie beside files, the one that it prefers first.
    pub twins: &'static [Coding],
}

/// Both codings, for hosts that send either.
const BOTH: &[Coding] = &Coding::ALL;
/// For hosts that pack what they send, or send no twins.
const NONE: &[Coding] = &[];

/// Every host, in the order of the documents.
pub const ALL: [&Host; 11] = [
    &nginx::HOST,
    &apache::HOST,
    &caddy::HOST,
    &lighttpd::HOST,
    &iis::HOST,
    &headers_file::NETLIFY,
    &headers_file::CLOUDFLARE,
    &redirects_file::GITHUB_PAGES,
    &redirects_file::GITLAB_PAGES,
    &s3::HOST,
    &serve_json::HOST,
];

/// A file that a host would read, and what stands at its place already.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// The owner's own file, which stays.
    Own(&'static str),
    /// A file of the site that lies in a folder of that name, so that neither can give way.
    Folder(&'static str, String),
}

impl Host {
    /// The host of a name.
    pub fn called(name: &str) -> Option<&'static Host> {
        ALL.into_iter().find(|host| host.name == name)
    }

    /// What is put behind the name of the site's folder for the file beside it; none where all is in the site.
    pub fn beside(&self) -> Option<&'static str> {
        match self.place {
            Place::Inside(_) => None,
            Place::Beside(ending, _) => Some(ending),
        }
    }

    /// The codings of its twins where it has a module for Brotli; nothing if it is never told.
    pub fn twins_with_brotli(&self) -> Option<&'static [Coding]> {
        (self.name == nginx::HOST.name).then_some(BOTH)
    }

    /// The text of the file beside the site's folder, which is told as the server sees it.
    pub fn text(&self, told: &Told, folder: &str) -> Option<String> {
        match self.place {
            Place::Inside(_) => None,
            Place::Beside(_, write) => Some(write(told, folder)),
        }
    }

    /// Makes a site one for this host: puts in the files that it reads, and takes out pages that would keep it from
    /// leading on. Names each file that is taken already.
    pub fn complete(&self, told: &Told, output: &mut Output) -> Vec<Taken> {
        if self.former == Former::NeedsRoom {
            for moved in &told.moved {
                output.files.remove(&OutputPath::new(moved.file.as_str()));
            }
        }
        let Place::Inside(files) = self.place else { return Vec::new() };
        let mut taken = Vec::new();
        for &(name, write) in files {
            let inside = format!("{name}/");
            let path = OutputPath::new(name);
            if let Some(file) = output.files.keys().find(|path| path.as_str().starts_with(&inside)) {
                taken.push(Taken::Folder(name, file.to_string()));
                continue;
            }
            match output.files.entry(path) {
                Entry::Occupied(_) => taken.push(Taken::Own(name)),
                Entry::Vacant(free) => {
                    free.insert(OutputFile::new(FileClass::Asset, write(told).into_bytes()));
                }
            }
        }
        taken
    }
}

/// A path in a regular expression.
fn in_regex(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for c in path.chars() {
        if ".+*?()[]{}|^$\\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Signs that mean themselves in the path of an address.
const IN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a file as an address writes it.
pub fn in_address(path: &str) -> String {
    utf8_percent_encode(path, IN_ADDRESS).to_string()
}

/// The first line of a text that lies beside the site.
fn mark(sign: &str, host: &str) -> String {
    format!("{sign} {MARK} {host}`, which writes it anew each time: what you change belongs beside it, not in it.\n")
}
