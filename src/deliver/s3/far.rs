//! Sends requests to a store, again where it had trouble, and never anywhere else: what leads on is not followed.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rusty_s3::{Bucket, Credentials, S3Action};
use ureq::http::Method;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy};

use super::ask::{Answer, Ask, What};
use super::place::{Access, Place, Reach};
use super::trouble;
use crate::error::Error;

const USER_AGENT: &str = concat!("Trellis/", env!("CARGO_PKG_VERSION"));
/// A request may be begun for so long after it was signed; a clock that is a little slow is no trouble.
const VALID: Duration = Duration::from_secs(600);
/// A store that says nothing for so long has not answered; sending gets more time, as if by a slow line.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
const SLOW: u64 = 20_000;
/// Before each further try, when nobody answered or the store had trouble.
const PATIENCE: [Duration; 4] = [
    Duration::from_millis(200),
    Duration::from_millis(700),
    Duration::from_millis(2_500),
    Duration::from_millis(6_000),
];
/// How many requests are on their way at once.
pub(super) const LANES: usize = 8;

/// A bucket, seen from here.
pub(super) struct Far {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    prefix: String,
    /// As people write it.
    pub shown: String,
}

impl Far {
    pub fn open(place: &Place, access: &Access) -> Result<Far, Error> {
        let (bucket, reach) = place.bucket()?;
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let proxy = Proxy::try_from_env().filter(|_| reach == Reach::Elsewhere);
        let agent = Agent::config_builder()
            .user_agent(USER_AGENT)
            .tls_config(tls)
            .proxy(proxy)
            .http_status_as_error(false)
            // What is signed goes to the store and to nobody else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // Each lane keeps its line to the store.
            .max_idle_connections(LANES)
            .max_idle_connections_per_host(LANES)
            .timeout_connect(Some(Duration::from_secs(15)))
            .build()
            .new_agent();
        let Access { id, secret, token } = access.clone();
        let credentials = match token {
            Some(token) => Credentials::new_with_token(id, secret, token),
            None => Credentials::new(id, secret),
        };
        Ok(Far { agent, bucket, credentials, prefix: place.prefix.clone(), shown: place.shown() })
    }

    /// Asks until there is an answer that will not be another one in a moment. Whatever it says is no error yet.
    pub fn ask(&self, ask: Ask<'_>) -> Result<Answer, Error> {
        let mut patience = PATIENCE.iter();
        loop {
            let answer = self.send(ask);
            let may_pass = match &answer {
                Ok(answer) => answer.may_pass(),
                Err(error) => trouble::may_pass(error),
            };
            match patience.next().filter(|_| may_pass) {
                Some(wait) => thread::sleep(*wait),
                None => return answer.map_err(|error| trouble::silence(&self.shown, &error)),
            }
        }
    }

    /// Asks for what must be done, and says why it was not.
    pub fn must(&self, ask: Ask<'_>) -> Result<Answer, Error> {
        let answer = self.ask(ask)?;
        if answer.is_good() { Ok(answer) } else { Err(trouble::refusal(&self.shown, ask, &answer)) }
    }

    /// An object, if it is there.
    pub fn read(&self, key: &str) -> Result<Option<Answer>, Error> {
        let ask = Ask { what: What::Read, key, headers: &[], body: &[] };
        let answer = self.ask(ask)?;
        match answer.status {
            404 if answer.code != "NoSuchBucket" => Ok(None),
            _ if answer.is_good() => Ok(Some(answer)),
            _ => Err(trouble::refusal(&self.shown, ask, &answer)),
        }
    }

    /// Removes an object; that it is not there is no trouble.
    pub fn remove(&self, key: &str) -> Result<(), Error> {
        let ask = Ask { what: What::Remove, key, headers: &[], body: &[] };
        let answer = self.ask(ask)?;
        let is_gone = answer.is_good() || answer.status == 404 && answer.code != "NoSuchBucket";
        if is_gone { Ok(()) } else { Err(trouble::refusal(&self.shown, ask, &answer)) }
    }

    fn send(&self, ask: Ask<'_>) -> Result<Answer, ureq::Error> {
        let key = format!("{}{}", self.prefix, ask.key);
        let (bucket, credentials) = (&self.bucket, Some(&self.credentials));
        let (method, address) = match ask.what {
            What::Read => (Method::GET, signed(bucket.get_object(credentials, &key), ask.headers)),
            What::Write => (Method::PUT, signed(bucket.put_object(credentials, &key), ask.headers)),
            What::Remove => (Method::DELETE, signed(bucket.delete_object(credentials, &key), ask.headers)),
        };
        let time = LONGEST_WAIT + Duration::from_secs(ask.body.len() as u64 / SLOW);
        let mut request = ureq::http::Request::builder().method(method).uri(address);
        for (name, value) in ask.headers {
            request = request.header(*name, *value);
        }
        let response = match ask.what {
            What::Write => {
                let request = request.body(ask.body)?;
                self.agent.run(self.agent.configure_request(request).timeout_global(Some(time)).build())
            }
            What::Read | What::Remove => {
                let request = request.body(())?;
                self.agent.run(self.agent.configure_request(request).timeout_global(Some(time)).build())
            }
        };
        Answer::read(response?)
    }
}

/// An address that holds the signature of a request, and of what is said with it.
fn signed<'a>(mut action: impl S3Action<'a>, headers: &'a [(&'static str, &'a str)]) -> String {
    for (name, value) in headers {
        action.headers_mut().insert(*name, *value);
    }
    action.sign(VALID).to_string()
}
