//! Sends questions over the network.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::io;
use std::sync::Arc;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::{Ask, Method, Reach, Reply};

/// A website that says nothing for so long has not answered.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Websites see who asks, and where they can read about it.
const USER_AGENT: &str = concat!("Trellis/", env!("CARGO_PKG_VERSION"), " (checks the links of a careers site)");

/// Asks over the network, trusting whom this computer trusts: a school's filter has a certificate of its own.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    reach: Reach,
}

impl Client {
    pub fn new(reach: Reach) -> Client {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let mut config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(LONGEST_WAIT));
        if reach == Reach::Anywhere {
            config = config.proxy(None);
        }
        let resolver = Guarded { inner: DefaultResolver::default(), reach };
        Client { agent: Agent::with_parts(config.build(), DefaultConnector::default(), resolver), reach }
    }
}

impl Ask for Client {
    fn ask(&self, method: Method, address: &str) -> Reply {
        if !self.reach.allows_words(address) {
            return Reply::NotPublic;
        }
        let request = match method {
            Method::Head => self.agent.head(address),
            Method::Get => self.agent.get(address),
        };
        match request.call() {
            Ok(response) => {
                let location = response.headers().get("location").and_then(|value| value.to_str().ok());
                Reply::Status { code: response.status().as_u16(), location: location.map(str::to_string) }
            }
            Err(error) if is_not_public(&error) => Reply::NotPublic,
            Err(error) => Reply::Silence { why: why(&error) },
        }
    }
}

/// Looks names up, and refuses those that lead to where nobody should ask.
#[derive(Debug)]
struct Guarded {
    inner: DefaultResolver,
    reach: Reach,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let places = self.inner.resolve(uri, config, timeout)?;
        // With a proxy it is the proxy that is looked up, which may well be next door.
        let is_allowed = config.proxy().is_some() || places.iter().all(|place| self.reach.allows(place.ip()));
        if is_allowed { Ok(places) } else { Err(Error::Io(io::Error::other(NotPublic))) }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("not a public address")]
struct NotPublic;

fn is_not_public(error: &Error) -> bool {
    matches!(error, Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<NotPublic>()))
}

/// Why nobody answered, in words that do not differ from one system to the next.
fn why(error: &Error) -> String {
    let words = match error {
        Error::Timeout(_) => "nobody answered in time",
        Error::HostNotFound => "there is no such website",
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => "the connection was refused",
            io::ErrorKind::TimedOut => "nobody answered in time",
            io::ErrorKind::InvalidData => "its certificate is not valid",
            _ if error.to_string().contains("lookup") => "there is no such website",
            _ => "the connection broke",
        },
        Error::Tls(_) | Error::Rustls(_) => "its certificate is not valid",
        Error::BadUri(_) | Error::Http(_) => "it is no address",
        _ => "the connection broke",
    };
    words.into()
}
