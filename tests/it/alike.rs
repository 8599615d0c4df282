//! The same mistake in many rows is told once to people, and each time to programs.

use crate::small::Small;

fn partners(rows: usize) -> String {
    let row = |at: usize| {
        format!("p{at},Partner {at},A partner.,nowhere,https://p{at}.example/,Talks,2026-11-01,2026-11-01\n")
    };
    let head = "id,title,summary,kind,website,offers,checked_on,reviewed\n";
    (0..rows).fold(head.to_string(), |table, at| table + &row(at))
}

#[test]
fn people_are_told_once_with_the_lines_and_programs_each_time() {
    let site = Small::new().write("content/partners/many.csv", &partners(30));
    let run = site.run("check");
    assert_eq!(run.said.matches("is called `nowhere`").count(), 1, "{}", run.said);
    run.ends(1).says("the same 29 more times: lines 3 to 31").says("30 errors");
    let run = site.run("check --format short");
    assert_eq!(run.out.matches("is called `nowhere`").count(), 30, "{}", run.out);
}
