use super::FORMAT;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::Likelihood;
use crate::seam::testing::{likelihood, plain, read, read_with_codes};
use crate::syntax::{ColumnName, Input};

fn names(record: &Record, variable: NameVariable) -> Vec<String> {
    let list = record.names(variable).map(|names| names.list.iter().map(Name::to_display_order).collect());
    list.unwrap_or_default()
}

/// The records of a fixture, which is recognised and read without reports.
macro_rules! fixture {
    ($name:literal) => {{
        let text = include_str!(concat!("../../../fixtures/csv/", $name));
        let (records, codes) = read_with_codes(&FORMAT, text);
        assert_eq!(codes, [], "{}", $name);
        // The decoded text has no byte order mark.
        assert!(likelihood(&FORMAT, text.trim_start_matches('\u{feff}')) > Likelihood::No, "{}", $name);
        records
    }};
}

/// Reads a table whose columns have names.
fn read_named(text: &str, columns: &str) -> (Vec<Record>, Vec<Code>) {
    let (mut records, mut reports): (Vec<Record>, Vec<Diagnostic>) = Default::default();
    let (columns, mut bytes) = (ColumnName::list(columns).unwrap(), text.as_bytes());
    let input = Input::new("table", &mut bytes).with_columns(&columns);
    FORMAT.reader().unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
    (records, reports.iter().map(|report| report.code).collect())
}

#[test]
fn columns_may_have_any_names() {
    let table = "Nr;Paper, in full;Written by;When;Title\n1;Slow tides;Lund, Ada; Berg, Bo;2020;Dr\n";
    let table = table.replace("Lund, Ada; Berg, Bo", "\"Lund, Ada; Berg, Bo\"");
    let (records, codes) = read_named(&table, "title=paper in full,authors=Written by,year=When");
    assert_eq!(codes, []);
    assert_eq!(records[0].plain_title(), "Slow tides");
    assert_eq!(names(&records[0], NameVariable::Author), ["Ada Lund", "Bo Berg"]);
    assert_eq!(records[0].year(), Some(2020));
    // The column called “Title” is one that has no variable now.
    assert_eq!(records[0].extra_field("csv", "Title").and_then(|value| value.as_str()), Some("Dr"));

    let (records, codes) = read_named("Name,Year\nSlow tides,2020\n", "title=Name,authors=Who,shelf=Year");
    assert_eq!((records.len(), codes), (1, vec![Code::TableColumn, Code::TableColumn]));
    let (records, codes) = read_named("Name,Year\nSlow tides,2020\n", "title=Names");
    assert_eq!((records.len(), codes), (0, vec![Code::TableNoTitles]));
}

/// Every site's table of the same article gives the same record, as far as it has the columns.
#[test]
fn the_tables_of_sites_say_the_same() {
    for (name, records) in [
        ("scopus", fixture!("scopus.csv")),
        ("lens", fixture!("lens.csv")),
        ("dimensions", fixture!("dimensions.csv")),
        ("google_scholar", fixture!("google_scholar.csv")),
        ("publish_or_perish", fixture!("publish_or_perish.csv")),
        ("springer", fixture!("springer.csv")),
        ("web_of_science", fixture!("web_of_science.tsv")),
    ] {
        let record = &records[0];
        assert!(record.plain_title().starts_with("Slow tides"), "{name}");
        assert_eq!(record.kind, Kind::ArticleJournal, "{name}");
        let authors = names(record, NameVariable::Author);
        assert_eq!(authors.len(), 2, "{name}: {authors:?}");
        assert!(authors[0].starts_with('A') && authors[0].ends_with("Lund"), "{name}: {authors:?}");
        assert_eq!(record.dates[&DateVariable::Issued].year(), Some(2023), "{name}");
        assert_eq!(plain(record, TextVariable::ContainerTitle).to_lowercase(), "journal of invented tides", "{name}");
        let is_set = |variable, value: &str| record.number(variable).is_none_or(|known| known == value);
        assert!(is_set(NumberVariable::Volume, "14") && is_set(NumberVariable::Issue, "2"), "{name}");
        assert!(is_set(NumberVariable::Page, "113-126"), "{name}: {:?}", record.numbers);
        assert!(record.doi().is_none_or(|doi| doi == "10.5555/jit.14.2.113"), "{name}");
        assert!(record.identifier(IdentifierVariable::Issn).is_none_or(|issn| issn.starts_with("1234-5679")), "{name}");
    }
}

#[test]
fn scopus_has_full_names_and_lists() {
    let records = fixture!("scopus.csv");
    assert_eq!(records[0].plain_title(), "Slow tides in \"shallow\" harbours");
    assert_eq!(names(&records[0], NameVariable::Author), ["Ada Lund", "Bo van der Berg"]);
    assert_eq!(records[0].tags, ["tides", "harbours"]);
    assert_eq!((records[0].pmid(), records[0].language.as_deref()), (Some("36990001"), Some("en")));
    assert_eq!(records[0].extra_field(FORMAT.id, "Cited by").unwrap(), "7");
    assert!(records[0].inferred.is_empty(), "the source splits names and gives the type");
    assert_eq!((records[1].kind, names(&records[1], NameVariable::Author).len()), (Kind::Collection, 0));
    assert_eq!(names(&records[1], NameVariable::Editor), ["E. Dahl"]);
}

#[test]
fn ieee_xplore_and_pubmed_have_forms_of_their_own() {
    let records = fixture!("ieee_xplore.csv");
    assert_eq!(names(&records[0], NameVariable::Author), ["A. Lund", "B. van der Berg", "C. -M. Holm"]);
    assert_eq!((records[0].kind, records[0].number(NumberVariable::Page)), (Kind::PaperConference, Some("1-9")));
    assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2018");
    let records = fixture!("pubmed.csv");
    let record = &records[0];
    assert_eq!(names(record, NameVariable::Author), ["A. Lund", "B. C. van der Berg", "Tide Sleep Group"]);
    assert_eq!(
        (record.number(NumberVariable::Volume), record.number(NumberVariable::Page)),
        (Some("14"), Some("113-126"))
    );
    assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2023-04-18");
    assert_eq!(record.identifier(IdentifierVariable::Pmcid), Some("PMC9990001"));
}

#[test]
fn tables_of_zotero_have_its_fields() {
    let records = fixture!("zotero.csv");
    let record = &records[0];
    assert_eq!((record.kind, plain(record, TextVariable::ContainerTitle).as_str()), (Kind::Chapter, "The Shallow Sea"));
    assert_eq!(names(record, NameVariable::Author), ["Ada Lund", "Tide Survey Group"]);
    assert_eq!(names(record, NameVariable::Editor), ["Erik Dahl"]);
    assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2021-05");
    assert_eq!(record.dates[&DateVariable::OriginalDate].to_string(), "1901");
    assert_eq!(record.tags, ["currents", "sea"]);
}

#[test]
fn any_table_with_titles_is_read() {
    let records = fixture!("by_hand.csv");
    assert_eq!(records[0].id, "lund2024");
    assert_eq!(names(&records[0], NameVariable::Author), ["Ada Lund", "Bo van der Berg"]);
    assert_eq!((records[0].kind, records[0].language.as_deref()), (Kind::Article, Some("de")));
    assert_eq!(names(&records[0], NameVariable::Translator), ["Erik Dahl"]);
    assert_eq!(records[1].kind, Kind::Book);
    assert!(records[1].inferred.iter().any(|inference| inference.variable == Variable::Kind));
}

#[test]
fn names_that_nothing_separates_are_marked() {
    let records = fixture!("springer.csv");
    assert_eq!(names(&records[0], NameVariable::Author), ["Ada Lund", "Bo McGregor"]);
    let author = Variable::Names(NameVariable::Author);
    assert!(records[0].inferred.iter().any(|inference| inference.variable == author));
}

#[test]
fn bad_rows_cost_only_themselves() {
    let text = "Title,Authors,Year\n\
        \"Open,Lund A.,2020\n\
        Good,\"Berg, B.\",2021\n\
        More,Holm C.,2022,x,y\n\
        Less\n\
        ,,2023\n\
        ,,\n\
        ,\"Dahl, E.\",2024\n\
        Title,Authors,Year\n\
        Last,Ek F.,2025\n";
    let (records, reports) = read(&FORMAT, text);
    let titles: Vec<String> = records.iter().map(Record::plain_title).collect();
    assert_eq!(titles, ["\"Open", "Good", "More", "Less", "", "Last"]);
    let found: Vec<(Code, u32)> =
        reports.iter().map(|report| (report.code, report.place.as_ref().unwrap().line)).collect();
    let expected = [
        (Code::TableQuote, 2),
        (Code::TableRow, 4),
        (Code::TableRow, 5),
        (Code::TableEmptyRow, 6),
        (Code::MissingTitle, 8),
    ];
    assert_eq!(found, expected);
    assert_eq!(records[2].extra_field(FORMAT.id, "column 4").unwrap(), "x");
}

#[test]
fn what_is_no_table_of_works_is_reported() {
    for (text, code) in [
        ("Name,Price\nTea,3\n", Code::TableNoTitles),
        ("\n \n", Code::EmptyInput),
        ("Title,DOI\n", Code::NoRecords),
        ("Title,DOI\n,\n", Code::NoRecords),
        ("words only\n", Code::TableNoTitles),
    ] {
        assert_eq!(read_with_codes(&FORMAT, text), (vec![], vec![code]), "{text}");
    }
}

#[test]
fn names_that_cannot_be_split_are_reported() {
    let (records, codes) = read_with_codes(&FORMAT, "Title,Authors\nT,\"Lund, Ada, Berg, Bo\"\n");
    assert_eq!(codes, [Code::SeveralPeopleInName]);
    assert_eq!(records.len(), 1);
}

#[test]
fn many_columns_and_misfits_are_bounded() {
    let columns: String = (0..100_000).map(|column| format!(",c{column}")).collect();
    let cells = ",x".repeat(100_000);
    let (records, codes) = read_with_codes(&FORMAT, &format!("Title{columns}\nT{cells}\n"));
    assert_eq!((records.len(), codes), (1, vec![Code::TableCells]));
    assert_eq!(records[0].extra[FORMAT.id].len(), 200);
    let (records, codes) = read_with_codes(&FORMAT, &format!("Title,Year\n{}", "T\n".repeat(1_000)));
    assert_eq!((records.len(), codes.len()), (1_000, 21));
}

#[test]
fn only_tables_of_works_are_recognised() {
    let others = ["Title,Date,Venue,City\n", "title,author,score,url\n", "Title,Year,Director\n"];
    for text in others.into_iter().chain([
        "Title,Price\n",
        "Name,Year,Journal\n",
        "{\"title\": 1, \"authors\": 2}",
        "Title\n",
        "a,b\nc,d\n",
    ]) {
        assert_eq!(likelihood(&FORMAT, text), Likelihood::No, "{text}");
    }
    assert_eq!(likelihood(&FORMAT, "title;authors;year\n"), Likelihood::Possible);
}
