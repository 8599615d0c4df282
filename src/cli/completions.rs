//! `trellis completions` and `trellis man`: help for shells and readers of manuals, made from the arguments themselves.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::say::{self, say};
use super::{Cli, Outcome, file, screen};
use crate::Error;

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell that you type commands into
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// A folder for the pages of all commands; without it, the main page is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn completions(args: &CompletionsArgs) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "trellis", &mut script);
    print(&script)
}

pub fn man(args: &ManArgs) -> Result<Outcome, Error> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.folder else { return print(&render(command)?) };
    let pages = all(&command);
    let count = screen::count(pages.len(), "page", "pages");
    for page in pages {
        let name = page.get_display_name().unwrap_or_else(|| page.get_name()).to_string();
        file::write(&folder.join(format!("{name}.1")), render(page)?)?;
    }
    say!("Wrote {count} into {}", folder.display())?;
    Ok(Outcome::Clean)
}

/// A command and all that are inside it, but for their help.
fn all(command: &Command) -> Vec<Command> {
    let inside = command.get_subcommands().filter(|command| command.get_name() != "help");
    std::iter::once(command.clone()).chain(inside.flat_map(all)).collect()
}

fn render(command: Command) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Error::io("write", "the manual"))?;
    Ok(page)
}

fn print(bytes: &[u8]) -> Result<Outcome, Error> {
    say::answer(|out| out.write_all(bytes)).map(|()| Outcome::Clean)
}
