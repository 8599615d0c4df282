//! What an entry's own fields say, kind by kind: the names and the words by which search finds it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::entry::kinds::{
    CaseStudy, Domain, Fields, Intervention, ItemStatus, Organisation, Partner, Pathway, Profession, Programme, Role,
    Route, Stage, StartingPoint,
};
use crate::graph::{Id, Meant, NodeId};
use crate::view::Context;

/// What an entry's own fields say.
pub(super) struct Own<'c> {
    context: &'c Context<'c>,
    /// Other names of what the entry is about.
    pub names: Vec<Arc<str>>,
    pub text: Vec<Arc<str>>,
}

impl<'c> Own<'c> {
    pub fn of(context: &'c Context<'c>, id: NodeId) -> Own<'c> {
        let mut own = Own { context, names: Vec::new(), text: Vec::new() };
        own.take(id);
        own
    }

    fn take(&mut self, id: NodeId) {
        match &self.context.graph.node(id).fields {
            Fields::Profession(it) => self.take_profession(it),
            Fields::Role(it) => self.take_role(it),
            Fields::Route(it) => self.take_route(it),
            Fields::StartingPoint(it) => self.take_starting_point(it),
            Fields::Programme(it) => self.take_programme(it),
            Fields::Pathway(it) => self.take_pathway(it),
            Fields::Intervention(it) => self.take_intervention(it),
            Fields::CaseStudy(it) => self.take_case_study(it),
            Fields::Partner(it) => self.take_partner(it),
            Fields::Stage(it) => self.take_stage(it),
            Fields::Domain(it) => self.take_domain(it),
            Fields::Guide(it) => self.text([&it.audience]),
            Fields::Assessment(it) => self.text(it.questions.iter().map(|question| &question.question)),
            Fields::Event(it) => self.text([&it.place, &it.who_for]),
            Fields::GlossaryTerm(it) => self.names.extend(it.also.iter().cloned()),
            Fields::Area(_) => self.take_area(id),
            Fields::Page(_)
            | Fields::PayBand(_)
            | Fields::Payment(_)
            | Fields::Wage(_)
            | Fields::Benchmark(_)
            | Fields::PartnerKind(_)
            | Fields::Organisation(_)
            | Fields::Dataset(_)
            | Fields::Figure(_)
            | Fields::NextStep(_)
            | Fields::Interest(_)
            | Fields::Synonym(_)
            | Fields::HouseTerm(_) => {}
        }
    }

    fn take_profession(&mut self, it: &Profession<Meant>) {
        self.text(&it.protected_titles);
        self.text([&it.regulator]);
        self.text(it.professional_body.iter().map(|body| &body.name));
        self.tags(&it.interests);
    }

    fn take_role(&mut self, it: &Role<Meant>) {
        self.names.extend(it.other_titles.iter().cloned());
        self.tags(&it.professions);
        self.tags([&it.stage]);
        self.tags(&it.interests);
        for list in [&it.tasks, &it.places, &it.qualities, &it.hard_parts, &it.requirements, &it.checks] {
            self.text(list.iter());
        }
        self.text(&it.adjustments);
        self.text([&it.hours]);
        for text in [&it.local_level, &it.pay_note, &it.study, &it.regulator, &it.stay] {
            self.text(text);
        }
    }

    fn take_route(&mut self, it: &Route<Meant>) {
        self.text(&it.standard_code);
        self.text([&it.who_for, &it.how_long, &it.r#where]);
        for list in [&it.what_you_need, &it.cost_or_wage, &it.how_to_apply] {
            self.text(list.iter());
        }
        self.tags(it.leads_to.iter().map(|opening| &opening.role));
        let wages = it.wages.iter().map(|wage| wage.node());
        for row in it.payments.iter().map(|payment| payment.node()).chain(wages) {
            self.text.extend(self.context.amount_in_words(row).map(Into::into));
        }
    }

    fn take_starting_point(&mut self, it: &StartingPoint<Meant>) {
        self.text([&it.you_might_say]);
        self.text(it.first_steps.iter());
        self.tags(it.routes.iter().map(|suggestion| &suggestion.route));
        self.tags(&it.programmes);
    }

    fn take_programme(&mut self, it: &Programme<Meant>) {
        self.names.extend(it.former_names.iter().cloned());
        self.text([&it.who_for, &it.run_by, &it.cost]);
        self.text(it.offers.iter());
        self.text(it.how_to_join.iter());
        self.tags(&it.routes);
        self.tags(&it.roles);
    }

    fn take_pathway(&mut self, it: &Pathway<Meant>) {
        self.text([&it.who]);
        self.text(it.steps.iter().map(|step| &step.note));
    }

    fn take_intervention(&mut self, it: &Intervention<Meant>) {
        self.text([&it.what_it_is, &it.ahp_idea]);
        self.text(it.audience.iter());
        self.text(&it.why_it_works);
        self.text(&it.activity);
    }

    fn take_case_study(&mut self, it: &CaseStudy<Meant>) {
        self.text([&it.place, &it.problem]);
        self.text(it.what_was_done.iter());
        self.text(it.evidence.iter());
        self.tags(&it.area);
        self.tags(&it.roles);
    }

    fn take_partner(&mut self, it: &Partner<Meant>) {
        self.names.extend(it.former_names.iter().chain(&it.members).cloned());
        self.text(it.offers.iter());
        self.tags([&it.kind]);
        self.tags(it.area.iter().chain(&it.more_areas));
        self.tags(&it.routes);
    }

    fn take_stage(&mut self, it: &Stage<Meant>) {
        self.names.extend(it.also_called.iter().cloned());
        for text in [&it.education, &it.experience, &it.supervision] {
            self.text(text);
        }
    }

    fn take_domain(&mut self, it: &Domain<Meant>) {
        let found = it.items.iter().filter(|item| item.status == ItemStatus::Found);
        self.text(found.flat_map(|item| [&item.label].into_iter().chain(&item.text)))
    }

    /// Organisations have no pages: who types a town is led to its area.
    fn take_area(&mut self, area: NodeId) {
        let here = self.context.graph.referrers::<Organisation>(area);
        let towns: BTreeSet<Arc<str>> = here.filter_map(|one| one.town.clone()).collect();
        self.text.extend(towns);
    }

    fn text<'t>(&mut self, texts: impl IntoIterator<Item = &'t Arc<str>>) {
        self.text.extend(texts.into_iter().cloned());
    }

    /// The titles of entries that the page names.
    fn tags<'t, T: 'static>(&mut self, tags: impl IntoIterator<Item = &'t Id<T>>) {
        for tag in tags {
            self.text.push(self.context.graph.node(tag.node()).title().clone());
        }
    }
}
