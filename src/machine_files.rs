//! Files for machines: sitemap, robots, feed, calendars and open data.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use crate::calendar;
use crate::characters::in_xml;
use crate::config::Config;
use crate::entry::kinds::{Event, Kind, Mark};
use crate::entry::moment::Moment;
use crate::graph::ways;
use crate::graph::{Graph, Linked, NodeId};
use crate::near;
use crate::output::{FileClass, OutputFile, OutputPath};
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::source::SourcePath;
use crate::theme::Theme;
use crate::view::{Context, paths};
use crate::wayfinder;

/// Where the web manifest is.
pub const MANIFEST: &str = "manifest.webmanifest";

/// An icon of which devices may cut off the edges.
const MASKABLE: &str = "icon-maskable-512.png";

/// Where search engines look for what they may read.
pub const ROBOTS: &str = "robots.txt";

/// What a file for machines holds.
#[derive(Debug, Clone, Copy)]
enum Extra {
    Robots,
    Sitemap,
    Feed,
    Calendar(NodeId),
    Data(Kind),
    Near,
    Ways,
    Manifest,
}

impl Extra {
    /// What it is made from.
    fn source(self) -> &'static str {
        match self {
            Extra::Robots => "the settings of the site, for search engines",
            Extra::Sitemap => "the list of all pages, for search engines",
            Extra::Feed => "the pages, by the day they were reviewed",
            Extra::Calendar(_) => "the event of the same name, as a calendar entry",
            Extra::Data(_) => "all entries of one kind, as open data",
            Extra::Near => near::SOURCE,
            Extra::Ways => wayfinder::SOURCE,
            Extra::Manifest => "the settings of the site, for devices",
        }
    }
}

/// Every such file with its address, in no particular order. Some need the site's own address.
fn all(graph: &Graph, config: &Config) -> impl Iterator<Item = (String, Extra)> {
    let with_base = [("sitemap.xml", Extra::Sitemap), ("feed.xml", Extra::Feed)];
    let with_base = with_base.into_iter().filter(|_| config.base_url.is_some() && !config.staging);
    // An owner's file takes the place of the made one.
    let robots = Some((ROBOTS, Extra::Robots));
    let robots = robots.filter(|_| !graph.publishes(&SourcePath::new(format!("content/{ROBOTS}"))));
    let fixed = robots
        .into_iter()
        .chain([(MANIFEST, Extra::Manifest)])
        .chain(with_base)
        .map(|(address, extra)| (address.to_string(), extra));
    let calendar = |&node: &NodeId| (paths::calendar(graph.node(node).id()), Extra::Calendar(node));
    let data = |kind: Kind| (format!("api/{}.json", kind.folder().replace('/', "-")), Extra::Data(kind));
    let near = (!graph.districts.is_empty()).then(|| (near::PATH.to_string(), Extra::Near));
    let ways = ways::has_steps(graph).then(|| (wayfinder::PATH.to_string(), Extra::Ways));
    let fixed = fixed.chain(near).chain(ways);
    fixed.chain(graph.of_kind(Kind::Event).iter().map(calendar)).chain(Kind::all_with(Mark::OpenData).map(data))
}

/// Where such files are, and what each is made from.
pub fn addresses(graph: &Graph, config: &Config) -> impl Iterator<Item = (String, &'static str)> {
    all(graph, config).map(|(address, extra)| (address, extra.source()))
}

/// Every such file.
pub fn files(context: &Context<'_>, pages: &[Page], theme: &Theme) -> impl Iterator<Item = (OutputPath, OutputFile)> {
    all(context.graph, context.config).map(|(address, extra)| {
        let base = context.config.base_url.as_deref().unwrap_or("");
        let file = match extra {
            Extra::Robots if context.config.staging => no_robots(),
            Extra::Robots => text(robots(context)),
            Extra::Sitemap => text(sitemap(context, pages, base)),
            Extra::Feed => text(feed(context, base)),
            Extra::Calendar(node) => {
                let event = context.graph.cast::<Event>(node).expect("listed as an event");
                text(event_calendar(context, context.graph.get(event)))
            }
            // Of roles more is told than of any other kind.
            Extra::Data(Kind::Role) => json(&context.role_data()),
            Extra::Data(Kind::Organisation) => json(&context.organisation_data()),
            Extra::Data(Kind::Dataset) => json(&context.dataset_data()),
            Extra::Data(Kind::Figure) => json(&context.figure_data()),
            Extra::Data(kind) => json(&context.entry_data(kind)),
            Extra::Near => OutputFile::new(FileClass::Asset, near::script(context).into_bytes()),
            Extra::Ways => OutputFile::new(FileClass::Asset, wayfinder::script(context).into_bytes()),
            Extra::Manifest => manifest(context, theme),
        };
        (OutputPath::new(address), file)
    })
}

/// What a device shows when somebody puts the site on its home screen: <https://www.w3.org/TR/appmanifest/>.
fn manifest(context: &Context<'_>, theme: &Theme) -> OutputFile {
    let site = &context.shared.site;
    let mut data = serde_json::json!({
        "name": site.title,
        "short_name": site.name,
        "description": site.description,
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        // Only a site that is there without a connection stands beside programs. Its pages are read as pages are, so the
        // way back stays in sight.
        "display": if context.config.offline { "minimal-ui" } else { "browser" },
        "icons": [
            { "src": theme.statics.address("favicon.svg"), "sizes": "any", "type": "image/svg+xml" },
            { "src": theme.statics.address("icon-192.png"), "sizes": "192x192", "type": "image/png" },
            { "src": theme.statics.address("icon-512.png"), "sizes": "512x512", "type": "image/png" },
        ],
    });
    let maskable = theme.statics.get(MASKABLE).filter(|_| context.config.offline);
    if let (Some(icon), Some(icons)) = (maskable, data["icons"].as_array_mut()) {
        icons.push(serde_json::json!({
            "src": icon.address, "sizes": "512x512", "type": "image/png", "purpose": "maskable",
        }));
    }
    for (name, token) in [("background_color", "paper"), ("theme_color", "deep")] {
        if let Some(colour) = theme.colour(token) {
            data[name] = colour.to_string().into();
        }
    }
    json(&data)
}

fn text(text: String) -> OutputFile {
    OutputFile::new(FileClass::Page, text.into_bytes())
}

fn json(data: &impl serde::Serialize) -> OutputFile {
    let mut bytes = serde_json::to_vec_pretty(data).expect("views always turn into JSON");
    bytes.push(b'\n');
    OutputFile::new(FileClass::Page, bytes)
}

/// What asks every search engine to stay away from a copy that is not for the public, whatever the owner tells them of
/// the site itself.
pub fn no_robots() -> OutputFile {
    text("User-agent: *\nDisallow: /\n".into())
}

fn robots(context: &Context<'_>) -> String {
    match &context.config.base_url {
        Some(base) => format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"),
        None => "User-agent: *\nAllow: /\n".into(),
    }
}

/// The pages that search engines should know, with the day each was last reviewed.
fn sitemap(context: &Context<'_>, pages: &[Page], base: &str) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    for page in pages.iter().filter(|page| page.is_indexed()) {
        xml.push_str("<url><loc>");
        push_escaped(&mut xml, &format!("{base}{}", permalink::public_path(context.config.addresses, &page.path)));
        xml.push_str("</loc>");
        if let Subject::Entry(node) = page.subject {
            let reviewed = context.node(node).common.reviewed;
            write!(xml, "<lastmod>{reviewed}</lastmod>").expect("a String takes any text");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// An Atom feed of what was reviewed last: case studies, events, programmes and routes.
fn feed(context: &Context<'_>, base: &str) -> String {
    let kinds = Kind::all_with(Mark::InFeed);
    let mut nodes: Vec<NodeId> = kinds.flat_map(|kind| context.graph.of_kind(kind)).copied().collect();
    nodes.sort_by_key(|&node| (std::cmp::Reverse(context.node(node).common.reviewed), node));
    nodes.truncate(30);
    let updated = nodes.first().map_or(context.today, |&node| context.node(node).common.reviewed);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>",
    );
    push_escaped(&mut xml, &context.config.title);
    xml.push_str("</title>\n<author><name>");
    push_escaped(&mut xml, &context.config.title);
    xml.push_str("</name></author>\n<id>");
    push_escaped(&mut xml, base);
    xml.push_str("</id>\n<link rel=\"self\" href=\"");
    push_escaped(&mut xml, &format!("{base}feed.xml"));
    write!(xml, "\"/>\n<updated>{updated}T00:00:00Z</updated>\n").expect("a String takes any text");
    for node in nodes {
        feed_entry(context, base, node, &mut xml);
    }
    xml.push_str("</feed>\n");
    xml
}

fn feed_entry(context: &Context<'_>, base: &str, id: NodeId, xml: &mut String) {
    let node = context.node(id);
    let link = permalink::of_node(node);
    let address = format!("{base}{}", permalink::public_path(context.config.addresses, &link.path));
    xml.push_str("<entry><title>");
    push_escaped(xml, node.title());
    xml.push_str("</title><id>");
    push_escaped(xml, &address);
    xml.push_str("</id><link href=\"");
    push_escaped(xml, &address);
    write!(xml, "\"/><updated>{}T00:00:00Z</updated><summary>", node.common.reviewed).expect("a String takes any text");
    push_escaped(xml, node.summary());
    xml.push_str("</summary></entry>\n");
}

/// One event as a calendar file, with the time zone that its times are of, or for whole days.
fn event_calendar(context: &Context<'_>, event: Linked<'_, Event>) -> String {
    let reviewed = event.node.common.reviewed.strftime("%Y%m%dT000000Z").to_string();
    let host = calendar::host(context.config.base_url.as_deref());
    let mut lines: Vec<String> = match event.starts {
        Moment::Day(_) => Vec::new(),
        Moment::Time(_) => calendar::ENGLAND.map(str::to_string).into(),
    };
    lines.extend([
        "BEGIN:VEVENT".into(),
        format!("UID:{}@{host}", event.node.id()),
        format!("DTSTAMP:{reviewed}"),
        format!("DTSTART{}", calendar_value(event.starts)),
    ]);
    // A calendar counts up to the day after the last, which authors do not.
    let ends = match (event.starts, event.ends) {
        (_, Some(Moment::Day(last))) | (Moment::Day(last), None) => last.tomorrow().ok().map(Moment::Day),
        (_, ends) => ends,
    };
    lines.extend(ends.map(|ends| format!("DTEND{}", calendar_value(ends))));
    lines.push(format!("SUMMARY:{}", calendar::text(event.title())));
    lines.push(format!("LOCATION:{}", calendar::text(&event.place)));
    lines.push(format!("DESCRIPTION:{}", calendar::text(event.node.summary())));
    lines.push("END:VEVENT".into());
    calendar::file(lines)
}

/// A moment as the value of a property, behind the property's name.
fn calendar_value(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => format!(";VALUE=DATE:{}", day.strftime("%Y%m%d")),
        Moment::Time(time) => format!(";TZID=Europe/London:{}", time.strftime("%Y%m%dT%H%M%S")),
    }
}

fn push_escaped(out: &mut String, text: &str) {
    escape_html(out, &in_xml(text)).expect("a String takes any text");
}
