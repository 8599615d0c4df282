//! Pictures: the words of what can be wrong with them.

use crate::diagnostic::{Code, Diagnostic};
use crate::picture::{Deed, MOST_PIXELS, Trouble};
use crate::source::Span;

/// A picture, by the name that the author gave it, that cannot be shown as it is.
pub fn picture_trouble(at: Span, name: &str, trouble: Trouble) -> Diagnostic {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    let again = format!("open it in a program for pictures and save it again as `.{ending}`");
    let unreadable = |words| Diagnostic::new(Code::UnreadableImage, at.clone(), words);
    match trouble {
        Trouble::OtherKind => {
            unreadable(format!("`{name}` is not a picture of the kind that its name says")).help(again)
        }
        Trouble::Broken => unreadable(format!("`{name}` is broken: a part of the picture is missing or damaged"))
            .help("copy the file again from where it came, or ask for it once more"),
        Trouble::NotWellFormed { line } => unreadable(format!(
            "`{name}` is no whole drawing: its line {line} is not well-formed, so browsers show nothing"
        ))
        .help(again),
        Trouble::TooLarge(size) => unreadable(format!(
            "`{name}` has {} million pixels, more than the {} million that Trellis reads",
            u64::from(size.width) * u64::from(size.height) / 1_000_000,
            MOST_PIXELS / 1_000_000
        ))
        .help("save it smaller: 2,000 pixels across is plenty for a page"),
        Trouble::Details => {
            let words = format!("`{name}` says more than it shows, such as where and when a photograph was taken");
            Diagnostic::new(Code::ImageDetails, at, words)
                .help("save it again as `.jpg` or `.webp`: Trellis takes such details out of those by itself")
        }
    }
}

pub fn unshown_image(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableImage, at, format!("`{name}` is not a kind of picture that browsers show"))
        .help("save it again as `.jpg` for a photograph, or as `.png` or `.svg` for a drawing")
}

pub fn moving_image(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MovingImage, at, format!("`{name}` moves by itself, and nobody can stop it"))
        .help("show one still picture of it, or link to a film that people can start and stop")
}

/// A part of a drawing that runs or loads something.
pub fn active_drawing(at: Span, deed: &Deed) -> Diagnostic {
    let words = match deed {
        Deed::Script => "this drawing holds a script, which runs when somebody opens the drawing by itself".into(),
        Deed::Handler(name) => format!("`{name}` runs a script when somebody opens the drawing by itself"),
        Deed::ScriptAddress(address) => format!("`{address}` is no address that leads somewhere: it may run a script"),
        Deed::Loads(address) => format!("this drawing loads something that is not in it: `{address}`"),
        Deed::Page(name) => format!("`<{name}>` holds a part of a web page, which a drawing must not"),
        Deed::Changes(name) => format!("`<{name}>` changes what an address or a script of the drawing is"),
        Deed::OwnWords => {
            "this drawing has words of its own (`<!ENTITY`), which can load files or grow without an end".into()
        }
    };
    Diagnostic::new(Code::ActiveDrawing, at, words).help(
        "save it again as plain SVG (in Inkscape: “Plain SVG”; in Illustrator: “Export as SVG”) with its pictures \
         embedded, or take this part out in a text editor",
    )
}
