//! Asks a proxy for plain `http` pages as proxies expect it: with the whole address in the question.
//!
//! ureq asks every proxy to open a tunnel (`CONNECT`), which most allow for `https` only. So for `http`, a connection is
//! made to the proxy as if it were the website, and the website's address is put into the first line.

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, TcpConnector, Transport};

/// Connects to whatever the resolver says and puts the address into each question. A connection holds one question.
pub(super) fn connector() -> impl Connector {
    ().chain(TcpConnector::default()).chain(WholeAddress)
}

/// Looks up the proxy, whatever is asked for.
#[derive(Debug)]
pub(super) struct ToProxy {
    pub proxy: Uri,
}

impl Resolver for ToProxy {
    fn resolve(&self, _: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        DefaultResolver::default().resolve(&self.proxy, config, timeout)
    }
}

#[derive(Debug)]
struct WholeAddress;

impl<In: Transport> Connector<In> for WholeAddress {
    type Out = Relayed<In>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Relayed<In>>, Error> {
        let start = details.uri.authority().map(|authority| format!("http://{authority}"));
        Ok(chained.map(|inner| Relayed { inner, start }))
    }
}

/// A connection to a proxy.
#[derive(Debug)]
struct Relayed<In> {
    inner: In,
    /// What belongs before the path of the question, until it is sent.
    start: Option<String>,
}

impl<In: Transport> Transport for Relayed<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let Some(start) = self.start.take() else { return self.inner.transmit_output(amount, timeout) };
        let output = self.inner.buffers().output();
        let path = output[..amount].iter().position(|byte| *byte == b' ').map(|at| at + 1);
        let (Some(path), true) = (path, amount + start.len() <= output.len()) else {
            return Err(Error::BadUri(start));
        };
        output.copy_within(path..amount, path + start.len());
        output[path..path + start.len()].copy_from_slice(start.as_bytes());
        self.inner.transmit_output(amount + start.len(), timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        // The next question needs an address of its own.
        false
    }
}
