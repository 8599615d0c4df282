//! A made-up site that the program beside these examples serves, which must have been built.
#![allow(dead_code, reason = "each example uses a part of it")]

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::corpus;

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub struct Served {
    pub folder: tempfile::TempDir,
    /// The first role: its path in the site, and its text.
    pub role: (String, String),
    pub address: String,
    pub said: Lines<BufReader<ChildStdout>>,
    child: Child,
}

impl Served {
    /// Writes a site of so many entries, and serves it.
    pub fn start(entries: usize) -> Result<Served> {
        let folder = tempfile::tempdir()?;
        let mut role = None;
        for (path, text) in corpus::site(entries, 1) {
            if role.is_none() && path.starts_with("content/roles/") && path.ends_with(".md") {
                role = Some((path.clone(), text.clone()));
            }
            let path = folder.path().join(path);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, text)?;
        }
        let role = role.ok_or("the made-up site has no role")?;
        let mut child = serve(folder.path())?;
        let mut said = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let mut address = None;
        while address.is_none() {
            let line = said.next().ok_or("the server has ended")??;
            println!("{line}");
            address = line.strip_prefix("Serving http://").and_then(|rest| rest.split('/').next()).map(str::to_string);
        }
        println!("{}", said.next().ok_or("the server has ended")??);
        Ok(Served { folder, role, address: address.unwrap_or_default(), said, child })
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join(&self.role.0)
    }

    /// The address of the role's page.
    pub fn page(&self) -> String {
        self.role.0.replace("content", "").replace(".md", ".html")
    }

    pub fn get(&self, path: &str) -> Result<String> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    pub fn ask(&self, request: &str) -> Result<String> {
        let mut client = TcpStream::connect(&self.address)?;
        client.write_all(request.as_bytes())?;
        let mut answer = String::new();
        client.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// Memory of the server, in kB.
    pub fn memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(site: &Path) -> Result<Child> {
    let name = if cfg!(windows) { "trellis.exe" } else { "trellis" };
    let program = std::env::current_exe()?.parent().and_then(Path::parent).ok_or("no target folder")?.join(name);
    let mut command = Command::new(program);
    command.args(["serve", "--port", "0", "--now", corpus::TODAY, "--site"]).arg(site);
    Ok(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}
