//! What is online when: what comes, what ends, what is not on the site and why; and where any page comes from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::context::{DeskContext, EntryLink, FindingView, LocationView};
use super::page::DeskPage;
use super::phrases;
use crate::find::why::{self, Need, Reason, Why};
use crate::graph::Hidden;
use crate::serve::safety;
use crate::source::Span;

const HERE: &str = "/_trellis/left-out";
/// Entries named for one reason; of more, only the number is told.
const NAMED: usize = 12;

#[derive(Debug, Serialize)]
struct View {
    /// What comes and what ends, day by day.
    days: Vec<DayView>,
    /// What waits for somebody to finish it.
    drafts: Vec<PlannedView>,
    shown: String,
    /// What is left out for another reason than a plan.
    left_out: Vec<LeftOut>,
    /// What somebody asked about.
    asked: String,
    answer: Option<Answer>,
}

/// What happens on one day.
#[derive(Debug, Serialize)]
struct DayView {
    day: String,
    planned: Vec<PlannedView>,
}

/// What will happen to an entry.
#[derive(Debug, Serialize)]
struct PlannedView {
    entry: EntryLink,
    file: LocationView,
    /// `Comes online`.
    words: String,
    /// Where it is edited.
    edit: Option<String>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    entry: Option<EntryLink>,
    file: LocationView,
    because: Because,
}

/// Why something is not there.
#[derive(Debug, Default, Serialize)]
pub struct Because {
    pub words: String,
    pub findings: Vec<FindingView>,
    pub needs: Vec<NeedView>,
}

#[derive(Debug, Serialize)]
pub struct NeedView {
    pub place: LocationView,
    pub words: String,
}

/// Where something comes from.
#[derive(Debug, Default, Serialize)]
struct Answer {
    title: String,
    address: Option<String>,
    lines: Vec<String>,
    files: Vec<LocationView>,
    because: Option<Because>,
    choices: Vec<String>,
}

pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    let asked = safety::query_text(target, "about").unwrap_or_default();
    let left_out = left_out(look);
    let (days, drafts) = planned(look);
    let view = View {
        days,
        drafts,
        shown: phrases::count(left_out.len(), "file or row", "files and rows"),
        left_out,
        answer: (!asked.trim().is_empty()).then(|| answer(&asked, look)),
        asked,
    };
    DeskPage::new("What is online when", HERE, "left-out.html", &view)
}

/// What happens to entries, by day, and those that wait without one.
fn planned(look: &DeskContext<'_>) -> (Vec<DayView>, Vec<PlannedView>) {
    let today = look.survey.request.today;
    let (mut days, mut drafts) = (BTreeMap::<Date, Vec<PlannedView>>::new(), Vec::new());
    for (number, entry) in (0..).zip(&look.survey.contents.entries) {
        let Some(common) = &entry.common else { continue };
        let planned = |words: String| PlannedView {
            entry: look.link(number),
            file: look.place(&why::start(number, &look.survey)),
            words,
            edit: look.form(number),
        };
        let comes = common.publish_from.filter(|from| *from > today);
        if common.draft == Some(true) {
            let then = comes.map(|from| format!(", meant to come online on {}", phrases::day(from)));
            drafts.push(planned(format!("It is a draft{}", then.unwrap_or_default())));
            continue;
        }
        if let Some(from) = comes {
            days.entry(from).or_default().push(planned("Comes online".into()));
        }
        if let Some(last) = common.expires.filter(|last| *last >= today) {
            days.entry(last).or_default().push(planned("Last day online".into()));
        }
    }
    let day = |(day, planned)| DayView { day: phrases::day(day), planned };
    (days.into_iter().map(day).collect(), drafts)
}

/// Whether an entry is left out by a plan, which is told day by day.
fn is_planned(reason: &Reason) -> bool {
    matches!(reason, Reason::Hidden(Hidden::Draft | Hidden::NotYet(_)))
}

fn left_out(look: &DeskContext<'_>) -> Vec<LeftOut> {
    let others = why::left_out(&look.survey).into_iter().filter(|(_, reason)| !is_planned(reason));
    let entries = others.map(|(number, reason)| LeftOut {
        entry: Some(look.link(number)),
        file: look.place(&why::start(number, &look.survey)),
        because: because(&reason, look),
    });
    let bare = look.survey.contents.bare.iter().map(|(path, _)| LeftOut {
        entry: None,
        file: look.place(&Span::file(path)),
        because: because(&why::unread(path, &look.survey), look),
    });
    entries.chain(bare).collect()
}

/// A reason in words.
pub fn because(reason: &Reason, look: &DeskContext<'_>) -> Because {
    match reason {
        Reason::Hidden(hidden) => Because { words: phrases::capital(&hidden.to_string()), ..Because::default() },
        Reason::Ignored => {
            Because { words: "Files of that name are notes, which are never published".into(), ..Because::default() }
        }
        Reason::Districts => {
            Because { words: "Its rows work behind the page that says what is near".into(), ..Because::default() }
        }
        Reason::Stray(hidden) => {
            let words = match hidden {
                Some(page) => format!("Only {page} refers to it, which is not on the site itself"),
                None => "Nothing on the site refers to it".into(),
            };
            Because { words, ..Because::default() }
        }
        Reason::Refused(findings) => Because {
            words: "Something is wrong with it".into(),
            findings: findings.iter().map(|finding| look.finding(finding)).collect(),
            ..Because::default()
        },
        Reason::Unread(findings) => Because {
            words: "It could not be read".into(),
            findings: findings.iter().map(|finding| look.finding(finding)).collect(),
            ..Because::default()
        },
        Reason::Needs(needs) => {
            let need = |Need { at, name, why }: &Need| NeedView {
                place: look.place(at),
                words: format!("It needs {name}: {why}"),
            };
            Because {
                words: "It needs something that is not on the site".into(),
                needs: needs.iter().map(need).collect(),
                ..Because::default()
            }
        }
    }
}

fn answer(asked: &str, look: &DeskContext<'_>) -> Answer {
    let plain = |title: String| Answer { title, ..Answer::default() };
    let address = |path: &str| Some(format!("/{}", phrases::encoded(path)));
    match why::answer(asked, &look.survey) {
        Why::Page(story) => Answer {
            title: phrases::capital(&format!("it is the {}", story.about)),
            address: address(&story.address),
            lines: provenance_lines(&story),
            files: story.files.iter().chain(&own_template(&story)).map(|span| look.place(span)).collect(),
            ..Answer::default()
        },
        Why::Part { entry, address: at } => Answer {
            title: "It is a part of a page".into(),
            address: Some(format!("/{at}")),
            files: vec![look.place(&entry)],
            ..Answer::default()
        },
        Why::Bare { entry } => Answer {
            files: vec![look.place(&entry)],
            ..plain("It has no page: nothing on the site belongs to it".into())
        },
        Why::EmptyList(kind) => plain(format!("The list of {} has no page: there is nothing on it", kind.many())),
        Why::Published { file, address: at, is_as_it_is } => Answer {
            title: match is_as_it_is {
                true => "It is a file that is published as it is".into(),
                false => "It is a picture that is published without its notes".into(),
            },
            address: address(&at),
            files: vec![look.place(&Span::file(&file))],
            ..Answer::default()
        },
        Why::MachineFile { address: at, from } => Answer {
            address: address(&at),
            lines: vec![format!("DeskPage from {from}.")],
            ..plain("Trellis makes it".into())
        },
        Why::NotDrawn { address: _ } => {
            plain("It is not there: the diagram of its page is too large to be drawn".into())
        }
        Why::LeftOut { entry, reason } => Answer {
            files: vec![look.place(&Span::file(&entry))],
            because: Some(because(&reason, look)),
            ..plain("It is not on the site".into())
        },
        Why::Several(choices) => Answer { choices, ..plain("That could mean more than one thing".into()) },
        Why::Unknown(choices) => Answer { choices, ..plain("There is nothing of that name".into()) },
    }
}

fn own_template(story: &why::Provenance) -> Option<Span> {
    story.own_template.as_ref().map(Span::file)
}

fn provenance_lines(story: &why::Provenance) -> Vec<String> {
    let owner = if story.own_template.is_some() { "your own theme" } else { "the default theme" };
    let template = format!("Shown by the template {} of {owner}.", story.template);
    let given = story.contributions.iter().map(|given| {
        let rest = given.entries.len().saturating_sub(NAMED);
        let more = if rest > 0 { format!(" and {} more", phrases::grouped(rest)) } else { String::new() };
        let named = given.entries.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        format!("{}: {named}{more}.", phrases::capital(given.because))
    });
    std::iter::once(template).chain(given).collect()
}
