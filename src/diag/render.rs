//! Formats diagnostics for programs: as JSON, and as one line for editors and for GitHub.

use serde_json::json;

use super::{Diagnostic, Place, Severity};

/// A format of reports for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendering {
    /// One JSON object per line.
    Json,
    /// `file:line:column: severity[code]: message`, which editors read.
    ErrorFormat,
    /// GitHub's workflow commands.
    GitHub,
}

/// Formats a report for programs. The result does not end with a line end.
pub fn render(diagnostic: &Diagnostic, rendering: Rendering) -> String {
    match rendering {
        Rendering::Json => as_json(diagnostic),
        Rendering::ErrorFormat => diagnostic.to_string(),
        Rendering::GitHub => github(diagnostic),
    }
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
    use crate::diag::tests::example;
    use crate::diag::{Code, Diagnostic, Place};

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
    }
}
