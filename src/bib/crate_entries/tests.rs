use biblatex::{Bibliography, Chunk, ChunksExt, Date as CrateDate, Entry, EntryType, PermissiveType, Person, Spanned};

use super::super::format::BIBLATEX;
use super::{from_biblatex, to_biblatex};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Inline, Kind, Name, NameVariable, Names, NumberVariable, Owner,
    OwnerPresence, Person as OwnPerson, Record, Related, Text, TextVariable, Variable,
};
use crate::seam::testing;

fn entry(text: &str) -> Entry {
    Bibliography::parse(text).unwrap().into_vec().pop().unwrap()
}

fn record(text: &str) -> Record {
    from_biblatex(&entry(text), &mut ())
}

/// Reads a text with the crate, takes its last entry, and compares it with publist's own reading of the text. What is
/// inherited has a mark only there.
#[track_caller]
fn check_same(text: &str) -> Record {
    let mut expected = testing::read(&BIBLATEX, text).0.pop().unwrap();
    expected.origin = None;
    expected.inferred.clear();
    // TeX is kept in files alone.
    expected.texts.values_mut().for_each(|text| *text = text.without_tex().into_owned());
    let mut reports = Vec::<Diagnostic>::new();
    let taken = from_biblatex(&entry(text), &mut reports);
    assert_eq!(taken, expected, "{text}");
    assert!(reports.iter().all(|report| report.place.is_none()), "{reports:?}");
    taken
}

/// The entry of a record, which must come back, and the reports of the way there.
#[track_caller]
fn there(record: &Record) -> (Entry, Vec<Diagnostic>) {
    let mut reports = Vec::new();
    let entry = to_biblatex(record, &mut reports);
    if reports.is_empty() {
        assert_eq!(from_biblatex(&entry, &mut ()), Record { origin: None, ..record.clone() });
    }
    (entry, reports)
}

fn messages(reports: &[Diagnostic]) -> Vec<(Code, &str)> {
    reports.iter().map(|report| (report.code, report.message.as_str())).collect()
}

fn titled(title: impl Into<Text>) -> Record {
    let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
    record.set_text(TextVariable::Title, title);
    record
}

fn normal(text: &str) -> Spanned<Chunk> {
    Spanned::detached(Chunk::Normal(text.to_owned()))
}

fn verbatim(text: &str) -> Spanned<Chunk> {
    Spanned::detached(Chunk::Verbatim(text.to_owned()))
}

#[test]
fn entries_of_files_are_read_as_publist_reads_the_file() {
    for fields in [
        "author = {van Beethoven, Ludwig and King, Jr., Martin and {Barnes and Noble} and Knuth, Donald~E. and others}",
        "author = {{\\'E}mile Zola and Garc{\\'\\i}a, Jos\\'{e} and \\O{}rsted, H. and {\\\"U}nl{\\\"u}, A.}",
        "author = {family=Beethoven, prefix=van, given={Ludwig}, useprefix=true}",
        "author = {{\\noopsort{beauvoir}}de Beauvoir, Simone}, url = {https://example.org/e\\{_\\}05}",
        "editor = {Lu, C.}, editora = {Zong, Y.}, editoratype = {compiler}, editortype = {organizer}",
        "date = {1990~/1991?}",
        "date = {2020-21}, urldate = {2020-05/..}",
        "date = {199X}, origdate = {-0043}",
        "year = {2020}, month = oct, day = 7",
        "year = {in press}, month = {May/June}",
        "title = {On {SER} and {LaTeX} in {{\\emph{Drosophila}}}: {\\em a} study of $\\alpha_1$ {$x^2$}}",
        "title = {50\\% of {R\\&D} --- ``quoted'' -- it's \\#1, \\$5 a\\_b \\{x\\} \\textasciicircum}",
        "title = {A \\emph{50\\% $y$} \\textsuperscript{th} \\unknown{x}{y} \\alpha, \\textsc{z}}",
        "url = {https://example.org/a_b%20c--d?e=~f#g}, doi = {10.1000/a_b<c>}, file = {a--b_c.pdf}",
        "url = {\\url{https://example.org/a\\_b}}, eprint = {2210.12430}, eprinttype = {arXiv}, eprintclass = {cs.SD}",
        "pages = {1--5, 7--9}, volume = {XII}, number = {3}, isbn = {978-3-16-148410-0}",
        "langid = {ngerman}, keywords = {a, {b, c}, d}, publisher = {Wiley {and} Sons and {X and Y}}",
        "crossref = {a_b}, ids = {f_g}, related = {c_d, e}, relatedtype = {reviewof}, shelf = {A 50\\% {Box}}",
        "entrysubtype = {motion_picture}, type = {phdthesis}, pubstate = {inpress}",
    ] {
        check_same(&format!("@book{{a, title = {{T}}, {fields}}}").replace("title = {T}, title", "title"));
    }
}

#[test]
fn entry_types_macros_and_sets_are_those_of_the_file() {
    check_same(
        "@string{ij = {Journal of }}@article{a, title = {T}, journaltitle = ij # \"X\", month = jan, year = 2020}",
    );
    for entry_type in ["MVBook", "phdthesis", "online", "lecture", "movie", "inreference", "techreport"] {
        check_same(&format!("@{entry_type}{{a, title = {{T}}}}"));
    }
    let set = check_same("@set{s, entryset = {a_1, b}}");
    assert_eq!(set.related.len(), 2);
    let mut reports = Vec::<Diagnostic>::new();
    from_biblatex(&Entry::new("a".into(), EntryType::new("lecture")), &mut reports);
    assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::UnknownType, Code::MissingTitle]);
    assert!(reports.iter().all(|report| report.record.as_deref() == Some("a") && report.place.is_none()));
}

#[test]
fn what_the_crate_inherits_is_there_without_a_mark() {
    let record = check_same(
        "@proceedings{p_1, title = {Proceedings}, date = {2020}, publisher = {P}}\
         @xdata{x, location = {Beijing}}\
         @inproceedings{a, title = {T}, author = {Lu, C.}, crossref = {p_1}, xdata = {x}}"
            // The crate removes this field when it has copied what it names.
            .replace(", xdata = {x}", "")
            .as_str(),
    );
    assert_eq!(testing::plain(&record, TextVariable::ContainerTitle), "Proceedings");
    let record = self::record("@xdata{x, location = {Beijing}}@book{a, title = {T}, xdata = {x}}");
    assert_eq!(testing::plain(&record, TextVariable::PublisherPlace), "Beijing");
    assert_eq!((record.inferred, record.extra), (vec![], [].into()));
}

#[test]
fn values_that_programs_set_are_read() {
    let mut entry = Entry::new("a".into(), EntryType::Article);
    let person = |name: &str, given: &str, prefix: &str, suffix: &str| Person {
        name: name.into(),
        given_name: given.into(),
        prefix: prefix.into(),
        suffix: suffix.into(),
        id: None,
        prefix_initials: None,
        given_initials: None,
        use_prefix: None,
    };
    let extended = Person { use_prefix: Some(true), ..person("Beethoven", "Ludwig", "van", "") };
    entry.set_author(vec![person("Berlichingen", "Götz", "von", ""), person("King", "Martin", "", "Jr."), extended]);
    entry.set_title(vec![
        normal("5$ & 50% of {x}_1^2 #~"),
        verbatim("R&D"),
        normal(" a-"),
        verbatim("é"),
        normal("--b"),
    ]);
    entry.set_date(PermissiveType::Typed(CrateDate::parse(&[normal("2020-05-07/2020-06~")]).unwrap()));
    entry.set_pages(PermissiveType::Typed(vec![3..7, 9..12]));
    entry.set_volume(PermissiveType::Typed(4));
    entry.set_url("https://xn--x.org/a–b_{c}".into());
    entry.set_as("related", &vec!["x_y".to_owned(), "z".to_owned()]);
    let record = from_biblatex(&entry, &mut ());
    let own = |family: &str, given: &str, particle: Option<&str>, suffix: Option<&str>| {
        Name::Person(OwnPerson {
            family: family.into(),
            given: Some(given.into()),
            non_dropping_particle: particle.map(str::to_owned),
            suffix: suffix.map(str::to_owned),
            ..OwnPerson::default()
        })
    };
    let expected = [
        own("Berlichingen", "Götz", Some("von"), None),
        own("King", "Martin", None, Some("Jr.")),
        own("Beethoven", "Ludwig", Some("van"), None),
    ];
    assert_eq!(record.names[&NameVariable::Author].list, expected);
    assert_eq!(record.plain_title(), "5$ & 50% of {x}_1^2 #\u{A0}R&D a-é--b");
    assert_eq!(record.dates[&DateVariable::Issued], Date::parse("2020-05-07/2020-06~"));
    assert_eq!(
        (record.numbers[&NumberVariable::Page].as_str(), record.numbers[&NumberVariable::Volume].as_str()),
        ("3-7,9-12", "4")
    );
    assert_eq!(record.identifiers[&IdentifierVariable::Url], "https://xn--x.org/a–b_%7Bc%7D");
    assert_eq!(record.related.iter().map(|link| link.target.as_str()).collect::<Vec<_>>(), ["x_y", "z"]);
}

#[test]
fn mathematics_that_no_file_holds_stays_text() {
    let mut entry = Entry::new("a".into(), EntryType::Book);
    entry.set_title(["a}b", "$c", "x^2"].map(|formula| Spanned::detached(Chunk::Math(formula.into()))).to_vec());
    let title = from_biblatex(&entry, &mut ()).texts.remove(&TextVariable::Title).unwrap();
    assert_eq!(title, Text::from(vec![Inline::Str("a}b$c".into()), Inline::Math("x^2".into())]));
}

#[test]
fn the_usual_field_counts_whatever_the_order() {
    let record = record("@book{a, title = {T}, organization = {O}, publisher = {P}}");
    assert_eq!(testing::plain(&record, TextVariable::Publisher), "P");
    assert_eq!(record.extra_field("biblatex", "organization").unwrap(), "O");
    let (entry, reports) = there(&record);
    assert_eq!((entry.get("organization").unwrap().format_verbatim().as_str(), reports), ("O", vec![]));
}

#[test]
fn a_record_becomes_the_entry_that_the_crate_would_read() {
    let mut record = titled("The SER of α–β: 50% of R&D");
    record.kind = Kind::ArticleNewspaper;
    let names = vec![
        Name::person("Lu", "Cheng"),
        Name::Literal("Barnes and Noble, Inc.".into()),
        Name::person("de Silva", "A, B"),
        Name::Literal("α".into()),
    ];
    record.set_names(NameVariable::Author, Names { list: names, truncated: true });
    record.set_date(DateVariable::Issued, Date::parse("2020-05/2020-06"));
    record.set_text(TextVariable::ContainerTitle, "A Journal");
    record.set_number(NumberVariable::Page, "5-9, 12-14");
    record.set_number(NumberVariable::Volume, "52-1");
    record.set_number(NumberVariable::Section, "News");
    record.set_identifier(IdentifierVariable::Url, "https://xn--x.org/a_b?c=~d");
    record.keep_extra("biblatex", "crossref", "p_1");
    record.keep_extra("biblatex", "ids", "b_c, d");
    record.related.push(Related { relation: "IsPartOf".into(), target: "p_1".into() });
    let (entry, reports) = there(&record);
    assert_eq!(reports, []);
    assert_eq!((entry.key.as_str(), &entry.entry_type), ("a", &EntryType::Article));
    let text = |field: &str| entry.get(field).unwrap().format_verbatim();
    assert_eq!(text("title"), "The SER of α–β: 50% of R&D");
    assert_eq!(entry.title().unwrap()[1].v, Chunk::Verbatim("SER".into()));
    let authors: Vec<(String, String)> =
        entry.author().unwrap().into_iter().map(|person| (person.name, person.given_name)).collect();
    assert_eq!(authors[0], ("Lu".into(), "Cheng".into()));
    assert_eq!(authors[1].0, "Barnes and Noble, Inc.");
    assert_eq!(authors[4].0, "others");
    assert!(matches!(entry.date().unwrap(), PermissiveType::Typed(_)));
    assert_eq!(entry.pages().unwrap(), PermissiveType::Typed(vec![5..9, 12..14]));
    assert_eq!((text("volume"), text("section"), text("crossref")), ("52-1".into(), "News".into(), "p_1".into()));
    assert_eq!(entry.url().unwrap(), "https://xn--x.org/a_b?c=~d");
    assert_eq!(entry.get_as::<Vec<String>>("ids").unwrap(), ["b_c", "d"]);
    assert_eq!(entry.get("verbc"), None);
}

#[test]
fn words_in_place_of_dates_stay_words() {
    for words in ["15 May 2020", "forthcoming", "20"] {
        let mut record = titled("T");
        record.dates.insert(DateVariable::Issued, Date::Literal(words.into()));
        record.dates.insert(DateVariable::Accessed, Date::Literal(words.into()));
        let (entry, reports) = there(&record);
        assert_eq!((entry.get("year").unwrap().format_verbatim().as_str(), reports), (words, vec![]));
    }
}

#[test]
fn markup_comes_back() {
    let markup = |content: &str| vec![Inline::Str(content.into())];
    for inlines in [
        vec![Inline::Em(markup("50% {x} \\a $5")), Inline::Str(" b".into())],
        vec![
            Inline::NoCase(vec![Inline::Em(markup("Drosophila")), Inline::Math("x".into())]),
            Inline::Math("y".into()),
        ],
        vec![Inline::Quote(vec![Inline::Str("a ".into()), Inline::Sup(markup("b"))]), Inline::Code("c--d".into())],
        vec![Inline::Link { url: "https://a.org/b_c%20d#e".into(), content: markup("f") }],
        vec![Inline::Str("a  b\u{A0}c--d $\\qq$e $5".into())],
    ] {
        let mut record = titled("T");
        record.set_text(TextVariable::Note, Text::from(inlines));
        assert_eq!(there(&record).1, [], "{record:?}");
    }
}

#[test]
fn what_an_entry_does_not_hold_is_reported() {
    let mut record = titled("T");
    record.set_text(TextVariable::Note, "a ~5");
    record.set_text(TextVariable::Abstract, "\\emph{x}");
    record.keep_extra("csl-json", "custom", "x");
    record.mark_inferred(Variable::Kind, "the layout");
    record.owner = Some(Owner { name: Name::person("Lu", "Cheng"), presence: OwnerPresence::Hidden });
    let expected = [
        (Code::OutputLoss, "“abstract” is changed in an entry of the biblatex crate"),
        (Code::OutputLoss, "“note” is changed in an entry of the biblatex crate"),
        (Code::OutputLoss, "“extra” is lost in an entry of the biblatex crate"),
        (Code::ProvenanceLoss, "“origin” is lost in an entry of the biblatex crate"),
        (Code::ProvenanceLoss, "“inferred” is lost in an entry of the biblatex crate"),
    ];
    let mut reports =
        messages(&there(&record).1).iter().map(|(code, message)| (*code, (*message).to_owned())).collect::<Vec<_>>();
    reports.sort_by_key(|(_, message)| expected.iter().position(|(_, expected)| expected == message));
    assert_eq!(reports.iter().map(|(code, message)| (*code, message.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn a_record_read_in_place_is_compared_with_its_own_values() {
    let (mut records, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
    let mut unread = "@book{a, title = {T}, shelf = {7}}".as_bytes();
    let input = crate::syntax::Input::new("in.bib", &mut unread);
    BIBLATEX.reader.unwrap().read_in_place(input, &mut |record| records.push(record), &mut ()).unwrap();
    to_biblatex(&records[0], &mut reports);
    assert_eq!(reports, []);
}

#[test]
fn hostile_values_neither_panic_nor_overflow_the_stack() {
    let mut entry = Entry::new("a".into(), EntryType::Book);
    entry.set_title(vec![normal(&"\\a{".repeat(10_000)), verbatim(&"{\\".repeat(10_000))]);
    let record = from_biblatex(&entry, &mut ());
    assert!(record.plain_title().len() > 10_000);
    to_biblatex(&record, &mut ());
}
