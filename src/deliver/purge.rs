//! Which addresses a CDN must forget after a publish.

use std::collections::BTreeSet;

use super::changes::Changes;
use crate::host::in_address;

/// Every address at which something else is now than before, or nothing, below the address of the site: one a line, in
/// order. What is new there is none: nobody can have kept it. Nor is a packed twin: who keeps one, keeps it as the file.
pub fn addresses(root: &str, changes: &Changes, twins: &BTreeSet<String>) -> String {
    let mut addresses = BTreeSet::new();
    for path in changes.stale().filter(|path| !twins.contains(*path)) {
        let address = format!("{root}{}", in_address(path));
        // Visitors come to a folder and see its page.
        if let Some(folder) = address.strip_suffix("index.html").filter(|folder| folder.ends_with('/')) {
            addresses.insert(folder.to_string());
        }
        addresses.insert(address);
    }
    addresses.into_iter().map(|address| address + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::Step;

    #[test]
    fn an_address_is_told_as_visitors_have_it_and_what_is_new_is_not() {
        let steps =
            ["index.html", "index.html.gz", "roles/x/index.html", "a/myindex.html", "files/open day+.pdf", "new.html"];
        let changes = Changes {
            steps: steps.map(|path| (Step::List, path.to_string())).into(),
            new: BTreeSet::from(["new.html".to_string()]),
            unchanged: 0,
        };
        let twins = BTreeSet::from(["index.html.gz".to_string()]);
        let told = addresses("/", &changes, &twins);
        let lines: Vec<&str> = told.lines().collect();
        let wanted =
            ["/", "/a/myindex.html", "/files/open%20day%2B.pdf", "/index.html", "/roles/x/", "/roles/x/index.html"];
        assert_eq!(lines, wanted);
        assert!(
            addresses("https://example.org/careers/", &changes, &twins)
                .contains("https://example.org/careers/roles/x/\n")
        );
        assert_eq!(addresses("/", &Changes::default(), &twins), "");
    }
}
