//! `publist styles --preview STYLE`: shows what a style looks like, on works of different types.

use std::io::{self, Write};

use publist::csl::Formatted;
use publist::markup::{backend_by_id, render_text};
use publist::{Error, ReferenceOptions, Result, StyleFinder, Text, by_id, cite};

use super::output::OutputArgs;
use super::session::Session;

/// The works, each of another type.
const WORKS: &str = include_str!("preview_works.json");

/// Prints the works of the preview in a style.
pub(crate) fn run(style: &str, output: &OutputArgs, session: &Session) -> Result<()> {
    let style = StyleFinder::from_environment().find_reporting(style, &mut session.sink())?;
    let format = by_id("csl-json").ok_or_else(|| Error::usage("this build cannot read CSL-JSON"))?;
    let records = format.read_str(WORKS)?.records;
    let formatted = cite(&records, &style, &ReferenceOptions::default(), &mut session.sink());
    let Formatted { citations, references, .. } = &formatted;
    let references = references.as_ref().map(|references| references.entries.as_slice()).unwrap_or_default();
    output.print(session, |out| {
        writeln!(out, "{}", style.title())?;
        for (record, citation) in records.iter().zip(citations) {
            writeln!(out, "\n{}", record.kind)?;
            print("citation", citation, out)?;
            if let Some(entry) = references.iter().find(|entry| entry.id == record.id) {
                print("reference", &entry.body(), out)?;
            }
        }
        Ok(())
    })
}

fn print(what: &str, text: &Text, out: &mut dyn Write) -> io::Result<()> {
    let text = backend_by_id("text").map_or_else(|| text.to_plain(), |backend| render_text(text, backend));
    writeln!(out, "  {what:<9}  {}", text.trim().replace('\n', "\n             "))
}
