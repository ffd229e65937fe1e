//! Shows diagnostics: to people with the source line, to programs as JSON, to editors and to GitHub as one line.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Place, Severity};

/// How reports are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendering {
    /// For people, without colour.
    Human,
    /// For people, with ANSI colour.
    HumanColour,
    /// One JSON object a line.
    Json,
    /// `file:line:column: severity[code]: message`, which editors read.
    ErrorFormat,
    /// GitHub's workflow commands.
    GitHub,
}

/// Shows one report. The result does not end in a line end.
pub fn render(diagnostic: &Diagnostic, rendering: Rendering) -> String {
    match rendering {
        Rendering::Human => human(diagnostic, &Renderer::plain()),
        Rendering::HumanColour => human(diagnostic, &Renderer::styled()),
        Rendering::Json => as_json(diagnostic),
        Rendering::ErrorFormat => diagnostic.to_string(),
        Rendering::GitHub => github(diagnostic),
    }
}

fn human(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let message = visible(&diagnostic.with_record());
    let fix = diagnostic.fix.iter().map(|fix| format!("--fix mends it: {fix}"));
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
                // The renderer counts columns from the start of what it is shown, which may not be that of the line.
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

/// Replaces control characters and marks of direction, so that a hostile file cannot steer the terminal or turn a
/// message around; the count of characters stays.
fn visible(text: &str) -> String {
    let is_mark = |character| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = |character: char| if character.is_control() || is_mark(character) { '\u{FFFD}' } else { character };
    text.chars().map(shown).collect()
}

fn as_json(diagnostic: &Diagnostic) -> String {
    let known = |number: u32, place: &Place| (place.line > 0).then_some(number);
    let place = diagnostic.place.as_ref().map(|place| {
        json!({
            "file": place.file,
            "line": known(place.line, place),
            "column": known(place.column, place),
            "length": known(place.length, place),
        })
    });
    let mut object = json!({
        "code": diagnostic.code.text(),
        "severity": diagnostic.severity().name(),
        "message": diagnostic.message,
        "place": place,
        "record": diagnostic.record,
        "hints": diagnostic.hints,
    });
    if let Some(fix) = &diagnostic.fix {
        object["fix"] = json!(fix);
    }
    object.to_string()
}

/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
fn github(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity() {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let place = diagnostic.place.as_ref().map_or_else(String::new, |place| match place.line {
        0 => format!("file={},", property(&place.file)),
        line => format!("file={},line={line},col={},", property(&place.file), place.column),
    });
    format!("::{command} {place}title={}::{}", diagnostic.code, data(&diagnostic.with_record()))
}

#[cfg(test)]
mod tests {
    use super::{Rendering, render};
    use crate::diag::{Code, Diagnostic, Place, Source};

    fn example() -> Diagnostic {
        let source = Source::new("page.txt", "Yuan Zong\nTitle forMicro, here");
        Diagnostic::new(Code::GluedWords, "“for” and “Micro” are glued together")
            .at(source.place(16..24))
            .about("zong2020")
            .hint("add a space")
    }

    #[test]
    fn people_see_the_line() {
        let shown = render(&example(), Rendering::Human);
        assert_eq!(
            shown,
            "warning[W0901]: “for” and “Micro” are glued together (in zong2020)\n \
             --> page.txt:2:7\n  |\n2 | Title forMicro, here\n  |       ^^^^^^^^\n  |\n  = help: add a space"
        );
    }

    #[test]
    fn programs_get_json() {
        let shown: serde_json::Value = serde_json::from_str(&render(&example(), Rendering::Json)).unwrap();
        assert_eq!(shown["code"], "W0901");
        assert_eq!(shown["place"]["column"], 7);
    }

    #[test]
    fn editors_and_github_get_one_line() {
        let message = "“for” and “Micro” are glued together";
        assert_eq!(
            render(&example(), Rendering::ErrorFormat),
            format!("page.txt:2:7: warning[W0901]: {message} (in zong2020)")
        );
        assert_eq!(
            render(&example(), Rendering::GitHub),
            format!("::warning file=page.txt,line=2,col=7,title=W0901::{message} (in zong2020)")
        );
    }

    #[test]
    fn a_place_may_be_a_file_alone() {
        let place = Place { file: "a,b.json".into(), line: 0, column: 1, length: 0, snippet: None };
        let report =
            Diagnostic { fix: Some("“page” is “1-2”".into()), ..Diagnostic::new(Code::PageRange, "50%\nx") };
        let report = report.at(place);
        assert_eq!(render(&report, Rendering::GitHub), "::warning file=a%2Cb.json,title=W0919::50%25%0Ax");
        assert_eq!(render(&report, Rendering::ErrorFormat), "a,b.json:1:1: warning[W0919]: 50% x");
        let json: serde_json::Value = serde_json::from_str(&render(&report, Rendering::Json)).unwrap();
        assert_eq!((&json["place"]["line"], &json["fix"]), (&serde_json::Value::Null, &"“page” is “1-2”".into()));
        let shown = render(&report, Rendering::Human);
        assert!(shown.contains("--> a,b.json") && !shown.contains(":0"), "{shown}");
    }

    #[test]
    fn the_column_in_a_long_line_is_the_true_one() {
        let text = "x".repeat(500) + "!";
        let place = Source::new("page.txt", &text).place(500..501);
        let shown = render(&Diagnostic::new(Code::GluedWords, "here").at(place), Rendering::Human);
        assert!(shown.contains("--> page.txt:1:501\n"), "{shown}");
    }

    #[test]
    fn control_characters_cannot_reach_the_terminal() {
        let diagnostic = Diagnostic::new(Code::BibtexSyntax, "bad \u{1b}[31m escape \u{202E}");
        let shown = render(&diagnostic, Rendering::Human);
        assert!(!shown.contains(['\u{1b}', '\u{202E}']), "{shown}");
    }
}
