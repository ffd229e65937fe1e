//! ORCID's XML, as the same structure as its JSON: works, records, activities and answers to several put-codes.
//! <https://github.com/ORCID/orcid-model/tree/master/src/main/resources/record_3.0>

use std::borrow::Cow;
use std::io;

use super::FORMAT;
use super::read::{preferred, record_of_work};
use super::work::{
    Citation, Contributor, ContributorAttributes, ContributorOrcid, Contributors, ExternalId, ExternalIds, Leaf,
    PublicationDate, Titles, Work,
};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Origin, Record};
use crate::seam::Reader;
use crate::seam::xml_fields::titled;
use crate::services::answer::place_in_json;
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::json::typed::{List, Scalar};
use crate::syntax::xml::{self, Shape, place_of};

pub(super) struct OrcidXmlReader;

/// A group contains the versions of a work, or another activity.
const SHAPE: Shape = Shape {
    format: "ORCID's XML",
    records: &["group", "work", "work-summary"],
    wrappers: &["group"],
    errors: &["error"],
};

impl Reader for OrcidXmlReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        let (mut works, mut others): (usize, Option<Element>) = (0, None);
        xml::read(input, &SHAPE, diag, &mut |element, diag| {
            let record = match element.name.as_str() {
                "error" => {
                    works += 1;
                    report_error(element, file, diag);
                    return;
                }
                "group" => {
                    let versions: Vec<Work<'_>> = element.named("work-summary").map(work).collect();
                    let ids = element.child("external-ids").map(external_ids).unwrap_or_default();
                    let Some(version) = preferred(versions) else {
                        others.get_or_insert_with(|| Element { children: Vec::new(), ..element.clone() });
                        return;
                    };
                    record_of_work(&version, &ids.external_id.0, &place_in_json(element, file), diag)
                }
                _ => record_of_work(&work(element), &[], &place_in_json(element, file), diag),
            };
            works += 1;
            let record = Record { origin: Some(Origin::new(FORMAT.id, element.line)), ..record };
            titled(record, element, file, diag).into_iter().for_each(&mut *out);
        })?;
        if let (0, Some(other)) = (works, others) {
            let report = Diagnostic::new(Code::NoRecords, "there are activities and no works");
            diag.report(report.at(place_of(file, &other)));
        }
        Ok(())
    }

    fn gives_ids(&self) -> bool {
        false
    }
}

fn report_error(error: &Element, file: &str, diag: &mut dyn Sink) {
    let text = |name: &str| error.text_at(name);
    let code = text("response-code").map(|code| format!(" {code}")).unwrap_or_default();
    let message = text("developer-message").or_else(|| text("user-message")).or_else(|| error.text());
    let message = format!("ORCID answered with an error{code}: {}", message.unwrap_or_default());
    diag.report(Diagnostic::new(Code::ServiceError, message).at(place_of(file, error)));
}

/// Returns the structure of JSON for a work or its summary.
fn work(work: &Element) -> Work<'static> {
    Work {
        put_code: attribute(work, "put-code"),
        title: work.child("title").map(|titles| Titles {
            title: leaf(titles, "title"),
            subtitle: leaf(titles, "subtitle"),
            translated_title: leaf(titles, "translated-title"),
        }),
        journal_title: leaf(work, "journal-title"),
        short_description: leaf(work, "short-description"),
        citation: work.child("citation").map(|citation| Citation {
            citation_type: child(citation, "citation-type"),
            // The lines of BibTeX stay.
            citation_value: citation
                .child("citation-value")
                .or_else(|| citation.child("citation"))
                .map(|value| scalar(value.characters())),
        }),
        type_name: child(work, "type"),
        publication_date: work.child("publication-date").map(|date| PublicationDate {
            year: leaf(date, "year"),
            month: leaf(date, "month"),
            day: leaf(date, "day"),
        }),
        external_ids: work.child("external-ids").map(external_ids),
        url: leaf(work, "url"),
        contributors: work.child("contributors").map(|contributors| Contributors {
            contributor: List(contributors.named("contributor").map(contributor).collect()),
        }),
        language_code: leaf(work, "language-code"),
        display_index: attribute(work, "display-index"),
        ..Work::default()
    }
}

fn external_ids(ids: &Element) -> ExternalIds<'static> {
    let id = |id: &Element| ExternalId {
        external_id_type: child(id, "external-id-type"),
        external_id_value: child(id, "external-id-value"),
        external_id_normalized: leaf(id, "external-id-normalized"),
        external_id_relationship: child(id, "external-id-relationship"),
    };
    ExternalIds { external_id: List(ids.named("external-id").map(id).collect()) }
}

fn contributor(contributor: &Element) -> Contributor<'static> {
    Contributor {
        contributor_orcid: contributor
            .child("contributor-orcid")
            .map(|orcid| ContributorOrcid { path: child(orcid, "path"), uri: child(orcid, "uri") }),
        credit_name: leaf(contributor, "credit-name"),
        contributor_attributes: contributor
            .child("contributor-attributes")
            .map(|of| ContributorAttributes { contributor_role: child(of, "contributor-role") }),
    }
}

fn scalar(text: impl Into<String>) -> Scalar<'static> {
    Scalar(Cow::Owned(text.into()))
}

fn child(element: &Element, name: &str) -> Option<Scalar<'static>> {
    element.text_at(name).map(scalar)
}

fn leaf(element: &Element, name: &str) -> Option<Leaf<'static>> {
    child(element, name).map(Leaf::of)
}

fn attribute(element: &Element, name: &str) -> Option<Scalar<'static>> {
    element.attribute(name).map(scalar)
}

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use crate::diag::Code;
    use crate::formats::sniff;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, TextVariable, Variable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read, read_with_codes};

    #[test]
    fn works_of_a_record_are_read_once_each() {
        let xml = include_str!("../../../fixtures/orcid/record.xml");
        assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "orcid");
        let (records, reports) = read(&FORMAT, xml);
        assert_eq!((records.len(), reports), (2, vec![]));
        let [article, thesis] = records.as_slice() else { panic!("two works") };
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides of lakes: A year"));
        assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Tides");
        assert_eq!(article.doi(), Some("10.5555/lakes.1"));
        assert_eq!(article.identifier(IdentifierVariable::Issn), Some("2049-3630"));
        assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2020-06");
        assert_eq!(article.extra_field("orcid", "put-code"), Some(&"12".into()));
        assert_eq!(
            (thesis.kind, plain(thesis, TextVariable::Publisher).as_str()),
            (Kind::Thesis, "University of Invention")
        );
    }

    #[test]
    fn full_works_have_contributors_and_citations() {
        let xml = include_str!("../../../fixtures/orcid/bulk.xml");
        assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "orcid");
        let (records, reports) = read(&FORMAT, xml);
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!((records.len(), codes), (1, vec![Code::ServiceError]));
        assert!(reports[0].message.contains("404") && reports[0].message.contains("put-code 99"));
        let work = &records[0];
        assert_eq!(work.kind, Kind::PaperConference);
        let people: Vec<String> = work.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(people, ["Ada Lund", "Cy Noe"]);
        let Name::Person(first) = &work.names[&NameVariable::Author].list[0] else { panic!("a person") };
        assert_eq!(first.orcid.as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(work.names[&NameVariable::Editor].list.len(), 1);
        assert_eq!(plain(work, TextVariable::Abstract), "Tides, in short.");
        assert_eq!((work.url(), work.language.as_deref()), (Some("https://example.org/tides"), Some("en")));
        let pages = Variable::Number(crate::model::NumberVariable::Page);
        assert_eq!(work.number(crate::model::NumberVariable::Page), Some("770-778"));
        assert!(work.inferred.iter().any(|mark| mark.variable == pages));
    }

    #[test]
    fn errors_and_records_without_works_are_reported() {
        const NAMESPACE: &str = "xmlns:e='http://www.orcid.org/ns/error' xmlns:a='http://www.orcid.org/ns/activities'";
        let error = format!(
            "<e:error {NAMESPACE}>\n<e:response-code>404</e:response-code><e:developer-message>Gone</e:developer-message></e:error>"
        );
        assert_eq!(likelihood(&FORMAT, &error), Likelihood::Certain);
        let (records, reports) = read(&FORMAT, &error);
        assert_eq!((records.len(), reports.len(), reports[0].code), (0, 1, Code::ServiceError));
        assert_eq!(reports[0].message, "ORCID answered with an error 404: Gone");
        let empty = format!("<a:works {NAMESPACE} path='/0/works'/>");
        assert_eq!(likelihood(&FORMAT, &empty), Likelihood::Certain);
        assert_eq!(read_with_codes(&FORMAT, &empty), (vec![], vec![Code::NoRecords]));
        let others = format!(
            "<a:activities-summary {NAMESPACE}><a:fundings><a:group><a:x/></a:group></a:fundings></a:activities-summary>"
        );
        assert_eq!(read_with_codes(&FORMAT, &others), (vec![], vec![Code::NoRecords]));
        let untitled = "<work put-code='1'><type>book</type></work>";
        assert_eq!(read_with_codes(&FORMAT, untitled), (vec![], vec![Code::MissingTitle]));
        assert_eq!(likelihood(&FORMAT, "<work xmlns='http://example.org' put-code='1'/>"), Likelihood::No);
        let cut = "<bulk><work put-code='1'><title><title>A</title></title></work><work put-code='2'><title>";
        let (records, codes) = read_with_codes(&FORMAT, cut);
        assert_eq!((records.len(), codes), (1, vec![Code::XmlTruncated]));
    }
}
