//! Runs the program `git`: with fixed words, in bounded time, and with bounded answers.
//!
//! No shell is in between, and no name of a file is among the words. Names come in over standard input or from a list in
//! a file, each ended by a byte that no name can hold, and are taken as they are written.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::trouble::Trouble;

/// What is asked while somebody waits for a page must be answered within.
const TIME_TO_ANSWER: Duration = Duration::from_secs(10);
/// A commit may run programs of the repository, which look at all of it.
const TIME_TO_COMMIT: Duration = Duration::from_secs(120);
/// Whether it has ended is looked at so often.
const LOOK: Duration = Duration::from_millis(50);
/// What it has started may hold its ends open for so long after it.
const GRACE: Duration = Duration::from_millis(500);
/// The most bytes of an answer.
const MOST: usize = 64 << 20;
/// The most bytes of what it says beside its answer; what comes later is let go.
const MOST_SAID: usize = 64 << 10;

/// Variables by which somebody may have told another `git` which repository is meant, what names of files mean, or whom
/// to run.
const NOT_OURS: [&str; 24] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
    "GIT_ATTR_SOURCE",
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
];

/// Settings by which a repository could have a program run, or words come in another form. `/dev/null` is no folder on
/// any system, so that nothing is found there.
const READING: [&str; 6] =
    ["-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"];
const ALWAYS: [&str; 8] = [
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
];

/// What `git` is asked.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    pub words: &'a [&'a str],
    /// What it reads from standard input.
    pub input: &'a [u8],
    /// A list of what is in the next commit that stands in for the repository's own.
    pub index: Option<&'a Path>,
    /// Who commits, where the settings do not say.
    pub author: Option<(&'a str, &'a str)>,
}

/// How it has answered.
#[derive(Debug)]
pub struct Answer {
    pub is_good: bool,
    pub out: Vec<u8>,
    /// All that it said for people to read.
    pub said: String,
}

impl Answer {
    /// The answer, or the trouble that it is told by.
    pub fn good(self) -> Result<Vec<u8>, Trouble> {
        if self.is_good { Ok(self.out) } else { Err(Trouble::of(&self.said)) }
    }
}

/// Asks something that changes nothing. It takes no lock, and runs nothing but filters that the settings name.
pub fn ask(folder: &Path, asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut command = command(folder, asked);
    // Whoever waits reads its words, and some of them are told apart here.
    command.args(READING).args(asked.words).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    match run(command, asked.input, TIME_TO_ANSWER)? {
        Ended::Answered(answer) => Ok(answer),
        Ended::TimeIsUp(mut child) => {
            // What only reads leaves nothing behind.
            let _ = child.kill();
            let _ = child.wait();
            Err(Trouble::Slow)
        }
    }
}

/// Has something done, with all that the repository runs on such an occasion. What takes too long goes on by itself: if
/// it were stopped, its locks would stay.
pub fn tell(folder: &Path, asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut command = command(folder, asked);
    command.args(asked.words);
    match run(command, asked.input, TIME_TO_COMMIT)? {
        Ended::Answered(answer) => Ok(answer),
        Ended::TimeIsUp(mut child) => {
            // Somebody must hear that it has ended, or the system keeps its number.
            let _ = thread::Builder::new().name("git".into()).spawn(move || child.wait());
            Err(Trouble::StillAtWork)
        }
    }
}

fn command(folder: &Path, asked: &Asked<'_>) -> Command {
    let mut command = Command::new("git");
    command.args(ALWAYS).current_dir(folder);
    for name in NOT_OURS {
        command.env_remove(name);
    }
    // Nobody is there to be asked, and nothing comes over the network.
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_EDITOR", ":").env("GIT_NO_LAZY_FETCH", "1");
    if let Some(index) = asked.index {
        command.env("GIT_INDEX_FILE", index);
    }
    if let Some((name, email)) = asked.author {
        for (of, value) in [("NAME", name), ("EMAIL", email)] {
            command.env(format!("GIT_AUTHOR_{of}"), value).env(format!("GIT_COMMITTER_{of}"), value);
        }
    }
    command
}

enum Ended {
    Answered(Answer),
    TimeIsUp(Child),
}

/// Bytes that are heard so far.
type Heard = Arc<Mutex<Vec<u8>>>;

fn run(mut command: Command, input: &[u8], time: Duration) -> Result<Ended, Trouble> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| Trouble::of_start(&error))?;
    let (done, ends) = mpsc::channel();
    let out = listen(child.stdout.take(), MOST, done.clone())?;
    let said = listen(child.stderr.take(), MOST_SAID, done)?;
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_vec();
        // It may go before it has read all; then its end says why.
        let give = move || drop(stdin.write_all(&input));
        thread::Builder::new().name("git".into()).spawn(give).map_err(|error| Trouble::of_start(&error))?;
    }
    let Some(status) = wait(&mut child, &ends, time).map_err(|error| Trouble::of_start(&error))? else {
        return Ok(Ended::TimeIsUp(child));
    };
    let take = |heard: &Heard| std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    let (out, said) = (take(&out), take(&said));
    if out.len() > MOST {
        return Err(Trouble::TooMuch);
    }
    let said = String::from_utf8_lossy(&said).trim().to_string();
    Ok(Ended::Answered(Answer { is_good: status.success(), out, said }))
}

/// Takes in what comes, up to one byte more than the most, in a thread of its own; the rest is let go.
fn listen(from: Option<impl Read + Send + 'static>, most: usize, done: mpsc::Sender<()>) -> Result<Heard, Trouble> {
    let heard = Heard::default();
    let into = heard.clone();
    let hear = move || {
        let mut piece = vec![0; 64 * 1024];
        let Some(mut from) = from else { return };
        while let Ok(read @ 1..) = from.read(&mut piece) {
            let mut heard = into.lock().unwrap_or_else(PoisonError::into_inner);
            let room = (most + 1).saturating_sub(heard.len());
            heard.extend_from_slice(&piece[..read.min(room)]);
        }
        let _ = done.send(());
    };
    thread::Builder::new().name("git".into()).spawn(hear).map_err(|error| Trouble::of_start(&error))?;
    Ok(heard)
}

/// How a program has ended, once all that it said is heard; none if it has not ended in time.
fn wait(child: &mut Child, ends: &Receiver<()>, time: Duration) -> io::Result<Option<ExitStatus>> {
    let mut deadline = Instant::now() + time;
    let (mut open, mut ended) = (2, None);
    loop {
        if ended.is_none() {
            ended = child.try_wait()?;
            if ended.is_some() {
                deadline = deadline.min(Instant::now() + GRACE);
            }
        }
        let left = deadline.saturating_duration_since(Instant::now());
        match (ended, open, left.is_zero()) {
            (Some(status), 0, _) | (Some(status), _, true) => return Ok(Some(status)),
            (None, _, true) => return Ok(None),
            (None, 0, false) | (_, _, false) => {}
        }
        match ends.recv_timeout(left.min(LOOK)) {
            Ok(()) => open -= 1,
            Err(RecvTimeoutError::Timeout) => {}
            // All is said, so that it ends now; or it does something more, which nobody hears of.
            Err(RecvTimeoutError::Disconnected) => {
                open = 0;
                if ended.is_none() {
                    ended = Some(child.wait()?);
                }
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn sh(script: &str, input: &[u8], time: Duration) -> Result<Ended, Trouble> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, input, time)
    }

    fn answer(script: &str, input: &[u8]) -> Answer {
        match sh(script, input, Duration::from_secs(60)) {
            Ok(Ended::Answered(answer)) => answer,
            Ok(Ended::TimeIsUp(_)) => panic!("time is up"),
            Err(trouble) => panic!("{trouble:?}"),
        }
    }

    #[test]
    fn what_a_program_says_is_taken_in_while_it_is_given_more_than_a_pipe_holds() {
        let long = vec![b'x'; 4 << 20];
        let told = answer("cat; echo no >&2; exit 3", &long);
        assert_eq!((told.is_good, told.out == long, &*told.said), (false, true, "no"));
        assert!(matches!(told.good(), Err(Trouble::Said(words)) if words == "no"));
        // It need not read what it is given.
        assert!(answer("exit 0", &long).is_good);
    }

    #[test]
    fn whoever_it_leaves_behind_is_not_waited_for() {
        let began = Instant::now();
        let told = answer("echo done; sleep 20 & exit 0", b"");
        assert_eq!((told.is_good, &*told.out), (true, &b"done\n"[..]));
        assert!(began.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn time_and_answers_are_bounded() {
        let Ok(Ended::TimeIsUp(mut child)) = sh("exec sleep 50", b"", Duration::from_millis(20)) else {
            panic!("it ended");
        };
        child.kill().unwrap();
        child.wait().unwrap();
        let much = format!("head -c {} /dev/zero", MOST + 1);
        assert!(matches!(sh(&much, b"", Duration::from_secs(60)), Err(Trouble::TooMuch)));
        assert!(matches!(run(Command::new("no-such-program-here"), b"", GRACE), Err(Trouble::NoProgram)));
    }
}
