//! How well the roles of the site cover the Framework: domain by stage, for all roles and for each profession.

use std::sync::Arc;

use super::Item;
use crate::entry::kinds::{Domain, Profession, Role, Stage};
use crate::find::Survey;
use crate::graph::{Graph, Id, pathway};

/// Roles of the site in the squares of the Framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Stages that the Framework itself has: the columns of every matrix.
    pub stages: Vec<Item>,
    /// Domains: the rows.
    pub domains: Vec<DomainCover>,
    pub professions: Vec<ProfessionCover>,
}

/// A domain, and the roles whose work shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainCover {
    pub domain: Item,
    pub number: u32,
    /// Roles at each stage.
    pub stages: Vec<Vec<Item>>,
}

/// A profession's part of the Framework. Roles that serve all professions count where they lead into its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfessionCover {
    pub profession: Item,
    pub stages: Vec<StageCover>,
    pub domains: Vec<DomainCover>,
}

/// What a profession has at a stage.
#[derive(Debug, Clone, PartialEq)]
pub enum StageCover {
    Roles(Vec<Item>),
    /// None, and its author says why.
    Explained(Arc<str>),
    /// None, and nobody says why.
    Gap,
}

impl DomainCover {
    /// Roles that show the domain, at whatever stage.
    pub fn roles(&self) -> usize {
        self.stages.iter().map(Vec::len).sum()
    }
}

impl Coverage {
    /// Stages at which a profession has no role and does not say why.
    pub fn gaps(&self) -> usize {
        self.professions.iter().flat_map(|one| &one.stages).filter(|stage| **stage == StageCover::Gap).count()
    }

    /// Squares of the whole Framework: domains times stages.
    pub fn squares(&self) -> usize {
        self.domains.iter().map(|row| row.stages.len()).sum()
    }

    /// Squares of the whole Framework that no role fills.
    pub fn empty_squares(&self) -> usize {
        self.domains.iter().flat_map(|row| &row.stages).filter(|roles| roles.is_empty()).count()
    }
}

pub(super) fn of(survey: &Survey<'_>) -> Coverage {
    let graph = survey.graph();
    let stages: Vec<Id<Stage>> =
        graph.all::<Stage>().filter(|stage| stage.in_framework).map(|stage| stage.id).collect();
    let mut by_stage = vec![Vec::new(); stages.len()];
    for role in graph.all::<Role>() {
        if let Some(column) = stages.iter().position(|stage| *stage == role.stage) {
            by_stage[column].push(role.id);
        }
    }
    Coverage {
        domains: domains(survey, &by_stage),
        professions: graph.all::<Profession>().map(|one| profession(survey, one.id, &stages)).collect(),
        stages: stages.iter().map(|stage| Item::of(survey, stage.node())).collect(),
    }
}

fn profession(survey: &Survey<'_>, id: Id<Profession>, stages: &[Id<Stage>]) -> ProfessionCover {
    let graph = survey.graph();
    let ladder = pathway::ladder(graph, id);
    let at = |stage: &Id<Stage>| {
        let column = ladder.columns.iter().find(|(column, _)| column == stage);
        column.map(|(_, roles)| roles.clone()).unwrap_or_default()
    };
    let by_stage: Vec<Vec<Id<Role>>> = stages.iter().map(at).collect();
    let gaps = &graph.get(id).fields.no_role_at;
    let cover = |(stage, roles): (&Id<Stage>, &Vec<Id<Role>>)| match roles.as_slice() {
        [] => match gaps.iter().find(|gap| gap.stage == *stage) {
            Some(gap) => StageCover::Explained(gap.because.clone()),
            None => StageCover::Gap,
        },
        roles => StageCover::Roles(roles.iter().map(|role| Item::of(survey, role.node())).collect()),
    };
    ProfessionCover {
        profession: Item::of(survey, id.node()),
        stages: stages.iter().zip(&by_stage).map(cover).collect(),
        domains: domains(survey, &by_stage),
    }
}

/// For each domain, which of these roles show it.
fn domains(survey: &Survey<'_>, by_stage: &[Vec<Id<Role>>]) -> Vec<DomainCover> {
    let graph = survey.graph();
    let showing = |roles: &Vec<Id<Role>>, domain: Id<Domain>| {
        let roles = roles.iter().filter(|role| shows(graph, **role, domain));
        roles.map(|role| Item::of(survey, role.node())).collect()
    };
    let row = |domain: crate::graph::Linked<'_, Domain>| DomainCover {
        domain: Item::of(survey, domain.id.node()),
        number: domain.number,
        stages: by_stage.iter().map(|roles| showing(roles, domain.id)).collect(),
    };
    graph.all::<Domain>().map(row).collect()
}

fn shows(graph: &Graph, role: Id<Role>, domain: Id<Domain>) -> bool {
    graph.get(role).fields.domains.iter().any(|shown| shown.domain == domain)
}
