//! Formats diagnostics for programs: as JSON, and as one line for editors and for GitHub.

use serde_json::{Value, json};

use super::{Diagnostic, Place, Severity};
use crate::choice::choices;

choices! {
    /// A format of reports for programs.
    pub enum Rendering {
        /// One JSON object per line.
        #[default]
        Json = "json" ("One JSON object per line"),
        /// GitHub's workflow commands.
        GitHub = "github" ("GitHub's workflow commands"),
        /// `file:line:column: severity[code]: message`, which editors read.
        ErrorFormat = "errorformat" ("`file:line:column: severity[code]: message`, for editors"),
    }
}

/// Formats a report for programs. The result does not end with a line end.
pub fn render(diagnostic: &Diagnostic, rendering: Rendering) -> String {
    match rendering {
        Rendering::Json => as_json(diagnostic),
        Rendering::ErrorFormat => diagnostic.to_string(),
        Rendering::GitHub => github(diagnostic),
    }
}

/// Formats an error that ended a program's run, and that has no code and no place, in the same form as its reports.
pub fn render_failure(message: &str, rendering: Rendering) -> String {
    match rendering {
        Rendering::Json => object(None, Severity::Error, message).to_string(),
        Rendering::ErrorFormat => format!("publist: {message}"),
        Rendering::GitHub => format!("::error::{}", github_data(message)),
    }
}

fn as_json(diagnostic: &Diagnostic) -> String {
    let mut object = object(Some(diagnostic.code.text()), diagnostic.severity(), &diagnostic.message);
    let known = |number: u32, place: &Place| (place.line > 0).then_some(number);
    if let Some(place) = &diagnostic.place {
        object["place"] = json!({
            "file": place.file,
            "line": known(place.line, place),
            "column": known(place.column, place),
            "length": known(place.length, place),
        });
    }
    object["record"] = json!(diagnostic.record);
    object["hints"] = json!(diagnostic.hints);
    if let Some(fix) = &diagnostic.fix {
        object["fix"] = json!(fix);
    }
    object.to_string()
}

/// The members that every object has.
fn object(code: Option<&str>, severity: Severity, message: &str) -> Value {
    json!({
        "code": code,
        "severity": severity.name(),
        "message": message,
        "place": null,
        "record": null,
        "hints": [],
    })
}

/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
fn github(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity() {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let property = |text: &str| github_data(text).replace(':', "%3A").replace(',', "%2C");
    let place = diagnostic.place.as_ref().map_or_else(String::new, |place| match place.line {
        0 => format!("file={},", property(&place.file)),
        line => format!("file={},line={line},col={},", property(&place.file), place.column),
    });
    format!("::{command} {place}title={}::{}", diagnostic.code, github_data(&diagnostic.with_record()))
}

/// Escapes the text of a workflow command. Runners decode only these characters.
fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::{Rendering, render, render_failure};
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
    fn the_error_that_ends_a_run_has_the_same_members() {
        let failure: serde_json::Value = serde_json::from_str(&render_failure("no", Rendering::Json)).unwrap();
        let report: serde_json::Value = serde_json::from_str(&render(&example(), Rendering::Json)).unwrap();
        let names = |object: &serde_json::Value| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&failure), names(&report));
        assert_eq!(render_failure("5%\r\n::set", Rendering::GitHub), "::error::5%25%0D%0A::set");
        assert_eq!(render_failure("a.bib: no such file", Rendering::ErrorFormat), "publist: a.bib: no such file");
    }

    #[test]
    fn a_place_may_be_a_file_alone() {
        let place = Place::of_file("a,b.json");
        let report =
            Diagnostic { fix: Some("“page” is “1-2”".into()), ..Diagnostic::new(Code::PageRange, "50%\nx") };
        let report = report.at(place);
        assert_eq!(render(&report, Rendering::GitHub), "::warning file=a%2Cb.json,title=W0919::50%25%0Ax");
        assert_eq!(render(&report, Rendering::ErrorFormat), "a,b.json:1:1: warning[W0919]: 50% x");
        let json: serde_json::Value = serde_json::from_str(&render(&report, Rendering::Json)).unwrap();
        assert_eq!((&json["place"]["line"], &json["fix"]), (&serde_json::Value::Null, &"“page” is “1-2”".into()));
    }
}
