//! Writes records to a file.
//!
//! A work that is software or a data set, and that the top level of a file can hold completely, becomes the file's own
//! citation. Any other work becomes its `preferred-citation`, and the top level, which must have a title and authors,
//! repeats these. The works after the first become `references`. What the schema requires and a work lacks is filled
//! with placeholders, which are ignored when read.

use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::diag::Sink;
use crate::model::{Kind, Record};
use crate::seam::report_changed;
use crate::seam::{RecordWriter, WriteOptions, Writer};
use crate::syntax::yaml;
use crate::syntax::yaml::{Pair, Yaml, pair};

use super::schema;
use super::{FORMAT, PREFERRED, REFERENCES, from_work, to_work};

pub(super) struct CffWriter;

/// The beginning of every file.
const VERSION: &str = "cff-version: 1.2.0\n";

impl Writer for CffWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(CffFile { out, count: 0 }))
    }
}

struct CffFile<'a> {
    out: &'a mut dyn Write,
    count: usize,
}

impl RecordWriter for CffFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        let work = to_work::work(record);
        let back = from_work::work(Kind::Document, as_object(&work));
        report_changed(record, &back, &FORMAT, diag);
        let mut text = String::new();
        match self.count {
            0 => first(record, work, &mut text),
            count => {
                if count == 1 {
                    text.push_str(REFERENCES);
                    text.push_str(":\n");
                }
                yaml::write(&Yaml::List(vec![Yaml::Map(work)]), 2, &mut text);
            }
        }
        self.count += 1;
        self.out.write_all(text.as_bytes())
    }

    /// A file without a work would have no title and no authors, and would not be valid.
    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

fn as_object(pairs: &[Pair]) -> Map<String, Value> {
    pairs.iter().map(|pair| (pair.key.clone(), pair.value.to_json())).collect()
}

/// Writes the work that the file is about.
fn first(record: &Record, mut work: Vec<Pair>, text: &mut String) {
    text.push_str(VERSION);
    let is_own = matches!(record.kind, Kind::Software | Kind::Dataset)
        && work.iter().all(|pair| schema::AT_TOP_LEVEL.contains(&pair.key.as_str()));
    let message = match (is_own, record.kind) {
        (true, Kind::Dataset) => "If you use this data set, please cite it as below.",
        (true, _) => "If you use this software, please cite it as below.",
        (false, _) => "Please cite the work below.",
    };
    let mut top = vec![pair("message", Yaml::text(message))];
    if is_own {
        // The schema allows two types here, one of them only here.
        let name = if record.kind == Kind::Dataset { "dataset" } else { "software" };
        work.iter_mut().filter(|pair| pair.key == "type").for_each(|pair| pair.value = Yaml::text(name));
        top.append(&mut work);
        yaml::write(&Yaml::Map(top), 0, text);
        return;
    }
    let repeated = work.iter().filter(|pair| matches!(pair.key.as_str(), "title" | "authors"));
    top.extend(repeated.cloned());
    top.push(pair(PREFERRED, Yaml::Map(work)));
    yaml::write(&Yaml::Map(top), 0, text);
}
