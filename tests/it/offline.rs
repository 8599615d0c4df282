//! What devices keep of a site: a list of its files by their bytes, which is made last, and nothing at all where no owner
//! has asked for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};
use trellis::lasting;
use trellis::packed::{Coding, Effort};

use crate::small::Small;

/// A site that devices keep, with more in its settings.
fn kept(more: &str) -> Small {
    Small::new().edit("site.yaml", "title:", &format!("offline: true\n{more}title:"))
}

fn built(site: Small) -> Small {
    site.run("build").ends(0);
    site
}

/// Every published file but Trellis's own notes.
fn published(site: &Small) -> BTreeMap<String, Vec<u8>> {
    let mut files = site.below("public");
    files.retain(|path, _| !path.starts_with(".trellis/"));
    files
}

/// The edition that a worker is of, and the files that it lists with the beginnings of their hashes.
fn listed(site: &Small) -> (String, BTreeMap<String, String>) {
    let text = site.read("public/sw.js");
    let between = |before: &str, after: &str| {
        let (_, rest) = text.split_once(before).expect(before);
        rest.split_once(after).expect(after).0.to_string()
    };
    let list: Value = serde_json::from_str(&between("new Map(Object.entries(", "));\n")).unwrap();
    let entries = list.as_object().unwrap().iter();
    let list = entries.map(|(path, mark)| (path.clone(), mark.as_str().unwrap().to_string())).collect();
    (between("const EDITION = \"", "\";\n"), list)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn nothing_of_it_is_published_unless_it_is_asked_for() {
    let (plain, other) = (built(Small::new()), built(kept("")));
    let (plain, other) = (published(&plain), published(&other));
    let more: BTreeSet<&String> = other.keys().filter(|path| !plain.contains_key(*path)).collect();
    let more: Vec<String> = more.into_iter().map(|path| lasting::plain(path).unwrap_or_else(|| path.clone())).collect();
    assert_eq!(more, ["assets/icon-maskable-512.png", "assets/offline.js", "offline.html", "sw.js"]);
    assert!(plain.keys().all(|path| other.contains_key(path)), "nothing is missing with it");
    for (path, bytes) in plain.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains("offline"), "{path} speaks of it");
        let with = std::str::from_utf8(&other[path]).unwrap();
        let tag = with.lines().find(|line| line.contains("assets/offline."));
        let tag = tag.unwrap_or_else(|| panic!("{path} does not ask for it"));
        assert_eq!(with.replacen(&format!("\n{tag}"), "", 1), text, "{path} is other beside that line");
    }
    for setting in ["offline: false\n", ""] {
        let site = built(Small::new().edit("site.yaml", "title:", &format!("{setting}title:")));
        assert_eq!(published(&site), plain);
    }
}

/// Every page loads it, and most visitors have it from the page before.
#[test]
fn what_pages_load_for_it_is_small() {
    let site = built(kept(""));
    let files = published(&site);
    let (_, script) = files.iter().find(|(path, _)| path.starts_with("assets/offline.")).unwrap();
    let packed = Coding::Gzip.pack(script, Effort::Hard).unwrap();
    assert!(packed.len() < 700, "{} bytes", packed.len());
}

#[test]
fn a_copy_to_look_at_is_kept_by_nobody() {
    let site = kept("");
    site.run("build --staging").ends(0);
    let files = published(&site);
    assert!(!files.contains_key("sw.js") && !files.contains_key("offline.html"));
    assert!(!site.read("public/about.html").contains("offline"));
}

#[test]
fn the_list_is_of_the_published_bytes_and_says_of_each_file_whether_it_is_kept() {
    for addresses in ["", "addresses: directories\n"] {
        let site = built(kept(addresses));
        let files = published(&site);
        let (_, list) = listed(&site);
        for (path, mark) in &list {
            let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is listed and not there"));
            assert!(mark.len() == 16 && hash(bytes).starts_with(mark), "{path} has other bytes");
        }
        let is_left_out = |path: &str| {
            let plain = lasting::plain(path).unwrap_or_else(|| path.to_string());
            let ending = plain.rsplit('.').next().unwrap_or("");
            let for_others = ["404.html", "robots.txt", "sitemap.xml", "feed.xml", "sw.js", "assets/favicon.ico"];
            for_others.contains(&&*plain)
                || ["assets/icon-", "assets/share-", "api/"].iter().any(|start| plain.starts_with(start))
                || ["ics", "jpg", "webp", "csv"].contains(&ending)
                // To print, to take along, and former addresses.
                || plain.contains("/pack")
                || plain.starts_with("pathways/") && ending == "svg"
                || plain.starts_with("professions/") && ending == "svg"
                || plain.starts_with("routes/foot-degree")
        };
        for path in files.keys() {
            assert_eq!(list.contains_key(path), !is_left_out(path), "{path}");
        }
        let page = if addresses.is_empty() { "offline.html" } else { "offline/index.html" };
        assert!(site.read("public/sw.js").contains(&format!("const PAGE = \"{page}\";")) && list.contains_key(page));
    }
}

#[test]
fn an_edition_is_another_as_soon_as_a_kept_file_is_and_not_before() {
    let edition = |site: &Small| {
        site.run("build").ends(0);
        listed(site).0
    };
    let site = kept("publish: [list.csv]\n").write("content/list.csv", "a,b\n");
    let first = edition(&site);
    let site = site.write("content/list.csv", "a,b\n1,2\n");
    assert_eq!(edition(&site), first, "what is not kept makes no new edition");
    let site = site.edit("content/pages/about.md", "title: ", "title: More ");
    let second = edition(&site);
    assert_ne!(second, first);
    let again = built(site.edit("content/pages/about.md", "title: More ", "title: "));
    assert_eq!(listed(&again).0, first, "the same site is the same edition");
}

#[test]
fn what_is_added_to_the_site_later_is_in_the_list_of_the_next_build() {
    let site = built(kept(""));
    let before = listed(&site).1;
    let site = site.write(
        "content/pages/help.md",
        "---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-23\nsources:\n  - title: The register\n    \
         url: https://example.org/register\n    seen: 2026-11-01\n---\n\nAsk us.\n",
    );
    site.run("build").ends(0).answers("for devices to keep, listed in sw.js");
    let after = listed(&site).1;
    assert!(!before.contains_key("help.html") && after.contains_key("help.html"));
}

#[test]
fn a_file_of_the_owner_at_its_address_is_told() {
    let own = |setting: &str| {
        Small::new()
            .edit("site.yaml", "title:", &format!("{setting}publish: [sw.js]\ntitle:"))
            .write("content/sw.js", "// my own\n")
    };
    own("offline: true\n").run("build").ends(1).says("content/sw.js").says("for devices that keep the site");
    assert_eq!(built(own("")).read("public/sw.js"), "// my own\n");
    let site = kept("");
    site.run("why sw.js").ends(0).answers("for devices that keep the site");
    site.run("why offline.html").ends(0).answers("page for devices without a connection");
}

#[test]
fn browsers_may_ask_for_what_is_kept_and_for_nothing_elsewhere() {
    let policy = |site: Small| {
        site.run("build --for netlify").ends(0);
        let headers = site.read("public/_headers");
        assert!(!headers.contains("/sw.js"), "it is asked about each time, as what has no rule is");
        headers.lines().find(|line| line.contains("Content-Security-Policy")).unwrap().to_string()
    };
    let (plain, with) = (policy(Small::new()), policy(kept("")));
    assert!(!plain.contains("worker-src") && !plain.contains("connect-src"), "{plain}");
    assert_eq!(with.replacen("worker-src 'self'; connect-src 'self'; ", "", 1), plain);
}

#[test]
fn a_store_gets_the_list_after_all_that_it_names() {
    let script = |site: Small| {
        site.run("build --for s3").ends(0);
        site.read("public.s3.sh")
    };
    let with = script(kept(""));
    let at = |words: &str| with.find(words).unwrap_or_else(|| panic!("no {words} in\n{with}"));
    assert!(at("--include '*.html'") < at("--include 'sw.js'") && at("--include 'sw.js'") < at("--delete"));
    assert!(with.lines().any(|line| line.contains("--include '*.js'") && line.contains("--exclude 'sw.js'")));
    assert!(!script(Small::new()).contains("sw.js"));
}

/// <https://web.dev/articles/install-criteria>, and of the icon whose edges may be cut off:
/// <https://www.w3.org/TR/appmanifest/#icon-masks>.
#[test]
fn a_kept_site_can_be_put_beside_programs() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>";
    let branded = kept("brand:\n  name: Small\n  logo: logo.svg\n").write("content/logo.svg", logo);
    for site in [kept(""), branded] {
        let site = built(site);
        let manifest: Value = serde_json::from_str(&site.read("public/manifest.webmanifest")).unwrap();
        assert!(manifest["name"].as_str().is_some_and(|name| !name.is_empty()));
        assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"./".into(), &"./".into()));
        assert_eq!(manifest["display"], "minimal-ui");
        let mut found = BTreeSet::new();
        for icon in manifest["icons"].as_array().unwrap().iter().filter(|icon| icon["type"] == "image/png") {
            let path = icon["src"].as_str().unwrap();
            let picture = Picture::read(&fs::read(site.path("public").join(path)).unwrap());
            assert_eq!(icon["sizes"], format!("{0}x{0}", picture.width), "{path}");
            let is_maskable = icon["purpose"] == "maskable";
            assert!(!is_maskable || picture.is_ground_at_the_edges(), "{path}");
            found.insert((picture.width, is_maskable));
        }
        assert_eq!(found, BTreeSet::from([(192, false), (512, false), (512, true)]));
        assert_eq!(listed(&site).1.contains_key("logo.svg"), site.path("content/logo.svg").exists());
    }
    let plain: Value = serde_json::from_str(&built(Small::new()).read("public/manifest.webmanifest")).unwrap();
    assert_eq!(plain["display"], "browser");
}

#[test]
fn an_icon_of_the_owner_stands_alone() {
    let icon = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static/icon-512.png")).unwrap();
    let site = kept("theme: mine\n").write("themes/mine/static/own.css", "p{}");
    fs::write(site.path("themes/mine/static/icon-512.png"), &icon).unwrap();
    let maskable = |site: &Small| {
        site.run("build").ends(0);
        site.read("public/manifest.webmanifest").contains("maskable")
    };
    assert!(!maskable(&site), "the drawing of the default theme is not theirs");
    fs::write(site.path("themes/mine/static/icon-maskable-512.png"), &icon).unwrap();
    assert!(maskable(&site));
}

struct Picture {
    width: u32,
    /// Red, green, blue.
    dots: Vec<[u8; 3]>,
}

impl Picture {
    fn read(bytes: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.width, info.height);
        let dots = bytes[..info.buffer_size()].chunks(info.color_type.samples());
        let dots = dots.map(|dot| {
            assert!(dot.get(3).is_none_or(|alpha| *alpha == 255), "devices fill what is clear as they like");
            [dot[0], dot[1], dot[2]]
        });
        Picture { width: info.width, dots: dots.collect() }
    }

    /// Whether nothing is drawn but the ground and its lines where a device may cut: further out than two fifths.
    fn is_ground_at_the_edges(&self) -> bool {
        let half = f64::from(self.width) / 2.0;
        let is_green = |dot: &[u8; 3]| dot[1] > dot[0] && u32::from(dot[0]) + u32::from(dot[1]) < 170;
        (0..).zip(&self.dots).all(|(at, dot)| {
            let (x, y) = (f64::from(at % self.width) + 0.5 - half, f64::from(at / self.width) + 0.5 - half);
            x.hypot(y) <= half * 0.8 || is_green(dot)
        })
    }
}
