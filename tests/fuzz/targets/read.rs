//! Bytes that are read as every format cause neither a panic nor an endless run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use publist::{FORMATS, Input};

fuzz_target!(|bytes: &[u8]| {
    for reader in FORMATS.iter().filter_map(|format| format.reader) {
        let mut input = bytes;
        let mut count = 0_usize;
        let result = reader.read(Input::new("fuzz", &mut input), &mut |_| count += 1, &mut ());
        assert!(result.is_ok(), "memory can be read");
        assert!(count <= bytes.len(), "more records than bytes");
    }
});
