//! Tests of names.

use super::{in_english, reference, written_by};
use crate::csl::{ReferenceOptions, Style, cite};
use crate::model::{Kind, Name, NameVariable, Names, Person, Record, TextVariable};

const INITIALS: &str =
    r#"<names variable="author"><name initialize-with=". " name-as-sort-order="all" delimiter="; "/></names>"#;

/// CSL 1.0.2, "Name", `initialize-with`: given names become initials. An initial is a letter, or what the source writes
/// as one.
#[test]
fn initials_are_letters() {
    for (given, shown) in [
        ("William \"Bill\"", "Tully, W."),
        ("William “Bill” James", "Tully, W. J."),
        ("William 'Bill'", "Tully, W."),
        ("Jo (Josephine)", "Tully, J."),
        ("Jo [Josephine] Ann", "Tully, J. A."),
        ("\"Bill\"", "Tully, B."),
        ("(Josephine)", "Tully, J."),
        ("Ts.", "Tully, Ts."),
        ("Tserendorj", "Tully, T."),
        ("Yu. A.", "Tully, Yu. A."),
        ("ʿAbd", "Tully, A."),
        ("'Abd al-Rahman", "Tully, A. al-Rahman"),
        ("X 12", "Tully, X."),
        ("12", "Tully"),
        ("D’Arcy", "Tully, D."),
        ("<b>John</b> Quiggly", "Tully, <b>J.</b> Q."),
        ("John <i>Ann</i>-Lee", "Tully, J. <i>A.</i>-L."),
        ("a < b", "Tully, a b"),
    ] {
        assert_eq!(in_english(INITIALS, &written_by(vec![Name::person("Tully", given)])), shown, "{given}");
    }
}

/// CSL 1.0.2, "Name-part Order": the short form is the family name; a person with one name has no other.
#[test]
fn a_single_name_is_always_shown() {
    let plato = || {
        let person = Person { given: Some("Plato".to_owned()), ..Person::default() };
        written_by(vec![Name::Person(person)])
    };
    for attributes in
        ["", r#"form="short""#, r#"initialize-with=". ""#, r#"name-as-sort-order="all" initialize-with=". ""#]
    {
        let layout = format!(r#"<names variable="author"><name {attributes}/></names>"#);
        assert_eq!(in_english(&layout, &plato()), "Plato", "{attributes}");
    }
}

/// CSL 1.0.2, "Et-al Abbreviation": `et-al-use-first` is the number of names shown before "et al.", which needs one.
#[test]
fn et_al_is_not_alone() {
    let layout = r#"<names variable="author" et-al-min="2" et-al-use-first="0" suffix=". "/><text variable="title"/>"#;
    let record = written_by(vec![Name::person("Lu", "Cheng"), Name::person("Ma", "Bo")]);
    assert_eq!(in_english(layout, &record), "Title");
}

fn listed(rule: &str, authors: &[&str]) -> Vec<String> {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             <citation><layout><text variable="title"/></layout></citation>
             <bibliography subsequent-author-substitute="———" {rule}><layout>{INITIALS}
               <text variable="title" prefix=": "/></layout></bibliography>
           </style>"#
    );
    let style = Style::from_xml("test", &xml).expect("the style is valid");
    let records: Vec<Record> = authors
        .iter()
        .map(|authors| {
            let mut record = Record::new(Kind::Book);
            record.set_text(TextVariable::Title, "T");
            let list = authors.split("; ").map(|name| name.split_once(", ").unwrap_or((name, "")));
            let list = list.map(|(family, given)| Name::person(family, given)).collect();
            record.set_names(NameVariable::Author, Names { list, truncated: false });
            record
        })
        .collect();
    let formatted = cite(&records, &style, &ReferenceOptions::default(), &mut ());
    formatted.references.unwrap_or_default().entries.iter().map(|entry| entry.body().to_plain()).collect()
}

/// CSL 1.0.2, "Reference Grouping": the substitute says that the author is the same.
#[test]
fn a_dash_is_for_the_same_person() {
    assert_eq!(listed("", &["Brand, Lena", "Brand, Lars"]), ["Brand, L.: T", "Brand, L.: T"]);
    assert_eq!(listed("", &["Brand, Lena", "Brand, Lena"]), ["Brand, L.: T", "———: T"]);
    assert_eq!(listed("", &["Brand, Lena", "Brand, L."]), ["Brand, L.: T", "———: T"], "two spellings of one name");
    let partial = r#"subsequent-author-substitute-rule="partial-each""#;
    assert_eq!(
        listed(partial, &["Lu, Ann; Brand, Lena", "Lu, Ann; Brand, Lars"]),
        ["Lu, A.; Brand, L.: T", "———; Brand, L.: T"]
    );
}

/// CSL 1.0.2, "Name-part Order", and citeproc-js, "Names": a comma stands before a suffix if the source asks for it.
#[test]
fn suffixes_have_a_comma_where_the_source_has_one() {
    let person = |given: &str, suffix: Option<&str>, comma_suffix: bool| {
        let suffix = suffix.map(str::to_owned);
        Person { given: Some(given.to_owned()), suffix, comma_suffix, family: "Doe".to_owned(), ..Person::default() }
    };
    for (person, display, inverted) in [
        (person("John", Some("Jr."), true), "John Doe, Jr.", "Doe, John, Jr."),
        (person("John", Some("III"), false), "John Doe III", "Doe, John, III"),
        (person("John, III", None, false), "John Doe III", "Doe, John, III"),
        (person("John,! Jr.", None, false), "John Doe, Jr.", "Doe, John, Jr."),
    ] {
        let record = written_by(vec![Name::Person(person)]);
        assert_eq!(in_english(r#"<names variable="author"/>"#, &record), display);
        let layout = r#"<names variable="author"><name name-as-sort-order="all"/></names>"#;
        assert_eq!(in_english(layout, &record), inverted);
    }
}

#[test]
fn institutions_have_their_own_look() {
    // CSL-M, "cs:institution": https://citeproc-js.readthedocs.io/en/latest/csl-m/#cs-institution-and-friends-extension
    let names = |institution: &str| {
        let name = r#"<name><name-part name="family" text-case="uppercase"/></name>"#;
        let layout = format!(r#"<layout><names variable="author">{name}{institution}</names></layout>"#);
        let record = written_by(vec![Name::person("Lu", "Cheng"), Name::Literal("Harbour Office".to_owned())]);
        reference("", &layout, "en-US", &record)
    };
    assert_eq!(names(""), "Cheng LU, HARBOUR OFFICE");
    assert_eq!(names("<institution/>"), "Cheng LU, Harbour Office");
    let part = r#"<institution institution-parts="long"><institution-part name="long" font-style="italic" suffix="!"/></institution>"#;
    assert_eq!(names(part), "Cheng LU, <i>Harbour Office</i>!");
}

#[test]
fn the_and_of_a_script_without_spaces_has_none() {
    let names = |language: &str| {
        let layout =
            r#"<layout><names variable="author"><name and="text" delimiter-precedes-last="never"/></names></layout>"#;
        let record = written_by(vec![Name::person("周", "文"), Name::person("吴", "晓岚")]);
        reference("", layout, language, &record)
    };
    assert_eq!(names("zh-CN"), "周文和吴晓岚");
    assert_eq!(names("en-US"), "周文 and 吴晓岚");
}

#[test]
fn nicknames_have_the_quotation_marks_of_the_language() {
    let layout = r#"<names variable="author" suffix="."/>"#;
    assert_eq!(in_english(layout, &written_by(vec![Name::person("Tully", "Ralph \"Dex\"")])), "Ralph “Dex” Tully.");
}

/// CSL 1.0.2, "Name-part Order": names are sorted by the family name first, and by the given name if that is the same.
#[test]
fn family_names_are_sorted_before_given_names() {
    let sorted = |key: &str, names: &[&str]| {
        let style = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
                 <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
                 <macro name="author"><names variable="author"><name name-as-sort-order="all"/></names></macro>
                 <citation><layout><text variable="title"/></layout></citation>
                 <bibliography><sort><key {key}/></sort><layout><text variable="title"/></layout></bibliography>
               </style>"#
        );
        let style = Style::from_xml("test", &style).expect("the style is valid");
        let record = |names: &&str| {
            let list = names.split("; ").map(|name| name.split_once(", ").unwrap_or((name, "")));
            let mut record = written_by(list.map(|(family, given)| Name::person(family, given)).collect());
            record.set_text(TextVariable::Title, *names);
            record
        };
        let records: Vec<Record> = names.iter().map(record).collect();
        let references = cite(&records, &style, &ReferenceOptions::default(), &mut ()).references.unwrap_or_default();
        references.entries.iter().map(|entry| entry.body().to_plain()).collect::<Vec<_>>()
    };
    for (before, after) in [
        ("Singh, Yadav", "Singh Siddhu, Navjot"),
        ("García, Rosa", "García Abad, Ana"),
        ("López, Zoe", "López de Molina, Ana"),
        ("Doe, Jane; Zorn, Zoe", "Doe, Jane Ann"),
        ("Doe, Jane", "Doe, Jane; Abel, Ann"),
        ("Doe", "Doe, Ann"),
        ("Doe, Ann", "Doe-Smith, Ann"),
        ("李, 四", "李四, 明"),
    ] {
        for key in [r#"variable="author""#, r#"macro="author""#] {
            assert_eq!(sorted(key, &[after, before]), [before, after], "{key}");
            assert_eq!(sorted(key, &[before, after]), [before, after], "{key}");
        }
    }
}
