//! What `trellis publish` is told of a store that speaks the language of S3, and of who may write there. Keys are never
//! among the options, which other users of the computer can see.

use clap::{Args, ValueEnum};

use crate::Error;
use crate::deliver::Target;
use crate::deliver::s3::{Access, Place, Safety, Store, Style};

#[derive(Debug, Args)]
#[command(next_help_heading = "For s3://")]
pub struct StoreArgs {
    /// The address of the store, if it is not Amazon's [default: what AWS_ENDPOINT_URL says]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region of the bucket [default: what AWS_REGION says, or else us-east-1]
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Where the address says the bucket: in its path, or before its host [default: host at Amazon, path elsewhere]
    #[arg(long, value_enum, value_name = "WHERE")]
    bucket_in: Option<BucketIn>,
    /// Speak with the store by http, although others on the way can then read and change what is sent
    #[arg(long)]
    allow_http: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BucketIn {
    /// As in `https://store.example/BUCKET/`
    Path,
    /// As in `https://BUCKET.store.example/`
    Host,
}

impl StoreArgs {
    /// A target with what is said of its store here and in the environment. `root` says where visitors see the site.
    pub fn complete(&self, target: &Target, root: impl FnOnce() -> Option<String>) -> Result<Target, Error> {
        match target {
            Target::Store(place) => {
                let named = |names: &[&str]| names.iter().find_map(|name| environment(name));
                let style = self.bucket_in.map(|place| match place {
                    BucketIn::Path => Style::Path,
                    BucketIn::Host => Style::Host,
                });
                let store = Store {
                    endpoint: self.endpoint.clone().or_else(|| named(&["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"])),
                    region: self.region.clone().or_else(|| named(&["AWS_REGION", "AWS_DEFAULT_REGION"])),
                    style,
                    safety: if self.allow_http { Safety::AlsoHttp } else { Safety::HttpsOnly },
                };
                Ok(Target::Store(Place { store, root: root(), ..place.clone() }))
            }
            Target::Folder(_) | Target::Rsync(_) | Target::Archive(_) if self.is_said() => Err(Error::Usage(
                "--endpoint, --region, --bucket-in and --allow-http are for a store\n  help: name one, as in --to \
                 s3://bucket/path"
                    .into(),
            )),
            Target::Folder(_) | Target::Rsync(_) | Target::Archive(_) => Ok(target.clone()),
        }
    }

    fn is_said(&self) -> bool {
        self.endpoint.is_some() || self.region.is_some() || self.bucket_in.is_some() || self.allow_http
    }
}

/// Who may write into a store, as the environment says.
pub fn access() -> Result<Access, Error> {
    let needed = |name: &str| {
        environment(name).ok_or_else(|| {
            Error::Usage(format!(
                "the environment does not say {name}\n  help: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and \
                 AWS_SESSION_TOKEN if the key is lent for a while"
            ))
        })
    };
    let (id, secret) = (needed("AWS_ACCESS_KEY_ID")?, needed("AWS_SECRET_ACCESS_KEY")?);
    Ok(Access { id, secret, token: environment("AWS_SESSION_TOKEN") })
}

/// What the environment says, if it says anything. What was pasted often has the end of a line behind it.
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_string()).filter(|value| !value.is_empty())
}
