//! Where a store is, how it is spoken to, and by whom.

use std::fmt;

use rusty_s3::{Bucket, UrlStyle};
use ureq::http::Uri;

use crate::error::Error;
use crate::output::is_inside;

/// A place in a store that speaks the language of S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub bucket: String,
    /// What every key begins with: nothing, or a path that ends with a slash.
    pub prefix: String,
    pub store: Store,
    /// The address of the site, with a slash at its end; from the root of its host where no more is known.
    pub root: Option<String>,
}

/// A store, as far as it was said which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Store {
    /// Its address; without one it is Amazon's.
    pub endpoint: Option<String>,
    pub region: Option<String>,
    pub style: Option<Style>,
    pub safety: Safety,
}

/// Where an address says the bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `https://store.example/BUCKET/`.
    Path,
    /// `https://BUCKET.store.example/`.
    Host,
}

/// How a store may be reached that is not on this computer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Safety {
    #[default]
    HttpsOnly,
    /// Whoever is on the way may read and change what is sent.
    AlsoHttp,
}

/// Who may write there. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    pub id: String,
    pub secret: String,
    /// Of access that was lent for a while.
    pub token: Option<String>,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Access")
    }
}

/// The region that stores mean who have none.
const USUAL_REGION: &str = "us-east-1";

impl Place {
    /// Reads what stands behind `s3://`.
    pub fn read(typed: &str) -> Result<Place, String> {
        let (bucket, prefix) = typed.split_once('/').unwrap_or((typed, ""));
        let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        let ends = |text: &str| text.starts_with(['-', '.']) || text.ends_with(['-', '.']) || text.contains("..");
        if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(is_sign) || ends(bucket) {
            return Err(format!(
                "`{bucket}` cannot be the name of a bucket: it has 3 to 63 small letters, digits, dots and hyphens, as in \
                 s3://careers-site/ahp"
            ));
        }
        let prefix = prefix.trim_end_matches('/');
        let is_ours = is_inside(prefix) && !prefix.split('/').any(|part| part.eq_ignore_ascii_case(".trellis"));
        if !prefix.is_empty() && !is_ours {
            return Err(format!("`{prefix}` is no path in a bucket; write one such as s3://{bucket}/careers/ahp"));
        }
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Place { bucket: bucket.into(), prefix, store: Store::default(), root: None })
    }

    /// As people write it.
    pub fn shown(&self) -> String {
        format!("s3://{}/{}", self.bucket, self.prefix).trim_end_matches('/').to_string()
    }

    /// The address that old addresses lead on to, without a path of their own.
    pub(super) fn root(&self) -> String {
        self.root.clone().unwrap_or_else(|| format!("/{}", self.prefix))
    }

    /// The bucket as requests name it; and whether it is on this computer.
    pub(super) fn bucket(&self) -> Result<(Bucket, Reach), Error> {
        let Store { endpoint, region, style, .. } = &self.store;
        let region = region.as_deref().unwrap_or(USUAL_REGION);
        // A dot in the name is no part of what the certificate of a host knows.
        let (usual, style_of) = match endpoint {
            Some(_) => (None, Style::Path),
            None => {
                let style = if self.bucket.contains('.') { Style::Path } else { Style::Host };
                (Some(format!("https://s3.{region}.amazonaws.com")), style)
            }
        };
        let address = endpoint.as_ref().or(usual.as_ref()).map_or("", String::as_str);
        let reach = judge(address, self.store.safety)?;
        let style = match style.unwrap_or(style_of) {
            Style::Path => UrlStyle::Path,
            Style::Host => UrlStyle::VirtualHost,
        };
        let parsed = address.parse().map_err(|_| no_address(address))?;
        let bucket = Bucket::new(parsed, style, self.bucket.clone(), region.to_string());
        Ok((bucket.map_err(|_| no_address(address))?, reach))
    }
}

/// Where a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    ThisComputer,
    Elsewhere,
}

/// Whether the address of a store may be used as it is.
fn judge(address: &str, safety: Safety) -> Result<Reach, Error> {
    let uri: Uri = address.parse().map_err(|_| no_address(address))?;
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    if authority.contains('@') {
        return Err(Error::Usage(
            "the address of the store holds a name or a password\n  help: say who you are in AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY"
                .into(),
        ));
    }
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let is_here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match uri.scheme_str() {
        Some("https" | "http") if host.is_empty() => Err(no_address(address)),
        Some("http") if !is_here && safety == Safety::HttpsOnly => Err(Error::Usage(format!(
            "{address} is reached by http, where others on the way can read and change what is sent\n  help: write \
             https://, or say --allow-http if the way to it is yours"
        ))),
        Some("https" | "http") => Ok(if is_here { Reach::ThisComputer } else { Reach::Elsewhere }),
        Some(_) | None => Err(no_address(address)),
    }
}

fn no_address(address: &str) -> Error {
    Error::Usage(format!(
        "`{address}` is no address of a store\n  help: write it as in --endpoint https://s3.example.org"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_and_a_path_in_it_are_read_and_nothing_else() {
        let read =
            |typed: &str| Place::read(typed).map(|place| (place.bucket.clone(), place.prefix.clone(), place.shown()));
        let bucket = "careers-site".to_string();
        assert_eq!(read("careers-site"), Ok((bucket.clone(), String::new(), "s3://careers-site".into())));
        for typed in ["careers-site/a/b", "careers-site/a/b/"] {
            assert_eq!(read(typed), Ok((bucket.clone(), "a/b/".into(), "s3://careers-site/a/b".into())));
        }
        for wrong in ["", "ab", "Careers", "a_b_c", "-abc", "a..b", "abc//x", "abc/../x", "abc/.trellis", "abc/a//b"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_sent_by_http_goes_no_further_than_this_computer_unless_that_is_said() {
        for here in ["http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"] {
            assert_eq!(judge(here, Safety::HttpsOnly).unwrap(), Reach::ThisComputer, "{here}");
        }
        assert_eq!(judge("https://s3.example.org", Safety::HttpsOnly).unwrap(), Reach::Elsewhere);
        assert_eq!(judge("http://s3.example.org", Safety::AlsoHttp).unwrap(), Reach::Elsewhere);
        let refused = |address: &str| judge(address, Safety::HttpsOnly).unwrap_err().to_string();
        assert!(refused("http://s3.example.org").contains("--allow-http"));
        assert!(refused("http://localhost.example.org").contains("--allow-http"));
        let told = refused("https://me:secret@s3.example.org");
        assert!(told.contains("AWS_ACCESS_KEY_ID") && !told.contains("secret"), "{told}");
        for wrong in ["s3.example.org", "ftp://s3.example.org", ""] {
            assert!(refused(wrong).contains("no address"), "{wrong}");
        }
    }

    #[test]
    fn a_bucket_is_named_where_its_store_looks_for_it() {
        let address = |typed: &str, store: Store| {
            let place = Place { store, ..Place::read(typed).unwrap() };
            place.bucket().unwrap().0.base_url().to_string()
        };
        let london = Store { region: Some("eu-west-2".into()), ..Store::default() };
        assert_eq!(address("careers", london.clone()), "https://careers.s3.eu-west-2.amazonaws.com/");
        assert_eq!(address("careers.example.org", london), "https://s3.eu-west-2.amazonaws.com/careers.example.org/");
        let other = Store { endpoint: Some("https://store.example:9000".into()), ..Store::default() };
        assert_eq!(address("careers", other.clone()), "https://store.example:9000/careers/");
        let host = Store { style: Some(Style::Host), ..other };
        assert_eq!(address("careers", host), "https://careers.store.example:9000/");
    }

    #[test]
    fn who_may_write_there_is_not_shown() {
        let access = Access { id: "AKID".into(), secret: "hush".into(), token: Some("hush".into()) };
        assert_eq!(format!("{access:?}"), "Access");
    }
}
