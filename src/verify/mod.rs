//! Round-trip checks: records are written in a format, read back, and compared field by field with the originals.
//!
//! Values that come back changed or not at all are compared with the format's loss table. A difference that the table
//! declares is a limitation of the format; any other difference is a bug in this program.

mod normal_form;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Severity};
use crate::error::Result;
use crate::model::{Record, Variable};
use crate::seam::{Fidelity, Format, WriteOptions};
use crate::syntax::Input;

use normal_form::are_equivalent;

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It came back as it was.
    Kept,
    /// It came back in another form that means the same.
    Normalised,
    /// It came back as something else.
    Degraded,
    /// It did not come back.
    Lost,
    /// It was not there before.
    Invented,
}

/// A value that did not come back unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The id of the record.
    pub record: String,
    /// Which value; `None` for the id itself, or for the whole record if it was lost.
    pub variable: Option<Variable>,
    /// What happened to it.
    pub outcome: Outcome,
    /// Whether the format's loss table declares it.
    pub is_declared: bool,
}

/// The result of a round trip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The number of records compared.
    pub records: usize,
    /// The number of values with each outcome.
    pub counts: BTreeMap<Outcome, usize>,
    /// Every value that did not come back unchanged.
    pub differences: Vec<Difference>,
    /// The errors reported when reading back.
    pub errors: Vec<Diagnostic>,
}

impl Outcome {
    /// Every outcome, from the best to the worst.
    pub const ALL: &'static [Self] = &[Self::Kept, Self::Normalised, Self::Degraded, Self::Lost, Self::Invented];

    /// Returns the outcome in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Normalised => "normalised",
            Self::Degraded => "degraded",
            Self::Lost => "lost",
            Self::Invented => "invented",
        }
    }

    /// Whether a loss table with this entry allows the outcome.
    fn is_allowed_by(self, declared: Fidelity) -> bool {
        match declared {
            Fidelity::Kept => self == Self::Kept,
            Fidelity::Normalised(_) => self <= Self::Normalised,
            Fidelity::Degraded(_) => self <= Self::Degraded,
            Fidelity::Depends(_) | Fidelity::Lost => self <= Self::Lost,
        }
    }
}

impl Comparison {
    /// Returns the differences that the loss table does not declare.
    pub fn undeclared(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|difference| !difference.is_declared)
    }

    /// Returns whether the format kept everything that its loss table promises.
    pub fn is_faithful(&self) -> bool {
        self.errors.is_empty() && self.undeclared().next().is_none()
    }

    fn note(&mut self, record: &Record, variable: Option<Variable>, outcome: Outcome, declared: Fidelity) {
        *self.counts.entry(outcome).or_default() += 1;
        if outcome != Outcome::Kept {
            let is_declared = outcome.is_allowed_by(declared);
            self.differences.push(Difference { record: record.id.clone(), variable, outcome, is_declared });
        }
    }
}

/// Writes records in a format, reads them back and compares. The records' ids must be unique. Values that the options
/// leave out count as declared.
///
/// # Errors
/// Returns an error if the format cannot be both written and read.
pub fn verify(records: &[Record], format: &'static Format, options: &WriteOptions) -> Result<Comparison> {
    let (writer, reader) = (format.writer()?, format.reader()?);
    let mut bytes = Vec::new();
    let mut file = writer.start(options, &mut bytes)?;
    for record in records {
        file.record(record, &mut ())?;
    }
    file.finish()?;
    let (mut back, mut reports): (Vec<Record>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    let mut unread = bytes.as_slice();
    let input = Input::new(format.id, &mut unread);
    if !records.is_empty() {
        reader.read(input, &mut |record| back.push(record), &mut reports)?;
    }
    reports.retain(|report| report.severity() == Severity::Error);
    Ok(Comparison { errors: reports, ..compare(records, &back, format, options) })
}

fn compare(records: &[Record], back: &[Record], format: &Format, options: &WriteOptions) -> Comparison {
    let mut comparison = Comparison { records: records.len(), ..Comparison::default() };
    for (index, record) in records.iter().enumerate() {
        match back.get(index) {
            Some(back) => compare_records(record, back, (format, options), &mut comparison),
            None => comparison.note(record, None, Outcome::Lost, Fidelity::Kept),
        }
    }
    for surplus in back.iter().skip(records.len()) {
        comparison.note(surplus, None, Outcome::Invented, Fidelity::Kept);
    }
    comparison
}

fn compare_records(
    record: &Record,
    back: &Record,
    (format, options): (&Format, &WriteOptions),
    comparison: &mut Comparison,
) {
    let asked_for = options.apply(format, record);
    // Values that the options leave out are not losses.
    let declared = |variable| {
        let is_left_out = !record.has_same(&asked_for, variable) || options.leaves_out(format, variable);
        if is_left_out { Fidelity::Lost } else { format.fields.fidelity(record.kind, variable) }
    };
    if record.id != back.id {
        comparison.note(record, None, Outcome::Degraded, Fidelity::Kept);
    }
    for variable in record.variables() {
        let outcome = if record.has_same(back, variable) {
            Outcome::Kept
        } else if are_equivalent(record, back, variable) {
            Outcome::Normalised
        } else if back.has(variable) {
            Outcome::Degraded
        } else {
            Outcome::Lost
        };
        comparison.note(record, Some(variable), outcome, declared(variable));
    }
    for variable in back.variables() {
        // A reader says where it read a record, which is not a statement about the work. What an option left out may be
        // read as something else.
        if variable != Variable::Origin && !record.has(variable) && !options.leaves_out(format, variable) {
            comparison.note(record, Some(variable), Outcome::Invented, format.fields.fidelity(record.kind, variable));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Outcome, compare, verify};
    use crate::formats::{FORMATS, by_id};
    use crate::model::{
        Date, DateVariable, Inline, Kind, Name, NameVariable, Names, Record, Text, TextVariable, Variable,
    };
    use crate::seam::BibOptions;
    use crate::seam::WriteOptions;

    fn record() -> Record {
        let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::Article) };
        let title = vec![
            Inline::Str("On SDFE-LV & ".into()),
            Inline::Math("\\mathcal{A}".into()),
            Inline::Str("-Distance".into()),
        ];
        record.set_text(TextVariable::Title, Text::from(title));
        record.set_text(TextVariable::EprintType, "arXiv");
        record.set_names(NameVariable::Author, Names { list: vec![Name::person("Lu", "Cheng")], truncated: true });
        record.dates.insert(DateVariable::Issued, Date::parse("2022-10-22"));
        record.mark_inferred(Variable::Kind, "the layout");
        record
    }

    #[test]
    fn every_format_keeps_what_it_promises() {
        for format in FORMATS.iter().filter(|format| format.writer.is_some() && format.reader.is_some()) {
            let comparison = verify(&[record()], format, &WriteOptions::default()).unwrap();
            assert!(comparison.is_faithful(), "{}: {comparison:?}", format.id);
        }
    }

    #[test]
    fn a_declared_loss_is_counted_and_allowed() {
        let comparison = verify(&[record()], by_id("bibtex").unwrap(), &WriteOptions::default()).unwrap();
        assert_eq!(comparison.counts[&Outcome::Lost], 1);
        assert!(comparison.differences[0].is_declared);
    }

    fn compare_with(change: impl Fn(&mut Record)) -> Comparison {
        let mut back = record();
        change(&mut back);
        compare(&[record()], &[back], by_id("json").unwrap(), &WriteOptions::default())
    }

    #[test]
    fn what_is_not_declared_is_found() {
        for (change, outcome) in [
            (
                &(|back: &mut Record| back.set_text(TextVariable::Title, "Other")) as &dyn Fn(&mut Record),
                Outcome::Degraded,
            ),
            (&|back| back.dates.clear(), Outcome::Lost),
            (&|back| back.set_text(TextVariable::Publisher, "arXiv"), Outcome::Invented),
            (&|back| back.names.values_mut().for_each(|names| names.truncated = false), Outcome::Degraded),
            (&|back| back.id = "other".into(), Outcome::Degraded),
        ] {
            let comparison = compare_with(change);
            assert_eq!(comparison.undeclared().map(|difference| difference.outcome).collect::<Vec<_>>(), [outcome]);
        }
        assert!(compare_with(|_| ()).is_faithful());
    }

    /// Adjacent scripts become one run in EndNote: what reads as `a₁` and a lowered `x²` then reads as a lowered `1x²`.
    #[test]
    fn scripts_beside_and_inside_scripts_are_the_same_text() {
        let math = |tex: &str| Inline::Math(tex.to_owned());
        let plain = |text: &str| Inline::Str(text.to_owned());
        for scripts in [
            [Inline::SmallCaps(vec![math("a_{1}")]), Inline::Sub(vec![math("x^2")])],
            [Inline::SmallCaps(vec![math("x^2")]), Inline::Sup(vec![Inline::Sub(vec![plain("ß ")])])],
            [math("x^2"), Inline::Sup(vec![Inline::Sub(vec![plain("2")])])],
        ] {
            let text: Vec<Inline> = std::iter::once(plain("A ")).chain(scripts).chain([plain("z")]).collect();
            let mut record = Record { id: "a".into(), ..Record::new(Kind::Article) };
            record.set_text(TextVariable::Publisher, Text::from(text));
            let comparison = verify(&[record], by_id("endnote-xml").unwrap(), &WriteOptions::default()).unwrap();
            assert!(comparison.is_faithful(), "{comparison:?}");
        }
    }

    #[test]
    fn lost_and_surplus_records_are_found() {
        let format = by_id("json").unwrap();
        assert_eq!(compare(&[record()], &[], format, &WriteOptions::default()).undeclared().count(), 1);
        assert_eq!(compare(&[], &[record()], format, &WriteOptions::default()).undeclared().count(), 1);
    }

    #[test]
    fn what_was_left_out_on_request_is_declared() {
        let bib = BibOptions { omit: vec!["Author".into(), "month".into()], ..BibOptions::default() };
        let options = WriteOptions { bib, ..WriteOptions::default() };
        for id in ["bibtex", "biblatex"] {
            let comparison = verify(&[record()], by_id(id).unwrap(), &options).unwrap();
            assert!(comparison.is_faithful(), "{id}: {comparison:?}");
            let changed: Vec<_> = comparison.differences.iter().filter_map(|difference| difference.variable).collect();
            assert!(changed.contains(&Variable::Names(NameVariable::Author)), "{changed:?}");
            assert!(changed.contains(&Variable::Date(DateVariable::Issued)), "{changed:?}");
        }
    }
}
