//! From the value of a field, as publist writes it into a .bib file, to chunks as the crate's parser makes them.

use biblatex::{Chunk, Chunks, Spanned};

use crate::latex;
use crate::model::{Date, Inline, Name, Names, Text};
use crate::text::addresses::is_safe_link;

use super::super::dates::{self, ONLY_WORDS};
use super::super::names;
use super::form::Form;

/// Returns the chunks of a value.
pub(super) fn chunks(value: &str, form: Form) -> Chunks {
    let mut builder = Builder::default();
    match form {
        Form::Names => builder.names(&names::from_bibtex(value)),
        Form::Identifier | Form::Literal => builder.text.push_str(value),
        Form::Date => builder.date(value),
        Form::Text => builder.tex(value),
    }
    builder.finish()
}

/// Makes chunks in the order in which the crate's parser does: each brace and each formula ends a chunk, which may be
/// empty.
#[derive(Default)]
struct Builder {
    chunks: Chunks,
    /// The text of the current chunk.
    text: String,
    is_in_braces: bool,
}

impl Builder {
    fn finish(mut self) -> Chunks {
        if !self.text.is_empty() || self.chunks.is_empty() {
            self.end_chunk();
        }
        self.chunks
    }

    fn end_chunk(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.push(if self.is_in_braces { Chunk::Verbatim(text) } else { Chunk::Normal(text) });
    }

    /// Adds a chunk that is nowhere in a text. Its span is empty and not “detached”: the crate adds to the start of a span
    /// when it splits a list at commas, which overflows with those.
    fn push(&mut self, chunk: Chunk) {
        self.chunks.push(Spanned::zero(chunk));
    }

    fn braced(&mut self, fill: impl FnOnce(&mut Self)) {
        if self.is_in_braces {
            return fill(self);
        }
        self.end_chunk();
        self.is_in_braces = true;
        fill(self);
        self.end_chunk();
        self.is_in_braces = false;
    }

    fn tex(&mut self, tex: &str) {
        self.inlines(latex::decode(tex).text.inlines());
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Str(text) => self.text.push_str(text),
                Inline::NoCase(content) => self.braced(|builder| builder.inlines(content)),
                Inline::Math(formula) => {
                    self.end_chunk();
                    self.push(Chunk::Math(formula.clone()));
                }
                Inline::Quote(content) => {
                    self.text.push_str("``");
                    self.inlines(content);
                    self.text.push_str("''");
                }
                Inline::Link { url, content } if !is_safe_link(url) => self.inlines(content),
                markup => {
                    let markup = Text::from(vec![markup.clone()]);
                    self.text.push_str(&latex::encode(&markup, latex::Charset::Unicode));
                }
            }
        }
    }

    fn date(&mut self, value: &str) {
        if let Some(words) = value.strip_prefix(ONLY_WORDS) {
            self.braced(|_| ());
            return self.tex(words);
        }
        match value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
            // A number that is not a year.
            Some(number) => self.braced(|builder| builder.text.push_str(number)),
            None if matches!(dates::from_value(value), Date::Literal(_)) => self.tex(value),
            None => self.text.push_str(value),
        }
    }

    fn names(&mut self, names: &Names) {
        for (index, name) in names.list.iter().enumerate() {
            self.text.push_str(if index > 0 { " and " } else { "" });
            self.name(name);
        }
        if names.truncated {
            self.text.push_str(if names.list.is_empty() { "others" } else { " and others" });
        }
    }

    /// Writes a name as `names::append` does, without TeX.
    fn name(&mut self, name: &Name) {
        let person = match name {
            Name::Literal(text) => return self.braced(|builder| builder.text.push_str(text.trim())),
            Name::Person(person) => person,
        };
        let filled =
            |part: &Option<String>| part.as_deref().map(names::spaced_for_names).filter(|part| !part.trim().is_empty());
        let particles: Vec<String> =
            [&person.dropping_particle, &person.non_dropping_particle].into_iter().filter_map(filled).collect();
        let (family, suffix, given) =
            (names::spaced_for_names(&person.family), filled(&person.suffix), filled(&person.given));
        let is_alone = suffix.is_none() && given.is_none();
        let is_split = !particles.is_empty() || family.contains(char::is_whitespace);
        if family.trim().is_empty() || is_alone && is_split {
            let whole = if is_alone { name.family_with_particles() } else { name.to_display_order() };
            return self.braced(|builder| builder.text.push_str(&whole));
        }
        for particle in particles {
            self.part(&particle, names::has_separator(&particle));
            self.text.push(' ');
        }
        self.part(&family, names::has_particle(&family) || names::has_separator(&family));
        if let Some(suffix) = &suffix {
            self.text.push_str(", ");
            self.part(suffix, names::has_separator(suffix));
        }
        if !is_alone {
            self.text.push_str(", ");
        }
        if let Some(given) = given {
            self.part(&given, names::has_separator(&given));
        }
    }

    fn part(&mut self, part: &str, is_braced: bool) {
        if is_braced {
            self.braced(|builder| builder.text.push_str(part));
        } else {
            self.text.push_str(part);
        }
    }
}
