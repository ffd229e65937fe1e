use crate::bib::format::{BIBLATEX, FORMAT};
use crate::diag::{Code, Diagnostic};
use crate::model::{DateVariable, IdentifierVariable, NameVariable, Record, Text, TextVariable, Variable};
use crate::seam::Format;
use crate::seam::testing;
use crate::syntax::Input;

fn read(format: &Format, text: &str) -> (Vec<Record>, Vec<Code>) {
    testing::read_with_codes(format, text)
}

#[track_caller]
fn has(record: &Record, variable: TextVariable, expected: Option<&str>) {
    assert_eq!(record.text(variable).map(Text::to_plain).as_deref(), expected, "{variable}");
}

fn origin_of(record: &Record, variable: Variable) -> Option<&str> {
    record.inferred.iter().find(|mark| mark.variable == variable)?.from.as_deref()
}

#[test]
fn a_child_before_its_parent_inherits_and_the_values_are_marked() {
    let text = "@string{lncs = {LNCS}}
        @inproceedings{a, title = {A}, year = 2021, crossref = {P}}
        @proceedings{p, title = {Proceedings}, subtitle = {Sub}, shorttitle = {S}, editor = {Doe, Ed},
          date = {2020-05}, series = lncs, doi = {10.1/x}}";
    let (records, codes) = read(&BIBLATEX, text);
    let child = &records[0];
    has(child, TextVariable::Title, Some("A"));
    has(child, TextVariable::ContainerTitle, Some("Proceedings: Sub"));
    has(child, TextVariable::CollectionTitle, Some("LNCS"));
    has(child, TextVariable::TitleShort, None);
    assert_eq!(child.dates[&DateVariable::Issued].to_string(), "2021");
    assert_eq!(child.identifiers[&IdentifierVariable::Doi], "10.1/x");
    assert_eq!(origin_of(child, Variable::Text(TextVariable::ContainerTitle)), Some("p"));
    assert_eq!(origin_of(child, Variable::Names(NameVariable::Editor)), Some("p"));
    assert_eq!(origin_of(child, Variable::Date(DateVariable::Issued)), None);
    assert_eq!(child.extra_field("biblatex", "crossref").unwrap(), "P");
    assert_eq!((codes, records[1].inferred.len()), (vec![], 0));
}

#[test]
fn chains_reach_all_the_way_and_each_step_renames() {
    let text = "@inbook{c, title = {C}, crossref = {b}}
        @book{b, title = {B}, volume = 2, author = {Ann One}, crossref = {a}}
        @mvbook{a, title = {A}, publisher = {P}}";
    let child = read(&BIBLATEX, text).0.remove(0);
    has(&child, TextVariable::ContainerTitle, Some("A"));
    has(&child, TextVariable::VolumeTitle, Some("B"));
    has(&child, TextVariable::Publisher, Some("P"));
    assert_eq!(child.names.keys().copied().collect::<Vec<_>>(), [NameVariable::Author]);
    assert_eq!(origin_of(&child, Variable::Text(TextVariable::Publisher)), Some("b"));
}

#[test]
fn bibtex_inherits_under_the_same_name_and_falls_back() {
    let text = "@inproceedings{a, title = {A}, crossref = {p}} @inbook{b, chapter = 2, crossref = {q}}
        @proceedings{p, title = {T}, booktitle = {B}, year = 2020} @book{q, title = {Q}}";
    let (records, _) = read(&FORMAT, text);
    has(&records[0], TextVariable::ContainerTitle, Some("B"));
    has(&records[1], TextVariable::Title, Some("Q"));
    let without = read(&FORMAT, &text.replace("booktitle", "shelf")).0;
    has(&without[0], TextVariable::ContainerTitle, Some("T"));
    assert!(without[0].extra_field("bibtex", "shelf").is_none(), "it is the parent's");
}

#[test]
fn containers_give_their_fields_and_are_no_records() {
    let text = "@book{a, title = {A}, note = {own}, xdata = {p, q}} @xdata{p, publisher = {P}, xdata = {r}}
        @xdata{q, publisher = {Q}, note = {Q's}, shelf = {7}, ids = {z}} @xdata{r, location = {R and S}} @xdata{u, note = {U}}";
    let (records, codes) = read(&BIBLATEX, text);
    assert_eq!((records.len(), codes), (1, vec![Code::UnusedData]));
    has(&records[0], TextVariable::Publisher, Some("P"));
    has(&records[0], TextVariable::PublisherPlace, Some("R; S"));
    has(&records[0], TextVariable::Note, Some("own"));
    assert_eq!(records[0].extra_field("biblatex", "shelf").unwrap(), "7");
    assert!(records[0].extra_field("biblatex", "ids").is_none());
}

#[test]
fn a_value_may_name_a_field_or_an_item_of_it() {
    let text = "@xdata{x, title = {Named}, author = {Ann One and Bob Two}, location = {R and S}}
        @book{a, title = {xdata=x-title}, author = {XDATA=x-author-2 and Cy Own}, location = {T and xdata=x-location}}
        @book{b, title = {xdata=x-shelf}, note = {xdata = 3}}";
    let (records, codes) = read(&BIBLATEX, text);
    has(&records[0], TextVariable::Title, Some("Named"));
    has(&records[0], TextVariable::PublisherPlace, Some("T; R; S"));
    let families: Vec<String> =
        records[0].names[&NameVariable::Author].list.iter().map(|name| name.family_with_particles()).collect();
    assert_eq!(families, ["Two", "Own"]);
    assert_eq!(origin_of(&records[0], Variable::Text(TextVariable::Title)), Some("x"));
    has(&records[1], TextVariable::Title, Some("xdata=x-shelf"));
    assert_eq!(codes, [Code::MissingParent]);
}

#[test]
fn circles_are_cut_and_reported() {
    let text = "@book{a, title = {A}, crossref = {b}} @book{b, title = {B}, crossref = {c}}
        @book{c, title = {C}, publisher = {P}, crossref = {a}} @book{s, title = {S}, crossref = {s}}
        @xdata{x, xdata = {y}} @xdata{y, xdata = {x}, note = {N}} @book{d, title = {D}, xdata = {x}}";
    let (records, codes) = read(&BIBLATEX, text);
    assert_eq!(codes, [Code::InheritanceCircle; 6]);
    assert_eq!(records.len(), 5);
    has(&records[0], TextVariable::Publisher, Some("P"));
    has(&records[4], TextVariable::Note, Some("N"));
}

#[test]
fn parents_that_are_not_there_are_reported_once_an_entry() {
    let (records, codes) =
        read(&BIBLATEX, "@book{a, title = {A}, crossref = {no}, xdata = {x, y}} @book{y, note = {N}}");
    assert_eq!(codes, [Code::MissingParent, Code::MissingParent, Code::MissingTitle]);
    has(&records[0], TextVariable::Note, Some("N"));
}

#[test]
fn long_chains_are_cut_and_reported() {
    for is_reversed in [false, true] {
        let entry = |number: usize| format!("@book{{k{number}, title = {{T}}, crossref = {{k{}}}}}\n", number + 1);
        let mut entries: Vec<String> = (0..3000).map(entry).collect();
        if is_reversed {
            entries.reverse();
        }
        let (records, codes) = read(&BIBLATEX, &(entries.concat() + "@book{k3000, publisher = {P}, title = {T}}"));
        assert_eq!(records.len(), 3001);
        let long = codes.iter().filter(|code| **code == Code::InheritanceTooLong).count();
        assert!((100..300).contains(&long) && long == codes.len(), "{long} of {}", codes.len());
    }
}

#[test]
fn small_files_cannot_grow_without_bound() {
    let fields: String = (0..2000).map(|number| format!("f{number} = {{x}}, ")).collect();
    let note = "x".repeat(100_000);
    let mut text = format!("@xdata{{x, {fields} note = {{{note}}}}}\n");
    for number in 0..2000 {
        text +=
            &format!("@xdata{{y{number}, xdata = {{x}}}} @misc{{z{number}, title = {{T}}, xdata = {{y{number}}}}}\n");
    }
    let (mut count, mut inherited) = (0, 0);
    let mut take = |record: Record| {
        count += 1;
        inherited += usize::from(record.texts.contains_key(&TextVariable::Note));
    };
    let mut unread = text.as_bytes();
    let input = Input::new("in.bib", &mut unread);
    let mut reports = Vec::<Diagnostic>::new();
    BIBLATEX.reader.unwrap().read(input, &mut take, &mut reports).unwrap();
    assert!(count == 2000 && inherited < 500, "{inherited}");
    assert!(reports.iter().any(|report| report.code == Code::InheritanceTooLong));
}
