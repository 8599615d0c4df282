//! What only pages of this process know, so that no other page can open or change files.
//!
//! For opening it is a cookie, which no address shows and no script can read, and which browsers send along with nothing
//! that another website asks for. For changing it is a field of the form itself, which other websites cannot read.

use super::safety;

/// How the names of such cookies begin. Browsers do not tell the ports of a computer apart, so the port follows.
const PREFIX: &str = "trellis-";

/// Where browsers send it: no other request needs it.
pub const PATH: &str = "/_trellis/open";

/// The secret of one server.
#[derive(Debug)]
pub struct Token {
    port: u16,
    value: String,
    /// What forms carry.
    form: String,
}

impl Token {
    /// A new one for the server at a port.
    pub fn new(port: u16) -> Token {
        Token { port, value: safety::secret(), form: safety::secret() }
    }

    /// The field that gives it to a browser, until it is closed.
    pub fn cookie(&self) -> String {
        format!("{PREFIX}{}={}; Path={PATH}; HttpOnly; SameSite=Strict", self.port, self.value)
    }

    /// Whether a browser has it.
    pub fn is_in(&self, cookies: Option<&str>) -> bool {
        let own = format!("{PREFIX}{}={}", self.port, self.value);
        cookies.is_some_and(|cookies| cookies.split(';').any(|cookie| cookie == own))
    }

    /// What forms of this process carry.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Whether a form is one of this process.
    pub fn is_on_form(&self, typed: Option<&str>) -> bool {
        // As long for one wrong letter as for another.
        let differs = |(one, other): (u8, u8)| u32::from(one ^ other);
        typed.is_some_and(|typed| {
            typed.len() == self.form.len() && typed.bytes().zip(self.form.bytes()).map(differs).sum::<u32>() == 0
        })
    }
}

/// The cookies of servers like this one, of all that a browser sends.
pub fn own(cookies: &[u8]) -> Vec<u8> {
    let own = |cookie: &&[u8]| cookie.starts_with(PREFIX.as_bytes()) && cookie.iter().all(u8::is_ascii_graphic);
    let own: Vec<&[u8]> = cookies.split(|byte| *byte == b';').map(<[u8]>::trim_ascii).filter(own).collect();
    own.join(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_was_given_it_has_it_and_no_other() {
        let (token, other) = (Token::new(4000), Token::new(4000));
        let given = |token: &Token| token.cookie().split(';').next().unwrap().to_string();
        let sent = format!("a=b c; {}; {}", given(&Token::new(4001)), given(&token));
        let sent = String::from_utf8(own(sent.as_bytes())).unwrap();
        assert!(token.is_in(Some(&sent)) && !other.is_in(Some(&sent)));
        for sent in [None, Some(""), Some("trellis-4000="), Some("trellis-4000"), Some(&token.value[..])] {
            assert!(!token.is_in(sent), "{sent:?}");
        }
        assert!(token.is_on_form(Some(token.form())) && token.form() != token.value);
        for typed in [None, Some(""), Some(other.form()), Some(&token.value[..]), Some(&token.form()[1..])] {
            assert!(!token.is_on_form(typed), "{typed:?}");
        }
    }
}
