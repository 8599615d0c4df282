//! Sends questions over the network.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::io;
use std::sync::Arc;
use std::time::Duration;

use ureq::config::{Config, ConfigBuilder};
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Proxy, ProxyProtocol};

use super::relay::{self, ToProxy};
use super::{Ask, Method, Reach, Reply};

/// A website that says nothing for so long has not answered.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Websites see who asks, and where they can read about it.
const USER_AGENT: &str = concat!("Trellis/", env!("CARGO_PKG_VERSION"), " (checks the links of a careers site)");

/// Asks over the network, trusting whom this computer trusts: a school's filter has a certificate of its own.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    /// Who is asked for plain `http` pages, where a proxy is to be asked for them.
    relay: Option<Relay>,
    reach: Reach,
}

/// An agent that asks a proxy for pages by their whole address.
#[derive(Debug)]
struct Relay {
    agent: Agent,
    proxy: Proxy,
}

impl Client {
    /// With the proxy that the environment names, if any.
    pub fn new(reach: Reach) -> Client {
        Client::with_proxy(reach, Proxy::try_from_env().filter(|_| reach == Reach::Public))
    }

    fn with_proxy(reach: Reach, proxy: Option<Proxy>) -> Client {
        let resolver = Guarded { inner: DefaultResolver::default(), reach };
        let config = Client::config().proxy(proxy.clone()).build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        // A proxy that wants a password, or is no web proxy, is left to ureq and its tunnels.
        let can_relay = |proxy: &Proxy| proxy.protocol() == ProxyProtocol::Http && proxy.username().is_none();
        let relay = proxy.filter(can_relay).map(|proxy| {
            let config = Client::config().proxy(None).max_idle_connections(0).build();
            let agent = Agent::with_parts(config, relay::connector(), ToProxy { proxy: proxy.uri().clone() });
            Relay { agent, proxy }
        });
        Client { agent, relay, reach }
    }

    fn config() -> ConfigBuilder<AgentScope> {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        Agent::config_builder()
            .user_agent(USER_AGENT)
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(LONGEST_WAIT))
    }

    /// Who is to be asked for an address.
    fn agent(&self, address: &str) -> &Agent {
        let is_relayed = |relay: &&Relay| {
            let uri = address.parse::<Uri>();
            uri.is_ok_and(|uri| uri.scheme_str() == Some("http") && !relay.proxy.is_no_proxy(&uri))
        };
        self.relay.as_ref().filter(is_relayed).map_or(&self.agent, |relay| &relay.agent)
    }
}

impl Ask for Client {
    fn ask(&self, method: Method, address: &str) -> Reply {
        if !self.reach.allows_words(address) {
            return Reply::NotPublic;
        }
        let request = match method {
            Method::Head => self.agent(address).head(address),
            Method::Get => self.agent(address).get(address),
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
        // The proxy itself may well be next door. Whatever else is looked up here is asked from here.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority());
        let is_allowed = is_proxy || places.iter().all(|place| self.reach.allows(place.ip()));
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a proxy of the test's own listens")]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Mutex;
    use std::thread;

    use super::*;

    /// A client behind a proxy on this computer, which answers 200 and notes what it is asked.
    fn behind_proxy() -> (Client, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Proxy::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let notes = asked.clone();
        thread::spawn(move || {
            for mut client in listener.incoming().map_while(Result::ok) {
                let lines = BufReader::new(client.try_clone().unwrap()).lines().map_while(Result::ok);
                let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let host = lines.iter().find(|line| line.to_lowercase().starts_with("host:")).cloned();
                notes.lock().unwrap().push(format!("{} {}", lines[0], host.unwrap_or_default().to_lowercase()));
                // No tunnel leads anywhere.
                let status = if lines[0].starts_with("CONNECT") { "502 Bad Gateway" } else { "200 OK" };
                let _ = write!(client, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
            }
        });
        (Client::with_proxy(Reach::Public, Some(proxy)), asked)
    }

    #[test]
    fn a_proxy_is_asked_for_plain_pages_by_their_whole_address_and_for_a_tunnel_to_others() {
        let (client, asked) = behind_proxy();
        for address in ["http://pages.example/a?b=c", "http://pages.example:8080"] {
            assert_eq!(client.ask(Method::Head, address), Reply::Status { code: 200, location: None }, "{address}");
        }
        assert!(matches!(client.ask(Method::Get, "https://safe.example/"), Reply::Silence { .. }));
        let expected = [
            "HEAD http://pages.example/a?b=c HTTP/1.1 host: pages.example",
            "HEAD http://pages.example:8080/ HTTP/1.1 host: pages.example:8080",
            "CONNECT safe.example:443 HTTP/1.1 host: safe.example:443",
        ];
        assert_eq!(*asked.lock().unwrap(), expected);
    }

    #[test]
    fn a_proxy_never_sees_what_is_not_of_the_world() {
        let (client, asked) = behind_proxy();
        for address in
            ["http://2130706433/", "http://0x7f.1/", "https://127.1/", "http://localhost./", "http://router/"]
        {
            assert_eq!(client.ask(Method::Get, address), Reply::NotPublic, "{address}");
        }
        assert!(asked.lock().unwrap().is_empty());
    }
}
