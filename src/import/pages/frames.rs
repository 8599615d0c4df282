//! Films, forms and maps of other sites, which old pages show in a frame: links that lead to them.

use pulldown_cmark_escape::escape_html;

use super::body::Code;
use super::tags::{HtmlTag, attribute, fields, tags};
use super::told::Told;
use super::ways::PICTURES;
use crate::refactor::{Edit, applied};

/// Titles that say what a frame is and not what it shows.
const EMPTY_TITLES: &[&str] =
    &["youtube video player", "vimeo video player", "video", "video player", "iframe", "embed", "map"];

/// A text in which each frame that shows what can also be visited is a link to it.
pub fn as_links(text: &str, told: &mut Told) -> String {
    let (code, tags) = (Code::of(text), tags(text));
    let is_shown =
        |tag: &HtmlTag| tag.name == "iframe" && !tag.closes && !is_hidden(tag) && !code.holds(tag.range.start);
    let frames = tags.iter().enumerate().filter(|(_, tag)| is_shown(tag));
    let edits: Vec<Edit> = frames.filter_map(|(number, tag)| edit(text, tag, &tags[number + 1..])).collect();
    if !edits.is_empty() {
        told.changed("what an `<iframe>` showed is a link to it");
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// Whether nobody sees a frame, as those that count visitors.
fn is_hidden(frame: &HtmlTag) -> bool {
    let is_small =
        |name: &str| attribute(frame, name).is_some_and(|size| matches!(size.trim(), "0" | "1" | "0px" | "1px"));
    let style = attribute(frame, "style").unwrap_or_default().replace(' ', "");
    let has_style = ["display:none", "visibility:hidden"].iter().any(|hides| style.contains(hides));
    attribute(frame, "hidden").is_some() || has_style || is_small("width") || is_small("height")
}

fn edit(text: &str, frame: &HtmlTag, behind: &[HtmlTag]) -> Option<Edit> {
    let shown = Shown::at(&attribute(frame, "src")?)?;
    let title = attribute(frame, "title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let title = title.filter(|title| !title.is_empty() && !EMPTY_TITLES.contains(&&*title.to_lowercase()));
    let end =
        behind.first().filter(|next| next.closes && next.name == "iframe").map_or(frame.range.end, |end| end.range.end);
    let range = frame.range.start..end;
    let link = format!("<a href=\"{}\">{}</a>", escaped(&shown.address), escaped(&title.unwrap_or(shown.words)));
    // Two that stand on lines of their own are no one sentence.
    let before = text[..range.start].trim_end_matches([' ', '\t']);
    let is_alone = before.is_empty() || before.ends_with(['\n', '>']);
    Some(Edit { range, text: if is_alone { format!("<p>{link}</p>") } else { link } })
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    // A string has room for all that is written into it.
    let _ = escape_html(&mut out, text);
    out
}

/// A mark of Hugo or Jekyll that shows a film or leads somewhere, as a link: `{{< youtube w7Ft2ymGmfc >}}`,
/// `{% include button.html url="https://example.org" text="Apply" %}`.
pub fn mark(name: &str, mark: &str) -> Option<String> {
    // A name of a field is in small letters, an id as it was typed.
    let lone = Some(mark.trim_end_matches('/').trim()).filter(|mark| !mark.contains(['=', ' ', '\n', '\t']));
    let tag = fields(if lone.is_some() { "" } else { mark })?;
    film(name, lone.map(|id| id.trim_matches(['"', '\''])), &tag).or_else(|| link(&tag))
}

/// A mark that names a film by its id.
fn film(name: &str, lone: Option<&str>, tag: &HtmlTag) -> Option<String> {
    let said = attribute(tag, "id");
    let id = lone.or(said.as_deref())?;
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let start = attribute(tag, "start").map(|start| format!("?start={start}")).unwrap_or_default();
    let shown = match name {
        "youtube" => Shown::at(&format!("https://www.youtube.com/embed/{id}{start}")),
        "vimeo" => Shown::at(&format!("https://player.vimeo.com/video/{id}")),
        _ => None,
    };
    let (words, rest): (Vec<_>, Vec<_>) = tag.attributes.iter().partition(|(name, _)| SAYS.contains(&&**name));
    let is_all = words.len() < 2 && rest.iter().all(|(name, _)| UNREAD.contains(&&**name));
    let shown = shown.filter(|_| is_id && is_all)?;
    written(words.first().map_or(&shown.words, |(_, words)| words), &shown.address)
}

/// Fields of marks that say where they lead, that are words for it, and that visitors do not read.
const LEADS: &[&str] = &["url", "href", "link", "src"];
const SAYS: &[&str] = &["text", "title", "label", "caption", "name"];
const UNREAD: &[&str] = &[
    "allowfullscreen",
    "autoplay",
    "class",
    "color",
    "colour",
    "controls",
    "end",
    "height",
    "icon",
    "id",
    "loading",
    "loop",
    "mute",
    "size",
    "start",
    "style",
    "target",
    "type",
    "width",
];

/// A mark that names one address, with one text for it or of a film, and has nothing else to say.
fn link(tag: &HtmlTag) -> Option<String> {
    let of = |names: &'static [&str]| tag.attributes.iter().filter(move |(name, _)| names.contains(&&**name));
    let (address, words) = (of(LEADS).next().map(|(_, value)| value)?, of(SAYS).next().map(|(_, value)| value));
    let is_own = address.starts_with('/') && !address.starts_with("//");
    let is_whole = is_own || ["https://", "http://"].iter().any(|start| address.starts_with(start));
    let is_clear = of(LEADS).count() == 1 && of(SAYS).count() < 2;
    let is_all = of(LEADS).count() + of(SAYS).count() + of(UNREAD).count() == tag.attributes.len();
    // A picture is no place to go to.
    let is_picture = || {
        let end = address.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
        end.is_some_and(|end| PICTURES.contains(&&*end))
    };
    if !is_whole || !is_clear || !is_all || address.contains([' ', '(', ')', '{']) || is_picture() {
        return None;
    }
    let film = Shown::at(address).filter(|shown| shown.is_film);
    let words = match (words, &film) {
        (Some(words), _) => words.as_str(),
        (None, Some(film)) => &film.words,
        (None, None) => return None,
    };
    written(words, film.as_ref().map_or(address, |film| &film.address))
}

/// A link with plain words.
fn written(words: &str, address: &str) -> Option<String> {
    let is_plain = !words.is_empty() && !words.contains(['[', ']', '<', '>', '{', '\n']);
    is_plain.then(|| format!("[{words}]({address})"))
}

/// What a frame shows.
struct Shown {
    /// Where visitors see it without a frame.
    address: String,
    /// What it is, for a frame that has no title.
    words: String,
    is_film: bool,
}

impl Shown {
    fn film(address: String, host: &str) -> Shown {
        Shown { address, words: format!("Film on {host}"), is_film: true }
    }

    fn page(address: String, words: impl Into<String>) -> Shown {
        Shown { address, words: words.into(), is_film: false }
    }

    /// What the frame with this address shows; none for what can be shown in a frame alone, and for pages of the site itself.
    fn at(src: &str) -> Option<Shown> {
        let src = src.trim();
        let (scheme, rest) = match src.strip_prefix("http://") {
            Some(rest) => ("http", rest),
            None => ("https", src.strip_prefix("https://").or_else(|| src.strip_prefix("//"))?),
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.strip_prefix("www.").unwrap_or(host);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let said = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let whole = || format!("{scheme}://{rest}");
        Some(match host {
            "youtube.com" | "youtube-nocookie.com" => {
                let id = path.strip_prefix("embed/")?.trim_end_matches('/');
                let address = match (id, said("list"), said("start")) {
                    ("videoseries", Some(list), _) => format!("playlist?list={list}"),
                    ("" | "videoseries" | "live_stream", _, _) => return None,
                    (_, _, Some(start)) => format!("watch?v={id}&t={start}"),
                    (_, _, None) => format!("watch?v={id}"),
                };
                Shown::film(format!("https://www.youtube.com/{address}"), "YouTube")
            }
            "player.vimeo.com" => {
                let id = path.strip_prefix("video/")?.trim_end_matches('/');
                (!id.is_empty()).then_some(())?;
                let secret = said("h").map(|hash| format!("/{hash}")).unwrap_or_default();
                Shown::film(format!("https://vimeo.com/{id}{secret}"), "Vimeo")
            }
            "google.com" if path == "maps/d/embed" => {
                Shown::page(format!("https://www.google.com/maps/d/viewer?mid={}", said("mid")?), "Map")
            }
            // Such a map is shown in frames alone, and its address names no place.
            "google.com" | "google.co.uk" if path.starts_with("maps/embed") => return None,
            "google.com" | "google.co.uk" | "maps.google.com" | "maps.google.co.uk" => {
                Shown::page(without(&whole(), "output=embed"), "Map")
            }
            "openstreetmap.org" if path == "export/embed.html" => return None,
            "docs.google.com" if path.starts_with("forms/") => Shown::page(without(&whole(), "embedded=true"), "Form"),
            "open.spotify.com" => {
                let kept = path.strip_prefix("embed/").unwrap_or(path);
                Shown::page(format!("https://open.spotify.com/{kept}"), "Listen on Spotify")
            }
            host if host.contains('.') => Shown::page(whole(), format!("Page on {host}")),
            _ => return None,
        })
    }
}

/// An address without one pair of its query.
fn without(address: &str, pair: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_string() };
    let rest: Vec<&str> = query.split('&').filter(|other| *other != pair).collect();
    if rest.is_empty() { path.to_string() } else { format!("{path}?{}", rest.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_links_to_what_they_show() {
        for (src, expected) in [
            (
                "https://www.youtube.com/embed/w7Ft2ymGmfc?rel=0",
                "https://www.youtube.com/watch?v=w7Ft2ymGmfc Film on YouTube",
            ),
            ("//www.youtube-nocookie.com/embed/w7?start=9", "https://www.youtube.com/watch?v=w7&t=9 Film on YouTube"),
            (
                "https://youtube.com/embed/videoseries?list=PL1",
                "https://www.youtube.com/playlist?list=PL1 Film on YouTube",
            ),
            ("https://player.vimeo.com/video/123?h=ab&title=0", "https://vimeo.com/123/ab Film on Vimeo"),
            ("http://maps.google.com/maps?q=Leeds&output=embed", "http://maps.google.com/maps?q=Leeds Map"),
            ("https://www.google.com/maps/d/embed?mid=x1&hl=en", "https://www.google.com/maps/d/viewer?mid=x1 Map"),
            (
                "https://docs.google.com/forms/d/e/1/viewform?embedded=true",
                "https://docs.google.com/forms/d/e/1/viewform Form",
            ),
            (
                "https://open.spotify.com/embed/episode/1?theme=0",
                "https://open.spotify.com/episode/1 Listen on Spotify",
            ),
            ("https://data.example.org/chart/1/", "https://data.example.org/chart/1/ Page on data.example.org"),
        ] {
            let shown = Shown::at(src).unwrap();
            assert_eq!(format!("{} {}", shown.address, shown.words), expected, "{src}");
        }
        for none in [
            "",
            "/films/one.html",
            "about:blank",
            "https://www.google.com/maps/embed?pb=!1m18",
            "javascript:x()",
            "https://www.youtube.com/embed/",
            "https://www.youtube.com/embed/?rel=0",
            "https://www.youtube.com/embed/videoseries",
            "https://www.youtube.com/embed/live_stream?channel=UC1",
            "https://player.vimeo.com/video/",
        ] {
            assert!(Shown::at(none).is_none(), "{none}");
        }
    }

    #[test]
    fn a_title_says_what_a_link_leads_to_unless_it_says_nothing() {
        let link = |text: &str| as_links(text, &mut Told::default());
        let film = "https://www.youtube.com/embed/w7";
        assert_eq!(
            link(&format!("One\n\n<iframe src=\"{film}\" title=\"A day\n in a life\"></iframe>\n")),
            "One\n\n<p><a href=\"https://www.youtube.com/watch?v=w7\">A day in a life</a></p>\n"
        );
        assert_eq!(
            link(&format!("<div><iframe src=\"{film}\" title=\"YouTube video player\"></iframe></div>")),
            "<div><p><a href=\"https://www.youtube.com/watch?v=w7\">Film on YouTube</a></p></div>"
        );
        assert_eq!(
            link(&format!("Watch <iframe src=\"{film}\"></iframe> now")),
            "Watch <a href=\"https://www.youtube.com/watch?v=w7\">Film on YouTube</a> now"
        );
        let counter = format!("<iframe src=\"{film}\" height=\"0\" style=\"display: none\"></iframe>");
        assert_eq!(link(&counter), counter);
        let code = format!("`<iframe src=\"{film}\"></iframe>`");
        assert_eq!(link(&code), code);
    }

    #[test]
    fn marks_that_show_a_film_or_lead_somewhere_are_links() {
        let film = "[Film on YouTube](https://www.youtube.com/watch?v=w7F_t)";
        for (name, fields, expected) in [
            ("youtube", "w7F_t", film),
            ("youtube", "\"w7F_t\"", film),
            ("youtube", "id=\"w7F_t\" autoplay=\"true\"", film),
            (
                "youtube",
                "title=\"A day at work\" id=\"w7F_t\"",
                "[A day at work](https://www.youtube.com/watch?v=w7F_t)",
            ),
            ("youtube", "id=w7F_t start=30", "[Film on YouTube](https://www.youtube.com/watch?v=w7F_t&t=30)"),
            ("youtube", "url=\"https://www.youtube.com/embed/w7F_t\"", film),
            ("vimeo", "146022717", "[Film on Vimeo](https://vimeo.com/146022717)"),
            (
                "button",
                "url=\"https://example.org/a?b=1\" text=\"Apply now\"",
                "[Apply now](https://example.org/a?b=1)",
            ),
            ("button", "url=\"/apply/\" text=\"Apply now\"", "[Apply now](/apply/)"),
            ("video", "src='https://player.vimeo.com/video/12' title='Our day'", "[Our day](https://vimeo.com/12)"),
        ] {
            assert_eq!(mark(name, fields).as_deref(), Some(expected), "{name} {fields}");
        }
        for (name, fields) in [
            ("youtube", "include.id"),
            ("youtube", "w7F_t A day at work"),
            ("youtube", "title=\"A day at work\""),
            ("youtube", "id=\"w7F_t\" transcript=\"Words\""),
            ("gist", "a b"),
            ("button", "url=\"/apply/\""),
            ("button", "url=\"apply\" text=\"Apply\""),
            ("button", "url=\"https://example.org\""),
            ("button", "url=\"https://example.org\" text=\"[x]\""),
            ("box", "text=\"Words alone\""),
            ("image", "src=\"https://example.org/a.JPG\" caption=\"Our team\""),
            ("card", "url=\"https://example.org\" title=\"One\" text=\"Two\""),
            ("card", "url=\"https://example.org\" title=\"One\" price=\"9\""),
        ] {
            assert_eq!(mark(name, fields), None, "{name} {fields}");
        }
    }
}
