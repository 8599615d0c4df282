//! A publish that is killed at any moment, and the next.

use std::thread;

use super::*;
use crate::dice::Dice;

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
