//! Another computer, by the system's `rsync`. What was published lies there in a file of its own, so that whoever
//! publishes next, from wherever, sends what changed and removes what Trellis once sent and nothing else.

mod far;
mod list;
mod ticket;

use std::path::Path;

use self::far::Far;
use self::list::List;
use self::ticket::Ticket;
use super::Manner;
use super::changes::{Changes, Files, Step, There, pages};
use crate::disk::{Built, PublishedFile};
use crate::error::Error;

pub(super) fn deliver(built: &Built, from: &Path, place: &str, manner: Manner<'_>) -> Result<Changes, Error> {
    let far = Far::new(place)?;
    let plan = plan(&far, built, manner)?;
    if manner.dry || plan.changes.steps.is_empty() {
        return Ok(plan.changes);
    }
    built.files.iter().try_for_each(|(path, file)| built.bytes(from, path, file).map(drop))?;
    let ticket = Ticket::take(&far)?;
    // Another publish may have come in between.
    let done =
        ticket.during(|| self::plan(&far, built, manner).and_then(|plan| work(&far, built, from, &ticket, plan)));
    let given_back = ticket.give_back();
    done.and_then(|changes| given_back.map(|()| changes))
}

/// What is there, and what is to be done about it.
struct Plan {
    pages: usize,
    there: There,
    former: Files,
    changes: Changes,
}

fn plan(far: &Far, built: &Built, manner: Manner<'_>) -> Result<Plan, Error> {
    let List { pages: before, files, former } = List::of(far)?;
    let there = There { files, former };
    let (changes, former) = (there.changes_to(&built.files), there.kept_for(&built.files));
    manner.removals.judge(Path::new(&far.place), before, pages(&built.files))?;
    (manner.planned)(&changes)?;
    Ok(Plan { pages: before, there, former, changes })
}

fn work(far: &Far, built: &Built, from: &Path, ticket: &Ticket<'_>, plan: Plan) -> Result<Changes, Error> {
    let Plan { pages: before, there, former, changes } = plan;
    // Until all is done, whatever may be there counts as sent by Trellis, and none of it as being as it should be.
    let mut both = there.files;
    both.extend(built.files.clone());
    for (_, path) in &changes.steps {
        both.insert(path.clone(), PublishedFile { hash: 0, len: 0 });
    }
    List { pages: before, files: both, former: there.former }.put(far)?;
    far.remove(changes.of(Step::Stale))?;
    for step in Step::SENT {
        ticket.check()?;
        far.send(from, changes.of(step))?;
    }
    ticket.check()?;
    far.remove(changes.of(Step::Removal))?;
    ticket.check()?;
    List { pages: pages(&built.files), files: built.files.clone(), former }.put(far)?;
    Ok(changes)
}
