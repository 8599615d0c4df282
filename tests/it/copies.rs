//! Smaller copies of a site's pictures: made once, kept, published, and gone when nothing shows them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::picture::Size;
use trellis::pipeline::{self, Build, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;
use trellis::{disk, output::OutputPath};

use crate::photo;
use crate::small::Small;

const PAGE: &str = "content/pages/about.md";
const LARGE: Size = Size { width: 1000, height: 600 };

/// The small site with a photograph, shown by a page.
fn site() -> Small {
    let site = Small::new();
    let text = site.read(PAGE) + "\n![A student meets a podiatrist](../images/open-day.jpg)\n";
    let site = site.write(PAGE, &text);
    put(&site, "content/images/open-day.jpg", &photo::jpeg(LARGE, 6));
    site
}

fn put(site: &Small, path: &str, bytes: &[u8]) {
    fs::create_dir_all(site.path(path).parent().unwrap()).unwrap();
    fs::write(site.path(path), bytes).unwrap();
}

/// Names of the published copies.
fn copies(site: &Small) -> Vec<String> {
    let names = fs::read_dir(site.path("public/images")).into_iter().flatten();
    let names = names.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".webp")).collect();
    names.sort();
    names
}

/// What is kept in the cache, by name.
fn shelf(site: &Small) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(site.path(".trellis-cache/pictures-1")).into_iter().flatten();
    let read = |path: &Path| (path.file_name().unwrap().to_str().unwrap().to_string(), fs::read(path).unwrap());
    files.map(|file| read(&file.unwrap().path())).collect()
}

#[test]
fn a_second_build_makes_no_copy_again() {
    let site = site();
    site.run("build").ends(0).answers("2 smaller copies of pictures made, 0 kept");
    let (first, kept) = (copies(&site), shelf(&site));
    assert_eq!((first.len(), kept.len()), (2, 2));
    fs::remove_dir_all(site.path("public")).unwrap();
    site.run("build").ends(0).answers("0 smaller copies of pictures made, 2 kept");
    assert_eq!((copies(&site), shelf(&site)), (first, kept));
}

#[test]
fn check_and_build_share_their_work() {
    let site = site();
    site.run("check").ends(0);
    assert!(!site.path("public").exists());
    site.run("build").ends(0).answers("0 smaller copies of pictures made, 2 kept");
}

#[test]
fn other_notes_of_the_camera_or_another_place_need_no_new_copies() {
    let site = site();
    site.run("build").ends(0);
    let first = copies(&site);
    let mut bytes = fs::read(site.path("content/images/open-day.jpg")).unwrap();
    bytes.extend_from_slice(b"more behind the end");
    fs::remove_file(site.path("content/images/open-day.jpg")).unwrap();
    put(&site, "content/images/visit.jpg", &bytes);
    let site = site.edit(PAGE, "open-day.jpg", "visit.jpg");
    site.run("build").ends(0).answers("0 smaller copies of pictures made, 2 kept");
    let second = copies(&site);
    assert_eq!(second.len(), 2, "the old ones are gone: {second:?}");
    assert!(second.iter().all(|name| name.starts_with("visit.") && !first.contains(name)));
}

/// What a page's `srcset` names, each with its width.
fn named(html: &str) -> Vec<(String, u32)> {
    let sets = html.split("srcset=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let one = |candidate: &str| {
        let (address, width) = candidate.trim().rsplit_once(' ').unwrap();
        (address.to_string(), width.trim_end_matches('w').parse().unwrap())
    };
    sets.flat_map(|set| set.split(", ").map(one)).collect()
}

#[test]
fn every_copy_that_a_page_names_is_there_and_as_wide_as_it_says() {
    for addresses in ["files", "directories"] {
        let site = site().edit("site.yaml", "title:", &format!("addresses: {addresses}\ntitle:"));
        let page = "content/roles/podiatrist.md";
        let text = site.read(page) + "\n![A wide view](../images/a%20wide%20view.png)\n";
        let site = site.write(page, &text);
        put(&site, "content/images/a wide view.png", &photo::png(photo::SIZE));
        site.run("build").ends(0);
        let pages = ["about", "roles/podiatrist"];
        let mut found = 0;
        for page in pages {
            let path = if addresses == "files" { format!("{page}.html") } else { format!("{page}/index.html") };
            for (address, width) in named(&site.read(&format!("public/{path}"))) {
                let file = site.path("public").join(&path).parent().unwrap().join(address.replace("%20", " "));
                let bytes = fs::read(&file).unwrap_or_else(|_| panic!("{page} names {address}, which is not there"));
                assert_eq!(imagesize::blob_size(&bytes).unwrap().width, width as usize, "{address}");
                found += 1;
            }
        }
        assert_eq!(found, 4);
    }
}

#[test]
#[cfg(feature = "serve")]
fn the_dev_server_makes_a_copy_when_it_is_asked_for() {
    use crate::served::Served;
    let served = Served::prepared(&[], |folder| {
        fs::create_dir_all(folder.join("content/images")).unwrap();
        fs::write(folder.join("content/images/open-day.jpg"), photo::jpeg(LARGE, 6)).unwrap();
        let page = folder.join(PAGE);
        let text = fs::read_to_string(&page).unwrap() + "\n![An open day](../images/open-day.jpg)\n";
        fs::write(page, text).unwrap();
    });
    let kept = || fs::read_dir(served.path(".trellis-cache/pictures-1")).map_or(0, |files| files.count());
    let copies = named(&served.page("/about.html"));
    assert_eq!((copies.len(), kept()), (2, 0), "the page waits for no copy");
    let reply = served.get(&format!("/{}", copies[0].0));
    assert_eq!((reply.status, reply.field("Content-Type"), kept()), (200, Some("image/webp"), 1));
    assert_eq!(imagesize::blob_size(&reply.body).unwrap().width, 480);
    let picture = served.get("/images/open-day.jpg");
    assert_eq!(picture.field("Content-Type"), Some("image/jpeg"));
    assert!(!photo::holds_secret(&picture.body));
}

#[test]
fn copies_go_when_nothing_shows_their_picture() {
    let site = site();
    site.run("build").ends(0);
    assert_eq!(copies(&site).len(), 2);
    let site = site.edit(PAGE, "![A student meets a podiatrist](../images/open-day.jpg)", "Nothing to see.");
    site.run("build").ends(0);
    assert_eq!(copies(&site).len(), 0);
    assert!(!site.path("public/images/open-day.jpg").exists(), "nothing refers to the picture itself");
}

#[test]
fn what_is_published_says_nothing_of_where_it_was_taken() {
    let site = site();
    put(&site, "content/images/unseen.jpg", &photo::jpeg(photo::SIZE, 1));
    let settings = site.read("site.yaml") + "publish: [images/unseen.jpg]\n";
    let site = site.write("site.yaml", &settings);
    site.run("build").ends(0);
    let mut pictures = 0;
    for file in walkdir::WalkDir::new(site.path("public")).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            let bytes = fs::read(file.path()).unwrap();
            assert!(!photo::holds_secret(&bytes), "{}", file.path().display());
            pictures += usize::from(file.path().extension().is_some_and(|name| name == "jpg" || name == "webp"));
        }
    }
    assert_eq!(pictures, 4);
}

#[test]
fn a_spoilt_or_foreign_cache_gives_the_same_site() {
    let site = site();
    site.run("build").ends(0);
    let published = |site: &Small| -> Vec<Vec<u8>> {
        copies(site).iter().map(|name| fs::read(site.path(&format!("public/images/{name}"))).unwrap()).collect()
    };
    let (good, kept) = (published(&site), shelf(&site));
    let names: Vec<&String> = kept.keys().collect();
    let junk = b"this is no picture".to_vec();
    for (first, second) in [
        (junk.clone(), Vec::new()),
        // Each in the place of the other.
        (kept[names[1]].clone(), kept[names[0]].clone()),
        (kept[names[0]][..40].to_vec(), [&kept[names[1]][..], b"more"].concat()),
    ] {
        put(&site, &format!(".trellis-cache/pictures-1/{}", names[0]), &first);
        put(&site, &format!(".trellis-cache/pictures-1/{}", names[1]), &second);
        fs::remove_dir_all(site.path("public")).unwrap();
        site.run("build").ends(0).answers("2 smaller copies of pictures made, 0 kept");
        assert_eq!(published(&site), good);
        assert_eq!(shelf(&site), kept, "and is mended");
    }
}

#[test]
fn a_damaged_picture_is_found_where_it_is_shown_and_nothing_is_published() {
    let site = site();
    let mut bytes = photo::jpeg(LARGE, 1);
    let tables = bytes.windows(2).position(|pair| pair == [0xFF, 0xC4]).unwrap();
    bytes[tables + 1] = 0xCC;
    put(&site, "content/images/open-day.jpg", &bytes);
    let line = site.read(PAGE).lines().count();
    for command in ["build", "check --format short"] {
        let run = site.run(command);
        run.ends(1);
        let words = format!("{}{}", run.out, run.said);
        assert!(words.contains("unreadable-image") && words.contains(&format!("about.md:{line}:1")), "{words}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn a_name_that_a_copy_needs_is_a_collision() {
    let site = site();
    site.run("build").ends(0);
    let name = copies(&site).remove(0);
    let mine = trellis::picture::shrink(&photo::png(photo::SIZE), &[photo::SIZE]).unwrap();
    put(&site, &format!("content/images/{name}"), &mine[0]);
    let run = site.run("check --format short");
    run.ends(1).answers(&format!("content/images/{name}:1:1: error[address-collision]"));
    run.answers("a smaller copy of content/images/open-day.jpg");
}

fn build(snapshot: &Snapshot, memo: &mut Memo) -> Build {
    let request =
        Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::build(snapshot, &request, memo, &|_| {})
}

fn all(build: &Build) -> BTreeMap<&OutputPath, &[u8]> {
    build.output.as_ref().unwrap().files.iter().map(|(path, file)| (path, &*file.bytes)).collect()
}

#[test]
fn an_edit_in_a_text_makes_no_copy_again_and_one_in_a_picture_does() {
    let site = site();
    let mut snapshot = disk::read(&site.path(""), None).unwrap();
    let mut memo = Memo::default();
    assert_eq!(build(&snapshot, &mut memo).variants.new, 2);
    let text = site.read(PAGE) + "\nOne more line.\n";
    snapshot.insert(SourcePath::new(PAGE), File::new(text.into_bytes()));
    let edited = build(&snapshot, &mut memo);
    assert_eq!((edited.variants.new, edited.rendered), (0, 1));
    let other = photo::jpeg(Size { width: 500, height: 300 }, 1);
    snapshot.insert(SourcePath::new("content/images/open-day.jpg"), File::new(other));
    let edited = build(&snapshot, &mut memo);
    assert_eq!((edited.variants.new, edited.rendered), (1, 1));
    assert_eq!(all(&edited), all(&build(&snapshot, &mut Memo::default())), "as a clean build");
}

#[test]
fn copies_are_the_same_on_any_number_of_threads() {
    let site = site();
    put(&site, "content/images/room.png", &photo::png(photo::SIZE));
    let site = site.edit(PAGE, "![A student", "![A room](../images/room.png)\n\n![A student");
    let snapshot = disk::read(&site.path(""), None).unwrap();
    let first = build(&snapshot, &mut Memo::default());
    assert_eq!(first.variants.new, 4);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again = pool.install(|| build(&snapshot, &mut Memo::default()));
        assert_eq!(all(&again), all(&first), "on {threads} threads");
    }
}
