//! The address below which a whole site is: in site.yaml, and as an option of the command line.
//!
//! Every address of the site begins with it, so it is the address of a folder, as browsers send it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::address;

/// Signs that are not sent as they are; letters beyond ASCII never are.
const ODD: &AsciiSet = CONTROLS;

/// What is wrong with the address of a site, and what to write; it has been read as an address already.
pub fn fault(text: &str) -> Option<(String, String)> {
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "https" | "http")) else {
        let help = "write one that starts with `https://`";
        return Some((format!("`{text}` is not the address of a website"), help.into()));
    };
    if let Some(at) = text.find(['?', '#']) {
        let message = format!("the address of a site cannot hold `{}`", &text[at..=at]);
        return Some((message, format!("write only what all its pages share: `{}`", &text[..at])));
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if !host.is_ascii() {
        return Some((
            format!("`{host}` is not written as browsers send it"),
            "copy the address from the address bar of a browser: its name then begins with `xn--`".into(),
        ));
    }
    let folder = path.rsplit_once('/').filter(|(_, last)| is_page(last)).map_or(path, |(folder, _)| folder);
    let parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).map(sent).collect();
    let tidy: String = parts.iter().map(|part| format!("/{part}")).collect();
    let is_tidy = path == tidy || path.strip_suffix('/') == Some(&*tidy);
    let message = format!("`{text}` is not the address of a site as browsers send it");
    (!is_tidy).then(|| (message, format!("write `{scheme}://{host}{tidy}/`")))
}

/// Judges what was typed as the field of site.yaml is judged; the fault in words.
pub fn judge(text: &str) -> Result<(), (String, String)> {
    address::flaw(text).map(|flaw| flaw.told(text)).or_else(|| fault(text)).map_or(Ok(()), Err)
}

/// Whether the last part of an address is a page, not a folder.
fn is_page(part: &str) -> bool {
    let ending = part.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(&*ending, "html" | "htm" | "php" | "aspx"))
}

fn sent(part: &str) -> String {
    utf8_percent_encode(part, ODD).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_of_a_folder_is_one_of_a_site() {
        for text in
            ["https://a.example", "https://a.example/", "http://localhost:4000/x/y/", "https://a.example/%C3%A9"]
        {
            assert_eq!(judge(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn others_are_told_with_what_to_write() {
        for (text, help) in [
            ("https://a.example/x//", "write `https://a.example/x/`"),
            ("https://a.example//", "write `https://a.example/`"),
            ("https://a.example/x/index.html", "write `https://a.example/x/`"),
            ("https://a.example/é/", "write `https://a.example/%C3%A9/`"),
            ("HTTPS://a.example/", "write `https://a.example/`"),
            ("a.example", "write `https://a.example`"),
            ("https://a.example/?x", "write only what all its pages share: `https://a.example/`"),
            ("https://u:p@a.example/", "take out what stands before the `@`, with the `@`"),
            ("https://a.example:99999/", "write it in full, such as `https://www.example.org/page`"),
            ("mailto:a@b.example", "write one that starts with `https://`"),
            (
                "https://rôles.example/",
                "copy the address from the address bar of a browser: its name then begins with `xn--`",
            ),
        ] {
            assert_eq!(judge(text).unwrap_err().1, help, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_good_can_be_sent_as_it_is(text in "(https?://)?(a\\.example|[a-zé.]{0,6})(:[0-9]{1,6})?(/[a-zé.%?#/]{0,8})?|.{0,12}") {
            if judge(&text).is_ok() {
                prop_assert!(text.is_ascii() && !text.contains(char::is_whitespace) && !text.contains(['?', '#', '@']));
                prop_assert!(!text[8..].contains("//"));
            }
        }
    }
}
