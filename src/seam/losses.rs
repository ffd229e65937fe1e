//! Reports what a format cannot hold, from its field map, before it is written.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{IdentifierVariable, Kind, Record, Related, Variable};

use super::{Fidelity, FieldRepetition, Format};

/// Counts, variable by variable, what the records lose in a format.
pub struct Losses {
    format: &'static Format,
    /// What the field map says, for the pairs looked up so far: the map has more rows than records have variables.
    fidelities: HashMap<(Kind, Variable), Fidelity>,
    by_variable: BTreeMap<Variable, Loss>,
    /// The names of the extra fields that are lost.
    extra_fields: BTreeSet<String>,
}

/// How many names of extra fields a report has.
const NAMED: usize = 8;

struct Loss {
    count: usize,
    first: String,
    fidelity: Fidelity,
}

impl Losses {
    /// Creates a counter for this format.
    pub fn new(format: &'static Format) -> Self {
        Self { format, fidelities: HashMap::new(), by_variable: BTreeMap::new(), extra_fields: BTreeSet::new() }
    }

    /// Counts what one record loses.
    pub fn count(&mut self, record: &Record) {
        for variable in record.variables() {
            let asked = self.fidelities.entry((record.kind, variable));
            let fidelity = *asked.or_insert_with(|| self.format.fields.fidelity(record.kind, variable));
            let is_kept = || {
                self.is_extra_kept(record, variable)
                    || self.is_told_by_extra(record, variable)
                    || self.is_told_by_eprint(record, variable)
            };
            if matches!(fidelity, Fidelity::Kept | Fidelity::Normalised(_) | Fidelity::Depends(_)) || is_kept() {
                continue;
            }
            if variable == Variable::Extra {
                self.extra_fields.extend(self.lost_extra_fields(record).map(str::to_owned).collect::<Vec<_>>());
            }
            let loss = || Loss { count: 0, first: record.id.clone(), fidelity };
            self.by_variable.entry(variable).or_insert_with(loss).count += 1;
        }
    }

    /// Adds the counts of other records, which come after the records counted here.
    pub fn add(&mut self, others: Self) {
        self.extra_fields.extend(others.extra_fields);
        for (variable, loss) in others.by_variable {
            match self.by_variable.entry(variable) {
                Entry::Occupied(mut known) => known.get_mut().count += loss.count,
                Entry::Vacant(vacant) => _ = vacant.insert(loss),
            }
        }
    }

    /// Reports, once for each variable, how many records lose it. The loss of a variable that only says where a record
    /// came from is a note.
    pub fn report(&self, diag: &mut dyn Sink) {
        for (variable, Loss { count, first, fidelity }) in &self.by_variable {
            let what = match fidelity {
                Fidelity::Degraded(how) => format!("is partly kept ({how})"),
                Fidelity::Lost | Fidelity::Kept | Fidelity::Normalised(_) | Fidelity::Depends(_) => {
                    "is lost".to_owned()
                }
            };
            let records = if *count == 1 { "1 record".to_owned() } else { format!("{count} records") };
            let fields = if *variable == Variable::Extra { self.named_extra_fields() } else { String::new() };
            let message = format!("“{variable}” of {records} {what} in {}{fields}", self.format.name);
            let report = Diagnostic::new(code_of(*variable), message);
            let report = if first.is_empty() { report } else { report.about(first.as_str()) };
            diag.report(report.hint("the json format keeps everything"));
        }
    }

    /// Whether the related works are named by extra fields of the format and kept with them.
    fn is_told_by_extra(&self, record: &Record, variable: Variable) -> bool {
        let told = record.extra.get(self.format.extra_id()).map(|fields| (self.format.further_fields.related)(fields));
        variable == Variable::Related && told.is_some_and(|told| told == record.related)
    }

    /// Whether the link to a preprint is kept by its number.
    fn is_told_by_eprint(&self, record: &Record, variable: Variable) -> bool {
        let eprint = record.identifier(IdentifierVariable::Eprint).filter(|eprint| !eprint.is_empty());
        let told = Variable::Identifier(IdentifierVariable::Eprint);
        variable == Variable::Related
            && eprint.is_some_and(|eprint| {
                let is_told = |link: &Related| link.relation == "HasPreprint" && link.target.ends_with(eprint);
                record.related.iter().all(is_told)
            })
            && matches!(self.format.fields.fidelity(record.kind, told), Fidelity::Kept | Fidelity::Normalised(_))
    }

    /// Whether all extra fields are written back.
    fn is_extra_kept(&self, record: &Record, variable: Variable) -> bool {
        variable == Variable::Extra && self.lost_extra_fields(record).next().is_none()
    }

    /// The names of the extra fields that are not written back. Those of the format itself are, unless a variable uses that
    /// field and the format allows no field twice.
    fn lost_extra_fields<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r str> {
        let further = &self.format.further_fields;
        let (extra_id, repeats) = (self.format.extra_id(), further.repetition == FieldRepetition::AnyNumber);
        let (fields, kind) = (self.format.fields, record.kind);
        let has_variable = move |name: &str| !repeats && fields.row_of(kind, name).is_some();
        let all = record.extra.iter().flat_map(|(format, fields)| fields.iter().map(move |(name, _)| (format, name)));
        let lost = all.filter(move |(format, name)| {
            let is_of_any = further.of_any_format.iter().any(|known| name.eq_ignore_ascii_case(known));
            !(is_of_any || **format == extra_id && !has_variable(name))
        });
        lost.map(|(_, name)| name.as_str())
    }

    /// The names of the extra fields that are lost, as the end of a report.
    fn named_extra_fields(&self) -> String {
        let named: Vec<&str> = self.extra_fields.iter().take(NAMED).map(String::as_str).collect();
        match self.extra_fields.len().saturating_sub(NAMED) {
            _ if named.is_empty() => String::new(),
            0 => format!(": {}", named.join(", ")),
            more => format!(": {} and {more} more", named.join(", ")),
        }
    }
}

/// Reports the values of a record that do not come back, for variables whose loss depends on the value according to the
/// field map. `back` is what was read from the written record.
pub(crate) fn report_changed(record: &Record, back: &Record, format: &Format, diag: &mut dyn Sink) {
    for variable in record.variables() {
        let Fidelity::Depends(how) = format.fields.fidelity(record.kind, variable) else { continue };
        let is_changed = match variable {
            Variable::Names(role) => {
                let count = |record: &Record| record.names(role).map(|names| (names.list.len(), names.truncated));
                count(record) != count(back)
            }
            Variable::Date(date) => record.date(date) != back.dates.get(&date),
            Variable::Language => record.language != back.language,
            Variable::Tags => record.tags.len() != back.tags.len(),
            other => !back.has(other),
        };
        if is_changed {
            let message = format!("“{variable}” is not fully kept in {}: {how}", format.name);
            diag.report(Diagnostic::new(Code::OutputLoss, message).about(record.id.as_str()));
        }
    }
}

/// Reports the variables that an entry of another crate does not hold as a file of the format does. `back` is the entry's
/// record, and `whole` that of the file; `is_same` compares their values.
pub(crate) fn report_differences(
    whole: &Record,
    back: &Record,
    crate_name: &str,
    is_same: impl Fn(&Record, &Record, Variable) -> bool,
    diag: &mut dyn Sink,
) {
    let mut variables = whole.variables();
    variables.extend(back.variables().into_iter().filter(|variable| !whole.has(*variable)));
    for variable in variables.into_iter().filter(|variable| !is_same(whole, back, *variable)) {
        let what = if back.has(variable) { "changed" } else { "lost" };
        let message = format!("“{variable}” is {what} in an entry of the {crate_name} crate");
        diag.report(Diagnostic::new(code_of(variable), message).about(whole.id.as_str()));
    }
}

/// The loss of a variable that only says where a value came from is a note.
fn code_of(variable: Variable) -> Code {
    match variable {
        Variable::Origin | Variable::Inferred => Code::ProvenanceLoss,
        _ => Code::OutputLoss,
    }
}

#[cfg(test)]
mod tests {
    use super::Losses;
    use crate::diag::{Code, Diagnostic};
    use crate::formats::by_id;
    use crate::model::{Kind, NumberVariable, Record, Related, Variable};

    fn reports(format: &str, records: &[Record]) -> Vec<Diagnostic> {
        let mut losses = Losses::new(by_id(format).unwrap());
        let mut reports = Vec::new();
        records.iter().for_each(|record| losses.count(record));
        losses.report(&mut reports);
        reports
    }

    #[test]
    fn extra_fields_that_are_lost_are_named() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.keep_extra("bibtex", "mykey", "x");
        let mut other = record.clone();
        other.keep_extra("json", "another", "y");
        let found = reports("ris", &[record.clone(), other, record.clone()]);
        let messages: Vec<&str> = found.iter().map(|report| report.message.as_str()).collect();
        assert_eq!(messages, ["“extra” of 3 records is lost in RIS: another, mykey"]);
        assert!(reports("bibtex", &[record.clone()]).is_empty());
        (0..20).for_each(|number| record.keep_extra("json", format!("x{number:02}"), "z"));
        assert!(
            reports("ris", &[record])[0].message.ends_with(": mykey, x00, x01, x02, x03, x04, x05, x06 and 13 more")
        );
    }

    #[test]
    fn each_lost_variable_is_reported_once() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Map) };
        record.related.push(Related { relation: "IsPreprintOf".into(), target: "10.1/x".into() });
        record.mark_inferred(Variable::Kind, "the layout");
        let reports = reports("bibtex", &[record.clone(), record]);
        let shown: Vec<(Code, &str)> = reports.iter().map(|report| (report.code, report.message.as_str())).collect();
        assert_eq!(
            shown,
            [
                (Code::OutputLoss, "“related” of 2 records is lost in BibTeX"),
                (Code::ProvenanceLoss, "“inferred” of 2 records is lost in BibTeX")
            ]
        );
    }

    #[test]
    fn extra_fields_go_back_to_their_own_format_unless_a_variable_has_that_field() {
        let with = |field: &str| {
            let mut record = Record::new(Kind::Map);
            record.keep_extra("bibtex", field, "x");
            reports("bibtex", &[record]).len()
        };
        assert_eq!((with("shelf"), with("annote")), (0, 1));
    }

    #[test]
    fn json_loses_nothing() {
        let mut record = Record::new(Kind::Map);
        record.set_number(NumberVariable::PrintingNumber, "2");
        record.keep_extra("profile", "code", true);
        assert_eq!(reports("json", &[record]), []);
    }
}
