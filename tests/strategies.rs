//! Strategies for arbitrary records in property tests.

use proptest::prelude::*;
use publist::formats::{Alignment, BibOptions, Charset, Delimiters, Indent, PreprintType, TitleProtection, UrlPolicy};
use publist::model::{
    DateVariable, IdentifierVariable, Inference, Inline, NameVariable, NumberVariable, Person, TextVariable, Variable,
};
use publist::{Date, Kind, Name, Names, Record, Text, WriteOptions};

/// Any record.
///
/// Texts contain everything that a normalized text can contain: composed characters, single spaces, no control
/// characters.
pub fn record() -> impl Strategy<Value = Record> {
    (
        ("[a-z]{1,8}[0-9]{0,4}", prop::sample::select(Kind::ALL)),
        prop::collection::btree_map(prop::sample::select(TextVariable::ALL), text(), 0..5),
        prop::collection::btree_map(prop::sample::select(NameVariable::ALL), names(), 0..3),
        prop::collection::btree_map(prop::sample::select(DateVariable::ALL), date(), 0..3),
        prop::collection::btree_map(
            prop::sample::select(NumberVariable::ALL),
            "[0-9]{1,4}|[0-9]{1,3}-[0-9]{1,3}|e[0-9]{2}",
            0..4,
        ),
        prop::collection::btree_map(prop::sample::select(IdentifierVariable::ALL), "[a-z0-9./:_%&?=~#-]{1,20}", 0..3),
        prop::option::of(prop::sample::select(vec!["en", "de", "fr-CA", "zh-Hant", "pt-BR"])),
        prop::collection::vec(plain(), 0..3),
        any::<bool>(),
    )
        .prop_map(|((id, kind), texts, names, dates, numbers, identifiers, language, tags, is_inferred)| Record {
            id,
            kind,
            texts,
            names,
            dates,
            numbers,
            identifiers,
            language: language.map(str::to_owned),
            tags,
            inferred: is_inferred
                .then(|| Inference { variable: Variable::Kind, reason: "the layout".into(), from: None })
                .into_iter()
                .collect(),
            ..Record::default()
        })
}

/// Characters that often cause errors, in words with single spaces between them.
fn plain() -> impl Strategy<Value = String> {
    let word = "[a-zA-Zéüßł0-9]{1,6}|[&%$#_{}~^\\\\<>'/.:!?-]{1,2}|[A-Z]{2,4}-[A-Z]{2}|中文|“x”|α|–|\\\\input|\\$x\\$";
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        6 => plain().prop_map(|text| vec![Inline::Str(format!("{text} "))]),
        1 => "\\\\alpha|x\\^2|\\\\mathcal\\{A\\}|a_\\{1\\}".prop_map(|tex| vec![Inline::Math(tex)]),
    ];
    let inlines = leaf.prop_recursive(2, 6, 3, |inner| {
        (inner, 0..6_usize).prop_map(|(content, which)| {
            vec![match which {
                0 => Inline::Em(content),
                1 => Inline::Strong(content),
                2 => Inline::SmallCaps(content),
                3 => Inline::Sub(content),
                4 => Inline::Sup(content),
                _ => Inline::NoCase(content),
            }]
        })
    });
    prop::collection::vec(inlines, 1..3).prop_map(|parts| {
        let mut inlines: Vec<Inline> = vec![Inline::Str("A ".into())];
        inlines.extend(parts.into_iter().flatten());
        inlines.push(Inline::Str("z".into()));
        Text::from(inlines)
    })
}

fn names() -> impl Strategy<Value = Names> {
    let part = "[A-Zé][a-zü']{1,6}";
    let name = prop_oneof![
        3 => (part, part).prop_map(|(family, given)| Name::person(family, given)),
        1 => plain().prop_map(Name::Literal),
        1 => (part, part, "van|de la|von", prop::option::of("Jr\\.|III")).prop_map(|(family, given, particle, suffix)| {
            Name::Person(Person {
                family,
                given: Some(given),
                non_dropping_particle: Some(particle),
                suffix,
                ..Person::default()
            })
        }),
    ];
    (prop::collection::vec(name, 1..4), any::<bool>()).prop_map(|(list, truncated)| Names { list, truncated })
}

fn date() -> impl Strategy<Value = Date> {
    prop_oneof![
        (1000..2100_i32).prop_map(|year| format!("{year}")),
        (1000..2100_i32, 1..13_u8, 1..29_u8).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (1000..2100_i32, 21..25_u8).prop_map(|(year, season)| format!("{year}-{season}")),
        (1000..2100_i32, 1..13_u8).prop_map(|(year, month)| format!("{year}-{month:02}/..")),
        (1000..2000_i32).prop_map(|year| format!("{year}~/{}?", year + 1)),
        Just("forthcoming".to_owned()),
        Just("-0043".to_owned()),
    ]
    .prop_map(|text| Date::parse(&text))
}

/// Any options for .bib files.
pub fn bib_options() -> impl Strategy<Value = WriteOptions> {
    let fields = "title|author|note|date|year|month|day|eprint|archivePrefix|keywords|doi|journal|booktitle|maintitle|\
                  entrysubtype|language|langid|number|type|shelf|editor|publisher|crossref|xdata|entrytype";
    let chosen = prop::sample::select(fields.split('|').map(str::to_owned).collect::<Vec<_>>());
    let preprints = [
        PreprintType::Usual,
        PreprintType::Misc,
        PreprintType::Online,
        PreprintType::Article,
        PreprintType::Unpublished,
    ];
    (
        prop::sample::select(preprints.to_vec()),
        prop::sample::select(vec![TitleProtection::Words, TitleProtection::Whole, TitleProtection::None]),
        prop::sample::select(vec![UrlPolicy::Always, UrlPolicy::WithoutDoi, UrlPolicy::Never]),
        prop::collection::vec(chosen, 0..3),
        layout(),
        any::<bool>(),
    )
        .prop_map(|(preprint, protection, url, omit, layout, is_ascii)| {
            let bib = layout.with_preprint(preprint).with_protection(protection).with_url(url).with_omit(omit);
            let charset = if is_ascii { Charset::Ascii } else { Charset::Unicode };
            WriteOptions::default().with_charset(charset).with_bib(bib)
        })
}

/// Options that only change the layout of .bib files.
pub fn layout() -> impl Strategy<Value = BibOptions> {
    (
        prop::sample::select(vec![Indent::Tab, Indent::Spaces(0), Indent::Spaces(4)]),
        prop::sample::select(vec![Alignment::None, Alignment::Values]),
        prop::sample::select(vec![Delimiters::Braces, Delimiters::Quotes]),
        prop::sample::subsequence(vec!["Year", "title", "note", "date", "month", "author", "number", "subtitle"], 0..8),
    )
        .prop_map(|(indent, alignment, delimiters, order)| {
            let options = BibOptions::default().with_indent(indent).with_alignment(alignment);
            options.with_delimiters(delimiters).with_field_order(order)
        })
}
