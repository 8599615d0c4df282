//! Requests and answers, as far as a store needs them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use percent_encoding::percent_decode_str;

#[derive(Debug)]
pub struct Request {
    pub method: String,
    /// As it was sent.
    pub path: String,
    pub query: Vec<(String, String)>,
    /// With names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn read(client: &mut TcpStream) -> Option<Request> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            client.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).ok()?;
        let mut lines = head.lines();
        let mut first = lines.next()?.split(' ');
        let (method, target) = (first.next()?.to_string(), first.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_string()))
            .collect();
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut request = Request {
            method,
            path: path.to_string(),
            query: pairs.map(|(name, value)| (decoded(name), decoded(value))).collect(),
            headers,
            body: Vec::new(),
        };
        let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
        request.body.resize(length, 0);
        client.read_exact(&mut request.body).ok()?;
        Some(request)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn asks(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The key of an object in a bucket, which the path begins with.
    pub fn key(&self, bucket: &str) -> Option<String> {
        Some(decoded(self.path.strip_prefix(&format!("/{bucket}/"))?))
    }
}

pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn send(self, client: &mut TcpStream, ahead: i64) -> bool {
        let mut text = format!(
            "HTTP/1.1 {} X\r\nDate: {}\r\nContent-Length: {}\r\n",
            self.status,
            date(SystemTime::now(), ahead),
            self.body.len()
        );
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        let bytes = [text.as_bytes(), &self.body].concat();
        client.write_all(&bytes).is_ok()
    }
}

/// A refusal in the words of a store.
pub fn refusal(status: u16, code: &str) -> Answer {
    let body =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>No.</Message></Error>");
    Answer { status, headers: vec![("Content-Type", "application/xml".into())], body: body.into_bytes() }
}

/// A moment as headers say it, by a clock that is ahead by so many seconds.
pub fn date(time: SystemTime, ahead: i64) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let moment = Timestamp::from_second(since.as_secs() as i64 + ahead).unwrap();
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
