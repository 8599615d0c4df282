//! The page of a self-assessment.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::kinds::{Assessment, Guide};
use crate::graph::Id;
use crate::slug::slug;

#[derive(Debug, Serialize, Hash)]
pub struct AssessmentView {
    pub about: About,
    pub element: &'static str,
    pub audience: Arc<str>,
    pub questions: Vec<QuestionView>,
    pub guides: Vec<Card>,
    pub interventions: Vec<Card>,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
}

#[derive(Debug, Serialize, Hash)]
pub struct QuestionView {
    pub id: Arc<str>,
    pub number: usize,
    pub question: Arc<str>,
    pub why: Arc<str>,
    /// What to do next, for `yes`, `partly`, `not-yet` and `not-sure`.
    pub answers: Vec<AnswerView>,
    pub see: Vec<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct AnswerView {
    pub key: &'static str,
    pub advice: Arc<str>,
}

/// A question's name as an id of the page, or its number where nothing of the name can be part of one.
fn part_id(name: &str, number: usize) -> Arc<str> {
    let id = slug(name);
    if id.is_empty() { number.to_string().into() } else { id.into() }
}

impl Context<'_> {
    pub(crate) fn assessment_page(&self, path: &str, id: Id<Assessment>) -> PageView {
        let assessment = self.graph.get(id);
        let questions = (1..).zip(assessment.questions.iter()).map(|(number, question)| QuestionView {
            id: part_id(&question.id, number),
            number,
            question: question.question.clone(),
            why: question.why.clone(),
            answers: [
                ("yes", &question.yes),
                ("partly", &question.partly),
                ("not-yet", &question.not_yet),
                ("not-sure", &question.not_sure),
            ]
            .map(|(key, advice)| AnswerView { key, advice: advice.clone() })
            .into(),
            see: question.see.iter().map(|&node| self.link(path, node)).collect(),
        });
        let mut guides = self.cards(path, &assessment.guides);
        for card in self.referring::<Guide>(path, id.node()) {
            if !guides.iter().any(|known| known.id == card.id) {
                guides.push(card);
            }
        }
        let view = AssessmentView {
            about: self.about(path, id.node()),
            element: assessment.element.as_str(),
            audience: assessment.audience.clone(),
            questions: questions.collect(),
            guides,
            interventions: self.cards(path, &assessment.interventions),
            framework: self.in_framework(path, id.node()),
        };
        PageView {
            page: self.entry_frame(path, id.node(), "crumb-assessments"),
            view: View::Assessment(Box::new(view)),
        }
    }
}
