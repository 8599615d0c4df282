//! What a CDN is told to forget, whatever the target.

use super::rsync::Daemon;
use super::*;

/// What a publish tells a CDN to forget.
fn told(site: &Small, to: &str) -> Vec<String> {
    site.run(&format!("publish --to {to} --purge-list purge.txt")).ends(0);
    site.read("purge.txt").lines().map(str::to_string).collect()
}

/// A site at the root of no known host, edited after a first publish.
fn changed(site: Small) -> Small {
    let site = edited(site).edit("content/events/open-evening.md", "---\n", "---\ndraft: true\n");
    let page = "---\ntitle: New\nsummary: A new page.\nreviewed: 2026-11-23\n---\n\nSome words for all of you.\n";
    let site = site.write("content/pages/new.md", page);
    site.run("build").ends(0);
    site
}

#[test]
fn each_target_tells_what_has_changed_or_gone_and_not_what_is_new() {
    let site = built();
    let daemon = Daemon::start(&site);
    let mut targets = vec!["careers.zip".to_string()];
    targets.extend(cfg!(unix).then(|| "live".to_string()));
    targets.extend(daemon.as_ref().map(Daemon::target));
    for to in &targets {
        assert_eq!(told(&site, to), Vec::<String>::new(), "nobody can have kept anything of {to}");
    }
    let site = changed(site);
    let root = "https://careers.example.org/small/";
    let lists: Vec<Vec<String>> = targets
        .iter()
        .map(|to| {
            site.run(&format!("publish --to {to} --purge-list dry.txt --dry-run")).ends(0);
            told(&site, to)
        })
        .collect();
    for list in &lists {
        assert_eq!(list, &lists[0]);
        for path in ["about.html", "events/open-evening.html", "events/", "events/index.html"] {
            assert!(list.contains(&format!("{root}{path}")), "{path} is in {list:?}");
        }
        assert!(!list.contains(&format!("{root}new.html")));
        assert!(list.is_sorted());
    }
    assert_eq!(site.read("dry.txt").lines().collect::<Vec<_>>(), lists[0]);
    assert_eq!(told(&site, &targets[0]), Vec::<String>::new(), "nothing has changed since");
}

#[test]
fn folders_are_told_as_visitors_come_to_them_and_from_the_root_where_no_host_is_known() {
    let settings = "title: Small\ndescription: A small site.\naddresses: directories\n";
    let site = Small::new().write("site.yaml", settings);
    site.run("build").ends(0);
    told(&site, "a.zip");
    let list = told(&changed(site), "a.zip");
    for address in ["/about/", "/about/index.html", "/events/open-evening/"] {
        assert!(list.contains(&address.to_string()), "{address} is in {list:?}");
    }
}
