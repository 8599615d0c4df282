//! Two publishes to one store do not mix.

use std::sync::mpsc::Sender;

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
