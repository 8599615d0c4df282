//! An assessment: questions with advice for every answer. It gives no score.

use super::super::phase::{Any, To};
use super::super::record::record;
use super::super::values::{AtLeastOne, Text};
use super::{Element, Guide, Intervention};

record! {
    /// What to do next for each answer to a question that asks whether something is so.
    YesOrNo {
        /// what to do next if the answer is yes
        yes: Text,
        /// what to do next if the answer is partly
        partly: Text,
        /// what to do next if the answer is not yet
        not_yet: Text,
        /// what to do next if nobody is sure
        not_sure: Text,
    }
}

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
        /// for a question that asks whether something is so: what to do next for each answer
        yes_or_no: Option<YesOrNo<P>>,
        /// for a question that asks what or how: its answers
        answers: Option<AtLeastOne<Answer<P>>>,
        /// pages that help, such as `interventions/career-events`
        see: Vec<Any<P>>,
    }
    one_of [yes_or_no, answers]
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
