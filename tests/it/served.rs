//! A running `trellis serve` over a copy of the small site, and a client that is not a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};

/// Nothing may take longer. It is only ever waited for when something is wrong.
pub const PATIENCE: Duration = Duration::from_secs(60);

use crate::folder::copy;
use crate::warm;

pub struct Served {
    pub folder: TempDir,
    pub port: u16,
    child: Child,
    said: Arc<(Mutex<String>, Condvar)>,
}

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        let prefix = format!("{}: ", name.to_lowercase());
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&prefix))?;
        Some(&line[prefix.len()..])
    }
}

/// A stream of news.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    /// The next piece of news.
    pub fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("news comes in time");
            assert!(read > 0, "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The version whose news says that a path has changed.
    pub fn until_changed(&mut self, path: &str) -> u64 {
        loop {
            let news = self.next();
            if news["changed"].as_array().expect("few enough to be named").iter().any(|changed| changed == path) {
                return news["version"].as_u64().unwrap();
            }
        }
    }

    /// The paths that changed, in news after news until everything has been compared.
    pub fn changed(&mut self) -> BTreeSet<String> {
        let mut changed = BTreeSet::new();
        loop {
            let news = self.next();
            let paths = news["changed"].as_array().expect("few enough to be named");
            changed.extend(paths.iter().map(|path| path.as_str().unwrap().to_string()));
            if news["complete"] == true {
                return changed;
            }
        }
    }
}

impl Served {
    pub fn small(arguments: &[&str]) -> Served {
        Served::prepared(arguments, |_| {})
    }

    /// Serves the small site after something was done to its folder.
    pub fn prepared(arguments: &[&str], prepare: impl FnOnce(&Path)) -> Served {
        let folder = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), folder.path());
        prepare(folder.path());
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command.current_dir(folder.path()).args(["serve", "--now", "2026-11-23"]);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        command.args(arguments);
        Served::start(folder, command)
    }

    pub fn start(folder: TempDir, mut command: Command) -> Served {
        command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH").env_remove("VISUAL").env_remove("EDITOR");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new((Mutex::new(String::new()), Condvar::new()));
        listen(child.stdout.take().unwrap(), &said);
        listen(child.stderr.take().unwrap(), &said);
        let mut served = Served { folder, port: 0, child, said };
        served.wait_for("Ctrl-C");
        let text = served.said();
        let at = text.find("http://").unwrap();
        let port = text[at..].split(':').nth(2).unwrap().split('/').next().unwrap();
        served.port = port.parse().unwrap();
        served
    }

    /// The same site, served anew.
    pub fn restarted(mut self) -> Served {
        let folder = std::mem::replace(&mut self.folder, TempDir::new().unwrap());
        drop(self);
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command.current_dir(folder.path()).args(["serve", "--now", "2026-11-23", "--port", "0"]);
        Served::start(folder, command)
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub fn write(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn edit(&self, inside: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert!(text.contains(from), "{inside} does not hold {from:?}");
        fs::write(self.path(inside), text.replace(from, to)).unwrap();
    }

    // ---- What it says.

    pub fn said(&self) -> String {
        self.said.0.lock().unwrap().clone()
    }

    #[track_caller]
    pub fn wait_for(&self, words: &str) {
        let (text, more) = &*self.said;
        let waits = |text: &mut String| !text.contains(words);
        let (text, _) = more.wait_timeout_while(text.lock().unwrap(), PATIENCE, waits).unwrap();
        assert!(text.contains(words), "never said {words:?}:\n{text}");
    }

    // ---- Asking.

    pub fn connect(&self) -> TcpStream {
        let client = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        client
    }

    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        self.raw_to(([127, 0, 0, 1].into(), self.port), request)
    }

    /// The same by another address of this computer.
    pub fn raw_to(&self, address: (IpAddr, u16), request: &[u8]) -> Vec<u8> {
        let mut client = TcpStream::connect(address).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        client.write_all(request).unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).unwrap();
        answer
    }

    pub fn ask(&self, method: &str, target: &str, fields: &str) -> Reply {
        self.ask_with(method, target, fields, b"")
    }

    /// The same with a body.
    pub fn ask_with(&self, method: &str, target: &str, fields: &str, body: &[u8]) -> Reply {
        let host = if fields.to_lowercase().contains("host:") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        let head = format!("{method} {target} HTTP/1.1\r\n{host}{fields}\r\n");
        let answer = self.raw(&[head.as_bytes(), body].concat());
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head, body: answer[end + 4..].to_vec() }
    }

    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, "")
    }

    pub fn page(&self, target: &str) -> String {
        let reply = self.get(target);
        assert_eq!(reply.status, 200, "{target}");
        reply.text()
    }

    // ---- Versions.

    /// What is new since a version, as far as it is known.
    fn news_so_far(&self, after: u64) -> Value {
        serde_json::from_slice(&self.get(&format!("/_trellis/news?after={after}")).body).unwrap()
    }

    /// What is new since a version, once every page has been compared.
    #[track_caller]
    pub fn news(&self, after: u64) -> Value {
        let started = Instant::now();
        loop {
            let news = self.news_so_far(after);
            if news["complete"] == true {
                return news;
            }
            assert!(started.elapsed() < PATIENCE, "not settled\n{}", self.said());
        }
    }

    pub fn version(&self) -> u64 {
        self.news(0)["version"].as_u64().unwrap()
    }

    pub fn stream(&self, after: u64) -> Stream {
        let mut client = self.connect();
        let host = format!("Host: 127.0.0.1:{}", self.port);
        write!(client, "GET /_trellis/events?after={after} HTTP/1.1\r\n{host}\r\n\r\n").unwrap();
        Stream(BufReader::new(client))
    }

    /// Waits, version by version, until something is so.
    #[track_caller]
    pub fn until(&self, what: &str, mut is_so: impl FnMut(&Served) -> bool) {
        let started = Instant::now();
        loop {
            let version = self.news_so_far(0)["version"].as_u64().unwrap();
            if is_so(self) {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{what}: not so\n{}", self.said());
            self.stream(version).next();
        }
    }

    /// Waits until a page says something, and answers with the page.
    #[track_caller]
    pub fn until_page_says(&self, target: &str, words: &str) -> String {
        self.until(&format!("{target} says {words}"), |site| {
            let reply = site.get(target);
            // What its head says of it to machines is not what it says to people.
            let says = |text: &str| text.split_once("<body").map_or(text, |(_, body)| body).contains(words);
            reply.status == 200 && says(&reply.text())
        });
        self.page(target)
    }

    // ---- The same site, built anew.

    pub fn clean_build(&self) -> BTreeMap<String, Vec<u8>> {
        let snapshot = trellis::disk::read(self.folder.path(), Some(&self.path("public"))).unwrap();
        let today = "2026-11-23".parse().unwrap();
        let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
        let build = pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {});
        let output = build.output.unwrap_or_else(|| panic!("the site has errors: {:?}", build.diagnostics));
        output.files.iter().map(|(path, file)| (path.to_string(), file.bytes.to_vec())).collect()
    }

    /// What is served at the path of a file, without the script tag.
    pub fn served_bytes(&self, path: &str) -> Option<Vec<u8>> {
        let reply = self.get(&format!("/{}", encoded(path)));
        (reply.status == 200).then(|| if path.ends_with(".html") { without_script(&reply.body) } else { reply.body })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(from: impl Read + Send + 'static, said: &Arc<(Mutex<String>, Condvar)>) {
    let said = said.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut text = said.0.lock().unwrap();
            text.push_str(&line);
            text.push('\n');
            said.1.notify_all();
        }
    });
}

/// A path as an address.
pub fn encoded(path: &str) -> String {
    const KEPT: percent_encoding::AsciiSet = percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-');
    percent_encoding::utf8_percent_encode(path, &KEPT).to_string()
}

/// A served page without its one script tag.
#[track_caller]
pub fn without_script(page: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(page).unwrap();
    let start = text.find("<script src=\"/_trellis/reload.js\"").expect("a served page has the script");
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    let rest = [&text[..start], &text[end..]].concat();
    assert!(!rest.contains("_trellis"), "one script tag only");
    rest.into_bytes()
}
