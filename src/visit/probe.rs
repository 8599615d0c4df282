//! One look at one address after the other of a host, and what the replies mean.

use std::time::Duration;

use super::address::join;
use super::{Ask, Manners, Method, Reply};
use crate::check::external::Answer;

/// Browsers give up after 20.
const MOST_MOVES: usize = 10;
/// After so many addresses in a row without any answer, nobody is at home.
const SILENCES: usize = 2;

/// An answer, and whether it is that nobody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProbeResult {
    pub answer: Answer,
    pub is_silence: bool,
}

/// A host that is being asked.
pub(super) struct Host<'a> {
    ask: &'a dyn Ask,
    manners: Manners,
    wait: &'a (dyn Fn(Duration) + Sync),
    /// Whether it has been asked something already.
    was_asked: bool,
    /// It has said that it wants no more questions.
    is_closed: bool,
    /// Silences in a row, and the last reason for one.
    silences: (usize, String),
}

/// What the end of a walk from one address to the next means.
enum End {
    Answer(Answer),
    Silence(String),
    TooMuch,
}

impl<'a> Host<'a> {
    pub fn new(ask: &'a dyn Ask, manners: Manners, wait: &'a (dyn Fn(Duration) + Sync)) -> Host<'a> {
        Host { ask, manners, wait, was_asked: false, is_closed: false, silences: (0, String::new()) }
    }

    /// Looks at an address; none if the host is not to be asked.
    pub fn look(&mut self, address: &str) -> Option<ProbeResult> {
        if self.is_closed {
            return None;
        }
        let end = match self.silences.0 >= SILENCES {
            true => End::Silence(self.silences.1.clone()),
            false => self.walk(address),
        };
        let found = |answer, is_silence| Some(ProbeResult { answer, is_silence });
        match end {
            End::Answer(answer) => {
                self.silences.0 = 0;
                found(answer, false)
            }
            End::Silence(why) => {
                self.silences = (self.silences.0 + 1, why.clone());
                found(Answer::Failed { why }, true)
            }
            End::TooMuch => {
                self.is_closed = true;
                None
            }
        }
    }

    fn walk(&mut self, address: &str) -> End {
        let (mut at, mut for_good) = (address.to_string(), true);
        for _ in 0..MOST_MOVES {
            let (code, location) = match self.reply(&at) {
                Reply::Status { code, location } => (code, location),
                Reply::Silence { why } => return End::Silence(why),
                Reply::NotPublic => {
                    let why = "it leads to this computer, or into a network of its own".into();
                    return End::Answer(Answer::Failed { why });
                }
            };
            if !matches!(code, 301 | 302 | 303 | 307 | 308) {
                return match meaning(code) {
                    Some(Answer::Fine) if at != address && for_good => End::Answer(Answer::Moved { to: at }),
                    Some(answer) => End::Answer(answer),
                    None => End::TooMuch,
                };
            }
            for_good &= matches!(code, 301 | 308);
            match location.and_then(|to| join(&at, &to)) {
                Some(next) => at = next,
                None => return End::Answer(Answer::Failed { why: format!("{code}, without saying where to") }),
            }
        }
        // Some websites send everybody in circles who keeps no cookies; in a browser they work.
        End::Answer(Answer::Refused { why: "it leads from page to page without an end".into() })
    }

    /// The reply to a question, asked again where that may help.
    fn reply(&mut self, address: &str) -> Reply {
        let head = self.ask(Method::Head, address);
        if matches!(head, Reply::Status { code: 0..400 | 429, .. } | Reply::NotPublic) {
            return head;
        }
        // Many websites know no HEAD, or answer it wrongly.
        let mut reply = self.ask(Method::Get, address);
        for patience in self.manners.patience {
            if !matches!(reply, Reply::Status { code: 500.., .. } | Reply::Silence { .. }) {
                break;
            }
            (self.wait)(patience);
            self.was_asked = false;
            reply = self.ask(Method::Get, address);
        }
        reply
    }

    fn ask(&mut self, method: Method, address: &str) -> Reply {
        if self.was_asked {
            (self.wait)(self.manners.pause);
        }
        self.was_asked = true;
        self.ask.ask(method, address)
    }
}

/// What a status means; none if the host wants no more questions.
fn meaning(code: u16) -> Option<Answer> {
    let words = match code {
        401 => "401 Unauthorized",
        403 => "403 Forbidden",
        404 => "404 Not Found",
        410 => "410 Gone",
        429 => return None,
        451 => "451 Unavailable For Legal Reasons",
        _ => "",
    };
    let why = if words.is_empty() { format!("status {code}") } else { words.to_string() };
    Some(match code {
        200..=399 => Answer::Fine,
        // These say no to a program, and may say yes to a person.
        401 | 403 | 405 | 406 | 407 | 418 | 451 | 600.. => Answer::Refused { why },
        _ => Answer::Failed { why },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::super::{Visit, visit};
    use super::*;

    /// A web that answers by a script, and notes every question.
    #[derive(Default)]
    struct Web {
        /// For each question the replies in turn; the last one stays.
        replies: BTreeMap<String, Vec<Reply>>,
        asked: Mutex<Vec<String>>,
        waits: Mutex<Vec<Duration>>,
    }

    impl Web {
        fn says(mut self, question: &str, replies: &[(u16, &str)]) -> Web {
            let reply = |&(code, location): &(u16, &str)| match code {
                0 => Reply::Silence { why: location.to_string() },
                1 => Reply::NotPublic,
                code => Reply::Status { code, location: (!location.is_empty()).then(|| location.to_string()) },
            };
            self.replies.insert(question.into(), replies.iter().map(reply).collect());
            self
        }

        fn visit(&self, addresses: &[&str]) -> Visit {
            let wait = |time| self.waits.lock().unwrap().push(time);
            visit(addresses.iter().copied(), self, Manners::default(), &wait, &|_| {})
        }

        /// The one answer, and the questions that led to it.
        fn look(&self, address: &str) -> (Answer, Vec<String>) {
            let mut visit = self.visit(&[address]);
            (visit.answers.remove(address).unwrap(), self.asked.lock().unwrap().clone())
        }
    }

    impl Ask for Web {
        fn ask(&self, method: Method, address: &str) -> Reply {
            let question = format!("{method:?} {address}");
            let mut asked = self.asked.lock().unwrap();
            let turn = asked.iter().filter(|other| **other == question).count();
            asked.push(question.clone());
            let replies = self.replies.get(&question).unwrap_or_else(|| panic!("nobody expects {question}"));
            replies[turn.min(replies.len() - 1)].clone()
        }
    }

    fn failed(why: &str) -> Answer {
        Answer::Failed { why: why.into() }
    }

    const A: &str = "https://a.uk/a";

    #[test]
    fn a_page_that_is_there_is_asked_once() {
        let web = Web::default().says("Head https://a.uk/a", &[(200, "")]);
        assert_eq!(web.look(A), (Answer::Fine, vec!["Head https://a.uk/a".into()]));
        assert!(web.waits.lock().unwrap().is_empty());
    }

    #[test]
    fn who_knows_no_head_is_asked_for_the_page() {
        let web = Web::default().says("Head https://a.uk/a", &[(405, "")]).says("Get https://a.uk/a", &[(200, "")]);
        assert_eq!(web.look(A).0, Answer::Fine);
        let web = Web::default().says("Head https://a.uk/a", &[(404, "")]).says("Get https://a.uk/a", &[(404, "")]);
        assert_eq!(web.look(A).0, failed("404 Not Found"));
        let web = Web::default().says("Head https://a.uk/a", &[(403, "")]).says("Get https://a.uk/a", &[(403, "")]);
        assert_eq!(web.look(A).0, Answer::Refused { why: "403 Forbidden".into() });
    }

    #[test]
    fn trouble_is_given_time() {
        let web = Web::default()
            .says("Head https://a.uk/a", &[(503, "")])
            .says("Get https://a.uk/a", &[(503, ""), (0, "timed out"), (200, "")]);
        assert_eq!(web.look(A).0, Answer::Fine);
        let Manners { pause, patience, .. } = Manners::default();
        assert_eq!(*web.waits.lock().unwrap(), [pause, patience[0], patience[1]]);
    }

    #[test]
    fn a_page_that_has_moved_for_good_is_told() {
        let web = Web::default()
            .says("Head http://a.uk/a", &[(301, "https://a.uk/a")])
            .says("Head https://a.uk/a", &[(308, "/b#c")])
            .says("Head https://a.uk/b", &[(200, "")]);
        assert_eq!(web.look("http://a.uk/a").0, Answer::Moved { to: "https://a.uk/b".into() });
        let web = Web::default()
            .says("Head http://a.uk/a", &[(302, "https://a.uk/a")])
            .says("Head https://a.uk/a", &[(301, "/b")])
            .says("Head https://a.uk/b", &[(200, "")]);
        assert_eq!(web.look("http://a.uk/a").0, Answer::Fine, "one of the moves is for today only");
        let round = Web::default().says("Head https://a.uk/a", &[(301, "/a")]);
        assert!(matches!(round.look(A).0, Answer::Refused { .. }));
        let lost = Web::default().says("Head https://a.uk/a", &[(301, "")]);
        assert_eq!(lost.look(A).0, failed("301, without saying where to"));
        let private = Web::default()
            .says("Head https://a.uk/a", &[(301, "http://10.0.0.1/")])
            .says("Head http://10.0.0.1/", &[(1, "")]);
        assert!(matches!(private.look(A).0, Answer::Failed { .. }));
    }

    #[test]
    fn a_host_is_asked_one_thing_after_the_other_and_left_alone_when_it_says_so() {
        let web = Web::default()
            .says("Head https://a.uk/1", &[(200, "")])
            .says("Head https://a.uk/2", &[(429, "")])
            .says("Head https://b.uk/1", &[(200, "")]);
        let visit = web.visit(&["https://a.uk/1", "https://a.uk/2", "https://a.uk/3", "https://b.uk/1"]);
        assert_eq!(visit.answers.keys().collect::<Vec<_>>(), ["https://a.uk/1", "https://b.uk/1"]);
        assert_eq!(*web.waits.lock().unwrap(), [Manners::default().pause]);
    }

    #[test]
    fn where_nobody_is_at_home_nobody_keeps_knocking() {
        let mut web = Web::default().says("Head https://b.uk/1", &[(200, "")]);
        for page in 1..3 {
            web = web.says(&format!("Head https://a.uk/{page}"), &[(0, "no such website")]);
            web = web.says(&format!("Get https://a.uk/{page}"), &[(0, "no such website")]);
        }
        let pages: Vec<String> = (1..9).map(|page| format!("https://a.uk/{page}")).collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).chain(["https://b.uk/1"]).collect();
        let visit = web.visit(&pages);
        assert_eq!((visit.answers.len(), visit.is_offline), (9, false));
        assert_eq!(visit.answers["https://a.uk/8"], failed("no such website"));
        assert!(web.visit(&["https://a.uk/1", "https://a.uk/2"]).is_offline);
        assert_eq!(web.visit(&[]), Visit::default());
    }
}
