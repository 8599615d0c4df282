//! Pictures: the words of what can be wrong with them.

use crate::diagnostic::{Code, Diagnostic};
use crate::picture::{MOST_PIXELS, Trouble};
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
