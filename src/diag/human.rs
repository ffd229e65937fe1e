//! Shows diagnostics to people, with the source line.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Whether a report has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No colour.
    None,
    /// The colours of terminals, as ANSI escape sequences.
    Ansi,
}

/// Formats a report for people. The result does not end with a line end.
pub fn render_human(diagnostic: &Diagnostic, colour: Colour) -> String {
    let renderer = match colour {
        Colour::None => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let level = match diagnostic.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let message = visible(&diagnostic.with_record());
    let fix = diagnostic.fix.iter().map(|fix| format!("after --fix, {fix}"));
    let hints: Vec<String> = diagnostic.hints.iter().cloned().chain(fix).map(|hint| visible(&hint)).collect();
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code.text()));
    let line;
    if let Some(place) = &diagnostic.place {
        let (row, column) = (place.line as usize, place.column as usize);
        let origin = match row {
            0 => Origin::path(place.file.as_str()),
            row => Origin::path(place.file.as_str()).line(row).char_column(column),
        };
        match &place.snippet {
            None => group = group.element(origin),
            Some(snippet) => {
                line = visible(&snippet.text);
                let byte = |column: u32| {
                    let characters = column.saturating_sub(snippet.first_column) as usize;
                    line.char_indices().nth(characters).map_or(line.len(), |(offset, _)| offset)
                };
                let span = byte(place.column)..byte(place.column.saturating_add(place.length));
                let source =
                    Snippet::source(line.as_str()).line_start(row).annotation(AnnotationKind::Primary.span(span));
                // The renderer counts columns from the start of the snippet, which may not be the start of the line.
                group = match snippet.first_column {
                    1 => group.element(source.path(place.file.as_str())),
                    _ => group.element(origin).element(source),
                };
            }
        }
    }
    for hint in &hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group]).to_string()
}

/// Replaces control characters and directional marks, so that a hostile file cannot control the terminal or reverse a
/// message; the number of characters stays the same.
fn visible(text: &str) -> String {
    let is_mark = |character| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = |character: char| if character.is_control() || is_mark(character) { '\u{FFFD}' } else { character };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::{Colour, render_human};
    use crate::diag::tests::example;
    use crate::diag::{Code, Diagnostic, Place, Source};

    #[test]
    fn people_see_the_line() {
        let shown = render_human(&example(), Colour::None);
        assert_eq!(
            shown,
            "warning[W0901]: “for” and “Micro” are glued together (in zong2020)\n \
             --> page.txt:2:7\n  |\n2 | Title forMicro, here\n  |       ^^^^^^^^\n  |\n  = help: add a space"
        );
    }

    #[test]
    fn a_place_may_be_a_file_alone() {
        let place = Place::of_file("a,b.json");
        let shown = render_human(&Diagnostic::new(Code::PageRange, "50%\nx").at(place), Colour::None);
        assert!(shown.contains("--> a,b.json") && !shown.contains(":0"), "{shown}");
    }

    #[test]
    fn the_column_in_a_long_line_is_the_true_one() {
        let text = "x".repeat(500) + "!";
        let place = Source::new("page.txt", &text).place(500..501);
        let shown = render_human(&Diagnostic::new(Code::GluedWords, "here").at(place), Colour::None);
        assert!(shown.contains("--> page.txt:1:501\n"), "{shown}");
    }

    #[test]
    fn control_characters_cannot_reach_the_terminal() {
        let diagnostic = Diagnostic::new(Code::BibtexSyntax, "bad \u{1b}[31m escape \u{202E}");
        let shown = render_human(&diagnostic, Colour::None);
        assert!(!shown.contains(['\u{1b}', '\u{202E}']), "{shown}");
    }
}
