//! Formatted text as a flat list of runs, so that punctuation can be put right across changes of format, and back into
//! a tree.

use std::rc::Rc;

use crate::model::{Inline, Text};

/// How a run is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Format {
    pub(super) link: Option<Rc<str>>,
    pub(super) strong: bool,
    pub(super) em: bool,
    pub(super) small_caps: bool,
    pub(super) underline: bool,
    pub(super) script: Script,
}

/// Whether a run is raised or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Script {
    #[default]
    Baseline,
    Sub,
    Sup,
}

/// Characters of one format, or one formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) content: Content,
    pub(super) format: Format,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Characters(String),
    Math(String),
    Code(String),
}

/// The runs of one reference.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    pub(super) fn push(&mut self, text: &str, format: &Format) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Run { content: Content::Characters(run), format: last }) if last == format => run.push_str(text),
            _ => self.0.push(Run { content: Content::Characters(text.to_owned()), format: format.clone() }),
        }
    }

    pub(super) fn push_leaf(&mut self, content: Content, format: &Format) {
        self.0.push(Run { content, format: format.clone() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the white space at the end away.
    pub(super) fn trim_end(&mut self) {
        while let Some(Run { content: Content::Characters(text), .. }) = self.0.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                return;
            }
            self.0.pop();
        }
    }

    /// Splits the white space at the end off.
    pub(super) fn take_trailing_space(&mut self) -> String {
        let Some(Run { content: Content::Characters(text), .. }) = self.0.last_mut() else {
            return String::new();
        };
        let space = text.split_off(text.trim_end().len());
        if text.is_empty() {
            self.0.pop();
        }
        space
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The same runs, each changed in its format.
    pub(super) fn map_format(mut self, change: impl Fn(&mut Format)) -> Self {
        for run in &mut self.0 {
            change(&mut run.format);
        }
        self
    }

    /// Joins what the engine left side by side: punctuation that repeats itself or that ends a sentence twice, doubled
    /// spaces, and spaces before punctuation.
    pub(super) fn put_punctuation_right(&mut self) {
        let mut before: Vec<char> = Vec::new();
        let mut characters: Vec<(usize, char)> = Vec::new();
        let mut kept: Vec<String> = vec![String::new(); self.0.len()];
        for (index, run) in self.0.iter().enumerate() {
            match &run.content {
                Content::Characters(text) => characters.extend(text.chars().map(|character| (index, character))),
                Content::Math(_) | Content::Code(_) => characters.push((index, '\u{FFFC}')),
            }
        }
        let is_address = |run: usize| self.0[run].format.link.is_some();
        let mut position = 0;
        while let Some(&(run, character)) = characters.get(position) {
            let next = characters.get(position + 1).map(|(_, next)| *next);
            let after_next = characters.get(position + 2).map(|(_, after)| *after);
            // A space before punctuation goes, but not before a word such as ".NET".
            let space_before_punctuation = character == ' '
                && matches!(next, Some('.' | ',' | ')'))
                && after_next.is_none_or(|after| after.is_whitespace() || matches!(after, '.' | ',' | ')'));
            if !is_address(run) && (space_before_punctuation || is_surplus(&before, character, next)) {
                position += 1;
                continue;
            }
            if character == '.' && next == Some('.') && !is_address(run) {
                // Three points or more are an ellipsis, and stay; two are one too many.
                let points = characters[position..].iter().take_while(|(_, next)| *next == '.').count();
                let shown = if points == 2 { 1 } else { points };
                for (run, point) in &characters[position..position + shown] {
                    kept[*run].push(*point);
                    before.push(*point);
                }
                position += points;
                continue;
            }
            // A comma that is followed by a full stop goes.
            let gives_way =
                matches!((character, next), (',' | ';' | ':', Some('.'))) && after_next.is_none_or(char::is_whitespace);
            if !gives_way || is_address(run) {
                kept[run].push(character);
                before.push(character);
            }
            position += 1;
        }
        for (run, text) in self.0.iter_mut().zip(kept) {
            if let Content::Characters(characters) = &mut run.content {
                *characters = text;
            }
        }
        self.0.retain(|run| !matches!(&run.content, Content::Characters(text) if text.is_empty()));
    }

    /// The runs as a tree: links outside, then bold, italics and the rest.
    pub(super) fn into_text(self) -> Text {
        Text::from(nest(&self.0, 0))
    }

    /// The runs as a tree without white space at the ends.
    pub(super) fn into_trimmed_text(mut self) -> Text {
        self.trim_end();
        while let Some(Run { content: Content::Characters(text), .. }) = self.0.first_mut() {
            *text = text.trim_start().to_owned();
            if !text.is_empty() {
                break;
            }
            self.0.remove(0);
        }
        self.into_text()
    }
}

/// Whether a character adds nothing to what stands before it.
fn is_surplus(before: &[char], character: char, next: Option<char>) -> bool {
    let [rest @ .., last] = before else { return false };
    // Behind a closing quotation mark, what counts is the character inside.
    let inside = match last {
        '”' | '’' | '»' | '“' => rest.last().copied(),
        _ => None,
    };
    let ends_here = next.is_none_or(|next| next.is_whitespace());
    match character {
        ' ' => matches!(last, ' ' | '\u{A0}' | '\u{202F}'),
        '.' => matches!(last, '?' | '!' | '.') || matches!(inside, Some('?' | '!' | '.')),
        ',' | ';' | ':' => {
            *last == character
                || (character == ',' && inside == Some(','))
                || (ends_here && *last == ' ' && rest.last() == Some(&character))
        }
        _ => false,
    }
}

/// The wraps of a format, the outermost first.
const WRAPS: usize = 6;

fn wrap_at(format: &Format, level: usize) -> Option<Wrap> {
    match level {
        0 => format.link.clone().map(Wrap::Link),
        1 => format.strong.then_some(Wrap::Strong),
        2 => format.em.then_some(Wrap::Em),
        3 => format.small_caps.then_some(Wrap::SmallCaps),
        4 => format.underline.then_some(Wrap::Underline),
        _ => match format.script {
            Script::Baseline => None,
            Script::Sub => Some(Wrap::Sub),
            Script::Sup => Some(Wrap::Sup),
        },
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrap {
    Link(Rc<str>),
    Strong,
    Em,
    SmallCaps,
    Underline,
    Sub,
    Sup,
}

fn nest(runs: &[Run], level: usize) -> Vec<Inline> {
    if level == WRAPS {
        let leaf = |run: &Run| match &run.content {
            Content::Characters(text) => Inline::Str(text.clone()),
            Content::Math(tex) => Inline::Math(tex.clone()),
            Content::Code(code) => Inline::Code(code.clone()),
        };
        return runs.iter().map(leaf).collect();
    }
    let same = |one: &Run, other: &Run| wrap_at(&one.format, level) == wrap_at(&other.format, level);
    let mut inlines = Vec::new();
    for group in runs.chunk_by(same) {
        let content = nest(group, level + 1);
        match group.first().and_then(|run| wrap_at(&run.format, level)) {
            None => inlines.extend(content),
            Some(Wrap::Link(url)) => inlines.push(Inline::Link { url: url.to_string(), content }),
            Some(Wrap::Strong) => inlines.push(Inline::Strong(content)),
            Some(Wrap::Em) => inlines.push(Inline::Em(content)),
            Some(Wrap::SmallCaps) => inlines.push(Inline::SmallCaps(content)),
            Some(Wrap::Underline) => inlines.push(Inline::Underline(content)),
            Some(Wrap::Sub) => inlines.push(Inline::Sub(content)),
            Some(Wrap::Sup) => inlines.push(Inline::Sup(content)),
        }
    }
    inlines
}

#[cfg(test)]
mod tests {
    use super::{Format, Runs};
    use crate::model::Inline;

    /// `_` switches italics.
    fn put_right(text: &str) -> String {
        let mut runs = Runs::default();
        for (index, part) in text.split('_').enumerate() {
            runs.push(part, &Format { em: index % 2 == 1, ..Format::default() });
        }
        runs.put_punctuation_right();
        runs.into_text().to_plain()
    }

    #[test]
    fn punctuation_is_not_doubled() {
        for (given, expected) in [
            ("A title?. Journal", "A title? Journal"),
            ("_A title?_. Journal", "A title? Journal"),
            ("et al.. 2022", "et al. 2022"),
            ("et al._._ 2022", "et al. 2022"),
            ("arXiv, , 2022", "arXiv, 2022"),
            ("arXiv .", "arXiv."),
            ("(2022).,. arXiv", "(2022). arXiv"),
            ("Lu,, 2022;; x", "Lu, 2022; x"),
            ("“Really?”. 2020", "“Really?” 2020"),
            ("“Ends.”. 2020", "“Ends.” 2020"),
            ("so on... and on", "so on... and on"),
            ("two  spaces", "two spaces"),
            ("(2022),. End", "(2022). End"),
            (".NET, and .NET", ".NET, and .NET"),
            ("", ""),
            ("..", "."),
        ] {
            assert_eq!(put_right(given), expected, "{given}");
        }
    }

    #[test]
    fn formats_nest_in_one_order() {
        let mut runs = Runs::default();
        let em = Format { em: true, ..Format::default() };
        runs.push("a", &em);
        runs.push("b", &Format { strong: true, ..em.clone() });
        runs.push("c", &Format { link: Some("u".into()), ..em });
        let content = |text: &str| vec![Inline::Em(vec![Inline::Str(text.into())])];
        let expected = [
            Inline::Em(vec![Inline::Str("a".into())]),
            Inline::Strong(content("b")),
            Inline::Link { url: "u".into(), content: content("c") },
        ];
        assert_eq!(runs.into_text().inlines(), expected);
    }
}
