//! The query language, example by example.

use super::Query;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable,
};

fn work() -> Record {
    let mut record = Record { id: "lu2022_on_ser".into(), ..Record::new(Kind::ArticleJournal) };
    record.set_text(TextVariable::Title, "Speech-Emotion Recognition in Linköping");
    record.set_text(TextVariable::ContainerTitle, "Journal of Examples");
    let authors = ["Cheng Lu", "Yuan Zong", "Ada van der Example"].map(Name::from_display_order);
    record.set_names(NameVariable::Author, Names::complete(authors.into()));
    record.set_names(NameVariable::Editor, Names::complete(vec![Name::Literal("Example Group".into())]));
    record.set_date(DateVariable::Issued, Date::parse("2022-10-22"));
    record.set_number(NumberVariable::Volume, "12");
    record.set_identifier(IdentifierVariable::Doi, "10.5555/Example");
    record.set_language("en-GB");
    record.set_tags(vec!["Selected".into(), "best paper".into()]);
    record.keep_extra("bibtex", "cited", 17);
    record
}

#[track_caller]
fn check(query: &str, expected: bool) {
    let parsed: Query = query.parse().unwrap_or_else(|error| panic!("{query}: {error}"));
    assert_eq!(parsed.matches(&work()), expected, "{query}");
}

#[track_caller]
fn fails(query: &str, column: usize, message: &str) {
    let error = query.parse::<Query>().unwrap_err();
    assert_eq!(error.column(), Some(column), "{error}");
    assert!(error.to_string().contains(message), "{error}");
}

#[test]
fn conditions_are_joined_grouped_and_denied() {
    check("", true);
    check("year:2022 volume:12", true);
    check("year:2022 AND volume:13", false);
    check("year:2021 OR volume:12", true);
    check("year:2021 volume:12 OR volume:12 year:2022", true);
    check("(year:2021 OR year:2022) -volume:13", true);
    check("NOT (year:2022)", false);
    check("-(-year:2022)", true);
    check("type:article year>=2022 author:\"Zong\" tag:selected -status:preprint", true);
}

#[test]
fn citations_are_counted_by_the_source() {
    let cited = |count: &str| {
        let mut record = work();
        record.keep_extra("bibtex", "citations", count);
        record
    };
    let query: Query = "citations>=100".parse().unwrap();
    assert!(query.matches(&cited("100")) && !query.matches(&cited("99")) && !query.matches(&work()));
    let known: Query = "has:citations".parse().unwrap();
    assert!(known.matches(&cited("0")) && !known.matches(&work()));
    let mut records = vec![work(), cited("9"), cited("100"), cited("many")];
    super::sort_records(&mut records, &["-citations".parse().unwrap()]);
    let counts: Vec<Option<u64>> = records.iter().map(Record::citation_count).collect();
    assert_eq!(counts, [Some(100), Some(9), None, None]);
}

#[test]
fn texts_are_asked_for_words_in_order_without_case_and_accents() {
    check("title:recognition", true);
    check("title:\"emotion recognition\"", true);
    check("title:\"recognition emotion\"", false);
    check("title:linkoping", true);
    check("title:recog", false);
    check("title:recog*", true);
    check("title=\"speech emotion recognition in linköping\"", true);
    check("title=speech", false);
    check("title!=speech", true);
    check("journal:examples", true);
}

#[test]
fn names_are_asked_for_as_names_and_never_as_parts_of_words() {
    check("author:Zong", true);
    check("author:Zon", false);
    check("author:L", false);
    check("author:\"Y. Zong\"", true);
    check("author:\"Zong, Yuan\"", true);
    check("author:\"Yan Zong\"", false);
    check("author:\"van der Example\"", true);
    check("author:Example", true);
    check("author:Yuan", false);
    let mut spanish = Record::default();
    let name = Name::person("García Márquez", "Gabriel");
    spanish.set_names(NameVariable::Author, Names::complete(vec![name]));
    for (query, expected) in [("author:García", true), ("author:marquez", true), ("author:Garc", false)] {
        assert_eq!(query.parse::<Query>().unwrap().matches(&spanish), expected, "{query}");
    }
    assert!(!"author=García".parse::<Query>().unwrap().matches(&spanish));
    assert!("author=\"García Márquez\"".parse::<Query>().unwrap().matches(&spanish));
    check("editor:group", true);
    check("name:group,nobody", true);
}

#[test]
fn dates_are_compared_to_the_precision_that_is_given() {
    check("year>=2022", true);
    check("year>2022", false);
    check("year<=2022", true);
    check("issued>2022-09", true);
    check("issued<2022-10", false);
    check("date:2022-10", true);
    check("date=2022-10-23", false);
    check("year:2020..2022", true);
    check("year:..2021", false);
    check("year:2022..", true);
    check("accessed>2000", false);
}

#[test]
fn a_year_in_words_is_compared() {
    let mut record = Record::default();
    record.set_date(DateVariable::Issued, Date::Literal("2018a".into()));
    for (query, expected) in [("year=2018", true), ("year>=2019", false), ("issued:2018", true), ("issued<2018", false)]
    {
        assert_eq!(query.parse::<Query>().unwrap().matches(&record), expected, "{query}");
    }
}

#[test]
fn numbers_are_compared_by_size() {
    check("volume>=12", true);
    check("volume<12", false);
    check("extra.cited>10", true);
    check("extra.cited:17", true);
    check("extra.none>1", false);
}

#[test]
fn types_stand_for_those_that_begin_so_unless_asked_for_exactly() {
    check("type:article", true);
    check("type:article-journal", true);
    check("type=article", false);
    check("type:\"journal articles\"", true);
    check("type:preprint,talks,theses,books", false);
    check("type:preprint,Journal-Article", true);
    fails("year:2022 type:artcle", 16, "did you mean “article”?");
    fails("type:art", 6, "there is no type “art”; types are CSL's");
    fails("type=paper", 6, "there is no type “paper”");
    check("type:book,article", true);
}

#[test]
fn other_fields_are_asked_for_as_a_whole() {
    check("doi:https://doi.org/10.5555/example", true);
    check("tag:\"best paper\"", true);
    check("tag:best", true);
    check("tag:bes", false);
    check("tag=best", false);
    check("tag=selected", true);
    check("lang:en", true);
    check("lang:e", false);
    check("key:lu2022*", true);
    check("key:lu2022", false);
    check("key:*on*ser", true);
    check("has:doi", true);
    check("has:url", false);
    check("missing:url", true);
    check("missing:doi,volume", false);
}

#[test]
fn without_a_field_titles_names_tags_and_key_are_looked_through() {
    check("zong", true);
    check("\"yuan zong\"", true);
    check("selected", true);
    check("examples", true);
    check("10.5555/example", true);
    check("nothing", false);
}

#[test]
fn a_preprint_has_that_status() {
    let preprint = Record::new(Kind::Article);
    assert!("status:preprint".parse::<Query>().unwrap().matches(&preprint));
    check("status:preprint", false);
}

#[test]
fn what_is_wrong_is_told_with_its_column() {
    fails("titel:x", 1, "did you mean “title”?");
    fails("year:2022 zzzzz:x", 11, "there is no field “zzzzz”");
    fails("year>=soon", 7, "“soon” is not a date");
    fails("title>3", 7, "only dates and numbers");
    fails("volume>x", 8, "with a number");
    fails("title:\"open", 7, "not closed");
    fails("(year:2022", 1, "not closed");
    fails("year:2022)", 10, "no opening one");
    fails("title:", 7, "a value was expected");
    fails("OR year:2022", 1, "there is nothing before");
    fails("year:2022 OR", 11, "there is nothing after");
    fails("AND x", 1, "there is nothing before");
    fails("-", 1, "there is nothing after this negation");
    fails("has:titel", 5, "did you mean “title”?");
    fails(&"(".repeat(100), 65, "too deeply");
}
