//! What stands in a file of words: each key and what its words refer to, with places.

use std::ops::Range;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement};

use crate::source::{SourcePath, Span};

/// One key with its words.
#[derive(Debug)]
pub(super) struct Words {
    /// Terms, which only other words can use, keep their `-`.
    pub key: String,
    pub at: Span,
    pub refers: Vec<Reference>,
}

/// Something that words name.
#[derive(Debug)]
pub(super) struct Reference {
    pub to: Named,
    pub at: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// `{ $name }`
    Variable(String),
    /// `{ key }` and `{ -term }`
    Words(String),
    /// `{ NUMBER(…) }`
    Function(String),
}

/// The entries of a file, of which the text begins `start` bytes into it.
pub(super) fn read(path: &SourcePath, resource: &FluentResource, start: usize) -> Vec<Words> {
    let file = File { path, source: resource.source(), start };
    let words = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(file.words("", &message.id, message.value.as_ref())),
        Entry::Term(term) => Some(file.words("-", &term.id, Some(&term.value))),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => None,
    });
    words.collect()
}

#[derive(Clone, Copy)]
struct File<'a> {
    path: &'a SourcePath,
    source: &'a str,
    start: usize,
}

impl File<'_> {
    /// Where a part of the source is: the parser hands out pieces of the very text that it read.
    fn at(self, piece: &str) -> Range<usize> {
        let from = (piece.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize);
        self.start + from..self.start + from + piece.len()
    }

    fn span(self, id: &Identifier<&str>) -> Span {
        Span::new(self.path, self.at(id.name))
    }

    fn words(self, sign: &str, id: &Identifier<&str>, value: Option<&Pattern<&str>>) -> Words {
        let mut refers = Vec::new();
        if let Some(pattern) = value {
            self.pattern(pattern, &mut refers);
        }
        Words { key: format!("{sign}{}", id.name), at: self.span(id), refers }
    }

    fn pattern(self, pattern: &Pattern<&str>, refers: &mut Vec<Reference>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.expression(expression, refers),
            }
        }
    }

    fn expression(self, expression: &Expression<&str>, refers: &mut Vec<Reference>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, refers),
            Expression::Select { selector, variants } => {
                self.inline(selector, refers);
                variants.iter().for_each(|variant| self.pattern(&variant.value, refers));
            }
        }
    }

    fn inline(self, inline: &InlineExpression<&str>, refers: &mut Vec<Reference>) {
        let mut refer = |to, id: &Identifier<&str>| refers.push(Reference { to, at: self.span(id) });
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => refer(Named::Variable(id.name.to_string()), id),
            InlineExpression::MessageReference { id, .. } => refer(Named::Words(id.name.to_string()), id),
            InlineExpression::TermReference { id, arguments, .. } => {
                refer(Named::Words(format!("-{}", id.name)), id);
                self.arguments(arguments.as_ref(), refers);
            }
            InlineExpression::FunctionReference { id, arguments } => {
                refer(Named::Function(id.name.to_string()), id);
                self.arguments(Some(arguments), refers);
            }
            InlineExpression::Placeable { expression } => self.expression(expression, refers),
        }
    }

    fn arguments(self, arguments: Option<&CallArguments<&str>>, refers: &mut Vec<Reference>) {
        if let Some(arguments) = arguments {
            arguments.positional.iter().for_each(|argument| self.inline(argument, refers));
            arguments.named.iter().for_each(|argument| self.inline(&argument.value, refers));
        }
    }
}
