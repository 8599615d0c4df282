//! Amounts of money that stand once in a table and are named in many places: the words of a link to such a row, and the
//! lines of a route about what the law and others say that is paid.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::Context;
use crate::entry::kinds::{Kind, KindOf, PayBand, PayStep, Payment, Route, Wage};
use crate::entry::{Fill, Hole};
use crate::formatting::grouped;
use crate::graph::{Id, LinkTarget, Linked, Meant, Node, NodeId};

/// What the words of a link say today.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Amount {
    /// The number of the link in its text.
    pub link: u32,
    /// Where its words are in the HTML of the text.
    pub at: Range<usize>,
    /// Such as `£9,790`.
    pub words: String,
    /// The year for which that holds, if the words behind the link do not say it.
    pub year: Option<Arc<str>>,
}

/// What rows of one table say, line by line.
#[derive(Debug, Serialize, Hash)]
pub struct MoneyLines {
    /// Where the first row stands.
    pub href: String,
    /// The year for which all of them hold, if that is one.
    pub year: Option<Arc<str>>,
    /// The day from which they do, where a year of pay is not one of study.
    pub from: Option<String>,
    pub lines: Vec<MoneyLine>,
}

/// One line about what is paid: how much, and for what or whom.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct MoneyLine {
    /// Such as `£8.00`.
    pub amount: String,
    /// The end of the name of the string that themes say it by: `wage-for` with for whom a wage holds, `wage` with what it is
    /// called, or how often a payment is made, such as `year`.
    pub line: &'static str,
    /// What is paid, or for whom it holds.
    pub about: Arc<str>,
    pub year: Arc<str>,
}

impl Context<'_> {
    /// The amounts among the words of an entry's links, in order.
    pub(crate) fn amounts(&self, node: &Node) -> Vec<Amount> {
        let kind = |target: &LinkTarget| target.node().map(|row| self.node(row).kind());
        let is_row = |kind| matches!(kind, Some(Kind::PayBand | Kind::Payment | Kind::Wage));
        // Nearly all texts have none.
        if !node.links.iter().map(kind).any(is_row) {
            return Vec::new();
        }
        let html = &*node.body().html;
        // What was said already: in which block, and of which year.
        let mut said: Vec<(usize, Arc<str>)> = Vec::new();
        let mut amount = |(link, at): (u32, Range<usize>)| {
            let (words, year) = self.amount(node.links[link as usize].node()?, &html[at.clone()])?;
            let block = block(html, &at).filter(|block| !html[block.clone()].starts_with("<h"))?;
            let is_said = says(&html[block.clone()], &year) || said.contains(&(block.start, year.clone()));
            said.push((block.start, year.clone()));
            Some(Amount { link, at, words, year: Some(year).filter(|_| !is_said) })
        };
        let is_plain = |at: &Range<usize>| {
            let inside = |hole: &&Hole| at.start < hole.at as usize && (hole.at as usize) < at.end;
            !node
                .body()
                .holes
                .iter()
                .any(|hole| inside(&hole) || matches!(hole.fill, Fill::Raw(_)) && at.start == hole.at as usize)
        };
        node.body().link_words().filter(|(_, at)| is_plain(at)).filter_map(&mut amount).collect()
    }

    /// What a row says in the place of an amount, and of which year: in pounds, or from so many pounds to so many.
    fn amount(&self, row: NodeId, typed: &str) -> Option<(String, Arc<str>)> {
        let between = between(typed)?;
        let fields = &self.node(row).fields;
        if let Some(band) = <PayBand as KindOf>::of(fields) {
            let (entry, top) = (pounds(band.entry().into()), pounds(band.top().into()));
            let is_step = |step: &PayStep<Meant>| pounds(step.annual.into()) == typed;
            let words = match (between, band.steps.iter().any(is_step)) {
                ("", true) => typed.to_string(),
                ("", false) => entry,
                _ if entry == top => entry,
                _ => format!("{entry}{between}{top}"),
            };
            return Some((words, band.year.clone()));
        }
        if !between.is_empty() {
            return None;
        }
        if let Some(wage) = <Wage as KindOf>::of(fields) {
            return Some((pence(wage.hourly), years(wage.from, wage.until).into()));
        }
        <Payment as KindOf>::of(fields).map(|payment| (pounds(payment.pounds), payment.year.clone()))
    }

    /// What a row of wages or payments says, for search.
    pub(crate) fn amount_in_words(&self, row: NodeId) -> Option<String> {
        let (amount, year) = self.amount(row, "£0")?;
        Some(format!("{}: {amount} {year}", self.node(row).title()))
    }

    /// The text of an entry as search reads it.
    pub(crate) fn html_of_today(&self, node: &Node) -> String {
        let mut html = node.body().html.to_string();
        for amount in self.amounts(node).iter().rev() {
            html.replace_range(amount.at.clone(), &amount.words);
        }
        html
    }

    /// What the law says that people on a route are paid at least.
    pub(crate) fn wage_lines(&self, from: &str, route: Linked<'_, Route>) -> Option<MoneyLines> {
        let line = |wage: Linked<'_, Wage>| MoneyLine {
            amount: pence(wage.hourly),
            line: if wage.holds_for.is_some() { "wage-for" } else { "wage" },
            about: wage.holds_for.clone().unwrap_or_else(|| wage.title().clone()),
            year: years(wage.fields.from, wage.fields.until).into(),
        };
        let first = self.graph.get(*route.wages.first()?).fields.from;
        let lines = self.money_lines(from, &route.wages, line)?;
        Some(MoneyLines { from: lines.year.is_some().then(|| first.to_string()), ..lines })
    }

    /// Fees and grants of people on a route.
    pub(crate) fn payment_lines(&self, from: &str, route: Linked<'_, Route>) -> Option<MoneyLines> {
        let line = |payment: Linked<'_, Payment>| MoneyLine {
            amount: pounds(payment.pounds),
            line: payment.per.as_str(),
            about: payment.title().clone(),
            year: payment.year.clone(),
        };
        self.money_lines(from, &route.payments, line)
    }

    fn money_lines<'g, T: KindOf>(
        &'g self,
        from: &str,
        rows: &[Id<T>],
        line: impl Fn(Linked<'g, T>) -> MoneyLine,
    ) -> Option<MoneyLines> {
        let href = self.href_to(from, rows.first()?.node());
        let lines: Vec<MoneyLine> = rows.iter().map(|&row| line(self.graph.get(row))).collect();
        let year = lines.first().map(|first| first.year.clone());
        let year = year.filter(|year| lines.iter().all(|line| line.year == *year));
        Some(MoneyLines { href, year, from: None, lines })
    }
}

/// The block of HTML, such as a paragraph or an item of a list, in which something stands.
fn block(html: &str, at: &Range<usize>) -> Option<Range<usize>> {
    const BLOCKS: [&str; 7] = ["<p", "<li", "<td", "<th", "<dd", "<summary", "<h"];
    let start = BLOCKS.iter().filter_map(|tag| html[..at.start].rfind(tag)).max()?;
    let ends = ["</p", "</li", "</td", "</th", "</dd", "</summary", "</h", "<ul", "<ol"];
    let end = ends.iter().filter_map(|tag| html[at.end..].find(tag)).min().map_or(html.len(), |end| at.end + end);
    Some(start..end)
}

/// Whether a text says a year, and not a longer one that begins so.
fn says(text: &str, year: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || c == '/');
    text.match_indices(year).any(|(at, _)| !goes_on(&text[at + year.len()..]))
}

/// What stands between two amounts, or nothing for one: words that are no amounts are none.
fn between(words: &str) -> Option<&str> {
    let is_amount = |text: &str| {
        let digits = text.strip_prefix('£').unwrap_or("");
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
    };
    if is_amount(words) {
        return Some("");
    }
    [" to ", "\nto ", " to\n", "–", " – ", "-"]
        .into_iter()
        .find(|between| words.split_once(between).is_some_and(|(least, most)| is_amount(least) && is_amount(most)))
}

/// Pounds, with pence where there are some: `£9,790`, `£12.71`.
pub(super) fn pounds(amount: f64) -> String {
    let words = pence(amount);
    words.strip_suffix(".00").map_or(words.clone(), str::to_string)
}

/// Pounds with pence: `£8.00`.
fn pence(amount: f64) -> String {
    let hundredths = (amount * 100.0).round() as usize;
    format!("£{}.{:02}", grouped(hundredths / 100), hundredths % 100)
}

/// The years between two days, as people write them: `2026/27`.
fn years(from: Date, until: Date) -> String {
    if from.year() == until.year() {
        from.year().to_string()
    } else {
        format!("{}/{:02}", from.year(), until.year() % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_words() {
        for (words, expected) in [
            ("£12.71", Some("")),
            ("£9,790", Some("")),
            ("£24,937 to £26,598", Some(" to ")),
            ("£24,937–£26,598", Some("–")),
            ("£", None),
            ("the wage", None),
            ("£12.71 an hour", None),
            ("12.71", None),
            ("£1.", None),
        ] {
            assert_eq!(between(words), expected, "{words}");
        }
    }

    #[test]
    fn amounts_are_written_as_people_write_them() {
        assert_eq!(
            [pounds(9_790.0), pounds(12.5), pence(8.0), pence(1_000.1)],
            ["£9,790", "£12.50", "£8.00", "£1,000.10"]
        );
        let day = |year| jiff::civil::date(year, 4, 1);
        assert_eq!([years(day(2026), day(2027)), years(day(2026), day(2026))], ["2026/27", "2026"]);
        assert_eq!(years(day(1999), day(2000)), "1999/00");
    }
}
