//! Writes a made-up site of about N entries: `cargo run --release --example corpus -- N DIR`.

#[path = "mod.rs"]
mod corpus;

use std::path::Path;

#[expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]
fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [entries, folder] = arguments.as_slice() else {
        return Err(std::io::Error::other("say how many entries, and the folder to write them into"));
    };
    let entries = entries.parse().map_err(std::io::Error::other)?;
    let site = corpus::site(entries, 1);
    for (path, text) in &site {
        let path = Path::new(folder).join(path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, text)?;
    }
    println!("{} files in {folder}, fresh on {}", site.len(), corpus::TODAY);
    Ok(())
}
