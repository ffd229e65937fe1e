//! Tests of reading answers of OAI-PMH.

use super::FORMAT;
use crate::diag::Code;
use crate::formats::sniff;
use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable};
use crate::seam::Likelihood;
use crate::seam::testing::{likelihood, plain, read, read_with_codes};

fn authors(record: &Record) -> Vec<String> {
    record.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
}

#[test]
fn each_record_is_read_in_its_format() {
    let xml = include_str!("../../../fixtures/oai_pmh/list_records.xml");
    assert_eq!(sniff("x", xml.as_bytes()).unwrap().id, "oai-pmh");
    let (records, reports) = read(&FORMAT, xml);
    let [book, article, old] = records.as_slice() else { panic!("three records") };
    let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
    assert_eq!(codes, [Code::DeletedRecord, Code::ListGoesOn]);
    assert!(reports[0].message.ends_with("oai:repository.example.org:2"));
    assert_eq!(reports[0].place.as_ref().unwrap().line, 24);
    assert!(reports[1].message.ends_with("of 120 records"));

    assert_eq!((book.kind, book.plain_title().as_str()), (Kind::Book, "Tides in Books"));
    assert_eq!(book.extra_field("oai-pmh", "identifier"), Some(&"oai:repository.example.org:1".into()));

    assert_eq!(article.plain_title(), "On tides with \\mathcal{N}=4 moons");
    assert_eq!(authors(article), ["Bo van den Berg", "Karl Probe Jr", "TIDE Collaboration"]);
    assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2008-04-14");
    assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("0804.9999"));
    assert_eq!((article.doi(), article.number(NumberVariable::Number)), (Some("10.5555/tide.1"), Some("TIDE-08-1")));
    assert_eq!(plain(article, TextVariable::EprintClass), "astro-ph.EP");
    assert_eq!(article.tags, ["physics.ao-ph", "85A15", "86A05"]);
    assert_eq!(plain(article, TextVariable::Note), "12 pages; J. Tides 5 (2008) 1-9");
    assert_eq!(plain(article, TextVariable::Abstract), "We study 6% of all moons.");
    assert_eq!(article.extra_field("arxiv", "affiliation"), Some(&serde_json::json!([[1, "Oslo"]])));

    assert_eq!(authors(old), ["Ada Example", "José Lund", "Cy Noe"]);
    assert_eq!(old.dates[&DateVariable::Issued].to_string(), "1999-01-01");
    assert_eq!(old.extra_field("arxiv", "version"), Some(&"v2".into()));
    assert_eq!(old.identifier(IdentifierVariable::Eprint), Some("hep-th/9901999"));
}

#[test]
fn a_record_alone_and_records_without_the_envelope_are_read() {
    let record = "<record><header><identifier>oai:x:1</identifier></header><metadata><dc><title>T</title></dc></metadata></record>";
    for xml in
        [record.to_owned(), format!("<records>{record}</records>"), format!("<ListRecords>{record}</ListRecords>")]
    {
        assert_eq!(likelihood(&FORMAT, &xml), Likelihood::Certain, "{xml}");
        let (records, codes) = read_with_codes(&FORMAT, &xml);
        assert_eq!((records.len(), codes), (1, vec![]), "{xml}");
    }
    assert_eq!(likelihood(&FORMAT, "<records><record><header/></record></records>"), Likelihood::No);
}

#[test]
fn datacite_is_read_with_what_is_around_it() {
    let resource = "<resource><titles><title>T</title></titles></resource>";
    for metadata in [resource.to_owned(), format!("<oai_datacite><payload>{resource}</payload></oai_datacite>")] {
        let xml = format!("<OAI-PMH><metadata>{metadata}</metadata></OAI-PMH>");
        let (records, codes) = read_with_codes(&FORMAT, &xml);
        assert_eq!((records.len(), codes), (1, vec![]), "{xml}");
        assert_eq!(records[0].origin.as_ref().unwrap().format, "datacite");
    }
}

#[test]
fn marc_has_records_in_records() {
    let marc = "<marc:record><leader>00000nam a</leader><marc:datafield tag='245' ind1='1' ind2='0'>\
        <marc:subfield code='a'>T /</marc:subfield></marc:datafield></marc:record>";
    let xml =
        format!("<OAI-PMH><ListRecords><record><header/><metadata>{marc}</metadata></record></ListRecords></OAI-PMH>");
    let (records, codes) = read_with_codes(&FORMAT, &xml);
    assert_eq!((records.len(), codes), (1, vec![]));
    assert_eq!((records[0].kind, records[0].plain_title().as_str()), (Kind::Book, "T"));
}

#[test]
fn errors_and_answers_without_metadata_are_reported() {
    let answer = |inside: &str| read(&FORMAT, &format!("<OAI-PMH><responseDate/>\n{inside}</OAI-PMH>"));
    let header = "<header><identifier>oai:x:1</identifier></header>";
    for (inside, code, message) in [
        (
            "<error code='noRecordsMatch'>Nothing there</error>".to_owned(),
            Code::ServiceError,
            "the repository answered with noRecordsMatch: Nothing there",
        ),
        ("<error code='badVerb'/>".to_owned(), Code::ServiceError, "the repository answered with badVerb"),
        (
            format!("<ListIdentifiers>{header}{header}</ListIdentifiers>"),
            Code::NoRecords,
            "2 records have an identifier and no metadata",
        ),
        ("<Identify/>".to_owned(), Code::NoRecords, "there is no record of OAI-PMH in <OAI-PMH>"),
        (
            format!("<record>{header}<metadata><mets:mets><a/></mets:mets></metadata></record>"),
            Code::UnknownFormat,
            "the metadata of records in <mets> cannot be read",
        ),
        (format!("<record>{header}<metadata/></record>"), Code::NoRecords, "the record has no metadata"),
    ] {
        let (records, reports) = answer(&inside);
        assert_eq!((records.len(), reports.len(), reports[0].code), (0, 1, code), "{inside}");
        assert_eq!(reports[0].message, message);
    }
}

#[test]
fn a_part_that_is_broken_costs_no_other_record() {
    let record = |title: &str| {
        format!(
            "<record><header><identifier>oai:x:1</identifier></header><metadata><dc><title>{title}</title></dc></metadata></record>"
        )
    };
    let deep = "<d>".repeat(100_000);
    for bad in ["<record><metadata><dc><title>X</titel></dc></metadata></record>", &format!("<record><metadata>{deep}")]
    {
        let xml = format!("<OAI-PMH><ListRecords>{}{bad}{}", record("A"), record("B"));
        let (records, reports) = read(&FORMAT, &xml);
        assert_eq!(records.len(), 2);
        assert!(!reports.is_empty());
    }
    let cut = record("A").replace("</title></dc></metadata></record>", "");
    assert_eq!(read_with_codes(&FORMAT, &cut).1[0], Code::XmlTruncated);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]><OAI-PMH>".to_owned() + &record("&a;&lt;");
    assert_eq!(read(&FORMAT, &bomb).0[0].plain_title(), "&a;<");
}
