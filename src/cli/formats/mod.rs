//! `publist formats`: lists the formats, shows which values each keeps, and by what a file's format is recognised.

mod recognise;

use std::io::{self, Write};
use std::path::PathBuf;

use publist::formats::{Fidelity, Row};
use publist::model::Variable;
use publist::{FORMATS, Format, Kind, Result};

use super::format_names;
use super::output::OutputArgs;
use super::paragraph::fill;
use super::session::{Outcome, Session};

/// List the formats, show what one of them keeps and loses, or show by what the format of a file is recognised
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The format to show
    #[arg(value_name = "FORMAT", value_parser = format_names::any(), hide_possible_values = true)]
    format: Option<&'static Format>,
    /// Show which format this file has, and what in it speaks for which format
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    recognise: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    if let Some(file) = &args.recognise {
        return recognise::run(file, &args.output, session);
    }
    args.output.print(session, |out| match args.format {
        Some(format) => show(format, out),
        None => list(out),
    })?;
    Ok(Outcome::Done)
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let width = FORMATS.iter().map(|format| format.id.len()).max().unwrap_or(0);
    for format in FORMATS {
        writeln!(out, "{:width$}  {:13}  {}", format.id, abilities(format), format.summary)?;
    }
    Ok(())
}

fn abilities(format: &Format) -> &'static str {
    match (format.reader.is_some(), format.writer.is_some()) {
        (true, true) => "reads, writes",
        (true, false) => "reads",
        (false, _) => "writes",
    }
}

fn show(format: &Format, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({}): {}", format.name, format.id, format.summary)?;
    writeln!(
        out,
        "publist {} it; extensions: {}",
        abilities(format).replace(", ", " and "),
        dotted(format.extensions)
    )?;
    if format.writer.is_none() {
        return Ok(());
    }
    let fates: Vec<(Variable, Vec<Fate>)> =
        Variable::all().map(|variable| (variable, fates(format, variable))).collect();
    let mut remarks = Remarks::default();
    let lines: Vec<(&str, Vec<String>)> = fates
        .iter()
        .filter(|(_, fates)| fates.iter().any(|fate| fate.row.is_some()))
        .map(|(variable, fates)| (variable.name(), fates.iter().map(|fate| fate.describe(&mut remarks)).collect()))
        .collect();
    if !lines.is_empty() {
        writeln!(out, "\nIt keeps these variables, in these fields:")?;
        let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, descriptions) in &lines {
            for (index, line) in descriptions.iter().flat_map(|description| hanging(description)).enumerate() {
                writeln!(out, "  {:width$}  {line}", if index == 0 { name } else { "" })?;
            }
        }
        for (number, remark) in (1..).zip(&remarks.0) {
            writeln!(out, "  [{number}] {remark}")?;
        }
    }
    let rest: Vec<&str> = fates
        .iter()
        .filter(|(_, fates)| fates.iter().all(|fate| fate.row.is_none()))
        .map(|(variable, _)| variable.name())
        .collect();
    if !rest.is_empty() {
        let everything = if lines.is_empty() { "everything" } else { "everything else" };
        match format.fields.rest {
            Fidelity::Kept => writeln!(out, "\nIt keeps {everything} as it is.")?,
            Fidelity::Normalised(how) => writeln!(out, "\nIt keeps {everything} in another form: {how}.")?,
            Fidelity::Degraded(how) => writeln!(out, "\nIt keeps {everything} in part: {how}.")?,
            Fidelity::Depends(how) => writeln!(out, "\nIt keeps {everything} as far as it can: {how}.")?,
            Fidelity::Lost => {
                writeln!(out, "\nIt has no fields for these variables:")?;
                fill(&rest.join(", "), 78).iter().try_for_each(|line| writeln!(out, "  {line}"))?;
            }
        }
    }
    Ok(())
}

fn dotted(extensions: &[&str]) -> String {
    extensions.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

/// How a variable is kept, for some types of works.
struct Fate {
    row: Option<&'static Row>,
    fidelity: Fidelity,
    kinds: Vec<Kind>,
}

/// Returns how a variable is kept, by groups of types of works.
fn fates(format: &Format, variable: Variable) -> Vec<Fate> {
    let mut fates: Vec<Fate> = Vec::new();
    for &kind in Kind::ALL {
        let row = format.fields.row_for(kind, variable);
        let fidelity = format.fields.fidelity(kind, variable);
        match fates
            .iter_mut()
            .find(|fate| fate.row.map(|row| row.field) == row.map(|row| row.field) && fate.fidelity == fidelity)
        {
            Some(fate) => fate.kinds.push(kind),
            None => fates.push(Fate { row, fidelity, kinds: vec![kind] }),
        }
    }
    fates
}

impl Fate {
    /// Describes it, such as `journal [1]: article-journal, review`.
    fn describe(&self, remarks: &mut Remarks) -> String {
        let field = self.row.map_or("kept", |row| row.field);
        let what = match self.fidelity {
            Fidelity::Lost => "lost".to_owned(),
            Fidelity::Kept => field.to_owned(),
            Fidelity::Normalised(how) => {
                format!("{field} [{}]", remarks.number(format!("comes back in another form: {how}")))
            }
            Fidelity::Degraded(how) => format!("{field} [{}]", remarks.number(format!("is kept in part: {how}"))),
            Fidelity::Depends(how) => format!("{field} [{}]", remarks.number(format!("depends on the value: {how}"))),
        };
        if self.kinds.len() == Kind::ALL.len() {
            return what;
        }
        let is_most = self.kinds.len() > Kind::ALL.len() / 2;
        let named: Vec<&str> =
            Kind::ALL.iter().filter(|kind| self.kinds.contains(kind) != is_most).map(|kind| kind.name()).collect();
        format!("{what}: {}{}", if is_most { "all except " } else { "" }, named.join(", "))
    }
}

/// The remarks after a table, each once.
#[derive(Default)]
struct Remarks(Vec<String>);

impl Remarks {
    fn number(&mut self, remark: String) -> usize {
        let index = self.0.iter().position(|known| *known == remark).unwrap_or_else(|| {
            self.0.push(remark);
            self.0.len() - 1
        });
        index + 1
    }
}

/// Breaks a description into lines; all except the first are indented.
fn hanging(description: &str) -> Vec<String> {
    let lines = fill(description, 56).into_iter().enumerate();
    lines.map(|(index, line)| if index == 0 { line } else { format!("  {line}") }).collect()
}
