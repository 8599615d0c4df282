//! Groups of fields in a form: each part is a field of its own, and of a list each group can be moved, taken out and added.
//!
//! A form has one mark for the whole of it: what is sent is compared with that, and then set as a whole.

use std::collections::BTreeSet;

use super::control::{self, Control, GroupView, Note};
use super::file::EditedFile;
use super::found::{Found, Place};
use super::way::Way;
use crate::entry::fields::{FieldInfo, Shape};
use crate::refactor::{Item, Make, Part, Said, Value};
use crate::serve::posted::Posted;

/// Letters of a group that are shown where it is folded.
const SHOWN: usize = 60;

/// A field as the file has it, or as an unsaved form has.
pub fn control(field: &'static FieldInfo, file: &EditedFile, unsaved: Option<&Posted>) -> Control {
    let way = Way::of(&(field.shape)());
    let groups = way.has_parts().then(|| with_groups(field, &way, file, unsaved)).flatten();
    groups.unwrap_or_else(|| control::control(field, file, unsaved))
}

/// The field as a group, a list of groups, or pairs; none if it is written in a way that no form can say.
fn with_groups(field: &'static FieldInfo, way: &Way, file: &EditedFile, unsaved: Option<&Posted>) -> Option<Control> {
    let mut found = file.parts.fields.iter().filter(|(name, _)| field.is_called(name));
    let written = found.next().map(|(_, value)| value);
    let said = Said::of(&file.text, &(field.shape)(), written).filter(|_| found.next().is_none())?;
    let mine = unsaved.and_then(|posted| changed(posted, field));
    let shown = mine.as_ref().unwrap_or(&said);
    let is_table = file.parts.cells().is_some();
    let theirs = mine.as_ref().filter(|mine| mine.canonical() != said.canonical());
    let own = control::leaf(field, way, field.name, value(shown));
    let help = if matches!(way, Way::Pairs(_)) { own.help.clone() } else { sentence(field) };
    Some(Control {
        help: help + if is_table { "" } else { control::beside(field, file) },
        was: control::mark(&said.canonical()),
        groups: with_spare(field.name, field, views(field.name, shown, is_table), is_table),
        theirs: theirs.map(|_| written.map_or_else(String::new, |value| control::as_written(file, field.name, value))),
        line: written.map(|written| control::line(file, written)),
        ..own
    })
}

/// What a field holds that stands on lines; of groups, only whether there is one.
fn value(said: &Said) -> String {
    match said {
        Said::Plain(Value::One(text)) => text.clone(),
        Said::Plain(Value::List(items)) => items.join("\n"),
        Said::Pairs(pairs) => {
            let lines: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            lines.join("\n")
        }
        Said::Group(_) | Said::Groups(_) if said.is_empty() => String::new(),
        Said::Group(_) | Said::Groups(_) => "said".into(),
    }
}

fn sentence(field: &FieldInfo) -> String {
    format!("{}.", crate::serve::desk::phrases::capital(field.about.trim_end_matches('.')))
}

/// The groups of a value, and of a list one more, to be filled in.
fn views(name: &str, said: &Said, is_table: bool) -> Vec<GroupView> {
    match said {
        Said::Plain(_) | Said::Pairs(_) => Vec::new(),
        Said::Group(parts) => {
            let own = view(name.to_string(), parts, None, 1, is_table);
            vec![GroupView { id: format!("{}-group", own.id), ..own }]
        }
        Said::Groups(items) => {
            let one =
                |(at, item): (usize, &Item)| view(format!("{name}.{at}"), &item.parts, item.from, at + 1, is_table);
            items.iter().enumerate().map(one).collect()
        }
    }
}

fn view(name: String, parts: &[Part], from: Option<usize>, place: usize, is_table: bool) -> GroupView {
    let controls = parts.iter().filter_map(|part| part_control(part, &name, is_table));
    let (controls, more): (Vec<_>, Vec<_>) =
        controls.partition(|(part, control)| part.field.required || !control.value.is_empty());
    // Where nothing is said yet and nothing is needed, all of it is seen at once.
    let (controls, more): (Vec<_>, Vec<_>) = if controls.is_empty() { (more, controls) } else { (controls, more) };
    let strip = |controls: Vec<(&Part, Control)>| controls.into_iter().map(|(_, control)| control).collect();
    GroupView {
        id: control::id(&name),
        title: title(parts),
        name,
        place,
        from,
        is_spare: false,
        is_open: false,
        controls: strip(controls),
        more: strip(more),
        findings: Vec::new(),
    }
}

fn part_control<'p>(part: &'p Part, group: &str, is_table: bool) -> Option<(&'p Part, Control)> {
    let (shape, name) = ((part.field.shape)(), format!("{group}.{}", part.field.name));
    let way = Way::of(&shape);
    let control = match &part.said {
        Said::Plain(Value::One(text)) => control::leaf(part.field, &way, &name, text.clone()),
        // A cell of a group holds one value.
        _ if is_table => return None,
        Said::Plain(Value::List(_)) | Said::Pairs(_) => control::leaf(part.field, &way, &name, value(&part.said)),
        Said::Group(_) | Said::Groups(_) => Control {
            help: sentence(part.field),
            groups: with_spare(&name, part.field, views(&name, &part.said, is_table), is_table),
            ..control::leaf(part.field, &way, &name, value(&part.said))
        },
    };
    Some((part, control))
}

/// The groups of a list with one more.
fn with_spare(name: &str, field: &'static FieldInfo, mut groups: Vec<GroupView>, is_table: bool) -> Vec<GroupView> {
    let shape = (field.shape)();
    if Way::of(&shape) == Way::Groups {
        let at = groups.len();
        let empty = |field: &'static FieldInfo| Some(Part { field, said: Said::of("", &(field.shape)(), None)? });
        let parts: Vec<Part> = Make::of(&shape).fields().iter().filter_map(empty).collect();
        let mut spare = view(format!("{name}.{at}"), &parts, None, at + 1, is_table);
        // What can be said of a new one is seen at once.
        let (plain, more) = std::mem::take(&mut spare.more).into_iter().partition(|control| control.groups.is_empty());
        spare.more = more;
        spare.controls.extend::<Vec<Control>>(plain);
        groups.push(GroupView { is_spare: true, ..spare });
    }
    groups
}

/// Gives findings to the parts that they are about. A group with one is open.
pub fn attach(control: &mut Control, found: &[Found]) -> bool {
    let of = |name: &str| -> Vec<Note> {
        let is_it = |found: &&Found| {
            found.place.as_ref().is_some_and(|place| matches!(place, Place::Field(own) if own == name))
        };
        found.iter().filter(is_it).map(Found::note).collect()
    };
    control.findings = of(&control.name);
    let mut has_any = !control.findings.is_empty();
    for group in &mut control.groups {
        group.findings = of(&group.name);
        group.is_open = !group.findings.is_empty();
        for part in group.controls.iter_mut().chain(&mut group.more) {
            group.is_open |= attach(part, found);
        }
        let (more, with_findings) = std::mem::take(&mut group.more).into_iter().partition(is_quiet);
        group.more = more;
        group.controls.extend::<Vec<Control>>(with_findings);
        has_any |= group.is_open;
    }
    has_any
}

/// Whether nothing was found about a field, or about a part of it.
fn is_quiet(control: &Control) -> bool {
    control.findings.is_empty() && !control.groups.iter().any(|group| group.is_open)
}

/// Every field of a form, however deep.
pub fn each(controls: &mut [Control], look: &mut dyn FnMut(&mut Control)) {
    for control in controls {
        look(control);
        for group in &mut control.groups {
            each(&mut group.controls, look);
            each(&mut group.more, look);
        }
    }
}

/// What a group says, in short: its first words.
fn title(parts: &[Part]) -> String {
    let first = parts.iter().find_map(|part| match &part.said {
        Said::Plain(Value::One(text)) if !text.trim().is_empty() => Some(text.trim().to_string()),
        Said::Plain(Value::List(items)) if !items.is_empty() => Some(items.join(", ")),
        Said::Plain(_) | Said::Group(_) | Said::Groups(_) | Said::Pairs(_) => None,
    });
    let first = first.unwrap_or_default().replace('\n', " ");
    match first.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &first[..at]),
        None => first,
    }
}

/// What a form says of a field with parts, if that was changed in it.
pub fn changed(posted: &Posted, field: &'static FieldInfo) -> Option<Said> {
    let was = posted.get(&format!("was.{}", field.name))?;
    let said = read(posted, field, field.name)?;
    (was != control::mark(&said.canonical())).then_some(said)
}

/// What a form says of a field; none if it has nothing of it.
fn read(posted: &Posted, field: &'static FieldInfo, name: &str) -> Option<Said> {
    let shape = (field.shape)();
    match Make::of(&shape) {
        Make::Other => None,
        Make::Group(fields) => parts(posted, fields, name).map(Said::Group),
        Make::Pairs => posted.get(&format!("f.{name}")).map(Said::pairs),
        Make::Groups(_) => {
            let items =
                numbers(posted, name).into_iter().filter_map(|at| item(posted, &shape, &format!("{name}.{at}"), at));
            let mut items: Vec<(f64, Item)> = items.collect();
            items.sort_by(|(one, _), (other, _)| one.total_cmp(other));
            Some(Said::Groups(items.into_iter().map(|(_, item)| item).collect()))
        }
        Make::Plain | Make::Lines => {
            posted.get(&format!("f.{name}")).map(|typed| Said::Plain(Way::of(&shape).value(typed)))
        }
    }
}

/// A group of a list and its place; none if it is to be taken out.
fn item(posted: &Posted, shape: &Shape, name: &str, at: usize) -> Option<(f64, Item)> {
    if posted.get(&format!("gone.{name}")).is_some() {
        return None;
    }
    let number = |what: &str| posted.get(&format!("{what}.{name}"));
    let (own, wanted) = (at as f64 + 1.0, number("order").and_then(|place| place.trim().parse::<f64>().ok()));
    // Whoever writes the place of another one means to stand before it, or behind it if it comes later.
    let place = match wanted {
        Some(place) if place > own => place + 0.5,
        Some(place) if place < own => place - 0.5,
        Some(_) | None => own,
    };
    let from = number("from").and_then(|from| from.parse().ok());
    Some((place, Item { from, parts: parts(posted, Make::of(shape).fields(), name)? }))
}

fn parts(posted: &Posted, fields: &'static [FieldInfo], name: &str) -> Option<Vec<Part>> {
    let part =
        |field: &'static FieldInfo| Some(Part { field, said: read(posted, field, &format!("{name}.{}", field.name))? });
    let parts: Vec<Part> = fields.iter().filter_map(part).collect();
    (!parts.is_empty()).then_some(parts)
}

/// The numbers of the groups of a list that a form has.
fn numbers(posted: &Posted, name: &str) -> BTreeSet<usize> {
    let prefix = format!("f.{name}.");
    let inside = posted.names().filter_map(|own| own.strip_prefix(&*prefix));
    inside.filter_map(|rest| rest.split('.').next()?.parse().ok()).collect()
}

/// Whether a form may have a name: a field, or a part of it, however deep.
pub fn knows(fields: &[&'static FieldInfo], name: &str) -> bool {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let Some(field) = fields.iter().find(|field| field.name == first) else { return false };
    let shape = (field.shape)();
    let inner: Vec<&'static FieldInfo> = Make::of(&shape).fields().iter().collect();
    match (Way::of(&shape), rest) {
        (_, None) => true,
        (Way::Group, Some(rest)) => knows(&inner, rest),
        (Way::Groups, Some(rest)) => {
            let (number, rest) = rest.split_once('.').map_or((rest, None), |(number, rest)| (number, Some(rest)));
            number.parse::<usize>().is_ok() && rest.is_none_or(|rest| knows(&inner, rest))
        }
        (_, Some(_)) => false,
    }
}
