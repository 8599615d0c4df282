//! The budget of each stage: `budget.yaml` says what it took when somebody last agreed to it, and why they did.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;

use serde::Deserialize;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/instructions/budget.yaml");
/// How much more than its budget a stage may take, in hundredths.
const SPARE: f64 = 3.0;
/// The same if another compiler made the program: its instructions are others.
const SPARE_ELSEWHERE: f64 = 15.0;

/// What `budget.yaml` says.
#[derive(Deserialize)]
struct Budget {
    made_with: String,
    stages: BTreeMap<String, u64>,
    reasons: Vec<String>,
}

/// Tells the stages that take more than their budget, or agrees to what they take where that is wanted.
pub fn check(counts: &[(&str, u64)]) -> Vec<String> {
    let text = std::fs::read_to_string(PATH).expect("the budget is there");
    let budget: Budget = serde_yaml::from_str(&text).expect("the budget is as this program writes it");
    let compiler = compiler();
    if std::env::var_os("TRELLIS_UPDATE").is_some() {
        let reason = std::env::var("TRELLIS_REASON").unwrap_or_default();
        if reason.trim().is_empty() {
            return vec!["say in TRELLIS_REASON why the budget changes".into()];
        }
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        let text = format!("{}\n{}", head.join("\n"), renewed(&budget, counts, &compiler, reason.trim()));
        std::fs::write(PATH, text).expect("the budget can be written");
        return Vec::new();
    }
    let is_other = budget.made_with != compiler;
    if is_other {
        println!(
            "{compiler} is not what the budget was made with ({}): {SPARE_ELSEWHERE} % are allowed",
            budget.made_with
        );
    }
    let spare = if is_other { SPARE_ELSEWHERE } else { SPARE };
    counts.iter().filter_map(|&(stage, count)| judge(stage, count, budget.of(stage), spare)).collect()
}

impl Budget {
    /// What a stage may take; one without a budget may take nothing.
    fn of(&self, stage: &str) -> u64 {
        self.stages.get(stage).copied().unwrap_or(0)
    }
}

/// The compiler, and what it writes for: both decide on instructions.
fn compiler() -> String {
    let said = Command::new("rustc").arg("--version").current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let said = String::from_utf8(said.expect("rustc is there, as it made this").stdout).expect("it writes text");
    let version: Vec<&str> = said.split_whitespace().take(2).collect();
    format!("{} for {}", version.join(" "), std::env::consts::ARCH)
}

/// How much more than its budget a stage takes, in hundredths.
fn more(count: u64, budget: u64) -> f64 {
    (count as f64 / budget.max(1) as f64 - 1.0) * 100.0
}

fn judge(stage: &str, count: u64, budget: u64, spare: f64) -> Option<String> {
    let more = more(count, budget);
    if more < -spare {
        println!("`{stage}` takes {:.1} % less than its budget: renew it, so that what was won is kept", -more);
    }
    (more > spare).then(|| {
        format!(
            "the stage `{stage}` takes {count} instructions, {more:.1} % more than its budget of {budget}. Do less, or agree \
             to it: TRELLIS_UPDATE=1 TRELLIS_REASON='why' cargo test --profile checked --test instructions"
        )
    })
}

/// The file with the new counts, and one more reason. A stage that is within its budget keeps it, or many small steps that
/// nobody agreed to would be a large one.
fn renewed(budget: &Budget, counts: &[(&str, u64)], compiler: &str, reason: &str) -> String {
    let is_other = budget.made_with != compiler;
    let (mut stages, mut changes) = (String::new(), Vec::new());
    for &(stage, count) in counts {
        let more = more(count, budget.of(stage));
        let is_new = is_other || more.abs() > SPARE;
        if is_new && budget.stages.contains_key(stage) {
            changes.push(format!("{stage} {more:+.1} %"));
        } else if is_new {
            changes.push(format!("{stage} is new"));
        }
        writeln!(stages, "  {stage}: {}", if is_new { count } else { budget.of(stage) }).expect("a text takes all");
    }
    let reason =
        format!("{reason} ({})", if changes.is_empty() { "nothing changed".into() } else { changes.join(", ") });
    let reasons: String =
        budget.reasons.iter().chain([&reason]).map(|reason| format!("  - {}\n", serde_json::json!(reason))).collect();
    format!("made_with: {compiler}\nstages:\n{stages}reasons:\n{reasons}")
}
