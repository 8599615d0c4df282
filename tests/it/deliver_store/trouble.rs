//! What goes wrong on the way, and what is said of it.

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
