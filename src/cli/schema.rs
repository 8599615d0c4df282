//! `trellis schema`: help for editors that complete and check while one types.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::{Outcome, file, screen};
use crate::Error;
use crate::contents::{self, read_all};
use crate::disk;
use crate::names::Names;
use crate::schema::{self, settings};

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The folder to write the schemas into
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    out: PathBuf,
    /// Also set up remark, which checks the fields of Markdown files in VS Code and on the command line
    #[arg(long)]
    remark: bool,
    /// The folder that holds site.yaml and content
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

pub fn run(args: &SchemaArgs) -> Result<Outcome, Error> {
    let snapshot = disk::read(&args.site, Some(&args.site.join("public")))?;
    let names = Names::of(&read_all(&snapshot, &mut contents::Memo::default()).entries);
    let schemas = schema::all(&names);
    let out = file::inside(&args.site, &args.out);
    for schema in &schemas {
        file::write(&out.join(&schema.name), pretty(&schema.schema))?;
    }
    anstream::println!("Wrote {} into {}", screen::count(schemas.len(), "schema", "schemas"), out.display());
    let folder = folder(&args.out);
    let text = pretty(&settings::vs_code(&schemas, &folder));
    offer(
        &file::inside(&args.site, ".vscode/settings.json"),
        &text,
        "VS Code then checks YAML files, with the extension \"YAML\"",
    )?;
    if args.remark {
        let text = settings::remark(&schemas, &folder);
        offer(&file::inside(&args.site, ".remarkrc.mjs"), &text, settings::INSTALL_REMARK)?;
    }
    Ok(Outcome::Clean)
}

/// The folder of the schemas as settings name it, seen from the site's folder.
fn folder(out: &Path) -> String {
    let parts: Vec<_> = out.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if out.is_absolute() {
        out.display().to_string()
    } else {
        format!("./{}", parts.join("/").trim_start_matches("./"))
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Writes settings where there are none; settings that are there belong to their owner, who is shown what to add.
fn offer(path: &Path, text: &str, so: &str) -> Result<(), Error> {
    if std::fs::read_to_string(path).is_ok_and(|there| there == *text) {
        anstream::println!("{} is as it should be", path.display());
    } else if file::stands(path)? {
        anstream::println!("{} is yours, and stays as it is. Add this to it:\n\n{text}", path.display());
    } else {
        file::write(path, text)?;
        anstream::println!("Wrote {}. {so}", path.display());
    }
    Ok(())
}
