//! Packed twins for the host of a site.

use crate::Error;
use crate::disk::PackedCache;
use crate::host::{FalseTwin, TwinCounts, Twins};
use crate::output::Output;
use crate::packed::Coding;

/// Puts in the twins that the host sends: those of earlier builds, and new ones of what has changed. Says how many there are.
pub fn add(output: &mut Output, codings: &[Coding], cache: &mut PackedCache) -> Result<TwinCounts, Error> {
    if codings.is_empty() {
        return Ok(TwinCounts::default());
    }
    let Twins { files, packed, counts } = Twins::of(output, codings, &cache.load()).map_err(refused)?;
    output.files.extend(files);
    if counts.new > 0 {
        cache.keep(packed);
    }
    Ok(counts)
}

fn refused(FalseTwin { path, file }: FalseTwin) -> Error {
    Error::Usage(format!(
        "two things want one address: {path}, and the packed copy of {file} that the server sends to visitors\n  help: \
         give {path} another name, or pack {file} as it is now"
    ))
}
