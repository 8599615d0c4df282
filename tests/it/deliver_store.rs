//! `trellis publish` to a store that speaks the language of S3. The store is one of the test's own, which looks at every
//! signature (`store`); `tests/hosts/s3.mjs` does the same with one that others have made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::dice::Dice;
use crate::small::{Run, Small};
use crate::store::{Act, BUCKET, Conditions, ID, Object, SECRET, Store};

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", ID), ("AWS_SECRET_ACCESS_KEY", SECRET)];

fn built(site: Small) -> Small {
    site.run("build").ends(0);
    site
}

fn publish_as(site: &Small, store: &Store, more: &str, keys: &[(&str, &str)]) -> Run {
    site.run_with(&format!("publish --to s3://{BUCKET} --endpoint {} {more}", store.address), keys)
}

fn publish(site: &Small, store: &Store, more: &str) -> Run {
    publish_as(site, store, more, &KEYS)
}

/// Every file of a built site.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.filter_entry(|entry| entry.file_name() != ".trellis").map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| (name(file.path()), fs::read(file.path()).unwrap()))
        .collect()
}

fn bytes(objects: &BTreeMap<String, Object>) -> BTreeMap<String, Vec<u8>> {
    objects.iter().map(|(key, object)| (key.clone(), object.bytes.clone())).collect()
}

#[track_caller]
fn stands(site: &Small, store: &Store) {
    assert!(bytes(&store.objects()) == files(&site.path("public")), "the store holds another site");
    assert!(!store.all().contains_key(".trellis/publishing.json"), "a note is left");
}

/// What was written, in order.
fn written(store: &Store) -> Vec<String> {
    let asked = store.asked();
    asked.iter().filter_map(|line| Some(line.strip_prefix("PUT ")?.strip_suffix(" 200")?.to_string())).collect()
}

/// The part of an order in which a key is.
fn rank(key: &str) -> usize {
    match key {
        ".trellis/publishing.json" => 0,
        ".trellis/manifest.json" => 6,
        "index.html" => 5,
        key if key.ends_with("index.html") || key.ends_with("-data.js") => 4,
        "sitemap.xml" | "feed.xml" => 4,
        key if key.ends_with(".html") => 2,
        _ => 1,
    }
}

#[test]
fn a_site_stands_in_a_store_with_its_types_and_what_pages_need_comes_first() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "--dry-run").ends(0).answers("new     roles/podiatrist.html").answers("Would publish");
    assert!(store.all().is_empty());
    publish(&site, &store, "").ends(0).answers("Published");
    stands(&site, &store);
    let order = written(&store);
    assert!(order.is_sorted_by_key(|key| rank(key)), "{order:#?}");
    let objects = store.objects();
    let head = |key: &str, name: &str| objects[key].headers.get(name).cloned().unwrap_or_default();
    for (ending, kind) in [
        (".html", "text/html; charset=utf-8"),
        (".css", "text/css; charset=utf-8"),
        (".js", "text/javascript; charset=utf-8"),
        (".svg", "image/svg+xml"),
        (".webmanifest", "application/manifest+json"),
        (".ics", "text/calendar; charset=utf-8"),
        (".xml", "application/xml"),
    ] {
        let keys: Vec<&String> = objects.keys().filter(|key| key.ends_with(ending)).collect();
        assert!(!keys.is_empty() && keys.iter().all(|key| head(key, "content-type") == kind), "{ending}");
    }
    let marked =
        |key: &str| key.starts_with("assets/") && key.split('.').rev().nth(1).is_some_and(|mark| mark.len() == 8);
    for key in objects.keys() {
        let keep = if marked(key) { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(head(key, "cache-control"), keep, "{key}");
    }
    assert!(objects.keys().any(|key| marked(key)) && !marked("assets/search-data.js"));
    let moved = "x-amz-website-redirect-location";
    let to = "https://careers.example.org/small/routes/podiatry-degree.html";
    assert_eq!(head("routes/foot-degree.html", moved), to);
    assert_eq!(objects.values().filter(|object| object.headers.contains_key(moved)).count(), 1);
    publish(&site, &store, "").ends(0).answers("Nothing has changed");
    assert_eq!(store.asked().iter().filter(|line| !line.starts_with("GET ")).count(), 0);
}

#[test]
fn after_a_change_of_one_word_a_fresh_copy_sends_five_objects_at_most() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "").ends(0);
    store.asked();
    let copy = built(Small::new().edit("content/pages/about.md", "---\n\n", "---\n\nWelcome. "));
    publish(&copy, &store, "").ends(0);
    let sent = written(&store);
    assert!(sent.contains(&"about.html".to_string()), "{sent:?}");
    assert!(sent.len() <= 5, "with the note and the list: {sent:?}");
    stands(&copy, &store);
}

#[test]
fn what_the_environment_says_of_a_store_is_heeded() {
    let (site, store) = (built(Small::new()), Store::start());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = asked.clone();
    store.hook(move |request, _| {
        let said =
            ["X-Amz-Credential", "X-Amz-Security-Token"].map(|name| request.asks(name).unwrap_or("none").to_string());
        notes.lock().unwrap().push(said);
        Act::Answer
    });
    let named =
        [("AWS_ENDPOINT_URL", &*store.address), ("AWS_REGION", "eu-west-2"), ("AWS_SESSION_TOKEN", "lent/for+a=while")];
    // What is pasted often has the end of a line behind it.
    let keys = [("AWS_ACCESS_KEY_ID", ID), ("AWS_SECRET_ACCESS_KEY", &format!("{SECRET}\n"))];
    site.run_with(&format!("publish --to s3://{BUCKET}"), &[&named[..], &keys].concat()).ends(0);
    stands(&site, &store);
    let asked = asked.lock().unwrap();
    assert!(asked.len() > 100);
    for [credential, token] in &*asked {
        assert!(credential.ends_with("/eu-west-2/s3/aws4_request"), "{credential}");
        assert_eq!(token, "lent/for+a=while");
    }
}

#[test]
fn a_path_in_a_bucket_is_the_sites_own_and_what_is_not_the_sites_stays() {
    let (site, store) = (built(Small::new()), Store::start());
    for key in ["index.html", "careers/ahp/notes.txt", "careers/other.html"] {
        store.put(key, "mine");
    }
    let to = format!("publish --to s3://{BUCKET}/careers/ahp/ --endpoint {}", store.address);
    site.run_with(&to, &KEYS).ends(0);
    let inside = |store: &Store| -> BTreeMap<String, Vec<u8>> {
        let all = bytes(&store.objects()).into_iter();
        all.filter_map(|(key, bytes)| Some((key.strip_prefix("careers/ahp/")?.to_string(), bytes))).collect()
    };
    let mut there = inside(&store);
    assert_eq!(there.remove("notes.txt").as_deref(), Some(&b"mine"[..]));
    assert!(there == files(&site.path("public")));
    let site = site.edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build").ends(0);
    site.run_with(&to, &KEYS).ends(0);
    assert!(!inside(&store).contains_key("events/open-evening.html"), "what is gone goes");
    for key in ["index.html", "careers/ahp/notes.txt", "careers/other.html"] {
        assert_eq!(store.objects()[key].bytes, b"mine", "{key}");
    }
}

#[test]
fn a_page_on_its_way_finds_its_style_for_one_publish() {
    let (site, store) = (built(Small::new()), Store::start());
    publish(&site, &store, "").ends(0);
    let style = |site: &Small| {
        let home = site.read("public/index.html");
        home.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
    };
    let old = style(&site);
    fs::remove_dir_all(site.path("public")).unwrap();
    let colour = "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:";
    let site = built(site.edit("site.yaml", "title:", colour));
    publish(&site, &store, "").ends(0);
    assert!(store.objects().contains_key(&old) && store.objects().contains_key(&style(&site)) && old != style(&site));
    publish(&site, &store, "").ends(0).answers("Nothing has changed");
    let site = built(site.edit("content/pages/about.md", "title: ", "title: New "));
    publish(&site, &store, "").ends(0);
    assert!(!store.objects().contains_key(&old));
}

#[test]
fn more_than_a_third_of_the_pages_goes_only_if_that_is_said() {
    let (site, store) = (built(Small::new()), Store::start());
    let pages = (0..40).map(|number| (format!("content/pages/note-{number}.md"), number));
    let page = |number| {
        format!(
            "---\ntitle: Note {number}\nsummary: A note.\nreviewed: 2026-11-23\n---\n\nRead [about](about.md) us.\n"
        )
    };
    let large = built(pages.fold(Small::new(), |site, (path, number)| site.write(&path, &page(number))));
    publish(&large, &store, "").ends(0);
    let before = store.all();
    store.asked();
    publish(&site, &store, "").ends(2).says("--allow-removals");
    assert!(store.all() == before && written(&store).is_empty());
    publish(&site, &store, "--allow-removals").ends(0);
    stands(&site, &store);
}

#[test]
fn names_with_signs_of_all_sorts_arrive_as_they_are() {
    let names =
        ["open day + more (1).txt", "Öffnungszeiten für alle.txt", "a&b=c;d,e.txt", "50%25 off.txt", "it's.txt"];
    let listed: String = names.iter().map(|name| format!("  - \"files/{name}\"\n")).collect();
    let site = names.iter().fold(Small::new(), |site, name| site.write(&format!("content/files/{name}"), name));
    let settings = site.read("site.yaml");
    let site = built(site.write("site.yaml", &format!("{settings}publish:\n{listed}")));
    let store = Store::start();
    let purge = site.path("purge.txt");
    publish(&site, &store, "").ends(0);
    stands(&site, &store);
    for name in names {
        assert_eq!(store.objects()[&format!("files/{name}")].bytes, name.as_bytes());
    }
    let site = built(site.write(&format!("content/files/{}", names[0]), "other words"));
    publish(&site, &store, &format!("--purge-list {}", purge.display())).ends(0);
    stands(&site, &store);
    let told = fs::read_to_string(purge).unwrap();
    assert_eq!(told, "https://careers.example.org/small/files/open%20day%20%2B%20more%20%281%29.txt\n");
}

mod trouble {
    use super::*;

    #[test]
    fn who_may_not_write_there_is_told_why_and_nothing_is_changed() {
        let (site, store) = (built(Small::new()), Store::start());
        let wrong = [("AWS_ACCESS_KEY_ID", ID), ("AWS_SECRET_ACCESS_KEY", "not-the-secret")];
        let run = publish_as(&site, &store, "", &wrong);
        run.ends(2).says("the store does not accept the signature").says("AWS_SECRET_ACCESS_KEY does not belong");
        assert!(!format!("{}{}", run.out, run.said).contains("not-the-secret"));
        let wrong = [("AWS_ACCESS_KEY_ID", "AKIDOFANOTHER"), ("AWS_SECRET_ACCESS_KEY", SECRET)];
        publish_as(&site, &store, "", &wrong).ends(2).says("does not know the key");
        let none = [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", SECRET)];
        publish_as(&site, &store, "", &none).ends(2).says("does not say AWS_ACCESS_KEY_ID");
        let other = format!("publish --to s3://another-bucket --endpoint {}", store.address);
        site.run_with(&other, &KEYS).ends(2).says("there is no such bucket");
        store.clock_is_ahead(-3_600);
        publish(&site, &store, "").ends(2).says("minutes fast").says("set the clock");
        store.clock_is_ahead(3_600);
        publish(&site, &store, "").ends(2).says("minutes slow");
        store.clock_is_ahead(0);
        assert!(store.all().is_empty());
        store.hook(|request, _| match request.method.as_str() {
            "PUT" => Act::Refuse(403, "AccessDenied"),
            _ => Act::Answer,
        });
        publish(&site, &store, "").ends(2).says("the key may not write").says("s3:PutObject");
        assert!(store.all().is_empty());
    }

    #[test]
    fn keys_go_nowhere_but_to_the_store() {
        let (site, store, elsewhere) = (built(Small::new()), Store::start(), Store::start());
        // A store that leads on is not followed.
        store.hook(|_, _| Act::Refuse(307, "TemporaryRedirect"));
        publish(&site, &store, "").ends(2).says("the bucket is elsewhere").says("--region");
        assert!(elsewhere.asked().is_empty());
        let plain = format!("publish --to s3://{BUCKET} --endpoint http://192.0.2.1");
        site.run_with(&plain, &KEYS).ends(2).says("--allow-http");
        let inside = format!("publish --to s3://{BUCKET} --endpoint https://{ID}:hush@store.example");
        let run = site.run_with(&inside, &KEYS);
        run.ends(2).says("holds a name or a password");
        assert!(!run.said.contains("hush"));
        site.run("publish --to live --region eu-west-2").ends(2).says("are for a store");
        site.run("publish --to s3://No").ends(2).says("cannot be the name of a bucket");
    }

    #[test]
    fn a_store_with_trouble_of_its_own_is_asked_again() {
        let (site, store) = (built(Small::new()), Store::start());
        let refused = Mutex::new(std::collections::BTreeSet::new());
        store.hook(move |request, number| {
            // Some are refused once, some are cut off once, before or after they were done.
            let key = format!("{} {}", request.method, request.path);
            let first = refused.lock().unwrap().insert(key);
            match number % 29 {
                7 if first => Act::Refuse(503, "SlowDown"),
                17 if first => Act::CutAfter,
                27 if first => Act::CutBefore,
                _ => Act::Answer,
            }
        });
        publish(&site, &store, "").ends(0);
        assert!(store.asked().iter().any(|line| line.ends_with(" 503")), "some were refused");
        store.unhook();
        stands(&site, &store);
    }

    #[test]
    fn a_publish_that_failed_says_so_and_the_next_ends_right_at_once() {
        let (site, store) = (built(Small::new()), Store::start());
        store.hook(|request, _| match request.path.ends_with("about.html") {
            true => Act::Refuse(403, "AccessDenied"),
            false => Act::Answer,
        });
        publish(&site, &store, "").ends(2).says("may not write about.html");
        assert!(!store.objects().contains_key("index.html"), "what leads to all others comes last");
        store.unhook();
        publish(&site, &store, "").ends(0);
        stands(&site, &store);
    }
}

/// A publish that is under way.
fn start(site: &Path, store: &Store, out: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.current_dir(site).args(["publish", "--allow-removals", "--out", out, "--to", &format!("s3://{BUCKET}")]);
    command.args(["--endpoint", &store.address]).envs(KEYS).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

mod two_at_once {
    use super::*;

    /// The store stops once, at a page, says so, and waits for a word to go on.
    fn stops_at_a_page(store: &Store) -> (mpsc::Receiver<()>, Sender<()>) {
        let (reached, at) = mpsc::channel();
        let (go, went) = mpsc::channel::<()>();
        let went = Mutex::new(Some(went));
        store.hook(move |request, _| {
            let is_page = request.method == "PUT" && request.path.ends_with("about.html");
            if let Some(went) = is_page.then(|| went.lock().unwrap().take()).flatten() {
                let _ = reached.send(());
                let _ = went.recv();
            }
            Act::Answer
        });
        (at, go)
    }

    #[test]
    fn the_second_is_told_to_wait_and_nothing_is_mixed() {
        let (first, store) = (built(Small::new()), Store::start());
        let second = built(Small::new().edit("site.yaml", "title: Small", "title: Other"));
        let (at, go) = stops_at_a_page(&store);
        let running = start(&first.path(""), &store, "public");
        at.recv().unwrap();
        store.unhook();
        publish(&second, &store, "").ends(2).says("is publishing to s3://careers-site just now").says("help: wait");
        drop(go);
        assert!(running.wait_with_output().unwrap().status.success());
        stands(&first, &store);
        publish(&second, &store, "").ends(0);
        stands(&second, &store);
    }

    #[test]
    fn one_that_is_silent_for_too_long_is_taken_for_stopped() {
        let (site, store) = (built(Small::new()), Store::start());
        let (at, go) = stops_at_a_page(&store);
        let mut running = start(&site.path(""), &store, "public");
        at.recv().unwrap();
        store.unhook();
        let note = |store: &Store| String::from_utf8(store.all()[".trellis/publishing.json"].bytes.clone()).unwrap();
        // As if it ran on another computer.
        let other = note(&store).replace("\"computer\":\"", "\"computer\":\"not");
        running.kill().unwrap();
        running.wait().unwrap();
        drop(go);
        store.settle();
        store.put(".trellis/publishing.json", &other);
        publish(&site, &store, "").ends(2).says("just now");
        store.pass(Duration::from_secs(60));
        publish(&site, &store, "").ends(2).says("just now").says("seconds at most");
        store.pass(Duration::from_secs(60));
        publish(&site, &store, "").ends(0);
        stands(&site, &store);
    }

    #[test]
    fn what_another_published_between_a_look_and_the_note_is_looked_at_again() {
        let (site, store) = (built(Small::new()), Store::start());
        publish(&site, &store, "").ends(0);
        let other = built(Small::new().edit("content/pages/about.md", "title: ", "title: New "));
        let site = built(site.edit("content/routes/podiatry-degree.md", "---\n\n", "---\n\nWelcome. "));
        let done = Arc::new(Mutex::new(false));
        let (inner, again) = (store.clone(), done.clone());
        store.hook(move |request, _| {
            let is_first = !*again.lock().unwrap();
            if request.method == "PUT" && is_first {
                *again.lock().unwrap() = true;
                publish(&other, &inner, "").ends(0);
            }
            Act::Answer
        });
        publish(&site, &store, "").ends(0);
        assert!(*done.lock().unwrap());
        store.unhook();
        stands(&site, &store);
    }

    #[test]
    fn of_two_that_saw_nobody_at_work_one_goes_on() {
        let store = Store::start();
        let first = built(Small::new());
        let second = built(Small::new().edit("site.yaml", "title: Small", "title: Other"));
        let (reached, at) = mpsc::channel();
        let (go, went) = mpsc::channel::<()>();
        let went = Mutex::new(went);
        // The first is about to write its note.
        store.hook(move |request, _| {
            if request.method == "PUT" {
                let _ = reached.send(());
                let _ = went.lock().unwrap().recv();
            }
            Act::Answer
        });
        let slow = start(&first.path(""), &store, "public");
        at.recv().unwrap();
        // The second has written its own, and is at work.
        let (working, finish) = stops_at_a_page(&store);
        let quick = start(&second.path(""), &store, "public");
        working.recv().unwrap();
        drop(go);
        let slow = slow.wait_with_output().unwrap();
        assert!(!slow.status.success() && String::from_utf8_lossy(&slow.stderr).contains("just now"), "{slow:?}");
        drop(finish);
        assert!(quick.wait_with_output().unwrap().status.success());
        stands(&second, &store);
    }

    #[test]
    fn a_store_that_cannot_keep_others_out_is_used_and_that_is_said() {
        for conditions in [Conditions::Ignored, Conditions::Unknown] {
            let (site, store) = (built(Small::new()), Store::start());
            store.heeds(conditions);
            publish(&site, &store, "").ends(0).says("cannot keep others out");
            stands(&site, &store);
            let site = built(site.edit("content/pages/about.md", "title: ", "title: New "));
            publish(&site, &store, "").ends(0).says("let two not publish there at once");
            stands(&site, &store);
        }
        let (site, store) = (built(Small::new()), Store::start());
        assert!(!publish(&site, &store, "").ends(0).said.contains("cannot keep others out"));
    }
}

/// Three editions of a site, each built into a folder of its own.
fn editions() -> Small {
    let site = Small::new();
    site.run("build --out one").ends(0);
    let colour = "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:";
    let site =
        site.edit("site.yaml", "title:", colour).edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    site.run("build --out two").ends(0);
    let site = site.edit("content/pages/about.md", "title: ", "title: New ");
    site.run("build --out three").ends(0);
    site
}

/// Kills a publish when the store has this request before it, and decides what becomes of that.
fn kill_at(site: &Small, store: &Store, out: &str, number: usize, act: Act) {
    let (reached, at) = mpsc::channel();
    let ended = reached.clone();
    let (go, went) = mpsc::channel::<()>();
    let went = Mutex::new(went);
    store.hook(move |_, asked| {
        if asked != number {
            return Act::Answer;
        }
        let _ = reached.send(());
        let _ = went.lock().unwrap().recv();
        act
    });
    let mut child = start(&site.path(""), store, out);
    let mut said = child.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let _ = std::io::copy(&mut said, &mut std::io::sink());
        let _ = ended.send(());
    });
    at.recv().unwrap();
    let _ = child.kill();
    child.wait().unwrap();
    drop(go);
    reader.join().unwrap();
    store.settle();
    store.unhook();
}

/// Ten kills in every run, as many as `TRELLIS_KILLS` says in `tests/run long`.
#[test]
fn killed_at_any_moment_the_next_publish_ends_right() {
    let kills: usize = std::env::var("TRELLIS_KILLS").map_or(10, |kills| kills.parse().unwrap());
    let (site, store) = (editions(), Store::start());
    store.put("notes.txt", "mine");
    let mut dice = Dice(2026);
    let outs = ["one", "two", "three"];
    let mut last = "one";
    assert!(start(&site.path(""), &store, last).wait().unwrap().success());
    for kill in 0..kills {
        let out = outs[dice.roll(3)];
        let number = 1 + dice.roll(if out == last { 4 } else { 90 });
        let act = [Act::CutBefore, Act::CutAfter][dice.roll(2)];
        kill_at(&site, &store, out, number, act);
        // The same again, or another edition after all.
        let next = if dice.roll(3) == 0 { outs[dice.roll(3)] } else { out };
        if !cfg!(target_os = "linux") {
            store.pass(Duration::from_secs(120));
        }
        let ended = start(&site.path(""), &store, next).wait_with_output().unwrap();
        let at = format!("kill {kill}, of {last} to {out} at request {number} ({act:?}), then {next}");
        assert!(ended.status.success(), "{at}: {}", String::from_utf8_lossy(&ended.stderr));
        let mut there = bytes(&store.objects());
        assert_eq!(there.remove("notes.txt").as_deref(), Some(&b"mine"[..]), "{at}");
        let wanted = files(&site.path(next));
        // Styles of an edition before may stay for one publish.
        let may_stay =
            |key: &str| key.starts_with("assets/") && outs.iter().any(|out| site.path(out).join(key).exists());
        there.retain(|key, _| wanted.contains_key(key) || !may_stay(key));
        assert!(there == wanted, "{at}");
        assert!(!store.all().contains_key(".trellis/publishing.json"), "{at}");
        last = next;
    }
}
