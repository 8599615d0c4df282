//! Who publishes to another computer just now. `rsync` knows no locks. So each publish puts a file of its own there, a
//! ticket, and then looks who else has one. Whoever sees none goes on; of two that see each other, one gives way at least.
//! The age of a ticket is told by the clock there.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use jiff::civil::DateTime;

use super::far::Far;
use crate::deliver::owner::{self, BOUND, Owner};
use crate::error::Error;

/// What the names of tickets begin with.
const TICKET: &str = ".trellis-publishing-";
/// How often it is looked whether one that came at the same time gives way, and how long it is waited before each look.
const LOOKS: usize = 6;
const PAUSE: Duration = Duration::from_millis(500);

/// The ticket of this publish.
pub(super) struct Ticket<'f> {
    far: &'f Far,
    owner: Owner,
    signed: Mutex<SystemTime>,
    is_lost: AtomicBool,
}

impl<'f> Ticket<'f> {
    /// Takes a ticket, if nobody else goes on with one.
    pub fn take(far: &'f Far) -> Result<Ticket<'f>, Error> {
        let signed = Mutex::new(SystemTime::now());
        let ticket = Ticket { far, owner: Owner::new(), signed, is_lost: AtomicBool::new(false) };
        ticket.sign()?;
        for look in 1.. {
            match ticket.in_the_way() {
                Ok(None) => return Ok(ticket),
                // If that one came at the same time, it sees this one, and gives way.
                Ok(Some((other, _))) if ticket.owner.token < other.token && look < LOOKS => thread::sleep(PAUSE),
                Ok(Some((other, silent))) => {
                    let busy = Error::Usage(other.busy(far.place.trim_end_matches('/'), silent));
                    return ticket.give_back().and(Err(busy));
                }
                Err(error) => return ticket.give_back().and(Err(error)),
            }
        }
        ticket.give_back().and(Err(Error::Usage(format!("others publish to {} all the time", far.place))))
    }

    fn name(&self) -> String {
        format!("{TICKET}{}", self.owner.token)
    }

    /// Puts the ticket there, or renews its time.
    fn sign(&self) -> Result<(), Error> {
        let bytes = serde_json::to_vec(&self.owner).expect("owners always turn into JSON");
        self.far.write(&self.name(), &bytes)?;
        *self.signed.lock().unwrap_or_else(PoisonError::into_inner) = SystemTime::now();
        Ok(())
    }

    /// Another that goes on, and how long it has been silent. Tickets of those that were stopped are removed.
    fn in_the_way(&self) -> Result<Option<(Owner, Duration)>, Error> {
        let all = self.far.names(TICKET)?;
        let own = all.iter().find(|(name, _)| *name == self.name()).map(|(_, time)| *time);
        let Some(own) = own else { return Err(self.lost()) };
        for (name, time) in all.iter().filter(|(name, _)| *name != self.name()) {
            // It may have been given back a moment ago.
            let Some(bytes) = self.far.read(name)? else { continue };
            let other: Option<Owner> = serde_json::from_slice(&bytes).ok();
            let silent = between(*time, own);
            match other {
                Some(other) if !other.is_stopped(silent) => return Ok(Some((other, silent))),
                None if silent < BOUND => return Err(self.unknown(name)),
                Some(_) | None => self.far.remove([name.as_str()].into_iter())?,
            }
        }
        Ok(None)
    }

    /// Does something while others see now and then that it goes on.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        let renew = || match self.far.names(TICKET) {
            // Whoever took it away goes on in its place.
            Ok(all) if !all.iter().any(|(name, _)| *name == self.name()) => self.is_lost.store(true, Ordering::Relaxed),
            // If no sign can be given for too long, the ticket counts as lost.
            Ok(_) => drop(self.sign()),
            Err(_) => {}
        };
        owner::while_signing(renew, work)
    }

    /// Says whether this publish may still change anything.
    pub fn check(&self) -> Result<(), Error> {
        let signed = *self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_silent = signed.elapsed().is_ok_and(|silent| silent >= BOUND);
        if self.is_lost.load(Ordering::Relaxed) || is_silent { Err(self.lost()) } else { Ok(()) }
    }

    /// Gives the ticket back, whatever became of the publish.
    pub fn give_back(self) -> Result<(), Error> {
        self.far.remove([self.name().as_str()].into_iter())
    }

    fn lost(&self) -> Error {
        Error::Usage(owner::lost(&self.far.place))
    }

    fn unknown(&self, name: &str) -> Error {
        Error::Obstructed {
            path: format!("{}{name}", self.far.place).into(),
            why: "it is in the place of what says who is publishing, and cannot be read",
            help: "delete it if nobody is publishing there",
        }
    }
}

/// The time from one moment to a later one.
fn between(one: DateTime, later: DateTime) -> Duration {
    Duration::try_from(later.duration_since(one)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_that_seems_to_come_from_later_is_new() {
        let noon = jiff::civil::date(2026, 11, 23).at(12, 0, 0, 0);
        let later = jiff::civil::date(2026, 11, 23).at(12, 2, 0, 0);
        assert_eq!(between(noon, later), Duration::from_secs(120));
        assert_eq!(between(later, noon), Duration::ZERO);
    }
}
