//! arXiv's metadata snapshot; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use super::arxiv::values::{day_of_version, from_latex, name_of_parts, names_of_byline};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Record, TextVariable,
    Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign, TextSyntax};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::values::identifiers::Label;
use crate::values::names;

/// arXiv's metadata snapshot: one paper per line, as arXiv publishes it on Kaggle. Read only.
///
/// Titles and abstracts are LaTeX with hard line breaks. Names are taken from `authors_parsed`, where arXiv has split
/// them; the date is that of the first version. `update_date`, which belongs to the line and not to the paper, is kept.
/// <https://www.kaggle.com/datasets/Cornell-University/arxiv>
pub static FORMAT: Format = Format {
    id: "arxiv-snapshot",
    name: "arXiv snapshot",
    summary: "arXiv's metadata on Kaggle, one paper per line",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    text_syntax: TextSyntax::Tex,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("id", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("id", Variable::Text(TextVariable::EprintType)),
    Row::read("categories", Variable::Text(TextVariable::EprintClass)),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("authors_parsed", Variable::Names(NameVariable::Author)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("comments", Variable::Text(TextVariable::Note)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("report-no", Variable::Number(NumberVariable::Number)),
    Row::read("license", Variable::Text(TextVariable::License)),
    Row::read("versions", Variable::Date(DateVariable::Issued)),
];

/// A paper: <https://www.kaggle.com/datasets/Cornell-University/arxiv> ("Metadata").
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
struct Paper<'a> {
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    submitter: Option<Scalar<'a>>,
    #[serde(borrow)]
    authors: Option<Scalar<'a>>,
    #[serde(borrow, rename = "authors_parsed")]
    authors_parsed: List<List<Scalar<'a>>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    comments: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_ref: Option<Scalar<'a>>,
    #[serde(borrow)]
    doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    report_no: Option<Scalar<'a>>,
    #[serde(borrow)]
    categories: Option<Scalar<'a>>,
    #[serde(borrow)]
    license: Option<Scalar<'a>>,
    #[serde(borrow)]
    versions: List<Version<'a>>,
    #[serde(borrow, rename = "update_date")]
    update_date: Option<Scalar<'a>>,
}

/// A version of a paper.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Version<'a> {
    #[serde(borrow)]
    version: Option<Scalar<'a>>,
    #[serde(borrow)]
    created: Option<Scalar<'a>>,
}

struct PaperShape;

impl Shape for PaperShape {
    type Of<'de> = Paper<'de>;
}

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    all: &[Member::Any("id")],
    some: &[(
        3,
        &[
            Member::Any("submitter"),
            Member::Any("authors_parsed"),
            Member::Any("categories"),
            Member::Any("journal-ref"),
            Member::Any("report-no"),
            Member::Any("update_date"),
        ],
    )],
    ..Members::NONE
}))];

static READER: AnswerReader<PaperShape> = AnswerReader {
    format: &FORMAT,
    lists: &[],
    to_record: |paper, source, diag| {
        (paper.id.is_some() || paper.title.is_some()).then(|| record(&paper, source, diag))
    },
};

fn record(paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::new(Kind::Article);
    let texts = [
        (TextVariable::Title, &paper.title),
        (TextVariable::Abstract, &paper.summary),
        (TextVariable::Note, &paper.comments),
    ];
    for (variable, value) in texts {
        if let Some(value) = text(value) {
            record.set_text(variable, from_latex(value));
        }
    }
    set_authors(&mut record, paper);
    take_identifiers(&mut record, [(Label::Arxiv, text(&paper.id))], source, diag);
    // Papers with several DOIs list them in one string.
    let dois = text(&paper.doi).unwrap_or_default();
    take_identifiers(&mut record, [(Label::Doi, dois.split_whitespace().next())], source, diag);
    if dois.contains(' ') {
        record.keep_extra(FORMAT.id, "doi", dois);
    }
    let categories: Vec<&str> = text(&paper.categories).unwrap_or_default().split_whitespace().collect();
    if let Some(primary) = categories.first() {
        record.set_text(TextVariable::EprintClass, *primary);
    }
    if categories.len() > 1 {
        record.keep_extra(FORMAT.id, "categories", categories);
    }
    let first = paper.versions.0.first().and_then(|version| text(&version.created));
    if let Some(date) = first.and_then(day_of_version).or_else(|| text(&paper.update_date).map(Date::parse)) {
        record.set_date(DateVariable::Issued, date);
    }
    record.set_number(NumberVariable::Number, text(&paper.report_no).unwrap_or_default());
    record.set_text(TextVariable::License, text(&paper.license).unwrap_or_default());
    let version = paper.versions.0.last().and_then(|version| text(&version.version)).filter(|version| *version != "v1");
    let kept = [
        ("journal-ref", text(&paper.journal_ref)),
        ("version", version),
        ("submitter", text(&paper.submitter)),
        ("update_date", text(&paper.update_date)),
    ];
    for (name, value) in kept {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    record
}

/// Sets the names that arXiv has split. What follows the suffix, such as affiliations, is left out. Where arXiv could
/// not split the names, those of the byline are set.
fn set_authors(record: &mut Record, paper: &Paper<'_>) {
    let list: Vec<Name> = paper.authors_parsed.0.iter().filter_map(|parts| name(&parts.0)).collect();
    if !list.is_empty() {
        record.set_names(NameVariable::Author, Names::complete(list));
        return;
    }
    let names = text(&paper.authors).map(names_of_byline).unwrap_or_default();
    names::set(record, NameVariable::Author, names, false);
}

/// Makes a name from the parts family, given and suffix.
fn name(parts: &[Scalar<'_>]) -> Option<Name> {
    let part = |index: usize| parts.get(index).and_then(Scalar::trimmed);
    name_of_parts(part(0), part(1), part(2))
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(json: &str) -> (Vec<Record>, Vec<Code>) {
        testing::read_with_codes(&FORMAT, json)
    }

    #[test]
    fn a_paper_is_latex_with_names_in_parts() {
        let (records, codes) = read(
            r#"{"id":"hep-th/9901001","submitter":"A","authors":"Jos\\'e Example and the TIDE Collaboration",
            "authors_parsed":[["Example","José","Jr.","Bergen"],["TIDE Collaboration","",""]],
            "title":"Tides of $\\mathcal{N}=2$\n  theories","abstract":"  We study\n tides.\n","comments":"12 pages",
            "journal-ref":"J.Tides 5 (1999) 1","doi":"10.5555/a 10.5555/b","report-no":"TIDE-1","categories":"hep-th math.DG",
            "license":null,"versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},{"version":"v2"}],
            "update_date":"2008-11-26"}"#,
        );
        assert_eq!((records.len(), codes), (1, vec![]));
        let record = &records[0];
        let people: Vec<String> =
            record.names[&NameVariable::Author].list.iter().map(crate::model::Name::to_display_order).collect();
        assert_eq!(people, ["José Example Jr.", "TIDE Collaboration"]);
        assert_eq!(record.kind, Kind::Article);
        assert_eq!(record.plain_title(), "Tides of \\mathcal{N}=2 theories");
        assert_eq!(record.text(TextVariable::Abstract), Some(&Text::plain("We study tides.")));
        assert_eq!(record.text(TextVariable::EprintClass), Some(&Text::plain("hep-th")));
        assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "hep-th/9901001");
        assert_eq!(record.identifiers[&IdentifierVariable::Doi], "10.5555/a");
        assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2007-04-02");
        assert_eq!(record.extra_field(FORMAT.id, "version").unwrap(), "v2");
    }

    #[test]
    fn names_of_the_byline_count_where_there_are_no_parts() {
        let (records, _) = read(r#"{"id":"2210.12430","title":"T","authors":"Ada Example, Bo van Lund, and Cy Noe"}"#);
        let names = &records[0].names[&NameVariable::Author].list;
        assert_eq!(names.len(), 3);
        assert_eq!(records[0].inferred.len(), 1);
    }
}
