//! Tests of dates.

use super::{in_english, reference, titled};
use crate::csl::{ReferenceOptions, Style, cite};
use crate::model::{Date, DateVariable, Record};

fn dated(date: &str) -> Record {
    let mut record = titled("Title");
    record.dates.insert(DateVariable::Issued, Date::parse(date));
    record
}

const DAY_MONTH_YEAR: &str = r#"<date variable="issued"><date-part name="day" suffix=" " range-delimiter="-"/>
    <date-part name="month" suffix=" "/><date-part name="year" range-delimiter="/"/></date>"#;

#[test]
fn ranges_have_the_delimiter_of_the_largest_part_that_differs() {
    for (date, shown) in [
        ("2008-05-01/2008-05-04", "1-4 May 2008"),
        ("2008-05/2008-07", "May–July 2008"),
        ("2008-05-01/2008-07-04", "1 May–4 July 2008"),
        ("2008-05/2009-06", "May 2008/June 2009"),
        ("2008/2009", "2008/2009"),
        ("2008-05/2008-05", "May 2008"),
        ("2008/..", "2008/"),
    ] {
        assert_eq!(in_english(DAY_MONTH_YEAR, &dated(date)), shown, "{date}");
    }
}

#[test]
fn eras_and_short_years() {
    let layout = r#"<date variable="issued"><date-part name="year"/></date>"#;
    for (date, shown) in
        [("0079", "79 AD"), ("0999", "999 AD"), ("1000", "1000"), ("-0043", "44 BC"), ("-2499", "2500 BC")]
    {
        assert_eq!(in_english(layout, &dated(date)), shown, "{date}");
    }
    let short = r#"<date variable="issued"><date-part name="year" form="short"/></date>"#;
    assert_eq!(in_english(short, &dated("2005")), "05");
}

#[test]
fn seasons_stand_in_for_months() {
    for (date, shown) in [("2009-24", "Winter 2009"), ("2009-21/2009-22", "Spring–Summer 2009")] {
        assert_eq!(in_english(DAY_MONTH_YEAR, &dated(date)), shown, "{date}");
    }
}

#[test]
fn parts_have_their_forms() {
    let part = |name: &str, attributes: &str| {
        let layout = format!(r#"<date variable="issued"><date-part name="{name}" {attributes}/></date>"#);
        in_english(&layout, &dated("2005-09-02"))
    };
    for (name, attributes, shown) in [
        ("day", "", "2"),
        ("day", r#"form="numeric-leading-zeros""#, "02"),
        ("day", r#"form="ordinal""#, "2nd"),
        ("month", "", "September"),
        ("month", r#"form="short""#, "Sept."),
        ("month", r#"form="short" strip-periods="true""#, "Sept"),
        ("month", r#"form="numeric""#, "9"),
        ("month", r#"form="numeric-leading-zeros""#, "09"),
        ("month", r#"text-case="uppercase" font-style="italic" prefix="(" suffix=")""#, "(<i>SEPTEMBER</i>)"),
    ] {
        assert_eq!(part(name, attributes), shown, "{name} {attributes}");
    }
}

#[test]
fn the_style_changes_parts_of_localized_dates_but_not_their_order() {
    let layout = r#"<layout><date variable="issued" form="text"><date-part name="year" font-style="italic"/>
        <date-part name="month" form="short" strip-periods="true"/></date></layout>"#;
    assert_eq!(reference("", layout, "en-US", &dated("2005-09-02")), "Sept 2, <i>2005</i>");
    assert_eq!(reference("", layout, "de-DE", &dated("2005-09-02")), "2. Sep <i>2005</i>");
    let parts = |parts: &str| {
        let layout = format!(r#"<layout><date variable="issued" form="text" date-parts="{parts}"/></layout>"#);
        reference("", &layout, "en-US", &dated("2005-09-02"))
    };
    assert_eq!(["year-month-day", "year-month", "year"].map(parts), ["September 2, 2005", "September 2005", "2005"]);
}

#[test]
fn the_first_of_a_month_alone_may_be_an_ordinal() {
    let layout = r#"<layout><date variable="issued"><date-part name="day" form="ordinal"/></date></layout>"#;
    let shown = |limit: &str, date: &str| {
        let locale = format!(r#"<locale><style-options limit-day-ordinals-to-day-1="{limit}"/></locale>"#);
        reference(&locale, layout, "en-US", &dated(date))
    };
    assert_eq!(shown("true", "2005-09-01"), "1st");
    assert_eq!(shown("true", "2005-09-02"), "2");
    assert_eq!(shown("false", "2005-09-02"), "2nd");
}

#[test]
fn dates_in_words_and_approximate_ones() {
    let layout = r#"<choose><if is-uncertain-date="issued"><text term="circa" form="short" suffix=" "/></if></choose>
        <date variable="issued" prefix="(" suffix=")"><date-part name="year"/></date>"#;
    assert_eq!(in_english(layout, &dated("2003~")), "C. (2003)");
    assert_eq!(in_english(layout, &dated("2003")), "(2003)");
    assert_eq!(in_english(layout, &dated("in press")), "(in press)");
}

/// CSL 1.0.2, "Date": words in place of a date have no parts; they are shown where the year is asked for.
#[test]
fn words_for_a_date_stand_once() {
    let parts = r#"<group delimiter=", "><date variable="issued"><date-part name="month"/></date>
        <date variable="issued"><date-part name="year"/></date>
        <date variable="issued"><date-part name="day"/></date></group>"#;
    assert_eq!(in_english(parts, &dated("in press")), "in press");
    assert_eq!(in_english(r#"<date variable="issued" form="text"/>"#, &dated("in press")), "in press");
}

/// The titles of works with these dates, in the order of a style that sorts by date.
fn sorted(key: &str, dates: &[&str]) -> Vec<String> {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             <macro name="year"><date variable="issued"><date-part name="year"/></date></macro>
             <citation><layout><text variable="title"/></layout></citation>
             <bibliography><sort><key {key}/></sort><layout><text variable="title"/></layout></bibliography>
           </style>"#
    );
    let style = Style::from_xml("test", &xml).expect("the style is valid");
    let records: Vec<Record> = dates
        .iter()
        .map(|date| {
            let mut record = titled(date);
            record.dates.insert(DateVariable::Issued, Date::parse(date));
            record
        })
        .collect();
    let formatted = cite(&records, &style, &ReferenceOptions::default(), &mut ());
    formatted.references.unwrap_or_default().entries.iter().map(|entry| entry.body().to_plain()).collect()
}

/// CSL 1.0.2, "Sorting Variables": "the start date is used for the primary sort, and the end date is used for a secondary
/// sort"; ranges come after single dates with the same start.
#[test]
fn ranges_are_sorted_by_their_start() {
    let dates = ["2012", "2000/..", "2003/2004", "2000/2005", "1994", "2000", "2000/2001", "-0099/-0049"];
    let ascending = ["-0099/-0049", "1994", "2000", "2000/2001", "2000/2005", "2000/..", "2003/2004", "2012"];
    for by in [r#"variable="issued""#, r#"macro="year""#] {
        assert_eq!(sorted(by, &dates), ascending, "{by}");
        let mut descending = ascending;
        descending.reverse();
        assert_eq!(sorted(&format!(r#"{by} sort="descending""#), &dates), descending, "{by}");
    }
}

#[test]
fn a_part_that_one_end_of_a_range_lacks_is_no_range() {
    let layout = r#"<date variable="issued"><date-part name="year"/></date>
        <date variable="issued" prefix=", "><date-part name="month"/></date>"#;
    assert_eq!(in_english(layout, &dated("2000-24/2001")), "2000–2001, Winter");
    assert_eq!(in_english(DAY_MONTH_YEAR, &dated("2000-24/2001")), "Winter 2000/2001");
}

/// CSL 1.0.2, "Sorting Variables": "Seasons are ignored for sorting".
#[test]
fn seasons_have_no_order() {
    let dates = ["2001-05", "2000-24", "2000-21", "2000-02"];
    assert_eq!(sorted(r#"variable="issued""#, &dates), ["2000-24", "2000-21", "2000-02", "2001-05"]);
}
