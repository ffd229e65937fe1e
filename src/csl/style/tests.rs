//! Reading styles. Broken ones: each fault is found at its place, and nothing else is.

use super::{Style, StyleKind, lint_style};
use crate::diag::{Diagnostic, Source};
use crate::error::Result;

const NAMESPACE: &str = r#"xmlns="http://purl.org/net/xbiblio/csl""#;
const INFO: &str = "<info><title>T</title><id>i</id><updated>2026-01-01T00:00:00Z</updated></info>";

/// A style with this layout of citations, after macros, locales and whatever else.
fn style(before: &str, layout: &str) -> String {
    format!(
        "<style {NAMESPACE} class=\"in-text\" version=\"1.0\">\n  {INFO}\n  {before}\n  <citation>\n    \
         <layout>{layout}</layout>\n  </citation>\n</style>\n"
    )
}

/// Checks the faults of a style in which «» enclose what is at fault: the code of each fault and a part of its message.
#[track_caller]
fn check(marked: &str, expected: &[(&str, &str)]) {
    let mut xml = String::new();
    let mut places = Vec::new();
    for character in marked.chars() {
        match character {
            '«' => places.push(xml.len()..xml.len()),
            '»' => places.last_mut().unwrap().end = xml.len(),
            other => xml.push(other),
        }
    }
    let found = lint_style("style.csl", &xml);
    let source = Source::new("style.csl", &xml);
    let shown: Vec<String> = found.iter().map(Diagnostic::to_string).collect();
    assert_eq!(found.len(), expected.len(), "{shown:#?}\n{xml}");
    for ((fault, place), (code, words)) in found.iter().zip(places).zip(expected) {
        let expected = source.place(place);
        let found = fault.place.as_ref().unwrap();
        assert_eq!(
            (found.line, found.column, found.length),
            (expected.line, expected.column, expected.length),
            "{shown:#?}\n{xml}"
        );
        let text = format!("{} {}", fault.message, fault.hints.join(" "));
        assert!(fault.code.text() == *code && text.contains(words), "“{words}” is not in {code} {text}");
    }
}

/// Checks the faults of a layout.
#[track_caller]
fn check_layout(layout: &str, expected: &[(&str, &str)]) {
    check(&style("", layout), expected);
}

/// Checks the faults of what precedes a layout.
#[track_caller]
fn check_before(before: &str, expected: &[(&str, &str)]) {
    check(&style(before, r#"<text variable="title"/>"#), expected);
}

#[test]
fn a_style_without_mistakes_has_no_faults() {
    check_layout(
        r#"<names variable="author"><name/><et-al/><label/><substitute><text variable="title"/></substitute></names>
        <date variable="issued"><date-part name="year"/></date><number variable="volume" form="roman"/>
        <choose><if type="book"><text term="in press"/></if><else-if locator="sub verbo page"><text term="month-01"/></else-if>
        <else><label variable="locator"/></else></choose><text value="&#160;&amp;"/>"#,
        &[],
    );
    let prefixed = style("", r#"<text variable="title"/>"#).replace("xmlns=", "xmlns:cs=").replace("</", "</cs:");
    let prefixed = prefixed.replace('<', "<cs:").replace("<cs:/cs:", "</cs:");
    check(&prefixed, &[]);
}

#[test]
fn names_that_csl_does_not_have() {
    check_layout(r#"<text variable="«titel»"/>"#, &[("W0806", "did you mean “title”?")]);
    check_layout("\n<text\n  variable=\"«containr-title»\"/>", &[("W0806", "did you mean “container-title”?")]);
    check_layout(r#"<names variable="author «edtor»"/>"#, &[("W0806", "did you mean “editor”?")]);
    check_layout(r#"<date form="text" variable="«isued»"/>"#, &[("W0806", "did you mean “issued”?")]);
    check_layout(r#"<number variable="«volum»"/>"#, &[("W0806", "did you mean “volume”?")]);
    check_layout(r#"<label variable="«locater»"/>"#, &[("W0806", "did you mean “locator”?")]);
    check_layout(r#"<text term="«acessed»"/>"#, &[("W0806", "did you mean “accessed”?")]);
    check_layout(r#"<text term="«month-13»"/>"#, &[("W0806", "month-13")]);
    check_layout(
        "<choose><if type=\"book\t«artcile-journal»\"><text value=\"x\"/></if></choose>",
        &[("W0806", "did you mean “article-journal”?")],
    );
    check_layout(
        r#"<choose><if variable="author «publsher»" locator="«pge»" is-numeric="«isue»" is-uncertain-date="«issud»"/></choose>"#,
        &[("W0806", "publisher"), ("W0806", "page"), ("W0806", "issue"), ("W0806", "issued")],
    );
    check_layout("<text value=\"äöü\"/><text variable=\"«ttle»\"/>", &[("W0806", "“ttle”")]);
    check_before(
        r#"<locale xml:lang="en"><terms><term name="«et-all»">x</term></terms></locale>"#,
        &[("W0806", "did you mean “et-al”?")],
    );
}

#[test]
fn variables_that_an_element_cannot_show() {
    check_layout(r#"<text variable="«author»"/>"#, &[("W0815", "which is a variable of names")]);
    check_layout(r#"<text variable="«issued»"/>"#, &[("W0815", "issued")]);
    check_layout(r#"<names variable="«title»"/>"#, &[("W0815", "a text variable")]);
    check_layout(r#"<date form="text" variable="«volume»"/>"#, &[("W0815", "a number variable")]);
    check_layout(r#"<number variable="«author»"/>"#, &[("W0815", "a variable of names")]);
}

#[test]
fn elements_that_are_unknown_or_misplaced() {
    for (layout, expected) in [
        (r#"<group>«<txt» variable="title"/></group>"#, "did you mean “text”?"),
        (r#"«<date-part» name="year"/>"#, "not allowed in <layout>"),
        (r#"<text variable="title">«<text» value="x"/></text>"#, "contains no elements"),
        (r#"<names variable="author">«<nam»/></names>"#, "did you mean “name”?"),
        (r#"<choose><if type="book"/><else/>«<else-if» type="map"/></choose>"#, "must be the last"),
        (r#"<group>«words» <text variable="title"/></group>"#, "contains no text"),
        ("«<text»/>", "variable, macro, term, value"),
        ("«<number»/>", "no attribute “variable”"),
        ("«<label»/>", "no attribute “variable”"),
        ("«<date» form=\"text\"/>", "no attribute “variable”"),
        ("«<names»/>", "no attribute “variable”"),
        (r#"<names variable="author"><name>«<name-part»/></name></names>"#, "no attribute “name”"),
        (r#"<date variable="issued">«<date-part»/></date>"#, "no attribute “name”"),
        (r#"<choose>«<if»><text value="x"/></if></choose>"#, "none of the attributes"),
    ] {
        check_layout(layout, &[("E0808", expected)]);
    }
    check_layout(
        r#"«<choose»>«<else-if» type="book"/></choose>"#,
        &[("E0808", "<choose> has no <if>"), ("E0808", "no <if> before it")],
    );
    check_before("«<marco» name=\"x\"/>", &[("E0808", "did you mean “macro”?")]);
    check_before("«<text» value=\"x\"/>", &[("E0808", "not allowed in <style>")]);
    check_before("«<macro»><text value=\"x\"/></macro>", &[("E0808", "no attribute “name”")]);
    check_before("<locale><terms>«<term»>x</term></terms></locale>", &[("E0808", "no attribute “name”")]);
    check_before("<locale>«<term» name=\"and\"/></locale>", &[("E0808", "not allowed in <locale>")]);
}

#[test]
fn attributes_and_values() {
    for (layout, expected) in [
        (r#"<text variable="title" «font-stlye»="italic"/>"#, ("W0809", "did you mean “font-style”?")),
        (r#"<group «text-case»="title"><text variable="title"/></group>"#, ("W0809", "<group>")),
        (r#"<text variable="title" font-style="«italics»"/>"#, ("E0810", "did you mean “italic”?")),
        (r#"<text variable="title" font-style="«x»"/>"#, ("E0810", "allowed: normal, italic, oblique")),
        (r#"<text variable="title" text-case="«titel»"/>"#, ("E0810", "did you mean “title”?")),
        (r#"<text variable="title" quotes="«yes»"/>"#, ("E0810", "allowed: true, false")),
        (r#"<text variable="title" display="«blocks»"/>"#, ("E0810", "did you mean “block”?")),
        (r#"<number variable="volume" form="«romn»"/>"#, ("E0810", "did you mean “roman”?")),
        (r#"<label variable="page" plural="«allways»"/>"#, ("E0810", "did you mean “always”?")),
        (r#"<date variable="issued" form="«txt»"/>"#, ("E0810", "did you mean “text”?")),
        (r#"<names variable="author"><name and="«txt»"/></names>"#, ("E0810", "did you mean “text”?")),
        (
            r#"<names variable="author"><name et-al-min="«three»"/></names>"#,
            ("E0810", "“three”, which is not a number"),
        ),
        (r#"<names variable="author"><name et-al-min="«-1»"/></names>"#, ("E0810", "“-1”")),
        (r#"<names variable="author"><et-al term="«et al.»"/></names>"#, ("E0810", "did you mean")),
        (r#"<choose><if type="book" match="«every»"/></choose>"#, ("E0810", "allowed: all, any, none")),
        (r#"<choose><if position="first «ibidem»"/></choose>"#, ("E0810", "did you mean “ibid”?")),
        (r#"<date variable="issued"><date-part name="«years»"/></date>"#, ("E0810", "did you mean “year”?")),
    ] {
        check_layout(layout, &[expected]);
    }
    let area = |attributes: &str| {
        style("", r#"<text variable="title"/>"#).replace("<citation", &format!("<citation {attributes}"))
    };
    check(&area(r#"collapse="«years»""#), &[("E0810", "did you mean “year”?")]);
    check(&area(r#"near-note-distance="«five»""#), &[("E0810", "five")]);
    check(&area(r#"«hanging-indent»="true""#), &[("W0809", "<citation>")]);
    let root = |from: &str, to: &str| style("", r#"<text variable="title"/>"#).replacen(from, to, 1);
    check(&root("in-text", "«intext»"), &[("E0810", "did you mean “in-text”?")]);
    check(&root(r#"version="1.0""#, r#"version="«0.8»""#), &[("E0810", "“1.0”")]);
    check(
        &root("xbiblio/csl", "xbiblio/cls").replace("http:", "«http:").replace("cls\"", "cls»\""),
        &[("E0810", "namespace")],
    );
}

/// The schema of CSL 1.0.2, and what it says in "Text", "Date" and "Substitute".
#[test]
fn what_shows_nothing_or_has_no_effect() {
    for (layout, expected) in [
        (r#"«<date» variable="issued"/>"#, Some(("W0822", "neither the attribute “form” nor"))),
        (r#"<date variable="issued" form="text"/>"#, None),
        ("«<group»/>", Some(("W0822", "<group> contains nothing"))),
        (r#"<text variable="title"/><group>«<group»></group></group>"#, Some(("W0822", "<group>"))),
        (r#"<names variable="author">«<substitute»/></names>"#, Some(("W0822", "<substitute>"))),
        (r#"<choose><if type="book"/><else/></choose>"#, None),
        (r#"<text variable="title" «term»="in"/>"#, Some(("W0814", "“variable” and “term”: the latter has no effect"))),
        (r#"<text «value»="x" term="in"/>"#, Some(("W0814", "“term” and “value”"))),
        (r#"<text value="x" «form»="short"/>"#, Some(("W0809", "“form” has no effect on a <text> with “value”"))),
        (r#"<text variable="title" «plural»="true"/>"#, Some(("W0809", "“plural” has no effect"))),
        (r#"<text variable="title" form="«verb»"/>"#, Some(("W0809", "no form “verb”"))),
        (r#"<text term="editor" form="verb" plural="true"/><text variable="title" form="short"/>"#, None),
        (r#"<names variable="author"><et-al «prefix»=" "/></names>"#, Some(("W0809", "<et-al> has no attribute"))),
        (
            r#"<names variable="author"><substitute><names variable="editor"/></substitute>«<label»/></names>"#,
            Some(("E0808", "<label> follows <substitute>, which must be the last")),
        ),
    ] {
        let expected: Vec<_> = expected.into_iter().collect();
        check_layout(layout, &expected);
    }
    let good = style("", r#"<text variable="title"/>"#);
    for (from, to, fault) in [
        ("</id>", "</id>«<link» href=\"https://example.org\"/>", "<link> has no attribute “rel”"),
        ("2026-01-01T00:00:00Z", "«January 2026»", "<updated> is “January 2026”: it should be a date"),
        ("2026-01-01T00:00:00Z", "«2026-13-01T00:00:00Z»", "it should be a date"),
        ("</id>", "</id><issn>«12345678»</issn><issn>1234-567x</issn>", "<issn> is “12345678”"),
        ("</id>", "</id>«<eissn»/>", "<eissn> is empty"),
    ] {
        check(&good.replace(from, to), &[("W0813", fault)]);
    }
    check(&good.replace("<layout>", r#"<layout delimiter="; ">"#), &[]);
    let bibliography = r#"<bibliography><layout «delimiter»="; "><text variable="title"/></layout></bibliography>"#;
    check_before(bibliography, &[("W0809", "<layout> has no attribute “delimiter”")]);
    let layout = good.replace(r#"<text variable="title"/>"#, "").replace("<layout", "«<layout»");
    check(&layout, &[("W0822", "<layout> contains nothing")]);
    check(&good.replace(r#"version="1.0""#, r#"version="«1.2»""#), &[("E0810", "“1.2”")]);
}

/// CSL 1.0.2, "Choose", `position`: "can only be true in citations".
#[test]
fn works_of_a_bibliography_have_no_position() {
    let style = |macros: &str, citation: &str, bibliography: &str| {
        format!(
            "<style {NAMESPACE} class=\"note\" version=\"1.0\">{INFO}{macros}<citation><layout>{citation}</layout></citation>\
             <bibliography><layout>{bibliography}</layout></bibliography></style>"
        )
    };
    let test = |attributes: &str| format!("<choose><if {attributes}><text value=\"x\"/></if></choose>");
    let text = r#"<text variable="title"/>"#;
    let fault = &[("W0818", "only citations have a “position”")];
    check(&style("", &test(r#"position="ibid""#), text), &[]);
    check(&style("", text, &test(r#"«position»="ibid""#)), fault);
    check(&style("", text, &test(r#"«position»="first" type="book""#)), fault);
    check(&style("", text, &test(r#"position="first" type="book" match="any""#)), &[]);
    check(&style("", text, &test(r#"position="first" match="none""#)), &[]);
    let definition = |mark: [&str; 2]| {
        format!(r#"<macro name="m">{}</macro>"#, test(&format!(r#"{}position{}="ibid""#, mark[0], mark[1])))
    };
    let call = r#"<text macro="m"/>"#;
    check(&style(&definition(["", ""]), call, call), &[]);
    check(&style(&definition(["«", "»"]), text, call), fault);
}

#[test]
fn macros() {
    let author = r#"<macro name="author"><names variable="author"/></macro>"#;
    let call = r#"<text macro="author"/>"#;
    check(&style(author, r#"<text macro="author"/><text macro="«autor»"/>"#), &[("E0811", "did you mean “author”?")]);
    check_layout(r#"<text macro="«gone»"/>"#, &[("E0811", "“gone”")]);
    check(&style(author, &format!("{call}<group>{call}</group>")), &[]);
    check_before(r#"<macro name="«author»"><names variable="author"/></macro>"#, &[("W0817", "never used")]);
    let called_by_unused =
        r#"<macro name="«one»"><text macro="two"/></macro><macro name="«two»"><text value="x"/></macro>"#;
    check_before(called_by_unused, &[("W0817", "one"), ("W0817", "two")]);
    let second = format!(r#"{author}<macro name="«author»"><text value="x"/></macro>"#);
    check(&style(&second, call), &[("W0814", "second macro “author”")]);
    let own = r#"<macro name="author"><group><text macro="«author»"/></group></macro>"#;
    check(&style(own, call), &[("E0811", "contains itself")]);
    let circle = r#"<macro name="author"><text macro="b"/></macro><macro name="b"><text macro="«author»"/></macro>"#;
    check(&style(circle, call), &[("E0811", "“author” contains itself")]);
    let sorted = style(author, r#"<text variable="title"/>"#)
        .replace("<layout>", r#"<sort><key macro="author"/></sort><layout>"#);
    check(&sorted, &[]);
    let missing = sorted
        .replace(r#"key macro="author""#, r#"key macro="«autor»""#)
        .replace(r#"name="author""#, r#"name="«author»""#);
    check(&missing, &[("W0817", "author"), ("E0811", "autor")]);
}

#[test]
fn parts_that_are_missing_or_there_twice() {
    let good = style("", r#"<text variable="title"/>"#);
    check(&good.replace(INFO, "").replace("<style", "«<style»"), &[("W0813", "<style> has no <info>")]);
    check(&good.replace("<title>T</title>", "").replace("<info", "«<info»"), &[("W0813", "no <title>")]);
    check(&good.replace("<id>i</id>", "").replace("<info", "«<info»"), &[("W0813", "no <id>")]);
    let no_date = good.replace("<updated>2026-01-01T00:00:00Z</updated>", "").replace("<info", "«<info»");
    check(&no_date, &[("W0813", "no <updated>")]);
    check(&good.replace(r#" version="1.0""#, "").replace("<style", "«<style»"), &[("E0808", "“version”")]);
    check(&good.replace(r#" class="in-text""#, "").replace("<style", "«<style»"), &[("E0808", "“class”")]);
    let bibliography = |tag: &str| format!("{tag}><layout><text variable=\"title\"/></layout></bibliography>");
    let twice = bibliography("<bibliography") + &bibliography("«<bibliography»");
    check_before(&twice, &[("W0814", "a second <bibliography>")]);
    check_before("«<bibliography»></bibliography>", &[("E0812", "<bibliography> has no <layout>")]);
    let two_layouts = good.replace("</layout>", "</layout>«<layout»><text value=\"x\"/></layout>");
    check(&two_layouts, &[("W0814", "a second <layout>")]);
    let names = r#"<names variable="author"><name/>«<name»/></names>"#;
    check_layout(names, &[("W0814", "a second <name>")]);
    let neither = format!("«<style» {NAMESPACE} version=\"1.0\">{INFO}</style>");
    check(&neither, &[("E0812", "no <citation>")]);
}

#[test]
fn syntax() {
    check_layout("<group><text variable=\"title\"/>«</grp»>", &[("E0807", "<group> is to be closed here")]);
    check_layout("«<group»><text variable=\"title\"/>", &[("E0807", "<group> has no end tag")]);
    check_layout(r#"<text «variable»=title/>"#, &[("E0807", "quotation marks")]);
    check_layout(r#"<text value="A «&» B"/>"#, &[("E0807", "&amp;")]);
    check_layout(r#"<text value="«&nbps;»"/>"#, &[("E0807", "&nbps;")]);
    check_layout(r#"<text variable="title" «variable»="title"/>"#, &[("E0807", "given twice")]);
    check("«<»style", &[("E0807", "no “>”")]);
    check("«»no style", &[("E0812", "not a CSL style")]);
    check("«<html»></html>", &[("E0812", "<html>")]);
    check("«»", &[("E0812", "not a CSL style")]);
}

#[test]
fn advice() {
    check_layout(
        r#"<choose><if type="book map"/>«<else-if» type="map"><text value="x"/></else-if></choose>"#,
        &[("W0818", "no work of its types")],
    );
    check_layout(
        r#"<choose><if variable="DOI"/>«<else-if» variable="DOI" match="all"/></choose>"#,
        &[("W0818", "the same condition")],
    );
    check_layout(
        r#"<choose><if type="book"><choose>«<if» type="map"/></choose></if></choose>"#,
        &[("W0818", "no work of its types")],
    );
    check_layout(r#"<choose><if type="book" variable="DOI"/><else-if type="book"/></choose>"#, &[]);
    check_layout(r#"<choose><if type="book" match="none"/><else-if type="book"/></choose>"#, &[]);
    check_layout(r#"<text variable="«event»"/>"#, &[("W0819", "“event-title”")]);
    check_before(r#"«<intext»><layout/></intext>"#, &[("W0816", "has no effect")]);
    let institution = r#"<names variable="author"><institution «use-first»="1"><institution-part name="«short»"/></institution></names>"#;
    check_layout(institution, &[("W0816", "“use-first” is of CSL-M"), ("W0816", "only “long” has")]);
    check_layout(r#"<choose><if «jurisdiction»="us"/></choose>"#, &[("W0816", "jurisdiction")]);
}

#[test]
fn all_faults_are_found_in_one_run() {
    check_layout(
        "<text macro=\"«gone»\"/>\n<text variable=\"«pubisher»\"/>\n<text macro=\"«lost»\" «font-stlye»=\"italic\"/>",
        &[("E0811", "gone"), ("W0806", "publisher"), ("E0811", "lost"), ("W0809", "font-style")],
    );
}

#[test]
fn hostile_styles_are_bounded() {
    // Faults without end: the first are reported, and how many there are.
    let many = "<text variable=\"nonsense\"/>".repeat(5_000);
    let found = lint_style("style.csl", &style("", &many));
    assert_eq!(found.len(), 1_000);
    assert!(found.last().unwrap().hints[0].contains("4000 more"), "{:?}", found.last());
    // Ten thousand conditions.
    let branches = "<else-if variable=\"DOI\" match=\"any\"/>".repeat(10_000);
    let found = lint_style("style.csl", &style("", &format!(r#"<choose><if type="book"/>{branches}</choose>"#)));
    assert_eq!(found.len(), 1_000);
    // Macros that call each other in a long chain, and in a circle.
    let chain: String =
        (0..20_000).map(|n| format!(r#"<macro name="m{n}"><text macro="m{}"/></macro>"#, n + 1)).collect();
    let closed = chain.clone() + r#"<macro name="m20000"><text macro="m0"/></macro>"#;
    let found = lint_style("style.csl", &style(&closed, r#"<text macro="m0"/>"#));
    assert!(found.iter().any(|fault| fault.message == "the macro “m0” contains itself"), "{found:?}");
    let deep = "<group>".repeat(100_000);
    assert!(lint_style("style.csl", &style("", &deep))[0].message.contains("200 levels"));
}

fn read(macros: &str, layout: &str) -> Result<Style> {
    Style::from_xml("test", &style(macros, layout))
}

fn problem(macros: &str, layout: &str) -> String {
    read(macros, layout).unwrap_err().to_string()
}

#[test]
fn a_style_tells_about_itself() {
    let style = read("", r#"<text variable="title"/>"#).unwrap();
    assert!(style.reports().is_empty());
    assert_eq!((style.title(), style.id(), style.kind()), ("T", "i", StyleKind::AuthorDate));
    assert!(!style.has_bibliography() && !style.is_numeric());
    fn is_shareable<T: Send + Sync>(_: &T) {}
    is_shareable(&style);
}

#[test]
fn what_is_no_style_is_refused() {
    for xml in ["", "no xml", "<style/>", "<style", "<a><b></a>", "\u{0}"] {
        assert!(Style::from_xml("bad", xml).is_err());
    }
}

#[test]
fn a_macro_that_contains_itself_is_refused() {
    let macros = r#"<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>"#;
    assert!(problem(macros, r#"<text macro="a"/>"#).contains("contains itself"));
    assert!(problem(macros, r#"<text variable="title"/>"#).contains("contains itself"));
}

#[test]
fn a_macro_that_is_missing_is_named() {
    assert!(problem("", r#"<text macro="gone"/>"#).contains("“gone”"));
}

#[test]
fn styles_that_grow_without_measure_are_refused() {
    let doubling: String = (0..60)
        .map(|n| format!(r#"<macro name="m{n}"><text macro="m{}"/><text macro="m{}"/></macro>"#, n + 1, n + 1))
        .collect();
    let macros = format!(r#"{doubling}<macro name="m60"><text variable="title"/></macro>"#);
    assert!(problem(&macros, r#"<text macro="m0"/>"#).contains("elements"));

    let chain: String =
        (0..9_000).map(|n| format!(r#"<macro name="m{n}"><text macro="m{}"/></macro>"#, n + 1)).collect();
    let macros = format!(r#"{chain}<macro name="m9000"><text variable="title"/></macro>"#);
    assert!(problem(&macros, r#"<text macro="m0"/>"#).contains("deep"));

    let bomb = format!("{}{}", "<group>".repeat(100_000), "</group>".repeat(100_000));
    assert!(problem("", &bomb).contains("deep"));
}
