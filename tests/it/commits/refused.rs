//! What stands in the way of a commit: it is said, and nothing that was typed is lost.

use std::fs;
use std::path::Path;

use super::{
    AUTHOR, CHANGES, executable, git, is_kept, items, keep, last, served, served_with, set, ticked, top, try_git,
};
use crate::edit::{Fields, KIND, encoded, own, post, send, with};

#[test]
fn a_form_that_cannot_be_carried_out_keeps_all_that_was_typed() {
    let site = served(|top| {
        for name in ["one.txt", "two.txt"] {
            fs::write(top.join("careers/content").join(name), "x").unwrap();
        }
    });
    let head = git(top(&site), &["rev-parse", "HEAD"]);
    let status = git(top(&site), &["status", "--porcelain"]);
    let one = &["content/one.txt"][..];
    let refused = |fields: &Fields, status: u16, words: &str| {
        let reply = post(&site, CHANGES, fields);
        let page = reply.text();
        assert!(reply.status == status && page.contains(words), "{words}: {page}");
        page
    };
    let page = site.page(CHANGES);
    let again = refused(&ticked(&page, one, " \r\n "), 422, "Say in a few words what is new.");
    assert_eq!(again.matches(" checked>").count(), 1, "what is ticked stays so");
    assert!(again.contains("<title>Not kept: Changes"));
    let again = refused(&ticked(&page, &[], "My <words>"), 422, "Tick at least one file.");
    assert!(again.contains("\nMy &lt;words&gt;</textarea>"));
    refused(&ticked(&page, one, &"x".repeat(10_001)), 422, "10,000 letters are too many");

    site.write("careers/content/one.txt", "meanwhile");
    let again = refused(&ticked(&page, one, "My words"), 409, "A file has been changed meanwhile.");
    assert!(again.contains("\nMy words</textarea>") && items(&again)["content/one.txt"].html.contains(" checked>"));
    fs::remove_file(site.path("careers/content/one.txt")).unwrap();
    refused(&ticked(&page, one, "My words"), 409, "A file has been changed meanwhile.");
    site.write("careers/content/one.txt", "x");

    let stranger = "Origin: http://evil.example\r\n";
    let body = encoded(&ticked(&page, one, "x"));
    assert_eq!(send(&site, CHANGES, &format!("{KIND}{stranger}"), &body).status, 403);
    let fields = with(&ticked(&page, one, "x"), &[("token", "0")]);
    assert_eq!(send(&site, CHANGES, &format!("{KIND}{}", own(&site)), &encoded(&fields)).status, 403);
    assert_eq!(git(top(&site), &["rev-parse", "HEAD"]), head);
    assert_eq!(git(top(&site), &["status", "--porcelain"]), status);
}

#[test]
fn nobody_else_and_nobody_at_a_read_only_desk_sees_or_keeps_versions() {
    let new = |top: &Path| fs::write(top.join("careers/content/a.txt"), "x").unwrap();
    let site = served_with(&["--read-only"], &AUTHOR, new);
    assert!(!site.page("/_trellis/").contains(CHANGES));
    assert_eq!(site.get(CHANGES).status, 403);
    let reply = send(&site, CHANGES, &format!("{KIND}{}", own(&site)), "token=x&message=x");
    assert_eq!(reply.status, 403);

    let shared = served_with(&["--host", "0.0.0.0"], &AUTHOR, new);
    let fields = ticked(&shared.page(CHANGES), &["content/a.txt"], "From afar");
    // A name by which only other computers call this one.
    let far = format!("192.0.2.7:{}", shared.port);
    let head = format!("Host: {far}\r\nOrigin: http://{far}\r\n{KIND}");
    assert_eq!(shared.ask("GET", CHANGES, &format!("Host: {far}\r\n")).status, 403);
    assert_eq!(send(&shared, CHANGES, &head, &encoded(&fields)).status, 403);
    for site in [&site, &shared] {
        assert_eq!(git(top(site), &["rev-list", "--count", "HEAD"]), "1\n");
    }
}

#[test]
fn a_hook_that_refuses_is_heard_and_nothing_is_lost() {
    let hook = |top: &Path, name: &str, text: &str| {
        let path = top.join(".git/hooks").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        executable(&path);
    };
    let site = served(|top| {
        hook(top, "pre-commit", "echo 'no <b>feet</b> today'; printf '\\033[31mred' >&2; exit 1");
        fs::write(top.join("careers/content/new.txt"), "x").unwrap();
        fs::write(top.join("staged.txt"), "x").unwrap();
        git(top, &["add", "staged.txt"]);
    });
    let status = git(top(&site), &["status", "--porcelain"]);
    let reply = keep(&site, &["content/new.txt"], "My words");
    let page = reply.text();
    assert_eq!(reply.status, 409, "{page}");
    assert!(
        page.contains("no &lt;b&gt;feet&lt;&#x2F;b&gt; today") || page.contains("no &lt;b&gt;feet&lt;/b&gt; today")
    );
    assert!(page.contains("␛[31mred") && page.contains("\nMy words</textarea>"), "{page}");
    assert_eq!(git(top(&site), &["status", "--porcelain"]), status, "the list of the next commit is as it was");
    hook(top(&site), "pre-commit", "exit 0");
    hook(top(&site), "commit-msg", "grep -q words \"$1\"");
    is_kept(&site, &keep(&site, &["content/new.txt"], "My words"));
    assert_eq!(last(&site), set(&["A careers/content/new.txt"]));
}

#[test]
fn who_commits_is_asked_where_git_does_not_know_and_is_not_stored() {
    let site = served_with(&[], &[], |top| fs::write(top.join("careers/content/a.txt"), "x").unwrap());
    let page = site.page(CHANGES);
    let fields = ticked(&page, &["content/a.txt"], "First");
    for (name, email, words) in [
        ("", "kim@example.org", "Say who keeps this version"),
        ("Kim <", "kim@example.org", "Say who keeps this version"),
        ("Kim", "kim", "Write an e-mail address"),
    ] {
        let reply = post(&site, CHANGES, &with(&fields, &[("name", name), ("email", email)]));
        assert!(reply.status == 422 && reply.text().contains(words), "{}", reply.text());
    }
    let settings = fs::read_to_string(site.path(".git/config")).unwrap();
    is_kept(&site, &post(&site, CHANGES, &with(&fields, &[("name", "Kim Ŵ"), ("email", "kim@example.org")])));
    let who = git(top(&site), &["log", "-1", "--format=%an %ae %cn %ce"]);
    assert_eq!(who, "Kim Ŵ kim@example.org Kim Ŵ kim@example.org\n");
    assert_eq!(fs::read_to_string(site.path(".git/config")).unwrap(), settings);
    git(top(&site), &["config", "user.name", "Robin"]);
    git(top(&site), &["config", "user.email", "robin@example.org"]);
    site.write("careers/content/a.txt", "y");
    let page = site.page(CHANGES);
    assert!(!page.contains("name=\"email\""));
    is_kept(&site, &post(&site, CHANGES, &ticked(&page, &["content/a.txt"], "Second")));
    assert_eq!(git(top(&site), &["log", "-1", "--format=%an"]), "Robin\n");
}

#[test]
fn while_git_is_in_the_middle_of_something_nothing_is_committed() {
    let site = served(|top| {
        git(top, &["switch", "-q", "-c", "side"]);
        fs::write(top.join("other.txt"), "side\n").unwrap();
        git(top, &["commit", "-q", "-a", "-m", "Side"]);
        git(top, &["switch", "-q", "main"]);
        fs::write(top.join("other.txt"), "main\n").unwrap();
        git(top, &["commit", "-q", "-a", "-m", "Main"]);
        fs::write(top.join("careers/content/a.txt"), "x").unwrap();
    });
    let fields = ticked(&site.page(CHANGES), &["content/a.txt"], "My words");
    for (begin, end, words) in [
        (&["merge", "side"][..], &["merge", "--abort"][..], "(a merge)"),
        (&["rebase", "side"], &["rebase", "--abort"], "(a rebase)"),
        (&["cherry-pick", "side"], &["cherry-pick", "--abort"], "(a cherry-pick)"),
    ] {
        let output = try_git(top(&site), begin);
        assert!(!output.status.success(), "{begin:?}");
        let head = git(top(&site), &["rev-parse", "HEAD"]);
        let page = site.page(CHANGES);
        assert!(page.contains(words) && !page.contains("name=\"message\""), "{begin:?} {page}");
        let reply = post(&site, CHANGES, &fields);
        assert!(reply.status == 409 && reply.text().contains(words), "{}", reply.text());
        assert_eq!(git(top(&site), &["rev-parse", "HEAD"]), head);
        git(top(&site), end);
    }
    git(top(&site), &["switch", "-q", "--detach"]);
    assert!(site.page(CHANGES).contains("<h2>No branch is chosen</h2>"));
    git(top(&site), &["switch", "-q", "main"]);
    is_kept(&site, &post(&site, CHANGES, &fields));
}
