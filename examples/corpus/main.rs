//! Writes a made-up site of about N entries: `cargo run --release --example corpus -- N DIR`, or the same site for
//! Hugo, without its layouts: `cargo run --release --example corpus -- N DIR hugo`.

#[path = "mod.rs"]
mod corpus;
mod hugo;

use std::error::Error;
use std::path::Path;

#[expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, outside the core")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (folder, site) = match arguments.as_slice() {
        [entries, folder] => (*folder, corpus::site(entries.parse()?, 1)),
        [entries, folder, "hugo"] => (*folder, hugo::site(&corpus::site(entries.parse()?, 1))?),
        _ => return Err("say how many entries, and the folder to write them into".into()),
    };
    for (path, text) in &site {
        let path = Path::new(folder).join(path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, text)?;
    }
    println!("{} files in {folder}, fresh on {}", site.len(), corpus::TODAY);
    Ok(())
}
