//! `trellis explain`: the page of a finding.

use clap::Args;

use super::Outcome;
use super::say::say;
use crate::Error;
use crate::diagnostic::Code;
use crate::nearest::nearest;

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of a finding, such as `unknown-reference`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(args: &ExplainArgs) -> Result<Outcome, Error> {
    let Some(name) = &args.code else {
        for code in Code::ALL {
            say!("{code:<22} {}", code.title())?;
        }
        return Ok(Outcome::Clean);
    };
    let code = Code::parse(name).ok_or_else(|| {
        let near = nearest(name, Code::ALL.iter().map(|code| code.as_str()));
        let help = near
            .map_or_else(|| "run `trellis explain` to see all codes".into(), |near| format!("did you mean `{near}`?"));
        Error::Usage(format!("there is no finding called `{name}`\n  help: {help}"))
    })?;
    say!("{}", code.explanation().trim_end())?;
    Ok(Outcome::Clean)
}
