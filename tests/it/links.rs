//! Every link, script, style and image of every page leads to a file of the site, and every fragment to an id in it:
//! for the shipped content and for a made-up site, in both forms of addresses, at a domain's root and below a path.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use trellis::disk;
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::corpus;
use crate::warm;

/// Attributes that lead somewhere.
const LEADS: [&str; 6] = ["href", "src", "action", "xlink:href", "poster", "data-href"];

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Files,
    Directories,
}

/// What a page offers and what it asks for.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

impl Page {
    fn read(html: &str) -> Page {
        let mut page = Page::default();
        for Ok(token) in Tokenizer::new(html) {
            let Token::StartTag(tag) = token else { continue };
            for (name, value) in tag.attributes {
                let value = String::from_utf8_lossy(&value.value).into_owned();
                match String::from_utf8_lossy(&name).as_ref() {
                    "id" => assert!(page.ids.insert(value.clone()), "the id `{value}` is there twice"),
                    name if LEADS.contains(&name) => page.links.push(value),
                    _ => {}
                }
            }
        }
        page
    }
}

fn build(mut site: Snapshot, form: Form, base_url: Option<&str>) -> Output {
    if form == Form::Directories {
        let path = SourcePath::new("site.yaml");
        let text = site.text(&path).unwrap().to_string() + "addresses: directories\n";
        site.insert(path, File::new(text.into_bytes()));
    }
    let (today, base_url) = (corpus::TODAY.parse().unwrap(), base_url.map(str::to_string));
    let request = Request { today, drafts: Drafts::Hide, base_url, staging: false };
    let build = pipeline::build(&site, &request, &mut warm::memo(), &|_| {});
    build.output.unwrap_or_else(|| panic!("the site has errors: {:#?}", build.diagnostics))
}

/// The file that a server, or a folder, gives for a path below the site's root.
fn served(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() }
}

/// Joins a link to the folder of the page that it is on; nothing if it climbs out of the site.
fn join(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let ends_in_folder = link.ends_with("..") || link.ends_with('.');
    Some(parts.join("/") + if ends_in_folder && !parts.is_empty() { "/" } else { "" })
}

/// Everything that is wrong with the links of a site.
fn broken(output: &Output, base_url: Option<&str>) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let pages: BTreeMap<&str, Page> = output
        .files
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".html"))
        .map(|(path, file)| (path.as_str(), Page::read(&text(&file.bytes))))
        .collect();
    let files: BTreeSet<&str> = output.files.keys().map(|path| path.as_str()).collect();
    let base_path = base_url.map_or("/", |url| &url[url[8..].find('/').map_or(url.len(), |at| at + 8)..]);
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for link in &page.links {
            let (address, fragment) = link.split_once('#').map_or((&**link, None), |(a, f)| (a, Some(f)));
            let address = address.split('?').next().unwrap_or("");
            let target = if let Some(inside) = base_url.and_then(|base| address.strip_prefix(base)) {
                Some(served(inside))
            } else if ["http://", "https://", "mailto:", "tel:", "data:"].iter().any(|out| address.starts_with(out)) {
                continue;
            } else if address.is_empty() {
                Some(path.to_string())
            } else if address.starts_with('/') {
                // Only the page for missing addresses, which is shown at any depth, may start at the root.
                Some(address).filter(|_| *path == "404.html").and_then(|a| a.strip_prefix(base_path)).map(served)
            } else {
                join(path, address).map(|joined| served(&joined))
            };
            let there = target.as_deref().is_some_and(|target| files.contains(target));
            let section = fragment.filter(|fragment| !fragment.is_empty() && *fragment != "top");
            let known = match (section, target.as_deref().and_then(|target| pages.get(target))) {
                (Some(section), Some(page)) => match section.split_once('=') {
                    // `#to=roles/podiatrist` is for a script: it speaks of another page.
                    Some(("from" | "to", place)) => {
                        [".html", "/index.html"].iter().any(|end| files.contains(&*format!("{place}{end}")))
                    }
                    // `#compare=a,b` is for one too: it speaks of parts of the page.
                    Some((_, parts)) => parts.split(',').all(|part| page.ids.contains(part)),
                    None => page.ids.contains(section),
                },
                _ => true,
            };
            if !there || !known {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    broken
}

/// The steps down to a page that visitors see: what each is called, and where it leads.
fn crumbs(html: &str) -> Vec<(String, String)> {
    let list = html.split_once("<nav class=\"crumbs\"").and_then(|(_, rest)| rest.split_once("</nav>"));
    let mut crumbs: Vec<(String, String)> = Vec::new();
    for Ok(token) in Tokenizer::new(list.map_or("", |(list, _)| list)) {
        match token {
            Token::StartTag(tag) if *tag.name == b"a" => {
                crumbs.push((String::new(), String::from_utf8_lossy(&tag.attributes[&b"href"[..]].value).into()));
            }
            Token::String(text) => {
                if let Some((name, _)) = crumbs.last_mut() {
                    name.push_str(&String::from_utf8_lossy(&text.value));
                }
            }
            _ => {}
        }
    }
    crumbs.into_iter().map(|(name, href)| (name.trim().to_string(), href)).collect()
}

/// A page with a way down to it tells machines the same way, if it knows where it is, and says nothing else if not.
#[track_caller]
fn assert_structured_data_tells_the_crumbs(output: &Output, base_url: Option<&str>) {
    let mut told = 0;
    for (path, file) in output.files.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(&file.bytes).unwrap();
        let script =
            html.split_once("<script type=\"application/ld+json\">").and_then(|(_, rest)| rest.split_once('<'));
        let data: Value = script.map_or(Value::Null, |(json, _)| serde_json::from_str(json).unwrap());
        let list = data.as_array().and_then(|things| things.last());
        let steps = list.map_or(Vec::new(), |list| list["itemListElement"].as_array().unwrap().clone());
        let crumbs = crumbs(html);
        if base_url.is_none() || crumbs.len() < 2 {
            assert!(steps.is_empty() && !html.contains("BreadcrumbList"), "{path} tells a way that is none");
            continue;
        }
        told += 1;
        assert_eq!(list.unwrap()["@type"], "BreadcrumbList", "{path}");
        assert_eq!(steps.len(), crumbs.len(), "{path}");
        for (at, (step, (name, href))) in steps.iter().zip(&crumbs).enumerate() {
            assert_eq!((&step["position"], &step["name"]), (&Value::from(at + 1), &Value::from(&**name)), "{path}");
            let item = step["item"].as_str().unwrap().strip_prefix(base_url.unwrap()).unwrap();
            assert_eq!(served(item), served(&join(path.as_str(), href).unwrap()), "{path}");
        }
    }
    assert_eq!(told > 0, base_url.is_some());
}

#[track_caller]
fn assert_every_link_leads_somewhere(site: &Snapshot) {
    let below = Some("https://careers.example/ahp/england/");
    for form in [Form::Files, Form::Directories] {
        for base_url in [None, Some("https://careers.example/"), below] {
            let output = build(site.clone(), form, base_url);
            let broken = broken(&output, base_url);
            assert!(broken.is_empty(), "{} broken links:\n{}", broken.len(), broken[..broken.len().min(40)].join("\n"));
            assert_structured_data_tells_the_crumbs(&output, base_url);
        }
    }
}

#[test]
fn every_link_of_the_shipped_site_leads_somewhere() {
    let site = disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap();
    assert_every_link_leads_somewhere(&site);
}

#[test]
fn every_link_of_a_made_up_site_leads_somewhere() {
    let site = corpus::site(60, 3).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    assert_every_link_leads_somewhere(&site);
}
