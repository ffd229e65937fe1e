//! Tests of numbers, pages and locators.

use super::{in_english, reference, titled};
use crate::model::{IdentifierVariable, Kind, NumberVariable, Record, TextVariable};

fn numbered(variable: NumberVariable, value: &str) -> Record {
    let mut record = titled("Title");
    record.numbers.insert(variable, value.to_owned());
    record
}

fn volume(layout: &str, value: &str) -> String {
    in_english(layout, &numbered(NumberVariable::Volume, value))
}

#[test]
fn numbers_are_taken_apart_and_formed_one_by_one() {
    let form = |form: &str, value: &str| volume(&format!(r#"<number variable="volume" form="{form}"/>"#), value);
    for (value, numeric, ordinal, long, roman) in [
        ("2", "2", "2nd", "second", "ii"),
        ("2,3", "2, 3", "2nd, 3rd", "second, third", "ii, iii"),
        ("2&3", "2 &amp; 3", "2nd &amp; 3rd", "second &amp; third", "ii &amp; iii"),
        ("2 - 4", "2–4", "2nd–4th", "second–fourth", "ii–iv"),
        ("2--4", "2–4", "2nd–4th", "second–fourth", "ii–iv"),
        ("11", "11", "11th", "11th", "xi"),
        ("112", "112", "112th", "112th", "cxii"),
        ("2E", "2E", "2E", "2E", "2E"),
        ("Special edition", "Special edition", "Special edition", "Special edition", "Special edition"),
        ("i-iv", "i–iv", "i–iv", "i–iv", "i–iv"),
    ] {
        let forms = ["numeric", "ordinal", "long-ordinal", "roman"].map(|name| form(name, value));
        assert_eq!(forms, [numeric, ordinal, long, roman], "{value}");
    }
}

#[test]
fn what_is_numeric() {
    let layout = r#"<choose><if is-numeric="volume"><text value="yes"/></if><else><text value="no"/></else></choose>"#;
    for (value, is_numeric) in [
        ("2nd", true),
        ("D2", true),
        ("2b", true),
        ("L2d", true),
        ("2, 3", true),
        ("2-4", true),
        ("2 & 4", true),
        ("second", false),
        ("2nd edition", false),
        ("1.2", false),
        ("12/2020", true),
        ("18\\-2424", true),
        ("2 and 4", true),
        ("<i>2</i>", true),
        ("<i>2</i>-<i>4</i>", true),
        ("<i>two</i>", false),
    ] {
        assert_eq!(volume(layout, value), if is_numeric { "yes" } else { "no" }, "{value}");
    }
    let empty = in_english(layout, &titled("Title"));
    assert_eq!(empty, "no");
}

#[test]
fn ordinals_are_those_that_match_best() {
    let locale = r#"<locale><terms>
        <term name="ordinal">general</term>
        <term name="ordinal-01">one</term>
        <term name="ordinal-02" match="whole-number">two</term>
        <term name="ordinal-03" match="last-two-digits">three</term>
        <term name="ordinal-11">eleven</term>
        <term name="ordinal-12" match="whole-number">twelve</term>
      </terms></locale>"#;
    let layout = r#"<layout><number variable="volume" form="ordinal"/></layout>"#;
    for (value, suffix) in [
        ("1", "one"),
        ("21", "one"),
        ("11", "eleven"),
        ("111", "eleven"),
        ("2", "two"),
        ("22", "general"),
        ("3", "three"),
        ("103", "three"),
        ("13", "general"),
        ("12", "twelve"),
        ("112", "general"),
        ("4", "general"),
    ] {
        let shown = reference(locale, layout, "en-US", &numbered(NumberVariable::Volume, value));
        assert_eq!(shown, format!("{value}{suffix}"));
    }
}

#[test]
fn ordinals_agree_with_what_they_count() {
    let locale = r#"<locale><terms>
        <term name="volume" gender="feminine">v</term>
        <term name="ordinal">n</term>
        <term name="ordinal-01">n1</term>
        <term name="ordinal-01" gender-form="feminine">f1</term>
        <term name="long-ordinal-02">second</term>
        <term name="long-ordinal-02" gender-form="feminine">seconde</term>
      </terms></locale>"#;
    let form = |form: &str, value: &str| {
        let layout = format!(r#"<layout><number variable="volume" form="{form}"/></layout>"#);
        reference(locale, &layout, "en-US", &numbered(NumberVariable::Volume, value))
    };
    assert_eq!(form("ordinal", "1"), "1f1");
    assert_eq!(form("ordinal", "2"), "2n");
    assert_eq!(form("long-ordinal", "2"), "seconde");
    assert_eq!(form("long-ordinal", "11"), "11f1", "others than 1 to 10 are ordinals");
}

#[test]
fn ordinals_of_the_first_version_are_four() {
    let locale = r#"<locale><terms>
        <term name="ordinal-01">a</term><term name="ordinal-02">b</term><term name="ordinal-03">c</term><term name="ordinal-04">d</term>
      </terms></locale>"#;
    let layout = r#"<layout><number variable="volume" form="ordinal"/></layout>"#;
    for (value, suffix) in
        [("1", "a"), ("11", "d"), ("22", "b"), ("12", "d"), ("13", "d"), ("23", "c"), ("14", "d"), ("101", "a")]
    {
        let shown = reference(locale, layout, "en-US", &numbered(NumberVariable::Volume, value));
        assert_eq!(shown, format!("{value}{suffix}"));
    }
}

#[test]
fn labels_are_plural_where_there_are_several_numbers() {
    let label = |variable: NumberVariable, value: &str, plural: &str| {
        let layout = format!(r#"<label variable="{}" form="short" plural="{plural}"/>"#, variable.name());
        let shown = in_english(&format!(r#"<text variable="title"/>{layout}"#), &numbered(variable, value));
        shown["Title".len()..].to_owned()
    };
    for (variable, value, words) in [
        (NumberVariable::Page, "3", "p."),
        (NumberVariable::Page, "5-7", "pp."),
        (NumberVariable::Page, "5, 7", "pp."),
        (NumberVariable::Volume, "2 & 4", "vols."),
        (NumberVariable::NumberOfPages, "1", "p."),
        (NumberVariable::NumberOfPages, "200", "pp."),
        (NumberVariable::NumberOfVolumes, "3", "vols."),
    ] {
        assert_eq!(label(variable, value, "contextual"), words, "{value}");
    }
    assert_eq!(label(NumberVariable::Page, "3", "always"), "pp.");
    assert_eq!(label(NumberVariable::Page, "3-5", "never"), "p.");
}

#[test]
fn pages_are_shortened_as_the_style_says() {
    let shown = |format: &str, value: &str| {
        let locale = "";
        let layout = r#"<layout><text variable="page"/></layout>"#;
        let style = format!(r#"page-range-format="{format}""#);
        super::reference_with(&style, locale, layout, "en-US", &numbered(NumberVariable::Page, value))
    };
    // The examples of CSL 1.0.2, appendix V.
    for (format, pages) in [
        (
            "chicago-15",
            "3–10 71–72 100–104 600–613 1100–1123 107–8 505–17 1002–6 321–25 415–532 11564–68 13792–803 1496–1504 2787–2816",
        ),
        (
            "chicago-16",
            "3–10 71–72 92–113 100–104 600–613 1100–1123 107–8 505–17 1002–6 321–25 415–532 1087–89 1496–500 11564–68 13792–803 12991–3001",
        ),
        ("expanded", "42–45 321–328 2787–2816"),
        ("minimal", "42–5 321–8 2787–816"),
        ("minimal-two", "42–45 321–28 2787–816"),
    ] {
        for range in pages.split(' ') {
            let (first, second) = range.split_once('–').unwrap();
            let full = if second.len() < first.len() {
                format!("{}{second}", &first[..first.len() - second.len()])
            } else {
                second.to_owned()
            };
            assert_eq!(shown(format, &format!("{first}-{full}")), range, "{format} of {first}-{full}");
            assert_eq!(shown(format, &format!("{first}-{second}")), range, "{format} of {first}-{second}");
        }
    }
    assert_eq!(shown("chicago", "e12-e15"), "e12–15");
    assert_eq!(shown("expanded", "N110-N5"), "N110–N115");
    assert_eq!(shown("minimal", "12a-15b"), "12a–15b");
    assert_eq!(shown("minimal", "A-B"), "A-B", "these are no numbers");
    assert_eq!(shown("chicago", "A12-B3"), "A12–B3");
    assert_eq!(shown("minimal", "i-iv, 42-45"), "i–iv, 42–5");
}

#[test]
fn an_en_dash_is_between_pages_with_hyphens() {
    for (pages, shown, first) in [
        ("12-1–12-20", "12-1–12-20", "12-1"),
        ("C-1 – C-3, 7-9", "C-1–C-3, 7–9", "C-1"),
        ("12-1-12-20", "12-1-12-20", "12"),
        ("12:1-12:30", "12:1–12:30", "12:1"),
    ] {
        let record = numbered(NumberVariable::Page, pages);
        assert_eq!(in_english(r#"<text variable="page"/>"#, &record), shown);
        assert_eq!(in_english(r#"<text variable="page-first"/>"#, &record), first);
    }
}

#[test]
fn the_first_page_is_what_stands_before_a_dash() {
    let layout = r#"<text variable="page-first"/>"#;
    for (pages, first) in [
        ("123-129", "123"),
        ("S1:4–9", "S1:4"),
        ("12, 14", "12"),
        ("e1004", "e1004"),
        ("A\\-1–A\\-4", "A\\-1"),
        ("pp. 12-15", "12"),
        ("p.12", "12"),
        ("pages 12–15", "12"),
        ("pp. ix–xiv", "ix"),
        ("ix–xiv", "ix"),
        ("A12", "A12"),
    ] {
        assert_eq!(in_english(layout, &numbered(NumberVariable::Page, pages)), first.replace("\\-", "-"), "{pages}");
    }
}

/// APA 7, "Patents": their numbers have commas between the thousands. CSL 1.0.2, "Choose", `is-numeric`: a comma
/// may also stand between numbers.
#[test]
fn a_comma_inside_of_a_number_is_its_own() {
    for (variable, value, shown) in [
        (NumberVariable::Number, "9,367,592", "no. 9,367,592"),
        (NumberVariable::Number, "10,123", "no. 10,123"),
        (NumberVariable::Number, "12, 14", "nos. 12, 14"),
        (NumberVariable::Number, "12,14", "nos. 12, 14"),
        (NumberVariable::Number, "1,234, 5,678", "nos. 1,234, 5,678"),
        (NumberVariable::NumberOfPages, "1,024", "pp. 1,024"),
        (NumberVariable::Volume, "12,345", "vols. 12, 345"),
        (NumberVariable::Volume, "101,102,103", "vols. 101, 102, 103"),
    ] {
        assert_eq!(labelled(variable, value), shown, "{value}");
    }
}

/// The number of a report, standard or patent is a name: its hyphen joins, an en dash is between two numbers.
#[test]
fn a_hyphen_inside_of_an_identifier_is_its_own() {
    for (variable, value, shown) in [
        (NumberVariable::Number, "2019-05", "no. 2019-05"),
        (NumberVariable::Number, "12-345", "no. 12-345"),
        (NumberVariable::Number, "TR-2019-05", "no. TR-2019-05"),
        (NumberVariable::Number, "C-IV", "no. C-IV"),
        (NumberVariable::Number, "18\\-2424", "no. 18-2424"),
        (NumberVariable::Issue, "3\\-4", "no. 3-4"),
        (NumberVariable::Number, "3–4", "nos. 3–4"),
        (NumberVariable::Number, "3 - 4", "nos. 3–4"),
        (NumberVariable::Issue, "3-4", "nos. 3–4"),
        (NumberVariable::Issue, "2019-05", "no. 2019-05"),
        (NumberVariable::Volume, "1998-99", "vols. 1998–99"),
        (NumberVariable::Issue, "12/2020", "no. 12/2020"),
    ] {
        assert_eq!(labelled(variable, value), shown, "{value}");
    }
}

fn labelled(variable: NumberVariable, value: &str) -> String {
    let name = variable.name();
    let layout =
        format!(r#"<label variable="{name}" form="short" suffix=" "/><number variable="{name}"/><text value=""/>"#);
    in_english(&layout, &numbered(variable, value))
}

#[test]
fn the_words_of_the_language_join_numbers() {
    let shown = |language: &str, value: &str| {
        let layout = r#"<layout><label variable="volume" form="short" suffix=" "/><text variable="volume"/></layout>"#;
        reference("", layout, language, &numbered(NumberVariable::Volume, value))
    };
    assert_eq!(shown("en-US", "2 and 4"), "vols. 2 and 4");
    assert_eq!(shown("de-DE", "2 und 4"), "Bde. 2 und 4");
    assert_eq!(shown("de-DE", "2 and 4"), "Bde. 2 und 4");
    assert_eq!(shown("fr-FR", "2 et 4"), "vol. 2 et 4");
    assert_eq!(shown("de-DE", "iv und vi"), "Bde. iv und vi");
}

#[test]
fn markup_of_numbers_stays() {
    for (value, shown, ordinal) in [
        ("<i>2</i>", "<i>2</i>", "<i>2nd</i>"),
        ("<i>2</i>-<i>4</i>", "<i>2</i>–<i>4</i>", "<i>2nd</i>–<i>4th</i>"),
        ("12<sup>bis</sup>", "12<sup>bis</sup>", "12th<sup>bis</sup>"),
    ] {
        assert_eq!(volume(r#"<number variable="volume"/>"#, value), shown, "{value}");
        assert_eq!(volume(r#"<text variable="volume"/>"#, value), shown, "{value}");
        assert_eq!(volume(r#"<number variable="volume" form="ordinal"/>"#, value), ordinal, "{value}");
    }
}

/// CSL 1.0.2, "Label": the term of an empty variable is not shown. Beside another number, it is the label of that one.
#[test]
fn a_label_beside_another_number_is_its_label() {
    let pages = r#"<text variable="number-of-pages"/><label variable="page" form="short" prefix=" " plural="never"/>"#;
    assert_eq!(in_english(pages, &numbered(NumberVariable::NumberOfPages, "1584")), "1584 p.");
    let both = r#"<text variable="title"/><label variable="volume" form="short"/><text variable="volume"/>
        <label variable="issue" form="short"/><text variable="issue"/>"#;
    assert_eq!(in_english(both, &numbered(NumberVariable::Volume, "3")), "Titlevol.3", "the issue has its own label");
    assert_eq!(in_english(both, &titled("Title")), "Title");
    let words = r#"<text variable="title"/><label variable="page" form="short"/>"#;
    assert_eq!(in_english(words, &titled("Title")), "Title");
}

/// Styles have labels of their own: one that the source has is not printed twice.
#[test]
fn pages_lose_the_label_of_the_source() {
    let layout = r#"<label variable="page" form="short" suffix=" "/><text variable="page"/>"#;
    for (pages, shown) in [
        ("pp. 12-15", "pp. 12–15"),
        ("p. 12", "p. 12"),
        ("Pages 12-15", "pp. 12–15"),
        ("p12", "p. p12"),
        ("PP12-15", "pp. PP12-15"),
        ("Art. 5", "p. Art. 5"),
    ] {
        assert_eq!(in_english(layout, &numbered(NumberVariable::Page, pages)), shown, "{pages}");
    }
}

/// A preprint has its server as publisher and its number with the server; where the server is printed, the number is enough.
#[test]
fn the_short_number_of_a_preprint_has_no_server() {
    let layout = r#"<text variable="publisher"/><text variable="number" prefix=" "/>
        <text variable="number" form="short" prefix=" "/>"#;
    for (server, number, shown) in [
        ("arXiv", "2101.00001", "arXiv arXiv:2101.00001 2101.00001"),
        ("HAL", "hal-01234", "HAL HAL:hal-01234 hal-01234"),
    ] {
        let mut record = titled("Title");
        record.kind = Kind::Article;
        record.set_text(TextVariable::EprintType, server);
        record.set_identifier(IdentifierVariable::Eprint, number);
        assert_eq!(in_english(layout, &record), shown);
    }
    let mut report = titled("Title");
    report.kind = Kind::Report;
    report.set_number(NumberVariable::Number, "TR:7");
    assert_eq!(in_english(layout, &report), " TR:7 TR:7");
}
