//! The desk: the site's health for those who write it, at `/_trellis/` of the dev server. It is no part of a build.
//!
//! Every page is made when it is asked for, from the newest judgement of the site, so that it also helps where the site
//! has errors or was never good. Pages are views and templates, as those of the site are; the templates are part of the
//! program, and escape whatever comes from files.

mod about;
mod acts;
mod around;
mod changes;
mod context;
mod documentation;
mod drawing;
mod edit;
mod entries;
mod examples;
mod explained;
mod figures;
mod files;
mod guide;
mod import;
mod judgement;
mod kept;
mod left_out;
mod moving;
mod overview;
mod page;
mod paging;
mod phrases;
mod picture;
mod posting;
mod problems;
mod publish;
mod toolbar;
pub mod welcome;

use std::path::PathBuf;
use std::sync::Mutex;

pub use judgement::{Judgement, Newest};

use super::editor::{At, Editor};
use super::reply::Reply;
use super::safety;
use super::token::{self, Token};
use super::watch::Teller;
use crate::diagnostic::Code;
use crate::disk::History;
use crate::health;
use crate::source::SourcePath;
use context::DeskContext;
use edit::Unsaved;
use files::DeskFile;
use kept::Kept;
use page::{DeskPage, EditorNote};

/// The desk of one server.
#[derive(Debug)]
pub struct Desk {
    /// What the loop knows of the site.
    pub newest: Newest,
    /// How hard texts were to read when somebody last asked.
    readings: Mutex<health::Memo>,
    /// The site's folder.
    root: PathBuf,
    /// The folder that the site is published into, which is never read.
    out: Option<PathBuf>,
    editor: Editor,
    /// What only pages of this process know, so that no other page can open files.
    token: Token,
    /// Whether nobody may change files here.
    is_read_only: bool,
    /// Former versions of the author's files.
    history: History,
    /// Held by whoever saves.
    saving: Mutex<()>,
    /// Who hears of what is written here.
    teller: Option<Teller>,
    /// What would be found in forms that are not saved.
    pub unsaved: Unsaved,
    /// Tables that somebody is about to take over.
    tables: Kept,
    /// Other sites, likewise.
    archives: Kept,
}

impl Desk {
    pub fn new(root: PathBuf, editor: Editor, token: Token) -> Desk {
        let (newest, readings, history) = (Newest::default(), Mutex::default(), History::of(&root));
        Desk {
            newest,
            readings,
            root,
            out: None,
            editor,
            token,
            is_read_only: false,
            history,
            saving: Mutex::default(),
            teller: None,
            unsaved: Unsaved::default(),
            tables: Kept::most(4),
            archives: Kept::most(1),
        }
    }

    /// A desk at which files can be changed, or not.
    pub fn read_only(self, is_read_only: bool) -> Desk {
        Desk { is_read_only, ..self }
    }

    /// A desk of which somebody hears at once what is written.
    pub fn telling(self, teller: Teller) -> Desk {
        Desk { teller: Some(teller), ..self }
    }

    /// The desk of a site that is published into a folder.
    pub fn published_into(self, out: PathBuf) -> Desk {
        Desk { out: Some(out), ..self }
    }

    /// The answer to an address below `/_trellis/`; `inside` is its path from there. `is_near` says whether who asks sits
    /// at this computer.
    pub fn answer(&self, inside: &str, target: &str, version: u64, is_near: bool) -> Reply {
        if let Some(DeskFile { name, bytes }) = files::named(inside) {
            return Reply::file(name, bytes.into());
        }
        let known = match inside.strip_prefix("edit/") {
            Some(name) => self.settled(name),
            None => self.newest.state(),
        };
        let may_write = is_near && !self.is_read_only;
        let look = known.judgement.as_deref().map(|judgement| DeskContext::new(self, judgement, may_write));
        if inside == "names.json" {
            let names = look.as_ref().map(edit::names_of_pages).unwrap_or_default();
            return self.known(Reply::file("names.json", names.to_string().into_bytes().into()));
        }
        if inside == "page.json" {
            let path = safety::query_text(target, "path").unwrap_or_default();
            let data = look.as_ref().map(|look| toolbar::data(&path, look)).unwrap_or_default();
            return self.known(Reply::file("page.json", data.to_string().into_bytes().into()));
        }
        let made = match (&look, &known.judgement) {
            (Some(look), Some(judgement)) => made(inside, target, look, judgement),
            _ => DeskPage::message(503, "One moment", "The site has not been looked at yet."),
        };
        let frame = page::frame(&made, look.as_ref(), self.note(), version, known.trouble);
        self.known(Reply::html(made.status, page::html(&made, &frame).into_bytes()))
    }

    /// An answer whose reader may open files, if any of them can be opened.
    fn known(&self, reply: Reply) -> Reply {
        match self.can_open() {
            true => reply.with("Set-Cookie", self.token.cookie()),
            false => reply,
        }
    }

    /// Opens a file of the site in the author's editor.
    ///
    /// The file is one of those that were read; what the request says is only looked up among them.
    pub fn open(&self, target: &str, cookies: Option<&str>) -> Reply {
        if !self.token.is_in(cookies) {
            let text = "That page is from an earlier run of the server. Go back, load it again, and try once more.";
            return self.say(&DeskPage::message(403, "Not opened", text));
        }
        let number = |name| safety::query(target, name).and_then(|number| number.parse().ok()).unwrap_or(1);
        let known = self.newest.state();
        let asked = safety::query_text(target, "file").map(SourcePath::new);
        let file = known.judgement.zip(asked).and_then(|(judgement, asked)| judgement.file(&asked));
        let Some(file) = file else {
            return self.say(&DeskPage::message(
                404,
                "Not opened",
                "The site has no such file. It may have been renamed.",
            ));
        };
        let file = self.root.join(file.as_str());
        match self.editor.open(At { file: &file, line: number("line"), column: number("column") }) {
            Ok(()) => Reply::empty(204),
            Err(error) => {
                let name = self.editor.name().unwrap_or("the editor");
                let text = format!(
                    "{name} could not be started: {error}. Start the server with another editor, such as trellis serve \
                     --editor code, or with its whole path."
                );
                self.say(&DeskPage::message(500, "Not opened", &text))
            }
        }
    }

    /// A page that only says something.
    fn say(&self, made: &DeskPage) -> Reply {
        let frame = page::frame(made, None, self.note(), 0, None);
        Reply::html(made.status, page::html(made, &frame).into_bytes())
    }

    /// Where to send a form that opens a place, if the server can open it.
    fn opens(&self, path: &SourcePath, line: usize, column: usize) -> Option<String> {
        let file = phrases::encoded(path.as_str());
        self.can_open().then(|| format!("{}?file={file}&line={line}&column={column}", token::PATH))
    }

    /// Whether the server itself can open files.
    fn can_open(&self) -> bool {
        matches!(self.editor, Editor::Program { .. })
    }

    fn note(&self) -> EditorNote {
        EditorNote {
            is_known: self.editor != Editor::Unknown,
            is_terminal: matches!(self.editor, Editor::Terminal { .. }),
            is_shared: self.editor == Editor::Shared,
            name: self.editor.name().map(str::to_string),
        }
    }
}

fn made(inside: &str, target: &str, look: &DeskContext<'_>, judgement: &Judgement) -> DeskPage {
    match inside {
        "" => overview::made(look, judgement.health(&look.desk.readings)),
        "problems" => problems::made(look, target),
        "entries" => entries::made(look, target),
        "left-out" => left_out::made(look, target),
        "reviews" => figures::reviews(judgement.health(&look.desk.readings), target),
        "reading" => figures::reading(judgement.health(&look.desk.readings), target),
        "coverage" => figures::coverage(judgement.health(&look.desk.readings)),
        "explain" => explained::all(),
        "guide" => guide::writing(),
        "fields" => guide::fields(look),
        "hosting" => guide::hosting(),
        "import" => import::made(look, target),
        "import/pages" => moving::made(look, target),
        "changes" => changes::made(look, target),
        "publish" => publish::made(look),
        _ => {
            let edit = || {
                let form = inside.strip_prefix("edit/").map(|name| edit::made(look, name, target));
                form.or_else(|| acts::made(look, inside, target))
            };
            let entry = inside.strip_prefix("entry/").map(|name| about::made(look, name)).or_else(edit);
            let code = || inside.strip_prefix("explain/").and_then(Code::parse);
            let missing = || DeskPage::message(404, "There is no such page", "The desk has no page at this address.");
            entry.or_else(|| Some(explained::made(code()?, Some(look)))).unwrap_or_else(missing)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::graph::Drafts;
    use crate::memo::Memo;
    use crate::pipeline::{self, Request};
    use crate::snapshot::Snapshot;

    fn page(desk: &Desk, inside: &str) -> String {
        let bytes = desk.answer(inside, &format!("/_trellis/{inside}"), 1, true).bytes(None, false);
        String::from_utf8(bytes).unwrap()
    }

    fn judged(files: &[(&str, &str)]) -> Arc<Judgement> {
        let snapshot: Snapshot = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let request =
            Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
        let judged = pipeline::judge(&snapshot, &request, &mut Memo::default(), &|_| {});
        let judgement = Judgement::new(request, judged);
        judgement.complete(&snapshot);
        Arc::new(judgement)
    }

    #[test]
    fn trouble_is_told_over_what_was_known_and_goes_with_the_next_judgement() {
        let desk = Desk::new("/site".into(), Editor::Unknown, Token::new(4000));
        assert!(page(&desk, "").contains("503"));
        let good = judged(&[("site.yaml", "title: Mine\ndescription: A site.\n")]);
        drop(desk.newest.set(good.clone()));
        assert!(page(&desk, "").contains("<h1>Mine</h1>") && !page(&desk, "").contains("cannot be read"));
        desk.newest.fail("the folder <gone>".into());
        let told = page(&desk, "problems");
        assert!(told.contains("cannot be read.</b> the folder &lt;gone&gt;") && told.contains("Nothing was found"));
        drop(desk.newest.set(good));
        assert!(!page(&desk, "").contains("cannot be read"));
    }

    #[test]
    fn findings_of_templates_are_added_to_what_was_judged() {
        let desk = Desk::new("/site".into(), Editor::Unknown, Token::new(4000));
        drop(desk.newest.set(judged(&[("site.yaml", "title: Mine\ndescription: A site.\n")])));
        let path = SourcePath::new("themes/default/templates/role.html");
        let span = crate::source::Span::new(&path, 0..4);
        desk.newest.find(vec![crate::diagnostic::catalogue::template(span, "it is odd".into())]);
        let told = page(&desk, "problems");
        assert!(told.contains("themes/default/templates/role.html") && told.contains("1 finding, file by file"));
    }
}
