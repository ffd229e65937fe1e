//! Tests of entries that are written back with changes, or to the other dialect.

use proptest::prelude::*;

use super::super::Dialect;
use super::super::document::Document;
use super::super::format::{BIBLATEX, FORMAT};
use super::super::testing::{read_in_place as read, write_back as write};
use crate::latex::Charset;
use crate::model::TextVariable;
use crate::seam::{BibOptions, Format, MacroPolicy, OtherDialect, TitleProtection, Unchanged, WriteOptions};

/// Writes a file of one format in another one.
fn converted(from: &Format, to: &Format, text: &str) -> String {
    let (records, file) = read(from, text);
    write(to, &WriteOptions::default(), &records, &file)
}

/// Writes a BibTeX file back after its first title was changed.
fn with_title(text: &str, title: &str) -> String {
    let (mut records, file) = read(&FORMAT, text);
    records[0].set_text(TextVariable::Title, title);
    write(&FORMAT, &WriteOptions::default(), &records, &file)
}

const ADS: &str = "@ARTICLE{2020A&A...641A...6R,\n       author = {{Roe}, J.~A. and {D{\\'\\i}az}, M.},\n        \
                   title = \"{On \\ce{H2O}}\",\n      journal = {\\aap},\n        month = sep # \"~3\",\n         year = 2020,\n\
                   % read twice\n       adsurl = {https://ui.adsabs.harvard.edu/abs/x},\n}\n";

#[test]
fn a_change_leaves_everything_else() {
    assert_eq!(with_title(ADS, "New"), ADS.replace("\"{On \\ce{H2O}}\"", "\"New\""));
    let crlf = ADS.replace('\n', "\r\n");
    assert_eq!(with_title(&crlf, "New"), crlf.replace("\"{On \\ce{H2O}}\"", "\"New\""));
    let one_line = "@misc{a, title={T}, note={\\cite{b}}, x_y={1} }";
    assert_eq!(with_title(one_line, "New"), one_line.replace("{T}", "{New}"));
}

#[test]
fn a_new_layout_keeps_the_values() {
    let (records, file) = read(&FORMAT, ADS);
    let options = WriteOptions::default().with_unchanged(Unchanged::Rewritten);
    let expected = "@article{2020A&A...641A...6R,\n  author = {{Roe}, J.~A. and {D{\\'\\i}az}, M.},\n  title = {{On \\ce{H2O}}},\n  \
                    journal = {\\aap},\n  month = sep # \"~3\",\n  year = {2020},\n  \
                    adsurl = {https://ui.adsabs.harvard.edu/abs/x},\n}\n";
    assert_eq!(write(&FORMAT, &options, &records, &file), expected);
}

#[test]
fn options_change_what_they_name() {
    let (records, file) =
        read(&FORMAT, "@string{j = {J}}\n@misc{a, title = {Ä {B}}, journal = j # { x}, abstract = {c}}\n");
    let with = |options: &WriteOptions| write(&FORMAT, options, &records, &file);
    let omit = BibOptions::default().with_omit(["abstract"]);
    for (options, expected) in [
        (WriteOptions::default().with_bib(omit), "{Ä {B}}, journal = j # { x}}"),
        (WriteOptions::default().with_macros(MacroPolicy::Resolve), "{Ä {B}}, journal = {J x}, abstract = {c}}"),
        (WriteOptions::default().with_charset(Charset::Ascii), "{{\\\"A} {B}}, journal = j # { x}, abstract = {c}}"),
    ] {
        assert_eq!(with(&options), format!("@string{{j = {{J}}}}\n@misc{{a, title = {expected}\n"));
    }
    let whole = BibOptions { protection: TitleProtection::Whole, ..BibOptions::default() };
    assert!(with(&WriteOptions::default().with_bib(whole)).contains("title = {{Ä B}}, journal = j # { x}"));
}

#[test]
fn entries_become_those_of_the_other_dialect() {
    for (bibtex, biblatex) in [
        (
            "@article{a,\n  author  = {\\'E. Roe},\n  journal = {\\aap},\n  year    = 2020,\n  file    = {a.pdf},\n}\n",
            "@article{a,\n  author  = {\\'E. Roe},\n  journaltitle = {\\aap},\n  date    = 2020,\n  file    = {a.pdf},\n}\n",
        ),
        (
            "@phdthesis{t,\n  title = {T},\n  school = {\\url{x}},\n  address = {Oslo}\n}\n",
            "@thesis{t,\n  title = {T},\n  institution = {\\url{x}},\n  location = {Oslo},\n  type = {phdthesis}\n}\n",
        ),
    ] {
        assert_eq!(converted(&FORMAT, &BIBLATEX, bibtex), biblatex);
    }
    let odd = "@book{o,\n  title = {O},\n  address = {X},\n  doi = {https://doi.org/10.5555/1},\n  isbn = {1 (Print)\\r 2}\n}\n";
    let converted_odd =
        "@book{o,\n  title = {O},\n  location = {X},\n  doi = {10.5555/1},\n  isbn = {1 (Print)\\r 2}\n}\n";
    assert_eq!(converted(&FORMAT, &BIBLATEX, odd), converted_odd);
    let biblatex = "@book{b,\n  title = {Ponds},\n  subtitle = {\\ce{H2O}},\n  date = {2020-03},\n  ids = {x},\n}\n";
    let bibtex = "@book{b,\n  title = {Ponds: \\ce{H2O}},\n  year = {2020},\n  month = mar,\n  ids = {x},\n}\n";
    assert_eq!(converted(&BIBLATEX, &FORMAT, biblatex), bibtex);
}

#[test]
fn entries_that_both_dialects_have_stay() {
    let text = "% both\n@book{b, title = {B}, publisher = {P}, YEAR = 2020, own = {\\x}}\n@set{s, entryset = {b}}\n";
    assert_eq!(converted(&FORMAT, &BIBLATEX, text), text);
    let text = "@book{b, title = {B}, publisher = \"P\", groups = {g}}\n";
    assert_eq!(converted(&BIBLATEX, &FORMAT, text), text);
}

#[test]
fn entries_of_the_other_dialect_stay_if_no_dialect_was_asked_for() {
    let text = "@online{a, title = {A}, date = {2020}}\n";
    let (mut records, file) = read(&FORMAT, text);
    let bib = BibOptions::default().with_other_dialect(OtherDialect::Kept);
    let options = WriteOptions::default().with_bib(bib);
    assert_eq!(write(&FORMAT, &options, &records, &file), text);
    records[0].set_text(TextVariable::Note, "N");
    assert!(write(&FORMAT, &options, &records, &file).contains("note = {N}"));
}

#[test]
fn what_an_entry_inherits_is_written_where_the_other_dialect_does_not_inherit_it() {
    let text = "@inproceedings{c,\n  title = {C},\n  crossref = {p},\n}\n@proceedings{p,\n  title = {P},\n  date = {2020},\n}\n";
    let bibtex = converted(&BIBLATEX, &FORMAT, text);
    assert!(bibtex.contains("booktitle = {P}") && bibtex.contains("xref = {p}"), "{bibtex}");
    assert_eq!(converted(&BIBLATEX, &BIBLATEX, text), text);
}

/// The names and values of all fields, without regard to delimiters around a whole value.
fn values(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let document = Document::parse(text);
    let bare = |expression: &str| {
        let inner = expression.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let inner = inner.or_else(|| expression.strip_prefix('"')?.strip_suffix('"'));
        inner.unwrap_or(expression).to_owned()
    };
    let entries = document.entries().map(|entry| {
        let fields = entry.fields().map(|field| (field.name().to_lowercase(), bare(field.expression())));
        let mut fields: Vec<_> = fields.collect();
        fields.sort();
        (entry.key().to_owned(), fields)
    });
    entries.collect()
}

proptest! {
    #[test]
    fn a_new_layout_changes_no_value(
        fields in prop::collection::btree_map(
            prop::sample::select(&["author", "title", "journal", "year", "month", "note", "url", "pages", "keywords",
                "booktitle", "volume", "own", "publisher", "howpublished", "eprint", "editor", "language"][..]),
            prop::sample::select(&["{\\aap}", "{A {B} c}", "\"x {\"}y{\"}\"", "2020", "{\\url{https://example.org/a_b}}",
                "{Roe, J. and {The Team} and others}", "{12-1--12-20}", "{}", "{ spaced  text }", "{$\\Bd \\to x$}",
                "{\\noopsort{1973a}1973}", "{arXiv:1706.03762}", "{Accessed: 2020-01-02}", "{\\ce{H2O}, \\SI{3}{\\m}}"][..]),
            1..8,
        ),
        dialect in prop::sample::select(&[Dialect::Bibtex, Dialect::Biblatex][..]),
    ) {
        let format = if dialect == Dialect::Bibtex { &FORMAT } else { &BIBLATEX };
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {value}")).collect();
        let text = format!("@misc{{k,\n{}\n}}\n", fields.join(",\n"));
        let (records, file) = read(format, &text);
        let bib = BibOptions::default().with_other_dialect(OtherDialect::Kept);
        let options = WriteOptions::default().with_bib(bib).with_unchanged(Unchanged::Rewritten);
        let written = write(format, &options, &records, &file);
        prop_assert_eq!(values(&written), values(&text), "{}", written);
    }
}
