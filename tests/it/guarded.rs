//! What the dev server keeps from other websites, and from clients that take all its places.

use std::io::{BufRead, Write};
use std::net::TcpStream;

use crate::served::Served;

const SEARCH: &str = "/assets/search-data.js";

/// A request as a browser sends it: who asks, in which way, and what for.
fn asked(site: &Served, target: &str, [from, mode, destination]: [&str; 3]) -> u16 {
    let fields =
        format!("Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {destination}\r\nAccept: */*\r\n");
    site.ask("GET", target, &fields).status
}

#[test]
fn other_websites_may_lead_here_and_take_nothing() {
    let site = Served::small(&["--drafts"]);
    let everything = [SEARCH, "/", "/_trellis/", "/_trellis/page.json?path=about.html", "/_trellis/news?after=0"];
    for from in ["cross-site", "same-site"] {
        for target in everything.into_iter().chain(["/_trellis/events?after=0"]) {
            for way in [["no-cors", "script"], ["no-cors", "image"], ["cors", "empty"], ["navigate", "iframe"]] {
                assert_eq!(asked(&site, target, [from, way[0], way[1]]), 403, "{from} {way:?} {target}");
            }
        }
        assert_eq!(asked(&site, "/about.html", [from, "navigate", "document"]), 200);
    }
    for target in everything {
        assert_eq!(asked(&site, target, ["same-origin", "no-cors", "script"]), 200, "{target}");
        assert_eq!(asked(&site, target, ["none", "navigate", "document"]), 200, "{target}");
    }
}

#[test]
fn every_answer_tells_browsers_to_keep_it_to_this_site() {
    let site = Served::small(&[]);
    let mut stream = std::io::BufReader::new(site.connect());
    write!(stream.get_mut(), "GET /_trellis/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", site.port).unwrap();
    let head: Vec<String> = stream.lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    for guard in ["Cross-Origin-Resource-Policy: same-origin", "Content-Security-Policy: frame-ancestors 'self'"] {
        assert!(head.iter().any(|line| line == guard), "{head:?}");
    }
    for target in ["/", SEARCH, "/nothing", "/roles", "/_trellis/", "/_trellis/desk.css", "/_trellis/news?after=0"] {
        let reply = site.get(target);
        assert_eq!(reply.field("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(reply.field("content-security-policy"), Some("frame-ancestors 'self'"), "{target}");
        assert_eq!(reply.field("x-content-type-options"), Some("nosniff"), "{target}");
    }
    let refused = site.ask("GET", "/", "Sec-Fetch-Site: cross-site\r\n");
    assert_eq!((refused.status, refused.field("cross-origin-resource-policy")), (403, Some("same-origin")));
}

#[test]
fn a_request_with_two_hosts_is_refused() {
    let site = Served::small(&[]);
    for second in ["evil.example".to_string(), format!("127.0.0.1:{}", site.port)] {
        let fields = format!("Host: 127.0.0.1:{}\r\nHost: {second}\r\n", site.port);
        assert_eq!(site.ask("GET", "/", &fields).status, 400, "{second}");
    }
}

#[test]
fn a_crowd_of_idle_connections_keeps_nobody_out() {
    let site = Served::small(&[]);
    let crowd: Vec<TcpStream> = (0..600).map(|_| site.connect()).collect();
    for _ in 0..5 {
        assert_eq!(site.get("/").status, 200);
    }
    drop(crowd);
    assert_eq!(site.get("/").status, 200);
}
