//! Tests of reading, detecting and writing files, in which nothing changes that nobody asked to change.

use std::fs;

use super::{Library, read, read_bytes, read_str, to_string, write};
use crate::diag::{Code, Diagnostic};
use crate::error::{ErrorKind, Result};
use crate::formats::{BIBLATEX, BIBTEX, CSL_JSON, HUGO_BLOX, JSON, OPENALEX, RIS};
use crate::model::{Kind, Record, TextVariable};
use crate::seam::WriteOptions;

fn codes(reports: &[Diagnostic]) -> Vec<Code> {
    reports.iter().map(|report| report.code).collect()
}

fn ids(library: &Library) -> Vec<&str> {
    library.records.iter().map(|record| record.id.as_str()).collect()
}

fn refusal(result: Result<Library>) -> String {
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnknownFormat(_)), "{error:?}");
    error.to_string()
}

#[test]
fn what_is_of_no_known_format_is_refused() {
    assert_eq!(
        refusal(read_str("notes.xyz", "some notes")),
        "the format of notes.xyz was not recognised: it is text that begins with “some notes”"
    );
    assert!(refusal(read_str("notes.txt", "some notes")).contains("“some notes”"), "nothing follows from .txt");
    assert_eq!(refusal(read_bytes("refs.bib", b"\x00\x01\x02\xFF\x00")), "refs.bib is not text");
    assert_eq!(refusal(read_bytes("photo.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR")), "photo.png is not text");
    assert_eq!(refusal(read_str("notes", "")), "notes is empty, and its name does not show its format");
    assert!(matches!(OPENALEX.read_str("").unwrap().reports[..], [Diagnostic { code: Code::EmptyInput, .. }]));
    assert!(matches!(HUGO_BLOX.read_str("").unwrap_err().kind(), ErrorKind::Usage(_)), "it can only be written");
    let packed = refusal(read_bytes("refs.bib.xz", b"\xFD7zXZ\0rest"));
    assert!(packed.contains("packed with xz"), "{packed}");
    assert!(matches!(read("missing/refs.bib").unwrap_err().kind(), ErrorKind::Io { path: Some(_), .. }));
}

#[test]
fn an_empty_file_with_a_name_of_a_format_has_no_records() {
    let library = read_str("refs.bib", " \n").unwrap();
    assert_eq!((ids(&library), codes(&library.reports)), (Vec::new(), vec![Code::EmptyInput]));
    assert_eq!(library.format, &BIBTEX);
}

#[test]
fn every_record_has_an_id_of_its_own() {
    let text = "TY  - BOOK\nTI  - Two of one\nER  - \nTY  - BOOK\nID  - book\nER  - \nTY  - BOOK\nID  - book\nER  - \n";
    let library = RIS.read_str(text).unwrap();
    assert_eq!(ids(&library), ["twoone", "book", "booka"]);
    assert!(codes(&library.reports).contains(&Code::DuplicateId));
}

#[test]
fn mistakes_in_the_data_are_reports() {
    let library = read_str("refs.bib", "@book{a, title = {A}}\n@book{b, title = {B\n").unwrap();
    assert!(library.has_errors());
    assert_eq!(ids(&library)[0], "a");
}

#[test]
fn a_bib_file_that_did_not_change_is_written_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("refs.bib");
    let text = "% my books\n@string{acm = {ACM}}\n@BOOK{Lu 2022 , Title={On {SER}},publisher=acm,\r\nDate={2022}}\r\n\n@comment{x}\n\
                @book{b, title = {B},\ndate = {2020}}\n";
    fs::write(&path, text).unwrap();
    let mut library = read(&path).unwrap();
    assert_eq!(library.format, &BIBLATEX);
    assert_eq!(write(&path, &library.records).unwrap(), []);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    library.records[1].set_text(TextVariable::Title, "New");
    assert_eq!(write(&path, &library.records).unwrap(), []);
    let written = fs::read_to_string(&path).unwrap();
    let (kept, _) = text.split_once("@book{b").unwrap();
    assert!(written.starts_with(kept) && written.contains("title = {New}"), "{written}");
}

#[test]
fn of_several_formats_with_an_extension_the_one_of_the_file_or_of_the_records_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("refs.json");
    fs::write(&path, r#"[{ "id": "a", "type": "book", "title": "A" }]"#).unwrap();
    write(&path, &read(&path).unwrap().records).unwrap();
    assert_eq!(read(&path).unwrap().format, &CSL_JSON);
    let books = BIBLATEX.read_str("@book{a, title = {A}, date = {2020-01}}").unwrap();
    let (json, bib) = (folder.path().join("new.json"), folder.path().join("new.bib"));
    write(&json, &books.records).unwrap();
    write(&bib, &books.records).unwrap();
    assert_eq!(read(&json).unwrap().format, &JSON);
    assert!(fs::read_to_string(&bib).unwrap().contains("date = {2020-01}"));
    for name in ["refs", "refs.xyz"] {
        let error = write(folder.path().join(name), &books.records).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnknownFormat(_)), "{error}");
        assert!(!folder.path().join(name).exists());
    }
}

#[test]
fn what_a_format_cannot_hold_is_in_the_reports() {
    let mut record = Record { id: "böök 1".into(), ..Record::new(Kind::Book) };
    record.mark_inferred(crate::model::Variable::Kind, "the layout");
    let written = to_string(&BIBTEX, &[record.clone(), record]).unwrap();
    assert_eq!(
        codes(&written.reports),
        [Code::KeyChanged, Code::KeyChanged, Code::ProvenanceLoss],
        "{:?}",
        written.reports
    );
}

#[test]
fn what_is_not_text_is_written_as_bytes_alone() {
    let record = Record { id: "a".into(), ..Record::new(Kind::Book) };
    let records = [record];
    assert!(to_string(&HUGO_BLOX, &records).unwrap_err().to_string().contains("as bytes"));
    assert!(!HUGO_BLOX.write_to_bytes(&records, &WriteOptions::default()).unwrap().0.is_empty());
    assert!(to_string(&OPENALEX, &records).unwrap_err().to_string().contains("can be read but not written"));
    let latin = b"@book{a, title = {B\xFCcher}}\n";
    let library = BIBTEX.read_bytes("refs.bib", latin).unwrap();
    assert!(library.format.write_to_string(&library.records).is_err());
    let (bytes, _) = BIBTEX.write_to_bytes(&library.records, &WriteOptions::default()).unwrap();
    assert_eq!(bytes, latin);
}
