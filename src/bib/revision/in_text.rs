//! Makes the changes of an entry in its text.

use std::collections::HashMap;

use crate::model::Variable;
use crate::seam::TitleProtection;

use super::super::document::{Changes, Entry, FieldChange, Value};
use super::super::field_use::Use;
use super::super::layout::{Content, Made};
use super::super::respelt::Respelt;
use super::super::syntax::raw::Piece;
use super::{Fate, Revision};

impl Revision<'_> {
    /// Makes the changes in the text of the entry. Returns `None` if that is not possible, because the entry is damaged.
    pub(in crate::bib) fn in_text(&self, text: &str, key: &str, made: Vec<Made>, entry_type: &str) -> Option<String> {
        let entry = Entry::parse_only(text)?;
        let mut made: Vec<Option<Made>> = made.into_iter().map(Some).collect();
        // An entry may have any number of fields without a variable.
        let mut own: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, field) in made.iter().flatten().enumerate().filter(|(_, field)| field.variable.is_none()) {
            own.entry(field.name.to_ascii_lowercase()).or_default().push(position);
        }
        let value = |content: &Content| match content {
            Content::Text(text) => Value::tex(text).ok(),
            Content::Expression(expression) => Value::parse(expression).ok(),
        };
        let take = |made: &mut [Option<Made>], is_it: &dyn Fn(Variable) -> bool| {
            let holds = |made: &Option<Made>| made.as_ref().and_then(|made| made.variable).is_some_and(is_it);
            made.iter_mut().filter(|made| holds(made)).filter_map(Option::take).collect::<Vec<_>>()
        };
        let mut changes = Changes { key: (key != entry.key()).then_some(key), ..Changes::default() };
        changes.entry_type =
            (!self.keeps_type && !entry_type.eq_ignore_ascii_case(entry.entry_type())).then_some(entry_type);
        for (index, fate) in self.fates.iter().enumerate() {
            let change = match fate {
                Fate::Kept(new) => match (self.resolved(index), new) {
                    (Some(text), new) => {
                        let name = new.map_or(self.name(index), |new| new).to_owned();
                        FieldChange::Replaced(vec![(name, Value::tex(&text).ok()?)])
                    }
                    (None, Some(new)) => FieldChange::Renamed((*new).to_owned()),
                    (None, None) => FieldChange::Stays,
                },
                Fate::Joined(name, title) => FieldChange::Replaced(vec![((*name).to_owned(), Value::tex(title).ok()?)]),
                Fate::Replaced => {
                    let replacing = match self.old.uses[index] {
                        Use::Variable(variable) => {
                            let mut replacing = take(&mut made, &|held| held == variable);
                            if let Some(tex) = self.respelt(index, variable) {
                                replacing.iter_mut().for_each(|made| made.content = Content::Text(tex.clone()));
                            }
                            replacing
                        }
                        Use::Packed => Vec::new(),
                        Use::Online => {
                            let variables = self.packed_variables(index).unwrap_or_default();
                            take(&mut made, &|held| variables.contains(&held))
                        }
                        Use::Extra | Use::Nothing => {
                            let positions = own.remove(&self.name(index).to_ascii_lowercase()).unwrap_or_default();
                            positions.into_iter().filter_map(|position| made[position].take()).collect()
                        }
                    };
                    let fields = replacing.into_iter().map(|made| {
                        let is_same = made.name.eq_ignore_ascii_case(self.name(index));
                        let name = if is_same { self.name(index).to_owned() } else { made.name.into_owned() };
                        Some((name, value(&made.content)?))
                    });
                    match fields.collect::<Option<Vec<_>>>()? {
                        fields if fields.is_empty() => FieldChange::Removed,
                        fields => FieldChange::Replaced(fields),
                    }
                }
            };
            changes.fields.push(change);
        }
        let added = made.into_iter().flatten().map(|made| Some((made.name.into_owned(), value(&made.content)?)));
        changes.added = added.collect::<Option<Vec<_>>>()?;
        Some(entry.changed_at_once(&changes).ok()?.to_string())
    }

    /// Returns the TeX of a field whose text changed in some of its words only.
    fn respelt(&self, index: usize, variable: Variable) -> Option<String> {
        let Variable::Text(text) = variable else { return None };
        let is_alone = self.old.uses.iter().filter(|holds| **holds == Use::Variable(variable)).count() == 1;
        let is_usual = self.target.options.bib.protection == TitleProtection::default();
        let [Piece { text: tex, is_macro: false, .. }] = self.old.entry.fields[index].pieces.as_slice() else {
            return None;
        };
        let respelt = Respelt {
            variable: text,
            dialect: self.old.dialect,
            language: self.record.language.as_deref(),
            charset: self.target.charset,
        };
        let texts = (self.old.record.text(text)?, self.record.text(text)?);
        let is_possible = is_alone && is_usual && self.is_whole() && self.is_writable(index);
        is_possible.then(|| respelt.replaced(tex, texts.0, texts.1))?
    }
}
