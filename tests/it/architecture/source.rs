//! The source as it is parsed: what each file names, as whole paths from the root of the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use trellis::entry::kinds::Kind;

/// One file of the source, without its unit tests.
pub struct File {
    /// Such as `graph/link.rs`.
    pub name: String,
    /// The module that it is, such as `["graph", "link"]`.
    module: Vec<String>,
    /// What it uses, as whole paths: `["crate", "graph", "Graph"]`, `["std", "fs"]`.
    pub used: BTreeSet<Vec<String>>,
    /// Names that it hands on, each with the path it has it from.
    handed_on: BTreeMap<String, Vec<String>>,
}

impl File {
    /// The top module that it belongs to.
    pub fn top(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

/// Every file below a folder.
pub fn read(root: &Path) -> Vec<File> {
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|a: &File, b| a.name.cmp(&b.name));
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(parse(name, &fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What one file says.
pub fn parse(name: String, text: &str) -> File {
    let module = name.trim_end_matches(".rs").trim_end_matches("/mod").split('/');
    let module: Vec<String> = module.filter(|part| *part != "lib").map(str::to_string).collect();
    let mut source = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{name}: {error}"));
    source.items.retain(|item| !is_test(item));
    let mut file = File { name, module, used: BTreeSet::new(), handed_on: BTreeMap::new() };
    Reader(&mut file).visit_file(&source);
    file
}

fn is_test(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|one| one.path().is_ident("cfg") && quoted(one).contains("test"))
}

fn quoted(attribute: &syn::Attribute) -> String {
    attribute.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default()
}

struct Reader<'a>(&'a mut File);

impl Reader<'_> {
    /// The whole path, where the first name says where it begins.
    fn whole(&self, path: &[String]) -> Vec<String> {
        let mut module = self.0.module.clone();
        let mut rest = path;
        match path[0].as_str() {
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            // Where lib.rs declares them all; elsewhere they are known as `crate::name`.
            "modules" if module.is_empty() => rest = &rest[1..],
            _ => return path.to_vec(),
        }
        ["crate".to_string()].into_iter().chain(module).chain(rest.iter().cloned()).collect()
    }

    fn tree(&mut self, tree: &syn::UseTree, so_far: &mut Vec<String>, is_handed_on: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                so_far.push(path.ident.to_string());
                self.tree(&path.tree, so_far, is_handed_on);
                so_far.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|one| self.tree(one, so_far, is_handed_on));
            }
            syn::UseTree::Name(name) => self.named(so_far, &name.ident, &name.ident, is_handed_on),
            syn::UseTree::Rename(name) => self.named(so_far, &name.ident, &name.rename, is_handed_on),
            syn::UseTree::Glob(_) => drop(self.0.used.insert(self.whole(so_far))),
        }
    }

    fn named(&mut self, from: &[String], name: &syn::Ident, here: &syn::Ident, is_handed_on: bool) {
        let mut path = from.to_vec();
        if name != "self" {
            path.push(name.to_string());
        }
        let path = self.whole(&path);
        if is_handed_on {
            self.0.handed_on.insert(here.to_string(), path);
        } else {
            self.0.used.insert(path);
        }
    }

    /// Paths in the arguments of a macro, which nobody parses.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.path(&path);
                        path.clear();
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.path(&path);
                    path.clear();
                    self.tokens(group.stream());
                }
                _ => {
                    self.path(&path);
                    path.clear();
                }
            }
        }
        self.path(&path);
    }

    fn path(&mut self, path: &[String]) {
        if path.len() > 1 {
            let path = self.whole(path);
            self.0.used.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new(), !matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.path(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        self.tokens(item.tokens.clone());
    }
}

/// Which file uses what of which other: the files of each arrow, and the paths that make it. A folder's `mod.rs` says
/// what its files share and puts them together, so what they use of it makes no arrow. Nor does a kind that names another
/// as what its fields refer to: a role names routes and a route names roles, so careers themselves lead in circles, and
/// nothing that stands in these files could stand in a third.
pub fn arrows(files: &[File]) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let modules: BTreeMap<&[String], usize> = (0..).zip(files).map(|(at, file)| (&*file.module, at)).collect();
    let mut arrows: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    for (from, file) in files.iter().enumerate() {
        let is_arrow = |to: &usize| {
            let to = &files[*to];
            to.name != file.name && !is_face_of(to, file)
        };
        let is_kind = file.name.starts_with("entry/kinds/");
        for path in file.used.iter().filter(|path| !(is_kind && is_reference(path))) {
            if let Some(to) = home(path, file, files, &modules).filter(is_arrow) {
                arrows.entry((from, to)).or_default().insert(path.join("::"));
            }
        }
    }
    arrows
}

fn is_face_of(face: &File, file: &File) -> bool {
    face.name.ends_with("/mod.rs") && file.module.starts_with(&face.module)
}

/// Whether a path names a kind as a field does that refers to entries of that kind.
fn is_reference(path: &[String]) -> bool {
    let [root, entry, kinds, name] = path else { return false };
    (&**root, &**entry, &**kinds) == ("crate", "entry", "kinds")
        && Kind::ALL.iter().any(|kind| format!("{kind:?}") == *name)
}

/// The file in which what a path names stands, beyond those that only hand it on.
fn home(path: &[String], within: &File, files: &[File], modules: &BTreeMap<&[String], usize>) -> Option<usize> {
    let whole = match path[0].as_str() {
        "crate" => path[1..].to_vec(),
        // A module below this one, named without `self`.
        _ => within.module.iter().chain(path).cloned().collect(),
    };
    let depth = (0..=whole.len()).rev().find(|&depth| modules.contains_key(&whole[..depth]))?;
    if path[0] != "crate" && depth <= within.module.len() {
        return None;
    }
    let at = modules[&whole[..depth]];
    match whole.get(depth).and_then(|name| files[at].handed_on.get(name)) {
        Some(from) => home(from, &files[at], files, modules).or(Some(at)),
        None => Some(at),
    }
}

/// Sets of files of which each needs, by some way, each other.
pub fn circles(count: usize, arrows: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut reached = vec![BTreeSet::new(); count];
    for (from, to) in arrows {
        reached[from].insert(to);
    }
    loop {
        let mut has_grown = false;
        for from in 0..count {
            let next: BTreeSet<usize> = reached[from].iter().flat_map(|&to| &reached[to]).copied().collect();
            let before = reached[from].len();
            reached[from].extend(next);
            has_grown |= reached[from].len() > before;
        }
        if !has_grown {
            break;
        }
    }
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for one in 0..count {
        let circle = (0..count).filter(|&other| reached[one].contains(&other) && reached[other].contains(&one));
        let circle: Vec<usize> = circle.collect();
        if circle.first() == Some(&one) && circle.len() > 1 {
            circles.push(circle);
        }
    }
    circles
}

/// The modules that lib.rs declares.
pub fn declared(lib: &str) -> Vec<String> {
    let source = syn::parse_file(lib).unwrap();
    let modules = source.items.into_iter().find_map(|item| match item {
        syn::Item::Mod(item) if item.ident == "modules" => item.content,
        _ => None,
    });
    let (_, items) = modules.expect("lib.rs declares its modules in `mod modules`");
    let names = items.into_iter().map(|item| match item {
        syn::Item::Mod(item) if item.content.is_none() => item.ident.to_string(),
        _ => panic!("`mod modules` declares modules alone"),
    });
    names.collect()
}
