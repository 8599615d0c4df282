//! `trellis schema`: help for editors that complete and check while one types.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::say::say;
use super::{Outcome, file, screen};
use crate::Error;
use crate::contents::{self, read_all};
use crate::disk;
use crate::names::Names;
use crate::schema::{self, settings};

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The folder to write the schemas into, seen from where you are [default: schemas in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
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
    let out = args.out.clone().unwrap_or_else(|| file::inside(&args.site, "schemas"));
    for schema in &schemas {
        file::write(&out.join(&schema.name), pretty(&schema.schema))?;
    }
    say!("Wrote {} into {}", screen::count(schemas.len(), "schema", "schemas"), out.display())?;
    let folder = folder(&out, &args.site);
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
fn folder(out: &Path, site: &Path) -> String {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let (out, site) = (real(out), real(site));
    let Ok(inside) = out.strip_prefix(site) else { return out.display().to_string() };
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    format!("./{}", parts.join("/"))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Writes settings where there are none; settings that are there belong to their owner, who is shown what to add.
fn offer(path: &Path, text: &str, so: &str) -> Result<(), Error> {
    if std::fs::read_to_string(path).is_ok_and(|there| there == *text) {
        say!("{} is as it should be", path.display())?;
    } else if file::stands(path)? {
        say!("{} is yours, and stays as it is. Add this to it:\n\n{text}", path.display())?;
    } else {
        file::write(path, text)?;
        say!("Wrote {}. {so}", path.display())?;
    }
    Ok(())
}
