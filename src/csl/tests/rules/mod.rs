//! Tests of single rules of styles, each with the smallest style that shows it, which only has a bibliography layout.

mod citations;
mod dates;
mod documents;
mod names;
mod numbers;
mod quotations;

use crate::csl::{ReferenceOptions, Style, Unprinted, cite};
use crate::markup::{backend_by_id, render_text};
use crate::model::{Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable};

/// A record with a title.
fn titled(title: &str) -> Record {
    let mut record = Record::new(Kind::ArticleJournal);
    record.id = "one".to_owned();
    record.set_text(TextVariable::Title, title);
    record
}

/// A record with an author.
fn written_by(authors: Vec<Name>) -> Record {
    let mut record = titled("Title");
    record.set_names(NameVariable::Author, Names { list: authors, truncated: false });
    record
}

/// The reference to a record as HTML, by a style with this layout, preceded by `locale`, in a language.
fn reference(locale: &str, layout: &str, language: &str, record: &Record) -> String {
    reference_with("", locale, layout, language, record)
}

/// Like [`reference`], by a style with these attributes.
fn reference_with(attributes: &str, locale: &str, layout: &str, language: &str, record: &Record) -> String {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="{language}" {attributes}>
             <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
             {locale}
             <citation><layout><text variable="title"/></layout></citation>
             <bibliography>{layout}</bibliography>
           </style>"#
    );
    let style = Style::from_xml("test", &xml).expect("the style is valid");
    let formatted = cite(std::slice::from_ref(record), &style, &ReferenceOptions::default(), &mut ());
    let list = formatted.references.unwrap_or_default();
    let html = backend_by_id("html").expect("it is registered");
    list.entries.iter().flat_map(|entry| &entry.parts).map(|part| render_text(&part.text, html)).collect()
}

fn in_english(layout: &str, record: &Record) -> String {
    reference("", &format!("<layout>{layout}</layout>"), "en-US", record)
}

#[test]
fn addresses_are_words_in_title_case() {
    let layout = r#"<layout><text variable="title" text-case="title"/></layout>"#;
    let shown = |title: &str| reference("", layout, "en-US", &titled(title));
    assert_eq!(shown("the site citationstyles.org by A.N. author"), "The Site Citationstyles.org by A.N. Author");
}

#[test]
fn quotations_of_a_field_keep_their_rank_and_turn_inside_of_others() {
    let plain = r#"<text variable="title"/>"#;
    let quoted = r#"<text variable="title" quotes="true"/>"#;
    let inner = titled("On ‘truth’");
    let outer = titled("On “truth” and \"lies\"");
    assert_eq!(in_english(plain, &inner), "On ‘truth’");
    assert_eq!(in_english(quoted, &inner), "“On ‘truth’”");
    assert_eq!(in_english(plain, &outer), "On “truth” and “lies”");
    assert_eq!(in_english(quoted, &outer), "“On ‘truth’ and ‘lies’”");
    // In British English the single marks are the outer ones.
    let british = |layout: &str, record: &Record| reference("", &format!("<layout>{layout}</layout>"), "en-GB", record);
    assert_eq!(british(plain, &outer), "On “truth” and ‘lies’");
    assert_eq!(british(quoted, &inner), "‘On “truth”’");
    // French has neither; the text is unchanged.
    let french = reference("", "<layout><text variable=\"title\"/></layout>", "fr-FR", &outer);
    assert_eq!(french, "On “truth” and «\u{a0}lies\u{a0}»");
}

#[test]
fn what_meets_inside_of_a_field_stays() {
    let layout = r#"<text variable="title" suffix="."/>"#;
    assert_eq!(in_english(layout, &titled("\"Are you there?\": Use of \"like\"")), "“Are you there?”: Use of “like.”");
    assert_eq!(in_english(layout, &titled("Who?")), "Who?");
}

#[test]
fn the_looks_of_a_name_are_those_of_each_name() {
    let layout =
        r#"<names variable="author"><name form="short" font-weight="bold" suffix="*" delimiter="; "/></names>"#;
    let record = written_by(vec![Name::person("Lu", "Cheng"), Name::Literal("WHO".to_owned())]);
    assert_eq!(in_english(layout, &record), "<b>Lu</b>*; <b>WHO</b>");
}

#[test]
fn words_that_stand_in_for_names_count_as_names() {
    let layout = r#"<group delimiter=": "><names variable="author"><substitute><text value="Anon"/></substitute></names></group>"#;
    assert_eq!(in_english(layout, &titled("Title")), "Anon");
}

#[test]
fn fonts_turn_back_inside_of_themselves() {
    let layout = r#"<group font-weight="bold"><names variable="author"><name font-weight="normal" delimiter="; "/></names></group>"#;
    let record = written_by(vec![Name::person("Lu", "Cheng"), Name::person("Ma", "Bo")]);
    let regular = |name| format!("<span style=\"font-weight:normal;\">{name}</span>");
    assert_eq!(in_english(layout, &record), format!("<b>{}; {}</b>", regular("Cheng Lu"), regular("Bo Ma")));
}

#[test]
fn scripts_without_italics_are_upright() {
    let layout = r#"<text variable="title" font-style="italic"/>"#;
    assert_eq!(in_english(layout, &titled("计算机学报")), "计算机学报");
    assert_eq!(in_english(layout, &titled("计算机学报 A")), "<i>计算机学报 A</i>");
    assert_eq!(in_english(layout, &titled("…")), "<i>…</i>");
}

#[test]
fn words_with_capitals_inside_stay_as_they_are() {
    let layout = |case| format!(r#"<text variable="title" text-case="{case}"/>"#);
    assert_eq!(
        in_english(&layout("capitalize-first"), &titled("arXiv:1810.04805 and more")),
        "arXiv:1810.04805 and more"
    );
    assert_eq!(in_english(&layout("capitalize-all"), &titled("mRNA and more")), "mRNA And More");
    assert_eq!(in_english(&layout("capitalize-first"), &titled("once more")), "Once more");
    assert_eq!(in_english(&layout("capitalize-first"), &titled("o.V.")), "O.V.");
}

#[test]
fn what_a_condition_chooses_are_further_substitutes() {
    let layout = r#"<names variable="author"><substitute><choose><if variable="title">
        <names variable="director"/><names variable="editor"/><names variable="translator"/>
        </if></choose></substitute></names>"#;
    let mut record = titled("Title");
    for (variable, name) in [(NameVariable::Editor, "Lu"), (NameVariable::Translator, "Ma")] {
        record.set_names(variable, Names { list: vec![Name::person(name, "A.")], truncated: false });
    }
    assert_eq!(in_english(layout, &record), "A. Lu");
}

#[test]
fn full_stops_go_where_they_end_a_word() {
    let layout = r#"<text variable="title" strip-periods="true"/>"#;
    assert_eq!(in_english(layout, &titled("J. Am. Chem. Soc. citationstyles.org")), "J Am Chem Soc citationstyles.org");
}

#[test]
fn a_work_is_of_one_of_several_types() {
    let layout =
        r#"<choose><if type="book article-journal"><text value="in"/></if><else><text value="out"/></else></choose>"#;
    assert_eq!(in_english(layout, &titled("Title")), "in");
}

#[test]
fn characters_escaped_twice_are_escaped_once() {
    let layout = r#"<text variable="title" prefix="«&amp;#160;" suffix="&amp;#xA0;»&amp;#x;&amp;#"/>"#;
    assert_eq!(in_english(layout, &titled("Title")), "«\u{a0}Title\u{a0}»&amp;#x;&amp;#");
}

#[test]
fn ranges_of_numbers_have_the_delimiter_of_the_language() {
    let locale = r#"<locale><terms><term name="page-range-delimiter">~</term></terms></locale>"#;
    let mut record = titled("Title");
    record.numbers.insert(NumberVariable::Issue, "5-6".to_owned());
    assert_eq!(reference(locale, r#"<layout><number variable="issue"/></layout>"#, "en-US", &record), "5~6");
}

#[test]
fn particles_inside_of_family_names_are_seen() {
    let layout =
        r#"<names variable="author"><name name-as-sort-order="all" initialize-with="" sort-separator=" "/></names>"#;
    assert_eq!(in_english(layout, &written_by(vec![Name::person("von Neumann", "John")])), "Neumann J von");
}

#[test]
fn a_label_without_a_name_stands_behind() {
    let layout = r#"<names variable="editor"><label prefix=", "/></names>"#;
    let mut record = titled("Title");
    record.set_names(NameVariable::Editor, Names { list: vec![Name::person("Lu", "Cheng")], truncated: false });
    assert_eq!(in_english(layout, &record), "Cheng Lu, editor");
}

#[test]
fn apostrophes_of_terms_are_typographic() {
    let locale = "<locale><terms><term name=\"retrieved\">à l'adresse</term></terms></locale>";
    let layout = r#"<layout><text term="retrieved" prefix="x "/></layout>"#;
    assert_eq!(reference(locale, layout, "fr-FR", &titled("Title")), "x À l’adresse");
}

#[test]
fn capitals_of_names_are_those_of_the_language() {
    let layout = r#"<layout><names variable="author"><name form="short"><name-part name="family" text-case="uppercase"/></name></names></layout>"#;
    let mut record = written_by(vec![Name::person("Çelik", "Gökçe")]);
    assert_eq!(reference("", layout, "tr-TR", &record), "ÇELİK");
    record.language = Some("en-US".to_owned());
    assert_eq!(reference("", layout, "tr-TR", &record), "ÇELIK");
}

#[test]
fn organisations_have_no_parts_for_affixes() {
    let layout = r#"<names variable="author"><name delimiter="; "><name-part name="family" prefix="[" suffix="]" text-case="uppercase"/></name></names>"#;
    let record = written_by(vec![Name::person("Lu", "Cheng"), Name::Literal("World Bank".to_owned())]);
    assert_eq!(in_english(layout, &record), "Cheng [LU]; WORLD BANK");
}

#[test]
fn terms_lose_all_full_stops_and_fields_those_that_end_words() {
    let locale = r#"<macro name="year"><text term="no date" form="short" prefix="/"/></macro>"#;
    let layout =
        r#"<layout><text variable="title" strip-periods="true"/><text macro="year" strip-periods="true"/></layout>"#;
    assert_eq!(reference(locale, layout, "en-US", &titled("J. of example.org")), "J of example.org/nd");
}

#[test]
fn every_word_is_capitalised_where_all_are() {
    let layout = |case| format!(r#"<text variable="title" text-case="{case}"/>"#);
    let title = titled("mRNA (first-cited) at http://a.org/b and α-helix");
    assert_eq!(in_english(&layout("capitalize-all"), &title), "mRNA (First-Cited) At http://a.org/b And α-Helix");
    assert_eq!(in_english(&layout("capitalize-first"), &titled("(in brackets) too")), "(In brackets) too");
    assert_eq!(in_english(&layout("capitalize-first"), &titled("α-helix")), "α-helix");
}

#[test]
fn raised_letters_are_a_part_of_their_word() {
    let sup = |text: &str| crate::model::Inline::Sup(vec![crate::model::Inline::Str(text.to_owned())]);
    let title = crate::model::Text::from(vec![crate::model::Inline::Str("use of co".to_owned()), sup("2")]);
    let mut record = titled("");
    record.set_text(TextVariable::Title, title);
    let layout = r#"<text variable="title" text-case="title" quotes="true" suffix="."/>"#;
    assert_eq!(in_english(layout, &record), "“Use of Co<sup>2</sup>.”");
}

#[test]
fn slanted_fonts_are_italic() {
    assert_eq!(in_english(r#"<text variable="title" font-style="oblique"/>"#, &titled("Title")), "<i>Title</i>");
}

#[test]
fn a_work_for_which_a_style_prints_nothing_is_shown_by_its_title_and_reported() {
    let layout = r#"<text variable="volume"/>"#;
    assert_eq!(in_english(layout, &titled("Title")), "Title");
    let numbered =
        r#"<choose><if type="book"><text variable="citation-number"/></if></choose><text variable="volume"/>"#;
    assert_eq!(in_english(numbered, &titled("Title")), "1. Title");

    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>S</title><id>i</id><updated>2026-01-01T00:00:00Z</updated></info>
        <citation><layout prefix="(" suffix=")"><text variable="volume"/></layout></citation>
        <bibliography><layout><text variable="volume"/></layout></bibliography></style>"#;
    let style = Style::from_xml("test", xml).unwrap();
    let shown = |record: Record, unprinted: Unprinted| {
        let mut reports = Vec::new();
        let options = ReferenceOptions::default().with_unprinted(unprinted);
        let formatted = cite(&[record], &style, &options, &mut reports);
        let reports: Vec<String> = reports.iter().map(ToString::to_string).collect();
        (formatted.citations[0].to_plain(), formatted.references.unwrap().entries[0].body().to_plain(), reports)
    };
    let is_shown = |citation: &str, reference: &str, how: &str| {
        let report = format!("warning[W0821]: in the style “S”, a citation or a reference is empty{how} (in one)");
        (citation.to_owned(), reference.to_owned(), vec![report])
    };
    let by_title = is_shown("(Title)", "Title", ", and its title is shown there");
    assert_eq!(shown(titled("Title"), Unprinted::Title), by_title);
    assert_eq!(shown(titled(""), Unprinted::Title), is_shown("(one)", "one", ", and its id is shown there"));
    let notice = "[CSL STYLE ERROR: reference with no printed form.]";
    assert_eq!(shown(titled("Title"), Unprinted::Notice), is_shown(&format!("({notice})"), notice, ""));
}

#[test]
fn text_without_decoration_is_upright() {
    let mut record = titled("");
    let title = "Lu <span class=\"nodecor\">v.</span> Ma";
    record.set_text(TextVariable::Title, crate::markup::from_micro_html(title));
    let layout = r#"<text variable="title" font-style="italic" text-case="capitalize-all"/>"#;
    assert_eq!(in_english(layout, &record), "<i>Lu <span style=\"font-style:normal;\">v.</span> Ma</i>");
    for unfinished in ["a <span class=\"nodecor\">b", "a </span> b < c <d> </span"] {
        let shown = in_english(r#"<text variable="title"/>"#, &titled(unfinished));
        assert_eq!(shown, unfinished.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"));
    }
}

/// CSL 1.0.2, "Text-case", `sentence`: strings in capitals are lowered, of others the first word gets a capital if it is
/// in lower case.
#[test]
fn sentences_start_with_a_capital() {
    let layout = r#"<text variable="title" text-case="sentence"/>"#;
    for (title, shown) in [
        ("rivers of Norway", "Rivers of Norway"),
        ("RIVERS OF NORWAY", "Rivers of norway"),
        ("iPhone sales", "iPhone sales"),
        ("(rivers) of Norway", "(Rivers) of Norway"),
        ("“rivers” of Norway", "“Rivers” of Norway"),
    ] {
        assert_eq!(in_english(layout, &titled(title)), shown);
    }
    let mut record = titled("");
    let title = "<span class=\"nocase\">mRNA</span> IN RIVERS";
    record.set_text(TextVariable::Title, crate::markup::from_micro_html(title));
    assert_eq!(in_english(layout, &record), "mRNA in rivers");
}

/// CSL 1.0.2, "Title Case Conversion": stop words are in lower case; the first part of a compound is none.
#[test]
fn compounds_start_with_a_capital_in_titles() {
    let layout = r#"<text variable="title" text-case="title"/>"#;
    for (title, shown) in [
        ("an in-depth study of on-line and up-to-date rivers", "An In-Depth Study of On-Line and Up-to-Date Rivers"),
        ("the by-product", "The By-Product"),
        ("rivers in- and outside", "Rivers in- and Outside"),
    ] {
        assert_eq!(in_english(layout, &titled(title)), shown);
    }
}

#[test]
fn raised_letters_are_markup() {
    for (title, shown) in [
        ("1ª and 1º", "1<sup>a</sup> and 1<sup>o</sup>"),
        ("kʰa tʷa", "k<sup>h</sup>a t<sup>w</sup>a"),
        ("m² and Ca²⁺", "m<sup>2</sup> and Ca<sup>2</sup><sup>+</sup>"),
        ("Mᴬx", "M<sup>A</sup>x"),
    ] {
        assert_eq!(in_english(r#"<text variable="title"/>"#, &titled(title)), shown);
    }
}

/// CSL 1.0.2, "Ordinal Suffixes" and "Gender-specific Ordinals".
#[test]
fn ordinals_keep_their_spaces() {
    let locale = r#"<locale><terms><term name="edition" gender="feminine">ed.</term>
        <term name="ordinal"> º</term><term name="ordinal" gender-form="feminine"> ª</term></terms></locale>"#;
    let mut record = titled("Title");
    record.numbers.insert(NumberVariable::Edition, "2".to_owned());
    record.numbers.insert(NumberVariable::Volume, "3".to_owned());
    let layout = r#"<layout><number variable="edition" form="ordinal"/><number variable="volume" form="ordinal" prefix=", "/></layout>"#;
    assert_eq!(reference(locale, layout, "en-US", &record), "2 <sup>a</sup>, 3 <sup>o</sup>");
}

#[test]
fn layouts_of_languages_have_their_terms() {
    // CSL-M, "cs:layout": https://citeproc-js.readthedocs.io/en/latest/csl-m/#cs-layout-extension
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.1mlz1" default-locale="de-DE">
        <info><title>T</title><id>i</id><updated>2026-01-01T00:00:00Z</updated></info>
        <macro name="title"><text variable="title"/><text term="and" prefix=" "/></macro>
        <citation><layout locale="en" prefix="(" suffix=")"><text macro="title"/></layout>
          <layout prefix="[" suffix="]"><text macro="title"/></layout></citation>
        <bibliography><layout locale="fr en"><text macro="title"/><text value=" F"/></layout>
          <layout locale="es-MX"><text macro="title"/><text value=" M"/></layout>
          <layout><text macro="title"/></layout></bibliography></style>"#;
    let style = Style::from_xml("test", xml).unwrap();
    assert!(style.reports().is_empty(), "{:?}", style.reports());
    let in_language = |language: Option<&str>| {
        let record = Record { language: language.map(str::to_owned), ..titled("T") };
        let formatted = cite(&[record], &style, &ReferenceOptions::default(), &mut ());
        let references = formatted.references.unwrap();
        (formatted.citations[0].to_plain(), references.entries[0].body().to_plain())
    };
    let is = |citation: &str, reference: &str| (citation.to_owned(), reference.to_owned());
    assert_eq!(in_language(None), is("[T und]", "T und"));
    assert_eq!(in_language(Some("de")), is("[T und]", "T und"));
    // The terms are those of the first language of the layout.
    assert_eq!(in_language(Some("en-GB")), is("(T and)", "T and F"));
    assert_eq!(in_language(Some("fr")), is("[T et]", "T et F"));
    assert_eq!(in_language(Some("es-MX")), is("[T y]", "T y M"));
    assert_eq!(in_language(Some("es")), is("[T und]", "T und"));
}
