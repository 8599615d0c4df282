//! The site as one file.

use std::path::Path;

use crate::deliver::{self, Words};
use crate::disk::ImageCache;
use crate::graph::Drafts;
use crate::host::{Host, Hsts, Taken, Told};
use crate::memo::Memo;
use crate::pipeline::{self, Build, Request};
use crate::serve::desk::{Judgement, overview};
use crate::slug::{is_id_part, slug};

/// What the file is called: as the site is.
pub fn name(title: &str) -> String {
    let name = slug(title);
    // Some systems refuse others, such as `con`.
    format!("{}.zip", if is_id_part(&name) { &name } else { "site" })
}

/// The bytes of the file, or why there are none. Drafts are not in it, whatever the server shows.
pub fn packed(judgement: &Judgement, root: &Path, host: Option<&Host>, name: &str) -> Result<Vec<u8>, String> {
    let snapshot = judgement.snapshot();
    let request = Request { drafts: Drafts::Hide, base_url: None, staging: false, today: judgement.request.today };
    let mut memo = Memo::with_store(Box::new(ImageCache::of(root)));
    let judged = pipeline::judge(snapshot, &request, &mut memo, &|_| {});
    let words = judged.theme().map(|theme| Words::of(theme, &judged.config));
    let mut build = judged.render_but(&pipeline::known(snapshot).value, snapshot, &memo, &|_| {});
    if let Some(host) = host {
        complete(&mut build, host)?;
    }
    match build.output.as_ref().zip(words) {
        Some((output, words)) => deliver::archive_bytes(output, name, &words).map_err(|error| error.to_string()),
        None => Err(match build.diagnostics.iter().filter(|finding| finding.is_error()).count() {
            0 => "There is no entry yet that visitors may see.".into(),
            errors => overview::stopped_by(errors),
        }),
    }
}

/// Puts in the files that a host reads.
fn complete(build: &mut Build, host: &Host) -> Result<(), String> {
    let Some(output) = &mut build.output else { return Ok(()) };
    let told = Told::new(&build.graph, &build.config, output, Hsts::Unsaid, &[])?;
    for taken in host.complete(&told, output) {
        match taken {
            // The owner's own is what the host then reads.
            Taken::Own(_) => {}
            Taken::Folder(name, file) => {
                return Err(format!(
                    "{} reads a file {name}, and {file} lies in a folder of that name. Give the folder another name.",
                    host.title
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_called_as_the_site_is() {
        assert_eq!(name("Careers in Health & Care"), "careers-in-health-care.zip");
        assert_eq!((&*name("!?"), &*name("Con"), &*name(&"x".repeat(300))), ("site.zip", "site.zip", "site.zip"));
    }
}
