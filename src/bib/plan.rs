//! The rows of the field map that are written for an entry type, and their order, computed once for all of its entries.

use crate::model::{
    DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::Row;

use super::{Dialect, data_model};

/// The plans made so far.
#[derive(Default)]
pub(super) struct Plans(Vec<Plan>);

/// The rows for works of one type that have one entry type.
pub(super) struct Plan {
    kind: Kind,
    /// The entry type; empty for all types that are not in the data model.
    entry_type: &'static str,
    /// The rows in the order in which they are written.
    rows: Vec<&'static Row>,
    /// The position of a variable's row, from 1, by the variable's number.
    places: Vec<u8>,
}

impl Plans {
    /// Returns the number of the plan for a type of work and an entry type. Entry types that are not in the data model
    /// share a plan, so that there are no more plans than types.
    pub(super) fn find(&mut self, kind: Kind, entry_type: &str, dialect: Dialect) -> usize {
        let place =
            |plans: &[Plan], name: &str| plans.iter().position(|plan| plan.kind == kind && plan.entry_type == name);
        place(&self.0, entry_type).unwrap_or_else(|| {
            let name = data_model::type_name(entry_type).unwrap_or_default();
            place(&self.0, name).unwrap_or_else(|| {
                self.0.push(Plan::new(kind, name, dialect));
                self.0.len() - 1
            })
        })
    }

    /// Returns the plan with this number.
    pub(super) fn get(&self, plan: usize) -> &Plan {
        &self.0[plan]
    }
}

impl Plan {
    fn new(kind: Kind, entry_type: &'static str, dialect: Dialect) -> Self {
        let map = dialect.fields();
        let mut plan = Self { kind, entry_type, rows: Vec::new(), places: vec![0; NUMBERS] };
        for row in map.rows {
            // A variable may have several rows: the one for this type of work is written.
            if map.row_for(kind, row.variable).is_some_and(|chosen| std::ptr::eq(chosen, row)) {
                plan.rows.push(row);
                plan.places[number(row.variable)] = u8::try_from(plan.rows.len()).unwrap_or_default();
            }
        }
        plan
    }

    /// Sets `places` to the positions of the rows for the variables of a record, in the order in which they are
    /// written.
    pub(super) fn places(&self, record: &Record, places: &mut Vec<u8>) {
        places.clear();
        let mut add = |variable| places.extend(self.places[number(variable)].checked_sub(1));
        // These may be written although the record does not hold them: the type of work, and the genre of a thesis.
        add(Variable::Kind);
        add(Variable::Text(TextVariable::Genre));
        let texts = record.texts.keys().filter(|variable| **variable != TextVariable::Genre);
        texts.for_each(|variable| add(Variable::Text(*variable)));
        record.names.keys().for_each(|variable| add(Variable::Names(*variable)));
        record.dates.keys().for_each(|variable| add(Variable::Date(*variable)));
        record.numbers.keys().for_each(|variable| add(Variable::Number(*variable)));
        record.identifiers.keys().for_each(|variable| add(Variable::Identifier(*variable)));
        if record.language.is_some() {
            add(Variable::Language);
        }
        if !record.tags.is_empty() {
            add(Variable::Tags);
        }
        places.sort_unstable();
    }

    /// Returns the row at a position.
    pub(super) fn row(&self, place: u8) -> &'static Row {
        self.rows[usize::from(place)]
    }

    /// Returns the position of the row for a variable; that after all others if there is none.
    pub(super) fn place(&self, variable: Variable) -> u16 {
        self.places[number(variable)].checked_sub(1).map_or(u16::MAX - 1, u16::from)
    }
}

const TEXTS: usize = 0;
const NAMES: usize = TEXTS + TextVariable::ALL.len();
const DATES: usize = NAMES + NameVariable::ALL.len();
const OF_NUMBERS: usize = DATES + DateVariable::ALL.len();
const IDENTIFIERS: usize = OF_NUMBERS + NumberVariable::ALL.len();
const PARTS: usize = IDENTIFIERS + IdentifierVariable::ALL.len();
const NUMBERS: usize = PARTS + 7;

/// Returns a number for each variable.
const fn number(variable: Variable) -> usize {
    match variable {
        Variable::Text(variable) => TEXTS + variable as usize,
        Variable::Names(variable) => NAMES + variable as usize,
        Variable::Date(variable) => DATES + variable as usize,
        Variable::Number(variable) => OF_NUMBERS + variable as usize,
        Variable::Identifier(variable) => IDENTIFIERS + variable as usize,
        Variable::Kind => PARTS,
        Variable::Language => PARTS + 1,
        Variable::Tags => PARTS + 2,
        Variable::Related => PARTS + 3,
        Variable::Extra => PARTS + 4,
        Variable::Origin => PARTS + 5,
        Variable::Inferred => PARTS + 6,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::Dialect;
    use super::{NUMBERS, Plans, number};
    use crate::model::{Kind, Variable};

    #[test]
    fn every_variable_has_a_number_of_its_own() {
        let numbers: HashSet<usize> = Variable::all().map(number).collect();
        assert_eq!(numbers.len(), Variable::all().count());
        assert!(numbers.iter().all(|number| *number < NUMBERS));
    }

    #[test]
    fn rows_keep_the_order_of_the_map() {
        let mut plans = Plans::default();
        for &kind in Kind::ALL {
            let plan = plans.find(kind, "misc", Dialect::Bibtex);
            let plan = plans.get(plan);
            assert!(plan.rows.len() < 255);
            let map = Dialect::Bibtex.fields();
            let place = |row: &crate::seam::Row| map.rows.iter().position(|known| std::ptr::eq(known, row));
            assert!(plan.rows.is_sorted_by_key(|row| place(row)));
        }
    }

    #[test]
    fn types_that_nobody_knows_share_a_plan() {
        let mut plans = Plans::default();
        let numbers =
            ["misc", "lecture", "talk", "misc", "book"].map(|name| plans.find(Kind::Book, name, Dialect::Biblatex));
        assert_eq!(numbers, [0, 1, 1, 0, 2]);
    }
}
