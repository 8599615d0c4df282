//! Whom case studies are about: professions, and people whom careers often leave out.

use std::collections::BTreeSet;

use super::Item;
use crate::entry::kinds::{CaseStudy, People, Profession, Role};
use crate::find::Survey;
use crate::graph::{Graph, Id, Linked};

/// Case studies by whom they are about. One may count in several rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Stories {
    /// Case studies on the site.
    pub all: usize,
    pub professions: Vec<ProfessionStories>,
    /// Those about people whom careers often leave out, as their authors say it.
    pub people: Vec<(People, Vec<Item>)>,
}

/// Case studies about roles of a profession.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfessionStories {
    pub profession: Item,
    pub stories: Vec<Item>,
}

impl Stories {
    /// Professions and people that no case study is about.
    pub fn gaps(&self) -> usize {
        let professions = self.professions.iter().filter(|one| one.stories.is_empty()).count();
        professions + self.people.iter().filter(|(_, stories)| stories.is_empty()).count()
    }
}

pub(super) fn of(survey: &Survey<'_>) -> Stories {
    let graph = survey.graph();
    let stories: Vec<Linked<'_, CaseStudy>> = graph.all::<CaseStudy>().collect();
    let items = |is_told: &dyn Fn(&Linked<'_, CaseStudy>) -> bool| {
        let told = stories.iter().filter(|story| is_told(story));
        told.map(|story| Item::of(survey, story.id.node())).collect::<Vec<_>>()
    };
    let professions = graph.all::<Profession>().map(|profession| ProfessionStories {
        profession: Item::of(survey, profession.id.node()),
        stories: items(&|story| professions(graph, story).contains(&profession.id)),
    });
    let people = People::ALL.iter().map(|&people| (people, items(&|story| story.people.contains(&people))));
    Stories { all: stories.len(), professions: professions.collect(), people: people.collect() }
}

/// The professions of the roles that a story names, or to which it leads people on.
fn professions(graph: &Graph, story: &Linked<'_, CaseStudy>) -> BTreeSet<Id<Profession>> {
    let of_role = |role: &Id<Role>| graph.get(*role).fields.professions.iter().copied();
    story.fields.roles.iter().flat_map(of_role).collect()
}
