//! What the dev server answers, to whom, and what it never does.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use crate::photo;
use crate::served::{Served, without_script};

/// Publishes all files of a site, though no page refers to them.
fn publish_everything(folder: &Path) {
    let settings = fs::read_to_string(folder.join("site.yaml")).unwrap();
    fs::write(folder.join("site.yaml"), settings + "publish: ['*/']\n").unwrap();
}

#[test]
fn pages_are_the_built_bytes_and_one_script_tag() {
    let site = Served::small(&[]);
    let clean = site.clean_build();
    for (path, bytes) in &clean {
        assert!(site.served_bytes(path).as_ref() == Some(bytes), "{path} differs");
    }
    assert!(
        clean.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("_trellis")),
        "only served pages have it"
    );
    assert_eq!(without_script(&site.get("/").body), clean["index.html"]);
    assert!(site.get("/_trellis/reload.js").text().contains("EventSource"));
    assert!(!site.path("public").exists(), "nothing is published");
}

/// What was published may have been shown at the address of the dev server, and be kept by the browser of who writes.
#[test]
fn a_kept_site_is_taken_away_and_its_preview_is_kept_by_nobody() {
    let set = |folder: &Path, line: &str| {
        let settings = fs::read_to_string(folder.join("site.yaml")).unwrap();
        fs::write(folder.join("site.yaml"), settings + line).unwrap();
    };
    let site = Served::prepared(&[], |folder| set(folder, "offline: true\n"));
    let worker = site.get("/sw.js");
    assert_eq!((worker.status, worker.field("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert!(worker.text().contains("registration.unregister()") && !worker.text().contains("\"fetch\""));
    let mut clean = site.clean_build();
    assert!(String::from_utf8_lossy(&clean.remove("sw.js").unwrap()).contains("\"fetch\""));
    for (path, bytes) in &clean {
        assert!(site.served_bytes(path).as_ref() == Some(bytes), "{path} differs");
    }
    let site = Served::prepared(&[], |folder| {
        fs::write(folder.join("content/sw.js"), "// my own").unwrap();
        set(folder, "publish: [sw.js]\n");
    });
    assert_eq!(site.page("/sw.js"), "// my own");
}

#[test]
fn addresses_lead_to_files_and_nowhere_else() {
    let site = Served::prepared(&[], |folder| {
        fs::create_dir_all(folder.join("content/files")).unwrap();
        fs::write(folder.join("content/files/Llŷn & Gŵyr+100%.txt"), "found").unwrap();
        publish_everything(folder);
        fs::write(folder.join("secret.txt"), "secret").unwrap();
    });
    assert_eq!(site.page("/files/Ll%C5%B7n%20%26%20G%C5%B5yr%2B100%25.txt"), "found");
    assert_eq!(site.page("/files/Llŷn%20&%20Gŵyr+100%25.txt?v=1"), "found");
    assert_eq!((site.get("/roles").status, site.get("/roles").field("location").unwrap()), (301, "/roles/"));
    assert_eq!(site.get("/roles/").status, 200);
    assert_eq!(site.get("/rolesx/").status, 404);
    for target in [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/%252e%252e%252fetc/passwd",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/C:/",
        "/C:%5cWindows",
        "/%00",
        "/a%00.html",
        "/%c0%ae%c0%ae/secret.txt",
        "/%ff",
        "//etc/passwd",
        "/secret.txt",
        "/site.yaml",
        "/content/site.yaml",
        "/./index.html",
        "/roles/../index.html",
        "/.trellis/",
        "/%",
        "/%zz",
        "/_trellis/nothing",
        "/_trellis/explain/nothing",
    ] {
        let reply = site.get(target);
        assert_eq!(reply.status, 404, "{target}: {}", reply.head);
        assert!(!reply.text().contains("root:") && !reply.text().contains("secret\n"), "{target}");
    }
    assert_eq!(site.get("/").status, 200, "it lives");
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_site_is_a_finding_and_is_not_served() {
    let site = Served::prepared(&[], |folder| {
        std::os::unix::fs::symlink("/etc/hostname", folder.join("content/host.txt")).unwrap();
    });
    site.wait_for("leads out of the site's folder");
    assert_ne!(site.get("/host.txt").status, 200);
    fs::remove_file(site.path("content/host.txt")).unwrap();
    site.until("the link is forgotten", |site| site.get("/").status == 200);
}

/// The name of the style changes with its bytes; open tabs know the old one, and only exchange the style.
#[test]
fn a_changed_style_is_no_change_of_pages_and_is_sent_by_any_name_it_had() {
    let site = Served::prepared(&[], |folder| {
        let settings = fs::read_to_string(folder.join("site.yaml")).unwrap() + "theme: mine\n";
        fs::write(folder.join("site.yaml"), settings).unwrap();
        fs::create_dir_all(folder.join("themes/mine/templates")).unwrap();
        fs::create_dir_all(folder.join("themes/mine/static")).unwrap();
        let link = "<link rel=\"stylesheet\" href=\"{{ page.root }}assets/own.css\">";
        let template = format!(
            "{{% extends \"default/base.html\" %}}{{% block head %}}{{{{ super() }}}}{link}{{% endblock head %}}"
        );
        fs::write(folder.join("themes/mine/templates/base.html"), template).unwrap();
        fs::write(folder.join("themes/mine/static/own.css"), "a{}").unwrap();
    });
    let name = || {
        let page = site.get("/about.html").text();
        let at = page.find("assets/own.").expect("the page has the style");
        format!("/{}", page[at..].split('"').next().unwrap())
    };
    let old = name();
    assert_eq!(site.get(&old).text(), "a{}");
    let version = site.version();
    site.write("themes/mine/static/own.css", "b{}");
    site.until_page_says(&old, "b{}");
    assert_eq!(site.news(version)["changed"], serde_json::json!(["assets/own.css"]));
    let new = name();
    assert_ne!(old, new);
    for address in [&old, &new, "/assets/own.css"] {
        assert_eq!(site.get(address).text(), "b{}", "{address}");
    }
    assert_eq!(site.get("/assets/other.00000000.css").status, 404);
}

#[test]
fn types_are_right() {
    let names = ["a.ics", "a.json", "a.svg", "a.webmanifest", "a.css", "a.js", "a.woff2", "a.png", "a.mp4", "CNAME"];
    let site = Served::prepared(&[], |folder| {
        for name in names {
            fs::write(folder.join("content").join(name), "x").unwrap();
        }
        // Pictures must be pictures.
        fs::write(folder.join("content/a.svg"), "<svg/>").unwrap();
        fs::write(folder.join("content/a.png"), photo::png(photo::SIZE)).unwrap();
        publish_everything(folder);
    });
    let types = names.map(|name| site.get(&format!("/{name}")).field("content-type").unwrap().to_string());
    let expected = [
        "text/calendar; charset=utf-8",
        "application/json",
        "image/svg+xml",
        "application/manifest+json",
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
        "font/woff2",
        "image/png",
        "video/mp4",
        "text/plain; charset=utf-8",
    ];
    assert_eq!(types, expected);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
    ] {
        assert_eq!(site.get(path).field("content-type"), Some(kind));
    }
}

#[test]
fn heads_methods_and_ranges() {
    let site = Served::prepared(&[], |folder| {
        fs::write(folder.join("content/a.mp4"), "0123456789").unwrap();
        publish_everything(folder);
    });
    let (head, get) = (site.ask("HEAD", "/a.mp4", ""), site.get("/a.mp4"));
    assert_eq!((head.status, head.body.len(), head.head), (200, 0, get.head));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let reply = site.ask(method, "/", "");
        assert_eq!((reply.status, reply.field("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let part = |range: &str| {
        let reply = site.ask("GET", "/a.mp4", &format!("Range: {range}\r\n"));
        (reply.status, reply.text(), reply.field("content-range").map(str::to_string))
    };
    assert_eq!(part("bytes=2-4"), (206, "234".into(), Some("bytes 2-4/10".into())));
    assert_eq!(part("bytes=-2"), (206, "89".into(), Some("bytes 8-9/10".into())));
    assert_eq!(part("bytes=10-"), (416, String::new(), Some("bytes */10".into())));
    assert_eq!(part("bytes=0-1,3-4").0, 200);
}

#[test]
fn other_sites_and_other_names_are_refused() {
    let site = Served::small(&[]);
    for host in ["evil.example", "evil.example:4000", "192.168.0.1", "localhost.evil.example", ""] {
        assert_eq!(site.ask("GET", "/", &format!("Host: {host}\r\n")).status, 421, "{host}");
    }
    for host in ["localhost:1", "[::1]:4000", "127.0.0.1"] {
        assert_eq!(site.ask("GET", "/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        let reply = site.ask("GET", "/_trellis/news?after=0", &format!("Origin: {origin}\r\n"));
        assert_eq!(reply.status, 403, "{origin}");
    }
    let own = format!("Origin: http://127.0.0.1:{}\r\n", site.port);
    assert_eq!(site.ask("GET", "/_trellis/news?after=x", &own).status, 200);
}

#[test]
fn junk_is_survived() {
    let site = Served::small(&[]);
    let port = site.port;
    let long = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX: {}\r\n\r\n", "x".repeat(100_000));
    assert!(site.raw(long.as_bytes()).starts_with(b"HTTP/1.1 431"));
    for junk in [
        &b"\0\0\0\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"\xff\xfe / HTTP/1.1\r\n\r\n",
    ] {
        assert!(site.raw(junk).starts_with(b"HTTP/1.1 400"), "{junk:?}");
    }
    let huge = format!(
        "POST /_trellis/news HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 99999999999999999\r\n\r\njunk"
    );
    assert!(site.raw(huge.as_bytes()).starts_with(b"HTTP/1.1 405"));
    let foreign = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: naïve=é\r\nExpect: magic\r\n\r\n");
    assert!(site.raw(foreign.as_bytes()).starts_with(b"HTTP/1.1 200"));
    drop(site.connect());
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn many_tabs_and_slow_clients_stop_nobody() {
    let site = Served::small(&[]);
    let version = site.version();
    let mut tabs: Vec<_> = (0..50).map(|_| site.stream(version)).collect();
    let slow: Vec<_> = (0..100)
        .map(|_| {
            let mut client = site.connect();
            client.write_all(b"GET / HTTP/1.1\r\nHos").unwrap();
            client
        })
        .collect();
    // Clients that ask and never take the answer.
    let deaf: Vec<_> = (0..20)
        .map(|_| {
            let mut client = site.connect();
            write!(client, "GET /assets/theme.css HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", site.port).unwrap();
            client
        })
        .collect();
    assert_eq!(site.get("/").status, 200);
    site.edit("content/roles/podiatrist.md", "37.5 hours a week", "36 hours a week");
    for tab in &mut tabs {
        let changed = tab.changed();
        assert!(changed.contains("roles/podiatrist.html") && !changed.contains("about.html"), "{changed:?}");
    }
    assert!(site.page("/roles/podiatrist.html").contains("36 hours a week"));
    drop((tabs, slow, deaf));
    let again: Vec<_> = (0..50).map(|_| site.stream(version).next()).collect();
    assert!(again.iter().all(|news| news["version"].as_u64() > Some(version)));
}

#[test]
fn news_comes_when_the_page_is_ready_and_a_late_tab_misses_nothing() {
    let site = Served::small(&[]);
    let first = site.version();
    let mut stream = site.stream(first);
    for hours in ["31 hours", "32 hours", "33 hours"] {
        site.write("content/roles/podiatrist.md", &podiatrist().replace("37.5 hours a week", hours));
        let version = stream.until_changed("roles/podiatrist.html");
        let page = site.page("/roles/podiatrist.html");
        assert!(page.contains(hours), "the news comes when the page is ready");
        let tag = page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(tag.parse::<u64>().unwrap() >= version && page.contains("data-path=\"roles/podiatrist.html\""));
    }
    // A tab that was asleep all the time learns at once what it shows is old.
    let news = site.stream(first).next();
    assert!(news["changed"].as_array().unwrap().iter().any(|path| path == "roles/podiatrist.html"));
    assert_eq!(site.news(site.version())["changed"].as_array().unwrap().len(), 0);
}

fn podiatrist() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/small/content/roles/podiatrist.md");
    fs::read_to_string(path).unwrap()
}

#[test]
fn errors_lie_over_the_last_good_page_and_go_again() {
    let site = Served::small(&[]);
    let good = site.page("/roles/podiatrist.html");
    site.edit("content/roles/podiatrist.md", "stage: registered", "stage: <b>x</b>");
    site.until("there is an error", |site| site.news(0)["errors"] != 0);
    let news = site.news(0);
    let html = news["html"].as_str().unwrap();
    assert!(
        html.contains("roles/podiatrist.md:5") && html.contains("help") && html.contains("/_trellis/explain/"),
        "{html}"
    );
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;"), "{html}");
    assert_eq!(without_script(site.page("/roles/podiatrist.html").as_bytes()), without_script(good.as_bytes()));
    let explained = html.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(site.page(explained).contains("<h1>A name that leads nowhere</h1>"));
    site.wait_for("1 error, so what has errors stays as it was");
    site.edit("content/roles/podiatrist.md", "stage: <b>x</b>", "stage: registered");
    site.until("it is good again", |site| site.news(0)["errors"] == 0);
}

#[test]
fn what_is_wrong_with_a_page_lies_over_the_new_page_and_goes_again() {
    let site = Served::small(&[]);
    let table = "\n---\n\n| Day | Open |\n|---|---|\n| Monday | Nine |\n";
    site.edit("content/pages/about.md", "\n---\n", table);
    site.until("there is an error", |site| site.news(0)["errors"] == 1);
    let news = site.news(0);
    let html = news["html"].as_str().unwrap();
    assert!(html.contains("pages/about.md:") && html.contains("this table has no caption"), "{html}");
    assert!(site.page("/about.html").contains("Monday"), "its author sees the page that is wrong");
    site.wait_for("this table has no caption");
    site.edit("content/pages/about.md", table, "\n---\n");
    site.until("it is good again", |site| site.news(0)["errors"] == 0);
    assert!(!site.said().contains("as it was"));
}

#[test]
fn a_site_that_is_broken_from_the_start_says_so_and_recovers() {
    let site = Served::prepared(&[], |folder| fs::write(folder.join("site.yaml"), "title: [").unwrap());
    let reply = site.get("/about.html");
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("site.yaml") && reply.text().contains("/_trellis/reload.js"));
    site.write("site.yaml", "title: Fresh\ndescription: A site.\n");
    site.until_page_says("/about.html", "Fresh");
}

#[test]
fn a_warning_is_a_quiet_badge_and_the_page_is_new() {
    let site = Served::small(&[]);
    site.edit("content/pages/about.md", "order: 1", "order: 1\npublish_from: 2027-01-01");
    site.edit("content/case-studies/north-town.md", "\n---\n", "\n---\n\nSee [about](../pages/about.md).\n");
    site.until("there is a warning", |site| site.news(0)["warnings"] != 0 && site.get("/about.html").status == 404);
    assert_eq!(site.news(0)["errors"], 0);
}

#[test]
fn missing_pages_show_the_sites_own_page_which_is_fresh_too() {
    let site = Served::small(&[]);
    let reply = site.get("/nothing.html");
    assert_eq!(reply.status, 404);
    assert!(reply.text().contains("data-path=\"404.html\""));
    let version = site.version();
    site.edit("site.yaml", "title: Small careers", "title: Tiny careers");
    site.until("the title is new", |site| site.get("/nothing.html").text().contains("Tiny careers"));
    assert!(site.news(version)["changed"].as_array().unwrap().iter().any(|path| path == "404.html"));
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let site = Served::small(&["--port", &port.to_string()]);
    assert!(site.port > port);
    site.wait_for(&format!("Port {port} is taken, so the site is on port {}", site.port));
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn other_networks_need_a_flag_and_are_told_what_it_means() {
    let site = Served::small(&["--host", "0.0.0.0", "--drafts"]);
    assert!(
        site.said().contains("everyone who can reach this computer over a network can read the site, with its drafts")
    );
    assert_eq!(site.ask("GET", "/", "Host: 192.168.0.7:4000\r\n").status, 200);
    assert_eq!(site.ask("GET", "/", "Host: evil.example\r\n").status, 421);
    assert!(!Served::small(&[]).said().contains("network"));
}

#[test]
fn the_published_folder_is_never_touched() {
    let site = Served::prepared(&[], |folder| {
        fs::create_dir(folder.join("public")).unwrap();
        fs::write(folder.join("public/mine.txt"), "keep me").unwrap();
    });
    site.edit("content/roles/podiatrist.md", "37.5 hours a week", "36 hours a week");
    site.until_page_says("/roles/podiatrist.html", "36 hours a week");
    let names: Vec<_> = fs::read_dir(site.path("public")).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert_eq!(names, ["mine.txt"]);
    assert_eq!(site.get("/mine.txt").status, 404);
}

#[test]
fn answers_end_and_say_so() {
    let site = Served::small(&[]);
    let mut client = site.connect();
    write!(client, "GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: keep-alive\r\n\r\n", site.port).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Connection: close") && answer.contains("Cache-Control: no-store"));
}
