//! The connections that the gateway holds, and who gives way when there are too many.
//!
//! A new one is always let in: the computer that holds most loses one for it, first one that has not asked yet. So a
//! client that opens connections and leaves them idle takes places from itself, and never keeps out anybody else.

use std::net::{IpAddr, Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

/// Who is held, shared by the gateway and its visitors.
#[derive(Debug, Clone)]
pub struct Held {
    places: Arc<Mutex<Places>>,
    /// Connections held at one time.
    most: usize,
}

#[derive(Debug, Default)]
struct Places {
    next: u64,
    /// From the oldest to the newest.
    taken: Vec<Taken>,
}

#[derive(Debug)]
struct Taken {
    number: u64,
    computer: IpAddr,
    client: Arc<TcpStream>,
    /// Where it was passed on to, once it has asked.
    server: Option<Arc<TcpStream>>,
}

/// One of the connections that are held, until it is dropped.
#[derive(Debug)]
pub struct Permit {
    held: Held,
    number: u64,
}

impl Held {
    /// None yet.
    pub fn new(most: usize) -> Held {
        Held { places: Arc::default(), most }
    }

    /// A place for a new connection. Another one ends for it if there are too many.
    pub fn acquire(&self, client: Arc<TcpStream>, computer: IpAddr) -> Permit {
        let mut places = self.lock();
        let number = places.next;
        places.next += 1;
        places.taken.push(Taken { number, computer, client, server: None });
        if places.taken.len() > self.most {
            places.give_way();
        }
        Permit { held: self.clone(), number }
    }

    /// Ends one connection, where the system has no room for more.
    pub fn give_way(&self) {
        self.lock().give_way();
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        // What is in it is whole at any moment.
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn give_way(&mut self) {
        let Some(at) = self.who_gives_way() else { return };
        let taken = self.taken.remove(at);
        // Whoever reads from it, or writes, learns of it at once. It may have ended by itself.
        let _ = taken.client.shutdown(Shutdown::Both);
        if let Some(server) = taken.server {
            let _ = server.shutdown(Shutdown::Both);
        }
    }

    fn who_gives_way(&self) -> Option<usize> {
        let mut counts: FxHashMap<IpAddr, usize> = FxHashMap::default();
        for taken in &self.taken {
            *counts.entry(taken.computer).or_default() += 1;
        }
        let most = counts.values().max()?;
        let of_most = |taken: &Taken| counts[&taken.computer] == *most;
        // Never the newest, for which it is done: it has had no time to ask.
        let older = &self.taken[..self.taken.len() - 1];
        let idle = older.iter().position(|taken| of_most(taken) && taken.server.is_none());
        idle.or_else(|| older.iter().position(of_most)).or((!older.is_empty()).then_some(0))
    }
}

impl Permit {
    /// Notes that the connection has asked, and where it was passed on to.
    pub fn has_asked(&self, server: &Arc<TcpStream>) {
        if let Some(taken) = self.held.lock().taken.iter_mut().find(|taken| taken.number == self.number) {
            taken.server = Some(server.clone());
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.held.lock().taken.retain(|taken| taken.number != self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn connection(listener: &TcpListener) -> Arc<TcpStream> {
        Arc::new(TcpStream::connect(listener.local_addr().unwrap()).unwrap())
    }

    fn numbers(held: &Held) -> Vec<u64> {
        held.lock().taken.iter().map(|taken| taken.number).collect()
    }

    #[test]
    fn who_holds_most_gives_way_the_idle_first() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let [crowd, owner] = [1, 2].map(|last| IpAddr::from([10, 0, 0, last]));
        let held = Held::new(4);
        let take = |computer| held.acquire(connection(&listener), computer);
        let places = [take(owner), take(crowd), take(crowd), take(crowd)];
        places[1].has_asked(&connection(&listener));
        assert_eq!(numbers(&held), [0, 1, 2, 3]);
        let _newest = take(crowd);
        assert_eq!(numbers(&held), [0, 1, 3, 4], "of the crowd, the oldest that has not asked");
        let _owners = take(owner);
        assert_eq!(numbers(&held), [0, 1, 4, 5]);
        drop(places);
        assert_eq!(numbers(&held), [4, 5]);
    }

    #[test]
    fn the_newest_is_let_in_though_all_others_have_asked() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let computer = IpAddr::from([127, 0, 0, 1]);
        let held = Held::new(2);
        let places: Vec<Permit> = (0..2).map(|_| held.acquire(connection(&listener), computer)).collect();
        places.iter().for_each(|place| place.has_asked(&connection(&listener)));
        let _newest = held.acquire(connection(&listener), computer);
        assert_eq!(numbers(&held), [1, 2]);
    }
}
