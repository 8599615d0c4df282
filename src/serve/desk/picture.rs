//! A picture that comes from the editor's computer: kept in the site's folder under a safe name, and shown in a text.
//!
//! Without scripts it is put at the end of the text; with them, where the editor is writing, before anything is saved.

use std::sync::Arc;

use serde::Serialize;

use super::Desk;
use super::acts::shown::sentences;
use super::edit::file::EditedFile;
use super::edit::form::Refused;
use super::edit::{self, Occasion};
use super::judgement::Judgement;
use super::phrases;
use crate::characters;
use crate::picture;
use crate::refactor::{self, Change, applied, set_body, shown_body};
use crate::serve::posted::{Posted, Upload};
use crate::serve::reply::{Reply, lead_to};
use crate::slug::slug;
use crate::source::{SourcePath, way};

/// Where pictures are put.
const FOLDER: &str = "content/images";
/// The most letters of a picture's name.
const LONGEST_NAME: usize = 60;

/// What a script is told.
#[derive(Debug, Default, Serialize)]
struct Answer {
    /// What shows the picture in the text.
    markdown: Option<String>,
    cannot: Option<String>,
}

/// A picture that has a place in the site's folder.
struct Placed {
    path: SourcePath,
    /// How its file comes to be, if it is not there yet.
    change: Option<Change>,
}

/// Takes in a picture for the page of a name. Who may send one has been judged.
pub fn done(desk: &Desk, name: &str, posted: &Posted, judgement: &Arc<Judgement>) -> Reply {
    let file = match EditedFile::open(name, &desk.root, judgement) {
        Ok(file) if file.has_text() => file,
        Ok(_) => return refuse(desk, None, posted, judgement, "There is no text that could show a picture.".into()),
        Err(trouble) => return desk.say(&edit::unopened(trouble, name)),
    };
    let refuse = |why: String| refuse(desk, Some(&file), posted, judgement, why);
    let Some(upload) = posted.file("picture") else {
        return refuse("No file was chosen. Choose a picture, then try again.".into());
    };
    let alt = match alt(posted) {
        Ok(alt) => alt,
        Err(why) => return refuse(why),
    };
    let placed = match place(upload, judgement) {
        Ok(placed) => placed,
        Err(why) => return refuse(why),
    };
    let markdown = markdown(&file, &placed.path, &alt);
    let Some(shown) = shown(&file, &markdown) else {
        return refuse("The text of the page cannot be read any more. Load the page again.".into());
    };
    let text = Change::whole(file.path().clone(), Some(file.text.as_bytes().into()), shown);
    let all: Vec<Change> = placed.change.iter().cloned().chain([text]).collect();
    let errors = refactor::consequences(&all, &judgement.survey());
    if let Some(first) = errors.iter().find(|finding| finding.is_error()) {
        return refuse(sentences(first));
    }
    let is_asked = posted.get("only").is_some();
    if !is_asked && posted.get("read") != Some(&*file.hash) {
        return refuse("Somebody has changed this page meanwhile. Look at it, then try again.".into());
    }
    let changes = if is_asked { placed.change.as_slice() } else { &all };
    match desk.carry_out(changes) {
        Ok(()) if is_asked => answered(&Answer { markdown: Some(markdown), ..Answer::default() }),
        Ok(()) => lead_to(&format!("{}?done=pictured", phrases::edit_address(name))),
        Err(error) => refuse(error.to_string()),
    }
}

fn answered(answer: &Answer) -> Reply {
    Reply::file("picture.json", serde_json::to_vec(answer).unwrap_or_default().into())
}

fn refuse(desk: &Desk, file: Option<&EditedFile>, posted: &Posted, judgement: &Arc<Judgement>, why: String) -> Reply {
    if posted.get("only").is_some() {
        return answered(&Answer { cannot: Some(why), ..Answer::default() });
    }
    match file {
        Some(file) => {
            let refused = Refused { title: "The picture was not taken", text: why, lines: Vec::new() };
            let occasion = Occasion { refused: Some(refused), ..Occasion::default() };
            desk.form_again(422, file, judgement, occasion)
        }
        None => desk.say(&super::page::DeskPage::message(422, "The picture was not taken", &why)),
    }
}

/// What the picture shows, in words; empty if it says nothing.
fn alt(posted: &Posted) -> Result<String, String> {
    let typed = posted.words("alt");
    match (typed.is_empty(), posted.get("decorative").is_some()) {
        (_, true) => Ok(String::new()),
        (true, false) => {
            Err("Say what the picture shows, for people who cannot see it. If it says nothing, tick that.".into())
        }
        (false, false) => match characters::forbidden(&typed) {
            Some(_) => Err("There is a hidden character in what you wrote. Type it instead of pasting it.".into()),
            None => Ok(typed),
        },
    }
}

/// The file that holds the same picture already, or a new one with a name that is free.
fn place(upload: &Upload, judgement: &Judgement) -> Result<Placed, String> {
    let Some(extension) = picture::extension(&upload.bytes) else {
        return Err(format!(
            "“{}” is no picture that browsers show. They show JPEG, PNG, WebP, GIF, AVIF and SVG. A telephone's HEIC must be \
             saved as JPEG first.",
            upload.name
        ));
    };
    let files = judgement.snapshot();
    let is_same = |path: &SourcePath| files.get(path).is_some_and(|file| *file.bytes == *upload.bytes);
    let stem = upload.name.rsplit_once('.').map_or(&*upload.name, |(stem, _)| stem);
    let stem: String = slug(stem).chars().take(LONGEST_NAME).collect();
    let stem = Some(stem.trim_matches('-')).filter(|stem| !stem.is_empty()).unwrap_or("picture");
    let named = |number: usize| match number {
        1 => SourcePath::new(format!("{FOLDER}/{stem}.{extension}")),
        number => SourcePath::new(format!("{FOLDER}/{stem}-{number}.{extension}")),
    };
    let free = (1..).map(named).find(|path| is_same(path) || files.get(path).is_none());
    let path = free.ok_or("No name is free for it.")?;
    let change = (!is_same(&path)).then(|| Change::whole(path.clone(), None, upload.bytes.to_vec()));
    Ok(Placed { path, change })
}

/// What shows a picture in the text of a page.
fn markdown(file: &EditedFile, picture: &SourcePath, alt: &str) -> String {
    let target = way(file.path().folder(), picture.as_str());
    let escaped = phrases::as_markdown(alt);
    match alt.is_empty() {
        true => format!("![]({target} \"decorative\")"),
        false => format!("![{escaped}]({target})"),
    }
}

/// The file with the picture at the end of its text.
fn shown(file: &EditedFile, markdown: &str) -> Option<String> {
    let body = shown_body(&file.text, &file.parts);
    let body = if body.is_empty() { markdown.to_string() } else { format!("{body}\n\n{markdown}") };
    let edits: Vec<_> = set_body(&file.text, &file.parts, &body).into_iter().collect();
    applied(&file.text, &edits)
}
