//! Packed twins of texts, which `build --for` makes for hosts that send them. What servers send is held by `tests/hosts`.

use std::collections::BTreeMap;

use serde_json::Value;
use trellis::packed::{Coding, file_of};

use crate::deliver::Daemon;
use crate::folder::{Folder, site, texts};
use crate::publish_stopped::stop_at;
use crate::small::Small;

type Files = BTreeMap<String, Vec<u8>>;

/// Whether each file whose name is that of a twin is one of the file beside it. Says how many there are.
#[track_caller]
pub fn hold(files: &Files) -> usize {
    let twins = files.iter().filter_map(|(path, packed)| Some((path, packed, file_of(path)?)));
    let wrong = |(path, packed, (file, coding)): (&String, &Vec<u8>, (&str, Coding))| {
        let is_one = files.get(file).is_some_and(|bytes| coding.unpacks_to(packed, bytes));
        assert!(is_one, "{path} is not a twin of the {file} that is there");
    };
    twins.map(wrong).count()
}

fn public(site: &Small) -> Files {
    let mut files = site.below("public");
    files.retain(|path, _| !path.starts_with(".trellis/"));
    files
}

fn is_twin(path: &str) -> bool {
    file_of(path).is_some()
}

#[test]
fn hosts_that_send_twins_get_them_and_no_others_do() {
    let site = Small::new();
    site.run("build").ends(0);
    let plain = public(&site);
    assert!(!plain.keys().any(|path| is_twin(path)));
    for (host, endings) in [
        ("nginx", &[".gz"][..]),
        ("nginx --brotli", &[".br", ".gz"]),
        ("apache", &[".br", ".gz"]),
        ("caddy", &[".br", ".gz"]),
        ("gitlab-pages", &[".br", ".gz"]),
        ("lighttpd", &[]),
        ("iis", &[]),
        ("netlify", &[]),
        ("cloudflare", &[]),
        ("github-pages", &[]),
        ("s3", &[]),
        ("serve", &[]),
    ] {
        site.run(&format!("build --for {host}")).ends(0);
        let mut files = public(&site);
        let twins = hold(&files);
        let home: Vec<&str> =
            [".br", ".gz"].into_iter().filter(|end| files.contains_key(&format!("index.html{end}"))).collect();
        assert_eq!(home, endings, "{host}");
        assert_eq!(twins > 80, !endings.is_empty(), "{host}: {twins}");
        files.retain(|path, _| !is_twin(path));
        let all = plain.iter().filter(|(path, _)| *path != "routes/foot-degree.html");
        all.for_each(|(path, bytes)| assert!(files.get(path) == Some(bytes), "{host}: {path} is other"));
    }
    site.run("build").ends(0);
    assert!(public(&site) == plain, "a build for no host takes them away");
    site.run("build --for caddy --brotli").ends(2).says("--brotli is for nginx");
    site.run("build --brotli").ends(2).says("--for <HOST>");
}

#[test]
fn each_text_is_packed_once_and_alike_in_every_run() {
    let site = Small::new();
    let made = |site: &Small, words: &str| {
        let run = site.run(&format!("build --for caddy --timings=json {words}"));
        run.ends(0);
        let told: Value = serde_json::from_str(&run.out).unwrap();
        assert!(told["stages_ms"]["pack"].is_number(), "{told}");
        (told["twins"].as_u64().unwrap(), told["twins_tried"].as_u64().unwrap())
    };
    let (twins, tried) = made(&site, "");
    assert!(twins > 150 && tried >= twins);
    let first = site.below("public");
    assert_eq!(made(&site, "--out other").1, 0, "another folder has what was packed");
    let mut other = site.below("other");
    let cache = || site.below(".trellis-cache/packed-1").values().map(Vec::len).sum::<usize>();
    let before = cache();
    std::fs::remove_dir_all(site.path(".trellis-cache")).unwrap();
    assert_eq!(made(&site, "--out fresh"), (twins, tried));
    let mut fresh = site.below("fresh");
    for files in [&mut other, &mut fresh] {
        files.retain(|path, _| path != ".trellis/lock");
        assert!(
            first.iter().filter(|(path, _)| *path != ".trellis/lock").eq(files.iter()),
            "other bytes, or other notes"
        );
    }
    let site = site.edit("content/pages/about.md", "---\n\n", "---\n\nWelcome. ");
    let tried = made(&site, "").1;
    assert!((2..=10).contains(&tried), "the page, the data of search and what is made of both: {tried}");
    let cache = || site.below(".trellis-cache/packed-1").values().map(Vec::len).sum::<usize>();
    assert!(cache() < before + before / 10, "what no build uses has gone");
    hold(&public(&site));
}

#[test]
fn an_owners_file_that_a_server_would_send_for_another_must_be_its_twin() {
    let text = "name,town\n".repeat(60);
    let own = Coding::Gzip.pack(text.as_bytes(), trellis::packed::Effort::Quick).unwrap();
    let site =
        Small::new().write("content/files/list.csv", &text).edit("site.yaml", "title:", "publish: [files/]\ntitle:");
    let put = |bytes: &[u8]| std::fs::write(site.path("content/files/list.csv.gz"), bytes).unwrap();
    put(b"something else");
    let run = site.run("build --for nginx");
    run.ends(2).says("two things want one address: files/list.csv.gz").says("give files/list.csv.gz another name");
    assert!(!site.path("public").exists(), "nothing is published");
    site.run("build").ends(0);
    site.run("build --for netlify").ends(0);
    put(&own);
    site.run("build --for caddy").ends(0);
    let files = public(&site);
    assert!(files["files/list.csv.gz"] == own && files.contains_key("files/list.csv.br"));
    site.run("publish --to a.zip").ends(0);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(site.path("a.zip")).unwrap()).unwrap();
    let names: Vec<String> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let twins: Vec<&String> = names.iter().filter(|name| is_twin(name)).collect();
    assert_eq!(twins, ["a/files/list.csv.gz"], "twins of Trellis stay at home, and the owner's file goes along");
}

#[test]
fn what_was_altered_on_the_servers_side_is_made_again() {
    let site = Small::new();
    site.run("build --for nginx").ends(0);
    let right = public(&site);
    std::fs::write(site.path("public/about.html.gz"), "altered").unwrap();
    std::fs::remove_file(site.path("public/index.html.gz")).unwrap();
    site.run("build --for nginx --verify").ends(0);
    assert!(public(&site) == right);
}

const OLD: &[(&str, &str)] = &[
    ("a.css", "a1"),
    ("a.css.gz", "a1"),
    ("gone.html", "g1"),
    ("gone.html.gz", "g1"),
    ("index.html", "i1"),
    ("index.html.br", "i1"),
    ("index.html.gz", "i1"),
    ("same.html", "s"),
    ("same.html.gz", "s"),
];
const NEW: &[(&str, &str)] = &[
    ("a.css", "a2"),
    ("index.html", "i2"),
    ("index.html.br", "i2"),
    ("index.html.gz", "i2"),
    ("new.html", "n2"),
    ("new.html.gz", "n2"),
    ("same.html", "s"),
    ("same.html.gz", "s"),
];

/// "Packed" bytes are the bytes themselves here: what counts is of which site they are.
fn agree(there: &BTreeMap<String, String>, at: &str) {
    for (path, packed) in there {
        let Some((file, _)) = file_of(path) else { continue };
        assert_eq!(there.get(file), Some(packed), "{path}, {at}");
    }
}

#[test]
fn wherever_a_publish_is_stopped_no_twin_is_of_another_file() {
    for (from, to) in [(OLD, NEW), (NEW, OLD), (&[][..], NEW), (OLD, &[("index.html", "3")][..])] {
        for nth in 1..=14 {
            let folder = Folder::new();
            folder.publish(&site(from)).unwrap();
            let was_stopped = stop_at(&folder, to, nth);
            agree(&folder.published(), &format!("stopped at {nth}"));
            for next in [to, from, OLD] {
                for again in 1..=3 {
                    stop_at(&folder, next, again);
                    agree(&folder.published(), &format!("stopped at {nth}, then at {again}"));
                }
                folder.publish(&site(next)).unwrap();
                assert_eq!(folder.published(), texts(next));
            }
            assert!(was_stopped || nth > 6);
        }
    }
}

#[test]
fn twins_are_counted_as_what_they_are() {
    let folder = Folder::new();
    folder.publish(&site(OLD)).unwrap();
    let changes = folder.publish(&site(NEW)).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.removed), (6, 2, 3));
    let changes = folder.publish(&site(NEW)).unwrap();
    assert_eq!((changes.written, changes.unchanged, changes.removed), (0, 8, 0));
}

#[test]
fn another_computer_gets_a_file_before_its_twin() {
    let small = Small::new();
    small.run("build --for nginx").ends(0);
    let Some(daemon) = Daemon::start(&small) else { return };
    let to = format!("publish --to {}", daemon.target());
    small.run(&to).ends(0);
    let there = || {
        let mut files = small.below("far/site/careers");
        files.retain(|path, _| !path.starts_with('.'));
        files
    };
    assert!(there() == public(&small));
    small.run(&to).ends(0).answers("Nothing has changed");
    let about = small.path("content/pages/about.md");
    let text = small.read("content/pages/about.md").replacen("---\n\n", "---\n\nWelcome. ", 1);
    std::fs::write(about, text).unwrap();
    small.run("build --for nginx").ends(0);
    let dry = small.run(&format!("{to} --dry-run --purge-list purge.txt"));
    let at = |line: &str| dry.out.lines().position(|one| one == line).unwrap_or_else(|| panic!("{line}: {}", dry.out));
    assert!(at("remove  about.html.gz") < at("changed about.html"), "{}", dry.out);
    assert!(at("changed about.html") < at("packed  about.html.gz"), "{}", dry.out);
    let purge = small.read("purge.txt");
    assert!(purge.contains("about.html\n") && !purge.contains(".gz"), "{purge}");
    small.run(&to).ends(0);
    assert!(there() == public(&small));
    small.run("build").ends(0);
    small.run(&to).ends(0).answers("removed");
    assert!(there() == public(&small) && !there().keys().any(|path| is_twin(path)));
}
