//! Bytes that are read as a .bib file are unchanged if they are written back in place; if they are written anew and
//! read again, the records are equal.

#![no_main]

use libfuzzer_sys::fuzz_target;
use publist::{Input, Record, WriteOptions, assign_keys, by_id, verify};
use publist::keys::KeyPolicy;

fuzz_target!(|bytes: &[u8]| {
    for format in ["bibtex", "biblatex"].into_iter().filter_map(by_id) {
        let (Some(reader), Some(writer)) = (format.reader, format.writer) else { continue };
        let (mut records, mut input): (Vec<Record>, _) = (Vec::new(), bytes);
        let input = Input::new("fuzz", &mut input);
        let file = reader.read_in_place(input, &mut |record| records.push(record), &mut ());
        let file = file.expect("memory can be read").expect("it can be read in place");

        let (options, mut out) = (WriteOptions::default(), Vec::new());
        let mut output = writer.start(&options, &mut out).expect("memory can be written");
        for record in &records {
            output.record(record, &mut ()).expect("memory can be written");
        }
        output.end_of_file(&file).expect("memory can be written");
        output.finish().expect("memory can be written");
        assert!(out == bytes, "bytes were lost");

        for record in &mut records {
            (record.origin, record.owner, record.passage) = (None, None, None);
        }
        assign_keys(&mut records, KeyPolicy::KeepIds);
        let comparison = verify(&records, format, &options).expect("memory can be written");
        assert!(comparison.is_faithful(), "{:?} {:?}", comparison.differences, comparison.errors);
    }
});
