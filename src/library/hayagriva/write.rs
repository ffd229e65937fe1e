//! Writes records as YAML.

use std::io::{self, Write};

use crate::diag::Sink;
use crate::model::Record;
use crate::seam::report_changed;
use crate::seam::{RecordWriter, WriteOptions, Writer};
use crate::syntax::yaml;
use crate::syntax::yaml::{Yaml, pair};

use super::sift::sift;
use super::{FORMAT, from_entry, to_entry};

pub(super) struct HayagrivaWriter;

impl Writer for HayagrivaWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(HayagrivaFile { out, is_empty: true }))
    }
}

struct HayagrivaFile<'a> {
    out: &'a mut dyn Write,
    is_empty: bool,
}

impl RecordWriter for HayagrivaFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        let (entry, kept, _) = sift(&to_entry::to_yaml(record));
        report_changed(record, &from_entry::record(&entry, &kept), &FORMAT, diag);
        let mut text = String::new();
        if !self.is_empty {
            text.push('\n');
        }
        yaml::write(&Yaml::Map(vec![pair(record.id.as_str(), kept)]), 0, &mut text);
        self.is_empty = false;
        self.out.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        // An empty file would not be a map of entries.
        if self.is_empty { self.out.write_all(b"{}\n") } else { Ok(()) }
    }
}
