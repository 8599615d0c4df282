//! Pages that list: all entries of a kind, the same in another order, and what belongs to an area.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::directory::Directory;
use super::groups::Group;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Area, Kind, PartnerKind, Role, Stage};
use crate::graph::Id;

impl Context<'_> {
    /// The list of all entries of a kind.
    pub(crate) fn list_page(&self, path: &str, kind: Kind) -> PageView {
        let mut groups = self.groups(path, kind);
        let questions = self.questions(kind);
        if !questions.is_empty() {
            let filed = self.filed(kind).into_iter();
            let mut filed: FxHashMap<&str, _> = filed.map(|(node, at)| (&**self.graph.node(node).id(), at)).collect();
            for card in groups.iter_mut().flat_map(|group| &mut group.cards) {
                card.filed = filed.remove(&*card.id).unwrap_or_default();
            }
        }
        let view = Directory {
            is_a_to_z: kind == Kind::Role,
            shorter: self.shorter(path, kind, &[]),
            questions,
            kinds: if kind == Kind::Partner { self.every::<PartnerKind>(path) } else { Vec::new() },
            ..self.directory(path, kind, groups)
        };
        let frame = self.overview_frame(path, Overview::Listing(kind));
        PageView { page: frame, view: View::Directory(Box::new(view)) }
    }

    pub(crate) fn roles_by_profession_page(&self, path: &str) -> PageView {
        self.roles_page(path, Overview::RolesByProfession, self.roles_by_profession(path))
    }

    pub(crate) fn roles_by_stage_page(&self, path: &str) -> PageView {
        let at = |stage| self.graph.referrers::<Role>(stage).map(|role| role.id.node()).collect();
        self.roles_page(path, Overview::RolesByStage, self.by_entry::<Stage>(path, at))
    }

    pub(crate) fn roles_by_way_in_page(&self, path: &str) -> PageView {
        self.roles_page(path, Overview::RolesByWayIn, self.roles_by_way_in(path))
    }

    /// All roles in another order than that of their list.
    fn roles_page(&self, path: &str, overview: Overview, groups: Vec<Group>) -> PageView {
        let mut frame = self.overview_frame(path, overview);
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Role));
        PageView { page: frame, view: View::Directory(Box::new(self.directory(path, Kind::Role, groups))) }
    }

    /// Councils in an area, where they are several: one that is called as the area says nothing.
    fn councils_in(&self, area: Id<Area>) -> Vec<Arc<str>> {
        let councils = self.graph.councils().into_iter().filter(|council| council.area == Some(area));
        let names: Vec<Arc<str>> = councils.map(|council| council.name.clone()).collect();
        if names.len() > 1 { names } else { Vec::new() }
    }

    pub(crate) fn area_page(&self, path: &str, id: Id<Area>) -> PageView {
        let list = self.directory(path, Kind::Partner, self.in_area(path, id.node()));
        let rows = self.rows_in(id.node());
        let total = list.total + rows.iter().map(|one| one.rows.len()).sum::<usize>();
        let mut frame = self.frame(path);
        frame.title_key = Some("partners-by-area-title");
        frame.title_about = Some(self.node(id.node()).title().clone());
        frame.description = Some(self.node(id.node()).summary().clone());
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Partner));
        let view =
            Directory { about: Some(self.about(path, id.node())), total, rows, councils: self.councils_in(id), ..list };
        PageView { page: frame, view: View::Directory(Box::new(view)) }
    }
}
