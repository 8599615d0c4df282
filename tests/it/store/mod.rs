//! A store that speaks the language of S3, on this computer. It looks at every signature by rules of its own, written down
//! from Amazon's documents and not from the client's, and can be told to have all sorts of trouble.

mod http;
mod signature;

use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

pub use http::Request;

pub const BUCKET: &str = "careers-site";
pub const ID: &str = "AKIDOFTHETESTS";
pub const SECRET: &str = "a/secret+of the tests";

/// One object: its bytes, what was said of it, and when it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    pub bytes: Vec<u8>,
    pub headers: BTreeMap<String, String>,
    written: SystemTime,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act {
    Answer,
    /// It is refused with this status and word.
    Refuse(u16, &'static str),
    /// The line is cut before anything is done, or when it is done.
    CutBefore,
    CutAfter,
}

/// Whether the store heeds the conditions of a request to write.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Conditions {
    Heeded,
    Ignored,
    Unknown,
}

type Hook = Arc<dyn Fn(&Request, usize) -> Act + Send + Sync>;

struct State {
    objects: BTreeMap<String, Object>,
    /// What was asked and how it ended: `PUT about.html 200`.
    asked: Vec<String>,
    conditions: Conditions,
    hook: Option<Hook>,
    /// By how many seconds its clock is ahead.
    ahead: i64,
    under_way: usize,
}

#[derive(Clone)]
pub struct Store {
    pub address: String,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Store {
    pub fn start() -> Store {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = State {
            objects: BTreeMap::new(),
            asked: Vec::new(),
            conditions: Conditions::Heeded,
            hook: None,
            ahead: 0,
            under_way: 0,
        };
        let store = Store { address, state: Arc::new((Mutex::new(state), Condvar::new())) };
        let served = store.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let store = served.clone();
                thread::spawn(move || store.serve(client));
            }
        });
        store
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.0.lock().unwrap())
    }

    /// Every object by its key, without those of `.trellis`.
    pub fn objects(&self) -> BTreeMap<String, Object> {
        let all = self.all();
        all.into_iter().filter(|(key, _)| !key.contains(".trellis/")).collect()
    }

    pub fn all(&self) -> BTreeMap<String, Object> {
        self.with(|state| state.objects.clone())
    }

    /// Puts an object there that is nobody's business.
    pub fn put(&self, key: &str, text: &str) {
        let object = Object { bytes: text.into(), headers: BTreeMap::new(), written: SystemTime::now() };
        self.with(|state| state.objects.insert(key.into(), object));
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<String> {
        self.with(|state| std::mem::take(&mut state.asked))
    }

    pub fn heeds(&self, conditions: Conditions) {
        self.with(|state| state.conditions = conditions);
    }

    pub fn clock_is_ahead(&self, seconds: i64) {
        self.with(|state| state.ahead = seconds);
    }

    /// Decides about requests, of which the number since then is told, from 1.
    pub fn hook(&self, hook: impl Fn(&Request, usize) -> Act + Send + Sync + 'static) {
        self.with(|state| {
            state.asked.clear();
            state.hook = Some(Arc::new(hook));
        });
    }

    pub fn unhook(&self) {
        self.with(|state| state.hook = None);
    }

    /// So much time passes for what is there.
    pub fn pass(&self, time: Duration) {
        self.with(|state| state.objects.values_mut().for_each(|object| object.written -= time));
    }

    /// Waits until nobody is being answered.
    pub fn settle(&self) {
        let (state, changed) = &*self.state;
        drop(changed.wait_while(state.lock().unwrap(), |state| state.under_way > 0).unwrap());
    }

    fn serve(&self, mut client: TcpStream) {
        while let Some(request) = Request::read(&mut client) {
            let (hook, number) = self.with(|state| {
                state.under_way += 1;
                state.asked.push(format!("{} {}", request.method, request.key(BUCKET).unwrap_or_default()));
                (state.hook.clone(), state.asked.len())
            });
            let act = hook.map_or(Act::Answer, |hook| hook(&request, number));
            let answer = match act {
                Act::CutBefore => None,
                Act::Refuse(status, code) => Some(http::refusal(status, code)),
                Act::Answer | Act::CutAfter => Some(self.answer(&request)),
            };
            let status = answer.as_ref().map_or(0, |answer| answer.status);
            self.with(|state| {
                if let Some(line) = state.asked.get_mut(number - 1) {
                    line.push_str(&format!(" {status}"));
                }
            });
            let is_cut = matches!(act, Act::CutBefore | Act::CutAfter);
            let ahead = self.with(|state| state.ahead);
            let is_sent = !is_cut && answer.is_some_and(|answer| answer.send(&mut client, ahead));
            self.with(|state| state.under_way -= 1);
            self.state.1.notify_all();
            if !is_sent {
                return;
            }
        }
    }

    fn answer(&self, request: &Request) -> http::Answer {
        let ahead = self.with(|state| state.ahead);
        if let Err((status, code)) = signature::judge(request, ahead) {
            return http::refusal(status, code);
        }
        let Some(key) = request.key(BUCKET) else { return http::refusal(404, "NoSuchBucket") };
        self.with(|state| match request.method.as_str() {
            "GET" => match state.objects.get(&key) {
                Some(object) => http::Answer {
                    status: 200,
                    headers: vec![("ETag", mark(&object.bytes)), ("Last-Modified", http::date(object.written, ahead))],
                    body: object.bytes.clone(),
                },
                None => http::refusal(404, "NoSuchKey"),
            },
            "PUT" => write(state, key, request),
            "DELETE" => {
                state.objects.remove(&key);
                http::Answer { status: 204, headers: Vec::new(), body: Vec::new() }
            }
            _ => http::refusal(405, "MethodNotAllowed"),
        })
    }
}

fn write(state: &mut State, key: String, request: &Request) -> http::Answer {
    let there = state.objects.get(&key);
    let (none, some) = (request.header("if-none-match"), request.header("if-match"));
    let is_asked = none.is_some() || some.is_some();
    match state.conditions {
        Conditions::Unknown if is_asked => return http::refusal(501, "NotImplemented"),
        Conditions::Heeded if none.is_some() && there.is_some() => return http::refusal(412, "PreconditionFailed"),
        Conditions::Heeded if some.is_some() && there.is_none() => return http::refusal(404, "NoSuchKey"),
        Conditions::Heeded if some.is_some_and(|mark_of| there.is_some_and(|there| mark(&there.bytes) != mark_of)) => {
            return http::refusal(412, "PreconditionFailed");
        }
        Conditions::Heeded | Conditions::Ignored | Conditions::Unknown => {}
    }
    let kept = ["content-type", "cache-control", "x-amz-website-redirect-location"];
    let headers = kept.iter().filter_map(|name| Some((name.to_string(), request.header(name)?.to_string()))).collect();
    let etag = mark(&request.body);
    state.objects.insert(key, Object { bytes: request.body.clone(), headers, written: SystemTime::now() });
    http::Answer { status: 200, headers: vec![("ETag", etag)], body: Vec::new() }
}

/// By which the bytes of an object are known.
fn mark(bytes: &[u8]) -> String {
    format!("\"{:032x}\"", xxhash_rust::xxh3::xxh3_128(bytes))
}
