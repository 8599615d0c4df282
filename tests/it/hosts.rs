//! What `--for` writes: for each host in its own form, and nothing in the way of an owner's files.
//! The servers that can be started are asked for every address by `tests/hosts`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use trellis::host;

use crate::small::Small;

const NAMES: [&str; 11] = [
    "nginx",
    "apache",
    "caddy",
    "lighttpd",
    "iis",
    "netlify",
    "cloudflare",
    "github-pages",
    "gitlab-pages",
    "s3",
    "serve",
];

fn built(words: &str) -> Small {
    let site = Small::new();
    site.run(&format!("build {words}")).ends(0);
    site
}

/// The lines `name: value` below each rule of a `_headers` file.
fn rules(text: &str) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let mut rules: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut rule = "";
    for line in text.lines() {
        match line.strip_prefix("  ") {
            Some(header) => {
                let (name, value) = header.split_once(": ").expect("a name and a value");
                assert!(rules.get_mut(rule).expect("a rule").insert(name, value).is_none(), "{name} twice");
            }
            None => {
                assert!(line.starts_with('/') && line.matches('*').count() < 2 && line.len() < 2000, "{line}");
                rules.insert(line, BTreeMap::new());
                rule = line;
            }
        }
    }
    rules
}

#[test]
fn every_host_of_the_list_is_tried_here_and_has_its_part_in_the_documents() {
    assert_eq!(host::ALL.map(|host| host.name), NAMES);
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting.md")).unwrap();
    for name in NAMES {
        assert!(docs.contains(&format!("--for {name}")), "docs/hosting.md says nothing of {name}");
    }
    let site = built("--for netlify");
    let headers = site.read("public/_headers");
    for line in headers.lines().skip(1).take_while(|line| line.starts_with("  ")) {
        assert!(docs.contains(line.trim()), "docs/hosting.md has another line than {line}");
    }
}

#[test]
fn services_are_told_in_files_of_the_site() {
    let site = built("--for netlify --base-url https://example.org/careers/ahp/");
    let headers = site.read("public/_headers");
    let rules = rules(&headers);
    assert_eq!(rules["/*"]["X-Content-Type-Options"], "nosniff");
    assert_eq!(rules["/*.ics"]["Content-Type"], "text/calendar; charset=utf-8");
    let moved = "/routes/foot-degree.html /careers/ahp/routes/podiatry-degree.html";
    assert_eq!(site.read("public/_redirects"), format!("{moved} 301!\n"));
    site.run("build --for cloudflare --base-url https://example.org/careers/ahp/").ends(0);
    assert_eq!(site.read("public/_redirects"), format!("{moved} 301\n"));
    assert!(site.path("public/routes/foot-degree.html").exists(), "for those who take the folder elsewhere");
    site.run("build --for gitlab-pages --base-url https://example.org/careers/ahp/").ends(0);
    assert_eq!(site.read("public/_redirects"), format!("/careers/ahp{moved} 301\n"));
    assert!(!site.path("public/routes/foot-degree.html").exists(), "GitLab shows a page that is there");
    assert!(!site.path("public/_headers").exists(), "what the last host was told has gone");
    site.run("build --for github-pages").ends(0);
    assert_eq!(site.read("public/.nojekyll"), "");
    site.run("build").ends(0);
    assert!(!site.path("public/.nojekyll").exists());
}

#[test]
fn what_has_a_mark_in_its_name_is_kept_for_a_year_and_nothing_else_is() {
    let site = built("--for netlify");
    let names = fs::read_dir(site.path("public/assets")).unwrap().map(|file| file.unwrap().file_name());
    let names: Vec<String> = names.map(|name| format!("assets/{}", name.to_str().unwrap())).collect();
    let (marked, plain): (Vec<_>, Vec<_>) = names.iter().partition(|path| trellis::lasting::plain(path).is_some());
    assert!(marked.len() > 10 && plain.contains(&&"assets/search-data.js".to_string()), "{names:?}");
    let headers = site.read("public/_headers");
    let rules = rules(&headers);
    let lasting =
        rules.iter().filter(|(_, said)| said.get("Cache-Control").is_some_and(|one| one.contains("immutable")));
    let lasting: Vec<&str> = lasting.map(|(path, _)| path.trim_start_matches('/')).collect();
    let mut expected: Vec<&str> = marked.iter().map(|path| path.as_str()).collect();
    expected.sort_unstable();
    assert_eq!(lasting, expected);
    site.run("build --for s3").ends(0);
    let script = site.read("public.s3.sh");
    let mark = "[0-9a-f]".repeat(8);
    let kept =
        format!("send 'text/css; charset=utf-8' 'public, max-age=31536000, immutable' --include 'assets/*.{mark}.css'");
    let asked = format!("send 'text/css; charset=utf-8' 'no-cache' --include '*.css' --exclude 'assets/*.{mark}.css'");
    for line in [kept, asked] {
        assert_eq!(script.lines().filter(|one| *one == line).count(), 1, "{line}\n{script}");
    }
}

#[test]
fn addresses_that_end_in_a_slash_lead_on_in_each_way_that_they_are_typed() {
    let site = Small::new().edit("site.yaml", "title:", "addresses: directories\ntitle:");
    site.run("build --for cloudflare --base-url https://example.org/").ends(0);
    let to = "/routes/podiatry-degree/ 301";
    let from = ["/routes/foot-degree/", "/routes/foot-degree", "/routes/foot-degree/index.html"];
    assert_eq!(site.read("public/_redirects"), from.map(|from| format!("{from} {to}\n")).concat());
}

#[test]
fn a_look_by_npx_serve_keeps_addresses_as_they_are() {
    let site = built("--for serve");
    let data: Value = serde_json::from_str(&site.read("public/serve.json")).unwrap();
    assert_eq!(data["cleanUrls"], false);
    let moved = &data["redirects"][0];
    assert_eq!(moved["source"], "/routes/foot-degree.html");
    assert_eq!((&moved["destination"], &moved["type"]), (&"/routes/podiatry-degree.html".into(), &301.into()));
    let types: Vec<&str> =
        data["headers"].as_array().unwrap().iter().filter_map(|rule| rule["source"].as_str()).collect();
    assert!(types.contains(&"**/*.webmanifest") && types.contains(&"**/*.ics"), "{types:?}");
}

#[test]
fn an_owners_own_file_stays_and_is_told() {
    let site = Small::new().write("content/_headers", "/*\n  X-Mine: yes\n");
    site.run("build --for netlify").ends(0).says("content/_headers is your own, so none was made for netlify");
    assert_eq!(site.read("public/_headers"), "/*\n  X-Mine: yes\n");
    assert!(site.read("public/_redirects").contains("301!"), "the other is made");
    let site = Small::new().write("content/serve.json/notes.txt", "Some words.\n").edit(
        "site.yaml",
        "title:",
        "publish: [serve.json/]\ntitle:",
    );
    let run = site.run("build --for serve");
    run.ends(2).says("`serve.json` that serve reads").says("serve.json/notes.txt");
    assert!(!site.path("public").exists(), "nothing is published");
}

#[test]
fn a_file_beside_the_folder_is_written_again_and_never_over_one_of_others() {
    let site = built("--for nginx");
    let text = site.read("public.nginx.conf");
    assert!(text.contains("add_header Cache-Control") && text.contains("/public/\""), "{text}");
    fs::remove_file(site.path("public.nginx.conf")).unwrap();
    site.run("build --for nginx").ends(0);
    assert_eq!(site.read("public.nginx.conf"), text);
    site.run("build --for nginx").ends(0).answers("Nothing has changed");
    site.run("build --for nginx --folder /srv/careers").ends(0);
    assert!(site.read("public.nginx.conf").contains("alias \"/srv/careers/\";"));
    let site = site.write("public.caddy", "respond 200\n");
    site.run("build --for caddy").ends(2).says("a file is there that Trellis did not make");
    assert_eq!(site.read("public.caddy"), "respond 200\n");
    site.run("build --for nginx --folder /srv/$site").ends(2).says("has a meaning of its own");
}

#[test]
fn https_alone_is_promised_only_by_who_has_the_whole_website() {
    let site = built("--for netlify --hsts --base-url https://example.org/");
    assert!(site.read("public/_headers").contains("  Strict-Transport-Security: max-age=63072000\n"));
    site.run("build --for netlify --hsts --base-url https://example.org/careers/").ends(2).says("below /careers/");
    site.run("build --for github-pages --hsts").ends(2).says("--hsts cannot be had here");
    site.run("build --hsts").ends(2).says("--for <HOST>");
    site.run("build --for nowhere").ends(2).says("gitlab-pages");
    site.run("build --for nginx --base-url https://example.org/a(b)/").ends(2).says("choose a path of letters");
}

#[test]
fn an_owner_says_who_may_show_the_site_in_a_frame() {
    let framed = |setting: &str| {
        let site = Small::new().edit("site.yaml", "title:", &format!("{setting}title:"));
        site.run("build --for netlify").ends(0);
        site.read("public/_headers")
    };
    let own = framed("");
    assert!(own.contains("frame-ancestors 'self';") && own.contains("X-Frame-Options: SAMEORIGIN"), "{own}");
    let named = framed("framed_by: [classroom.google.com]\n");
    let list = "frame-ancestors 'self' https://classroom.google.com https://*.classroom.google.com;";
    assert!(named.contains(list) && !named.contains("X-Frame-Options"), "{named}");
    let anyone = framed("framed_by: [anyone]\n");
    assert!(!anyone.contains("frame-ancestors") && !anyone.contains("X-Frame-Options"), "{anyone}");
    let site = Small::new().edit("site.yaml", "title:", "framed_by: [anyone, example.org]\ntitle:");
    site.run("build --for netlify").ends(1).says("`anyone` is not the name of a website");
}

#[test]
fn a_copy_that_is_not_public_stays_out_of_searches_with_all_its_files() {
    assert!(built("--for netlify --staging").read("public/_headers").contains("  X-Robots-Tag: noindex\n"));
    assert!(!built("--for netlify").read("public/_headers").contains("X-Robots-Tag"));
}

/// The grade of the public Observatory, by its rules for pages over TLS that set no cookie and load from nowhere else:
/// <https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring>.
fn observatory(headers: &BTreeMap<&str, &str>) -> i32 {
    let get = |name: &str| headers.get(name).copied().unwrap_or("");
    let policy = get("Content-Security-Policy");
    let age = get("Strict-Transport-Security").strip_prefix("max-age=").and_then(|age| age.parse().ok()).unwrap_or(0);
    let has_frames = policy.contains("frame-ancestors") || get("X-Frame-Options") == "SAMEORIGIN";
    let is_private = ["no-referrer", "same-origin", "strict-origin"].contains(&get("Referrer-Policy"));
    let (mut score, mut bonus) = (100, 0);
    match policy {
        "" => score -= 25,
        policy if policy.contains("unsafe-") => score -= 20,
        policy if policy.starts_with("default-src 'none'") => bonus += 10,
        _ => bonus += 5,
    }
    score -= if age >= 15_768_000 { 0 } else { 20 };
    score -= if get("X-Content-Type-Options") == "nosniff" { 0 } else { 5 };
    score -= if has_frames { 0 } else { 20 };
    bonus += if policy.contains("frame-ancestors") { 5 } else { 0 };
    bonus += if is_private { 5 } else { 0 };
    // Extra points count only where little is lacking.
    if score >= 90 { score + bonus } else { score }
}

#[test]
fn hosts_whose_headers_can_be_set_get_the_best_mark() {
    let grade = |words: &str| {
        let site = built(&format!("--for netlify {words}"));
        observatory(&rules(&site.read("public/_headers"))["/*"])
    };
    assert!(grade("--hsts --base-url https://example.org/") >= 100, "A+");
    assert!(grade("") < 100, "nobody but the whole website can have it");
}

#[cfg(unix)]
#[test]
fn the_script_for_s3_uploads_each_file_once_with_its_type() {
    use std::os::unix::fs::PermissionsExt;
    let site = Small::new().write("content/LICENSE", "Some words.\n");
    site.run("build --for s3 --base-url https://example.org/careers/ahp/").ends(0);
    let aws = site.write("bin/aws", "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$LOG\"\n");
    fs::set_permissions(aws.path("bin/aws"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", aws.path("bin").display(), std::env::var("PATH").unwrap());
    let mut script = std::process::Command::new("sh");
    let script = script.arg(aws.path("public.s3.sh")).arg("careers-site").env("PATH", path).env("LOG", aws.path("log"));
    assert!(script.status().unwrap().success(), "the script runs to its end");
    let log = aws.read("log");
    let lines: Vec<&str> = log.lines().collect();
    let sent: Vec<&&str> =
        lines.iter().filter(|line| line.contains("--content-type") && line.starts_with("s3 sync")).collect();
    assert!(sent.iter().all(|line| line.contains("s3://careers-site/careers/ahp --exclude *")), "{log}");
    assert!(sent.last().unwrap().contains("--include *.html"), "pages come last: {log}");
    let endings = endings(&aws.path("public"));
    for ending in &endings {
        let include =
            if ending.contains('.') { format!("--include *{ending} ") } else { format!("--include {ending} ") };
        assert_eq!(sent.iter().filter(|line| line.contains(&include)).count(), 1, "{ending}: {log}");
    }
    let moved = "--key careers/ahp/routes/foot-degree.html";
    assert!(lines.iter().any(|line| line.contains(moved) && line.contains("/careers/ahp/routes/podiatry-degree.html")));
    assert!(lines.last().unwrap().contains("--error-document careers/ahp/404.html"), "{log}");
}

/// `.html` and the like, and whole names of files without an ending.
#[cfg(unix)]
fn endings(folder: &Path) -> std::collections::BTreeSet<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let files = files.filter(|file| !file.path().components().any(|part| part.as_os_str() == ".trellis"));
    let ending = |name: &str| name.rfind('.').map_or_else(|| name.to_string(), |at| name[at..].to_string());
    files.map(|file| ending(file.file_name().to_str().unwrap())).collect()
}
