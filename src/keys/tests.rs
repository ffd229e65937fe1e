//! Unique keys, and the keys of patterns.

use proptest::prelude::*;

use super::{
    KeyFolding, KeyMaker, KeyPattern, KeyPolicy, assign_keys, default_key, is_valid_key, key_pattern_help, letters,
};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable,
};

fn record(author: &str, year: &str, title: &str) -> Record {
    let mut record = Record::new(Kind::Article);
    if !author.is_empty() {
        record.set_names(NameVariable::Author, Names::complete(vec![Name::from_display_order(author)]));
    }
    if !year.is_empty() {
        record.dates.insert(DateVariable::Issued, Date::parse(year));
    }
    record.set_text(TextVariable::Title, title);
    record
}

fn with_id(id: &str) -> Record {
    Record { id: id.to_owned(), ..record("Cheng Lu", "2022", "Speech") }
}

#[track_caller]
fn key(author: &str, year: &str, title: &str, expected: &str) {
    assert_eq!(default_key(&record(author, year, title)), expected);
}

#[test]
fn name_year_and_first_significant_word() {
    key("Cheng Lu", "2022-10-22", "Speech Emotion Recognition via an Attentive Network", "lu2022speech");
    key("Yan Zhao", "2023", "Towards Domain-Specific Recognition", "zhao2023towards");
    key("Yuan Zong", "2018", "Cross-Database Micro-Expression Recognition", "zong2018cross");
    key("Razvan Pascanu", "2013", "On the Difficulty of Training", "pascanu2013difficulty");
    key("Xiaolin Xu", "2022", "SDFE-LV: A Large-Scale Database", "xu2022sdfe");
}

#[test]
fn names_are_written_in_ascii_with_their_particles() {
    key("Hannah van den Berg", "2020", "Trees", "vandenberg2020trees");
    key("Jürgen Müller-Lüdenscheidt", "2020", "Bäume", "mullerludenscheidt2020baume");
    key("Łukasz Żółć", "2020", "Don’t Panic", "zolc2020dont");
    key("Пафнутий Чебышёв", "1867", "Des valeurs moyennes", "chebyshev1867des");
    key("王小明", "2020", "Deep Learning", "deep2020learning");
}

#[test]
fn what_is_missing_is_left_out() {
    key("", "2022", "Speech Emotion Recognition", "speech2022emotion");
    key("Cheng Lu", "", "Speech", "luspeech");
    key("Cheng Lu", "forthcoming", "", "lu");
    key("", "", "", "article");
    key("Plato", "-0379", "The Republic", "platobc379republic");
    let mut edited = record("", "2020", "Proceedings");
    edited.set_names(NameVariable::Editor, Names::complete(vec![Name::person("Doe", "Jane")]));
    assert_eq!(default_key(&edited), "doe2020proceedings");
}

#[test]
fn mathematics_is_read_as_its_characters() {
    let mut record = record("Ada Example", "2023", "");
    let math = |tex: &str| crate::model::Inline::Math(tex.to_owned());
    let word = |text: &str| crate::model::Inline::Str(text.to_owned());
    record.set_text(TextVariable::Title, vec![math("\\mathcal{H}_2"), word("-Norm Ranking")]);
    assert_eq!(default_key(&record), "example2023h2");
    record.set_text(TextVariable::Title, vec![word("Proof of "), math("\\alpha"), word("-Decay")]);
    assert_eq!(default_key(&record), "example2023proof");
}

#[test]
fn the_language_of_the_title_counts() {
    let german = Record { language: Some("de".into()), ..record("Eva Muster", "2020", "Die Theorie") };
    assert_eq!(default_key(&german), "muster2020theorie");
}

#[test]
fn the_first_keeps_the_plain_key_and_the_next_get_letters() {
    let mut maker = KeyMaker::new(KeyPolicy::KeepIds);
    let keys: Vec<String> = (0..28).map(|_| maker.key_for(&record("Cheng Lu", "2022", "Speech"))).collect();
    assert_eq!(keys[..3], ["lu2022speech", "lu2022speecha", "lu2022speechb"]);
    assert_eq!(keys[26..], ["lu2022speechz", "lu2022speechaa"]);
    assert_eq!(maker.key_for(&record("Yuan Zong", "2022", "Speech")), "zong2022speech");
    assert_eq!([letters(25), letters(26), letters(701), letters(702)], ["z", "aa", "zz", "aaa"]);
}

#[test]
fn records_added_later_change_no_key() {
    let all = [
        record("Cheng Lu", "2022", "Speech One"),
        record("Yuan Zong", "2018", "Cross"),
        record("Cheng Lu", "2022", "Speech Two"),
        record("Cheng Lu", "2022", "Speech Three"),
    ];
    let keys = |records: &[Record]| {
        let mut records = records.to_vec();
        assign_keys(&mut records, KeyPolicy::KeepIds);
        records.into_iter().map(|record| record.id).collect::<Vec<_>>()
    };
    assert_eq!(keys(&all)[..3], keys(&all[..3]));
    let without_others: Vec<Record> = [&all[0], &all[2], &all[3]].into_iter().cloned().collect();
    assert_eq!(keys(&without_others), ["lu2022speech", "lu2022speecha", "lu2022speechb"]);
}

#[test]
fn ids_stay_and_no_new_key_takes_them() {
    let mut records = vec![record("Cheng Lu", "2022", "Speech"), with_id("lu2022speech"), with_id("DBLP:conf/a/B-1_x")];
    let changes = assign_keys(&mut records, KeyPolicy::KeepIds);
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["lu2022speecha", "lu2022speech", "DBLP:conf/a/B-1_x"]);
    assert_eq!(changes, [(String::new(), "lu2022speecha".to_owned())]);
}

#[test]
fn ids_are_unique_whatever_their_case() {
    let mut records = vec![with_id("Lu2022"), with_id("lu2022"), with_id("LU2022")];
    assign_keys(&mut records, KeyPolicy::KeepIds);
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["Lu2022", "lu2022a", "LU2022b"]);
}

#[test]
fn ids_that_cannot_be_keys_are_cleaned() {
    let invisible = with_id("lu\u{202E}\u{200B}2020");
    let mut records = vec![with_id("Lu, 2022 {x}%"), with_id("#{}"), with_id("müller_2020"), invisible];
    let changes = assign_keys(&mut records, KeyPolicy::KeepIds);
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["Lu2022x", "lu2022speech", "müller_2020", "lu2020"]);
    assert_eq!(changes[0], ("Lu, 2022 {x}%".to_owned(), "Lu2022x".to_owned()));
    assert!(ids.iter().all(|id| is_valid_key(id)));
}

#[test]
fn new_keys_for_all_on_demand() {
    let mut records = vec![with_id("x"), with_id("y")];
    let changes = assign_keys(&mut records, KeyPolicy::Regenerate);
    assert_eq!(changes.len(), 2);
    assert_eq!([records[0].id.as_str(), &records[1].id], ["lu2022speech", "lu2022speecha"]);
}

#[test]
fn a_hundred_thousand_equal_keys_cost_no_more_than_their_number() {
    let mut maker = KeyMaker::new(KeyPolicy::KeepIds);
    let record = record("Cheng Lu", "2022", "Speech");
    let keys: std::collections::HashSet<String> = (0..100_000).map(|_| maker.key_for(&record)).collect();
    assert_eq!(keys.len(), 100_000);
}

fn made(pattern: &str, record: &Record) -> String {
    let pattern: KeyPattern = pattern.parse().unwrap_or_else(|error| panic!("{pattern}: {error}"));
    pattern.key(record).unwrap_or_default()
}

/// The example of JabRef's documentation, extended.
fn example() -> Record {
    let mut record = record("", "2020-09-25", "An awesome paper on JabRef");
    let names = ["Isaac Newton", "James Clerk Maxwell", "Albert Einstein", "Niels Bohr", "Ludwig van Beethoven"];
    record.set_names(NameVariable::Author, Names::complete(names.map(Name::from_display_order).to_vec()));
    record.set_text(TextVariable::ContainerTitle, "Journal of Fish Biology");
    record.set_number(NumberVariable::Page, "L73–97, 41");
    record.set_number(NumberVariable::Volume, "12");
    record.set_identifier(IdentifierVariable::Doi, "10.1000/a_b(c)");
    record.set_tags(vec!["deep learning".into(), "fish & chips".into()]);
    record.keep_extra("bibtex", "shelf", "B 7");
    record.kind = Kind::ArticleJournal;
    record
}

#[test]
fn markers_of_names() {
    for (pattern, expected) in [
        ("[auth]", "Newton"),
        ("[auth3]", "New"),
        ("[auth:3]", "New"),
        ("[auth3_2]", "Max"),
        ("[auth9_9]", ""),
        ("[authFirstFull]", "Newton"),
        ("[authForeIni]", "I"),
        ("[authorLast]", "Beethoven"),
        ("[authorLastForeIni]", "L"),
        ("[authors]", "NewtonMaxwellEinsteinBohrBeethoven"),
        ("[authors2]", "NewtonMaxwellEtAl"),
        ("[authEtAl]", "NewtonEtAl"),
        ("[auth.etal]", "Newton.etal"),
        ("[auth.auth.ea]", "Newton.Maxwell.ea"),
        ("[authshort]", "NME+"),
        ("[authorsAlpha]", "NME+"),
        ("[authorIni]", "NewtoMEBB"),
        ("[authIni7]", "NeMaEBB"),
        ("[pureauth]", "Newton"),
        ("[edtr]", ""),
        ("authors(2, joiner=\"-\", etal=\"etc\")", "Newton-Maxwell-etc"),
        ("auth(3)", "New"),
        ("auth(n=3, m=2).lower", "max"),
    ] {
        assert_eq!(made(pattern, &example()), expected, "{pattern}");
    }
}

#[test]
fn few_names_many_names_and_names_left_out() {
    let with = |names: &[&str], truncated: bool| {
        let list = names.iter().map(|name| Name::from_display_order(name)).collect();
        let mut record = example();
        record.names.clear();
        record.set_names(NameVariable::Author, Names { list, truncated });
        record
    };
    let one = ["Ludwig van Beethoven"];
    let two = ["Ludwig van Beethoven", "Émile Zola"];
    for (pattern, of_one, of_two, of_one_and_others) in [
        ("[authEtAl]", "Beethoven", "BeethovenZola", "BeethovenEtAl"),
        ("[auth.etal]", "Beethoven", "Beethoven.Zola", "Beethoven.etal"),
        ("[auth.auth.ea]", "Beethoven", "Beethoven.Zola", "Beethoven.ea"),
        ("[authshort]", "Beethoven", "BZ", "B+"),
        ("[authorsAlpha]", "Bee", "BZ", "Bee+"),
        ("[authors]", "Beethoven", "BeethovenZola", "BeethovenEtAl"),
        ("[authFirstFull]", "vanBeethoven", "vanBeethoven", "vanBeethoven"),
        ("[auth]", "Beethoven", "Beethoven", "Beethoven"),
        ("[authForeIni][authorLastForeIni]", "LL", "LE", "LL"),
    ] {
        assert_eq!(made(pattern, &with(&one, false)), of_one, "{pattern}");
        assert_eq!(made(pattern, &with(&two, false)), of_two, "{pattern}");
        assert_eq!(made(pattern, &with(&one, true)), of_one_and_others, "{pattern}");
    }
}

#[test]
fn editors_stand_in_for_authors_unless_these_are_meant_alone() {
    let mut record = record("", "2020", "Proceedings");
    record.set_names(NameVariable::Editor, Names::complete(vec![Name::person("Doe", "Jane")]));
    for (pattern, expected) in
        [("[auth]", "Doe"), ("[pureauth]", ""), ("[edtr2]", "Do"), ("auth(creator=\"editor\")", "Doe")]
    {
        assert_eq!(made(pattern, &record), expected, "{pattern}");
    }
}

#[test]
fn markers_of_titles_dates_and_fields() {
    for (pattern, expected) in [
        ("[title]", "AnAwesomePaperonJabRef"),
        ("[TITLE]", "AnawesomepaperonJabRef"),
        ("[camel]", "AnAwesomePaperOnJabRef"),
        ("[title:camel]", "AnAwesomePaperOnJabRef"),
        ("demo[TITLE:abbr]", "demoAapoJ"),
        ("[camel:abbr]", "AAPOJ"),
        ("[title:abbr]", "AAPoJ"),
        ("[shorttitle]", "awesomepaperJabRef"),
        ("[shorttitle:2]", "awesomepaper"),
        ("[shorttitle2_1]", "Awesomepaper"),
        ("shorttitle(3, 3)", "AwesomePaperJabRef"),
        ("[shorttitleINI]", "apJ"),
        ("[veryshorttitle]", "awesome"),
        ("[year]-[shortyear]", "2020-20"),
        ("[month][day]", "September25"),
        ("[date]", "2020-09-25"),
        ("[firstpage].[lastpage].[pageprefix]", "41.97.L"),
        ("[keyword1]", "deeplearning"),
        ("[keyword2:condense(_)]", "fish_chips"),
        ("[keywords]", "deeplearningfishchips"),
        ("[doi]", "10.1000/a_bc"),
        ("[journal:abbr]", "JoFB"),
        ("[entrytype][volume]", "Article12"),
        ("[number:(unknown)]", "unknown"),
        ("[field(shelf)]", "B7"),
        ("[author:truncate12]", "IsaacNewton"),
    ] {
        assert_eq!(made(pattern, &example()), expected, "{pattern}");
    }
}

#[test]
fn both_notations_make_the_same_tree() {
    for (brackets, formula) in [
        ("[auth:lower][year][shorttitle:3]", "auth.lower + year + shorttitle(3)"),
        ("[auth.etal:regex(\"\\\\.etal\", \"EtAl\")]_[year]", "authEtal2.replace('.etal', 'EtAl') + '_' + year"),
        ("[=book][auth]|[=article][year]", "type(book) + auth; type('article') + year"),
        ("[edtr][>0][year]|[doi:numeric][>0]|[auth:upper]", "edtr + len('>', 0) + year | doi.numeric.len | auth.upper"),
    ] {
        assert_eq!(made(brackets, &example()), made(formula, &example()), "{brackets}");
    }
    assert_eq!(made("(auth + '-' + year).lower.prefix('k')", &example()), "knewton-2020");
}

#[test]
fn the_first_alternative_whose_conditions_hold_counts() {
    let german = Record { language: Some("de-AT".into()), ..example() };
    let pattern = "language(\"de\") + 'd' + year; type(\"article-journal\") + 'a' + year";
    assert_eq!(made(pattern, &german), "d2020");
    assert_eq!(made(pattern, &example()), "a2020");
    assert_eq!(made("[auth][<3][year]|x[year]", &example()), "x2020");
}

#[test]
fn mistakes_in_a_pattern_are_shown_by_column() {
    for (pattern, expected) in [
        ("[auth][yaer]", "column 8: there is no marker and no field “yaer”; did you mean “year”?"),
        ("[auth:lowr]", "column 7: there is no modifier “lowr”; did you mean “lower”?"),
        ("é[auth", "column 2: the closing ] of this bracket is missing"),
        ("[auth]]", "column 7: this ] has no opening ["),
        ("[auth] [year]", "column 7: a citation key cannot hold a space"),
        ("a,[auth]", "column 2: a citation key cannot hold ','"),
        ("[]", "column 2: a marker is missing here, such as [auth]"),
        ("[auth:]", "column 7: a modifier is missing here, such as :lower"),
        ("[auth;lower]", "column 6: a : or ] is missing here"),
        ("[auth:truncate(x)]", "column 7: expected a number here, not “x”"),
        ("[=novel]", "column 2: “novel” is neither a BibTeX entry type nor a CSL type"),
        ("auth + + year", "column 8: a marker is missing here, such as auth, or a text in quotes"),
        ("auth year", "column 6: a + is missing here, or “y” does not belong here"),
        ("auth.lower(3)", "column 6: no arguments are allowed here"),
        ("'a b' + auth", "column 1: a citation key cannot hold a space"),
        ("(auth", "column 1: the closing ) of this parenthesis is missing"),
        ("[>0]", "column 1: the pattern is empty; try [auth][year]"),
        ("", "column 1: a marker is missing here, such as auth, or a text in quotes"),
    ] {
        let error = pattern.parse::<KeyPattern>().expect_err(pattern);
        assert_eq!(error.to_string(), expected, "{pattern}");
    }
}

#[test]
fn umlauts_are_folded_as_wanted() {
    let record = record("Jürgen Müller", "2020", "Bäume");
    for (folding, expected) in [
        (KeyFolding::Ascii, "MullerBaume"),
        (KeyFolding::German, "MuellerBaeume"),
        (KeyFolding::Unicode, "MüllerBäume"),
    ] {
        let pattern: KeyPattern = "[auth][fulltitle]".parse().unwrap();
        assert_eq!(pattern.with_folding(folding).key(&record).as_deref(), Some(expected));
    }
    assert_eq!(made("[auth:fold(german)]", &record), "Mueller");
}

#[test]
fn a_pattern_that_gives_nothing_leaves_the_default() {
    let maker = |pattern: &str| KeyMaker::new(KeyPolicy::KeepIds).with_pattern(pattern.parse().ok());
    let record = record("Cheng Lu", "2022", "Speech");
    assert_eq!(maker("[edtr]").key_for(&record), "lu2022speech");
    assert_eq!(maker("[auth][year]").key_for(&record), "Lu2022");
}

#[test]
fn the_help_names_every_marker_and_every_modifier() {
    let help = key_pattern_help();
    for name in ["authN_M", "auth.etal, authEtal2", "shorttitleN_M", ":regex(", ":default(\"TEXT\"), :(TEXT)", "[>N]"] {
        assert!(help.contains(name), "{name}\n{help}");
    }
}

#[test]
fn letters_go_by_date_and_title_when_all_keys_are_new() {
    let records = vec![
        record("Cheng Lu", "2022", "Speech"),
        record("Cheng Lu", "2022-03", "Speech Two"),
        record("Cheng Lu", "2022-01", "Speech One"),
        record("Yuan Zong", "2022", "Speech"),
    ];
    let keys = |records: &[Record]| {
        let mut records = records.to_vec();
        assign_keys(&mut records, KeyPolicy::Regenerate);
        records.into_iter().map(|record| record.id).collect::<Vec<_>>()
    };
    assert_eq!(keys(&records), ["lu2022speechb", "lu2022speecha", "lu2022speech", "zong2022speech"]);
}

/// Patterns of both notations, valid and invalid ones.
fn any_pattern() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[auth]",
        "[auth:lower]",
        "[authors2]",
        "[year]",
        "[shorttitle:3]",
        "[title:abbr]",
        "[doi]",
        "[keyword1]",
        "[journal:regex(\"a\",\"b{}\")]",
        "[url:(n/a)]",
        "|",
        "-",
        "x",
        "[>0]",
        "[auth",
        "]",
        ":",
        "(",
        "\"",
        "auth",
        " + ",
        ".lower",
        "shorttitle(3,3)",
        "'t'",
        ";",
        "len('>',0)",
        "é",
        "[note:prefix(\"# %\")]",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_pattern_panics_and_keys_are_always_valid(
        pattern in any_pattern(), author in "\\PC{0,12}", title in "\\PC{0,40}", note in "\\PC{0,40}"
    ) {
        let mut record = record(&author, "2020", &title);
        record.set_text(TextVariable::Note, note.as_str());
        record.set_identifier(IdentifierVariable::Url, note);
        if let Ok(pattern) = pattern.parse::<KeyPattern>() {
            for folding in [KeyFolding::Ascii, KeyFolding::German, KeyFolding::Unicode] {
                if let Some(key) = pattern.clone().with_folding(folding).key(&record) {
                    prop_assert!(is_valid_key(&key), "{key:?}");
                    prop_assert!(key.is_ascii() || folding == KeyFolding::Unicode || !pattern_is_ascii(&key));
                }
            }
        }
    }

    #[test]
    fn an_error_points_into_the_pattern(pattern in "\\PC{0,30}|[\\[\\]auth:.+()'\"|;0-9,]{0,30}") {
        if let Err(error) = pattern.parse::<KeyPattern>() {
            prop_assert!((1..=pattern.chars().count() + 1).contains(&error.column().unwrap()), "{error}");
        }
    }

    #[test]
    fn new_keys_do_not_depend_on_the_order_of_the_records(
        titles in prop::collection::vec("[A-C]{1,2}", 1..12), days in prop::collection::vec(1..4_u8, 12), seed in 0..100_usize
    ) {
        let records: Vec<Record> = titles
            .iter()
            .zip(days)
            .map(|(title, day)| record("Cheng Lu", &format!("2022-01-0{day}"), title))
            .collect();
        let mut turned = records.clone();
        turned.rotate_left(seed % records.len());
        turned.reverse();
        let pattern: KeyPattern = "[auth][year]".parse().unwrap();
        let keys = |mut records: Vec<Record>| {
            KeyMaker::new(KeyPolicy::Regenerate).with_pattern(Some(pattern.clone())).assign(&mut records);
            let mut pairs: Vec<(String, String)> = records
                .into_iter()
                .map(|record| (record.id.clone(), format!("{} {}", record.plain_title(), record.dates[&DateVariable::Issued])))
                .collect();
            pairs.sort();
            pairs
        };
        let (one, other) = (keys(records), keys(turned));
        let mut unique: Vec<String> = one.iter().map(|(key, _)| key.to_lowercase()).collect();
        unique.dedup();
        prop_assert_eq!(unique.len(), one.len());
        prop_assert_eq!(one, other);
    }
}

/// Whether letters outside ASCII can only come from the pattern itself.
fn pattern_is_ascii(key: &str) -> bool {
    !key.contains('é')
}
