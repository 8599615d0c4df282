//! The page of a self-assessment.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::kinds::{Assessment, Guide, Question};
use crate::graph::{Id, Meant};
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
    /// The answers, each with what to do next.
    pub answers: Vec<AnswerView>,
    pub see: Vec<Link>,
}

#[derive(Debug, Serialize, Hash)]
pub struct AnswerView {
    /// Names it within its question: `yes`, `partly`, `not-yet`, `not-sure`, or a number for an answer of its own.
    pub key: Arc<str>,
    /// The words of an answer of its own; the theme has those of the others.
    pub words: Option<Arc<str>>,
    pub advice: Arc<str>,
}

fn answers(question: &Question<Meant>) -> Vec<AnswerView> {
    let usual = question.yes_or_no.iter().flat_map(|next| {
        let advice =
            [("yes", &next.yes), ("partly", &next.partly), ("not-yet", &next.not_yet), ("not-sure", &next.not_sure)];
        advice.map(|(key, advice)| AnswerView { key: key.into(), words: None, advice: advice.clone() })
    });
    let own = question.answers.iter().flat_map(|answers| answers.iter());
    let own = (1..).zip(own).map(|(number, own)| AnswerView {
        key: number.to_string().into(),
        words: Some(own.answer.clone()),
        advice: own.next.clone(),
    });
    usual.chain(own).collect()
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
            answers: answers(question),
            see: self.links_with_pages(path, &question.see),
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
        PageView { page: self.entry_frame(path, id.node()), view: View::Assessment(Box::new(view)) }
    }
}
