//! An assessment: questions with advice for every answer. It gives no score.

use super::super::fields::Reader;
use super::super::phase::{Any, To};
use super::super::record::record;
use super::super::values::{AtLeastOne, Text};
use super::{Element, Guide, Intervention};

record! {
    /// An answer to a question that asks what or how, and what to do next.
    Answer {
        /// the answer, in a few words
        answer: Text,
        /// what to do next
        next: Text,
    }
}

record! {
    /// One question, and what to do next for each answer.
    Question {
        /// a short name for it, such as `colleges`
        id: Text,
        /// the question
        question: Text,
        /// why it matters
        why: Text,
        /// what to do next if the answer is yes
        yes: Option<Text>,
        /// what to do next if the answer is partly
        partly: Option<Text>,
        /// what to do next if the answer is not yet
        not_yet: Option<Text>,
        /// what to do next if nobody is sure
        not_sure: Option<Text>,
        /// for a question that asks what or how: the answers, instead of yes, partly, not yet and not sure
        answers: Vec<Answer<P>>,
        /// pages that help, such as `interventions/career-events`
        see: Vec<Any<P>>,
    }
    judge every_answer_has_advice
}

/// The word of an answer that every yes-or-no question has, and what to do next.
pub type UsualAnswers<'a> = [(&'static str, &'a Option<Text>); 4];

impl<P: super::super::phase::Phase> Question<P> {
    /// What to do next for yes, partly, not yet and not sure, in this order.
    pub fn usual_answers(&self) -> UsualAnswers<'_> {
        [("yes", &self.yes), ("partly", &self.partly), ("not-yet", &self.not_yet), ("not-sure", &self.not_sure)]
    }
}

/// A question either has the four usual answers, or two and more of its own.
fn every_answer_has_advice(question: &Question, reader: &mut Reader) {
    let usual = question.usual_answers().iter().filter(|(_, next)| next.is_some()).count();
    let own = question.answers.len();
    if !matches!((usual, own), (4, 0) | (0, 2..)) {
        reader.invalid(
            "this question has not the answers that it needs",
            Some("write `yes`, `partly`, `not_yet` and `not_sure`, or two and more of its own in `answers`".into()),
        );
    }
}

record! {
    /// Questions to check how ready a place is.
    Assessment {
        /// which element of Grow Your Own it is about
        element: Element,
        /// whom it is for
        audience: Text,
        /// the questions, in order
        questions: AtLeastOne<Question<P>>,
        /// guides it belongs to
        guides: Vec<To<P, Guide>>,
        /// interventions it is about
        interventions: Vec<To<P, Intervention>>,
    }
}
