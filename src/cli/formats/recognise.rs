//! `publist formats --recognise`: which format a file has, and what in it speaks for which format.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

use publist::files::{Examined, Opened};
use publist::formats::{Finding, Likelihood, findings};
use publist::unpack::{Unpacked, unpack};
use publist::{Diagnostic, Error, Result, Sink as _};

use crate::cli::output::OutputArgs;
use crate::cli::paragraph::fill;
use crate::cli::session::{Outcome, Session};

/// The width of a description.
const WIDTH: usize = 72;

/// Shows how the texts in a file are recognised. Refused texts are reported.
pub(super) fn run(file: &Path, output: &OutputArgs, session: &Session) -> Result<Outcome> {
    let mut shown = Vec::new();
    let mut refused: Vec<Diagnostic> = Vec::new();
    let mut bytes = BufReader::new(File::open(file).map_err(|error| Error::io(file, error))?);
    unpack(&file.to_string_lossy(), &mut bytes, &mut session.sink(), &mut |text, _| {
        refused.extend(show(text, &mut shown)?);
        Ok(())
    })?;
    output.print(session, |out| out.write_all(&shown))?;
    refused.into_iter().for_each(|report| session.sink().report(report));
    Ok(Outcome::Done)
}

/// Shows how a text is recognised, and returns why it is refused, if it is.
fn show(text: Unpacked<'_>, out: &mut dyn Write) -> Result<Option<Diagnostic>> {
    let name = text.name.to_owned();
    let mut examined = Examined::new(text, None, None)?;
    let findings = findings(&examined.outline());
    let chosen = match examined.open() {
        Opened::Text(format, _) => Ok(format),
        Opened::Refused(report) => Err(report),
    };
    match &chosen {
        Ok(format) => {
            let why = match findings.iter().find(|finding| finding.format == *format) {
                Some(finding) if finding.evidence.likelihood() == Likelihood::Certain => "decisive evidence",
                Some(_) => "possible evidence, and nothing decides for another format",
                None => "the extension of its name, as nothing in it speaks for any format",
            };
            writeln!(out, "{name}: {} ({}), by {why}", format.id, format.name)?;
        }
        Err(_) => writeln!(out, "{name}: of no format that publist reads")?,
    }
    show_findings(&findings, out)?;
    Ok(chosen.err())
}

fn show_findings(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    for Finding { format, evidence, .. } in findings {
        let weight = if evidence.likelihood() == Likelihood::Certain { "decisive" } else { "possible" };
        writeln!(out, "\n  {weight} for {}:", format.id)?;
        for line in fill(&evidence.to_string(), WIDTH) {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}
