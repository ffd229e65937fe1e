//! Makes one record from several of one work: which value of each variable is kept, and from which record.

use serde_json::Value as Json;

use super::features::{Features, Stage};
use super::report::{MergeConflict, MergeGroup};
use super::values::{Relation, Value};
use super::{MergeJudge, MergeStrategy, people};
use crate::formats::{Authority, by_id};
use crate::model::{
    ARXIV, Date, DateVariable, IdentifierVariable, Inference, Kind, NameVariable, NumberVariable, OwnerPresence, Point,
    Record, Related, TextVariable, Variable,
};
use crate::text::{ArxivId, arxiv_address};

/// The maximum number of different values of one variable that are compared; only hostile input has more.
const MOST_VALUES: usize = 64;

/// A record of a group.
pub(super) struct Member<'a> {
    pub(super) record: &'a Record,
    pub(super) features: &'a Features,
}

/// Makes one record from the members, which are in the order of the input, and describes it in `group`.
///
/// Where and when a preprint appeared does not apply to the publication: if both are among the members, the preprint
/// contributes its eprint number, its date as the date of submission, and names and texts that the publication lacks.
pub(super) fn combine(
    members: &[Member<'_>],
    strategy: MergeStrategy,
    judge: &mut Option<&mut dyn MergeJudge>,
    group: &mut MergeGroup,
) -> Record {
    let order = order(members, strategy);
    let base = members[order[0]].record;
    if members.iter().all(|member| member.features.content == members[0].features.content) {
        let mut copy = Record { id: group.id.clone(), ..base.clone() };
        keep_other_keys(&mut copy, group);
        return copy;
    }
    let has_publication = members.iter().any(|member| member.features.stage == Stage::Published);
    let is_preprint = |place: usize| has_publication && members[place].features.stage == Stage::Preprint;
    let mut merged = Record { id: group.id.clone(), kind: kind(members, &order, &is_preprint), ..Record::default() };
    merged.origin.clone_from(&base.origin);
    // What stays the same can stay in its file: preferably in the entry whose key stays.
    let has_key = |place: &&usize| members[**place].record.id == group.id;
    let places = order.iter().filter(has_key).chain(&order);
    merged.passage = places.into_iter().find_map(|&place| members[place].record.passage.clone());
    group.origins.push((
        Variable::Kind,
        order.iter().copied().find(|&place| members[place].record.kind == merged.kind).unwrap_or(order[0]),
    ));

    let mut choice = Choice { members, judge, group };
    for variable in Variable::all() {
        let givers = order.iter().copied().filter(|&place| {
            (!is_preprint(place) || is_told_by_preprint(variable, members[place].features))
                && !(variable == Variable::Date(DateVariable::Issued) && is_day_online(members, place))
        });
        if let Some((value, place)) = choice.choose(variable, givers, &is_preprint) {
            value.set(&mut merged, variable);
            choice.group.origins.push((variable, place));
        }
    }
    take_preprints(&mut merged, members, &order, &is_preprint, group);
    take_lists(&mut merged, members, &order);
    // One database stores the number of an article as its pages.
    let [page, number] = [NumberVariable::Page, NumberVariable::Number].map(|variable| merged.number(variable));
    if page.is_some() && page == number && merged.kind == Kind::ArticleJournal {
        merged.numbers.remove(&NumberVariable::Page);
        group.origins.retain(|(variable, _)| *variable != Variable::Number(NumberVariable::Page));
    }
    take_owner(&mut merged, members, &order);
    keep_other_keys(&mut merged, group);
    mark_origins(&mut merged, members, group, order[0]);
    group.origins.sort_unstable();
    merged
}

/// The members in order of preference.
fn order(members: &[Member<'_>], strategy: MergeStrategy) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    match strategy {
        MergeStrategy::First => {}
        MergeStrategy::Last => order.reverse(),
        MergeStrategy::Richest => {
            order.sort_by_key(|&place| {
                let Member { record, features } = &members[place];
                std::cmp::Reverse((features.stage, authority(record), richness(record)))
            });
        }
    }
    order
}

/// The authority of the format from which a record was read.
fn authority(record: &Record) -> Authority {
    let format = record.origin.as_ref().and_then(|origin| by_id(&origin.format));
    format.map_or(Authority::Ordinary, |format| format.authority)
}

/// Whether the date of a record is the day on which the work appeared online, because another record has both this date
/// and the date of print: the year of the volume is that of print.
fn is_day_online(members: &[Member<'_>], place: usize) -> bool {
    let of = |place: usize, variable: DateVariable| members[place].record.date(variable).and_then(Date::first_point);
    let Some(day) = of(place, DateVariable::Issued) else { return false };
    (0..members.len()).any(|other| {
        let (online, issued) = (of(other, DateVariable::AvailableDate), of(other, DateVariable::Issued));
        let is_online = online.is_some_and(|online| {
            online.year == day.year
                && day.month_number().is_none_or(|month| online.month_number() == Some(month))
                && day.day_number().is_none_or(|day| online.day_number() == Some(day))
        });
        // Only a later date can be that of print, so that of two records at most one is overruled.
        let order = |point: &Point| (point.year, point.month_number().unwrap_or(0), point.day_number().unwrap_or(0));
        is_online && issued.is_some_and(|issued| order(&issued) > order(&day) && issued.year != day.year)
    })
}

/// How many of the values that a reference needs a record has.
fn richness(record: &Record) -> usize {
    let has = |variable: Variable, weight: usize| if record.has(variable) { weight } else { 0 };
    let authors = record.names(NameVariable::Author).map_or(0, |names| if names.truncated { 1 } else { 3 });
    has(Variable::Identifier(IdentifierVariable::Doi), 4)
        + has(Variable::Text(TextVariable::ContainerTitle), 3)
        + has(Variable::Number(NumberVariable::Volume), 2)
        + has(Variable::Number(NumberVariable::Page), 2)
        + has(Variable::Date(DateVariable::Issued), 2)
        + authors
        + record.variables().len() / 4
}

/// The most specific type: a publication's before a preprint's, and any before `document`.
fn kind(members: &[Member<'_>], order: &[usize], is_preprint: &dyn Fn(usize) -> bool) -> Kind {
    let kinds = || order.iter().filter(|&&place| !is_preprint(place)).map(|&place| members[place].record.kind);
    let is_vague = |kind: &Kind| matches!(kind, Kind::Document);
    kinds().find(|kind| !is_vague(kind)).or_else(|| kinds().next()).unwrap_or_default()
}

/// Whether a variable describes the work itself, so that its preprint can contribute it, too. Of addresses, that of
/// arXiv follows from the number; and a preprint may have the DOI of its publication.
fn is_told_by_preprint(variable: Variable, preprint: &Features) -> bool {
    match variable {
        Variable::Text(variable) => matches!(
            variable,
            TextVariable::Title
                | TextVariable::TitleShort
                | TextVariable::Abstract
                | TextVariable::Annote
                | TextVariable::EprintType
                | TextVariable::EprintClass
        ),
        Variable::Names(_) | Variable::Language => true,
        Variable::Identifier(IdentifierVariable::Eprint) => true,
        Variable::Identifier(IdentifierVariable::Url) => preprint.identity.arxiv.is_none(),
        Variable::Identifier(IdentifierVariable::Doi) => preprint.identity.published_doi().is_some(),
        _ => false,
    }
}

/// Whether a variable distinguishes works, so that two values of it deserve a warning.
fn is_grave(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Text(TextVariable::Title | TextVariable::ContainerTitle)
            | Variable::Names(NameVariable::Author | NameVariable::Editor)
            | Variable::Date(DateVariable::Issued)
            | Variable::Number(
                NumberVariable::Volume
                    | NumberVariable::Issue
                    | NumberVariable::Page
                    | NumberVariable::Edition
                    | NumberVariable::Number
                    | NumberVariable::Version
            )
            | Variable::Identifier(IdentifierVariable::Doi | IdentifierVariable::Pmid | IdentifierVariable::Pmcid)
    )
}

struct Choice<'a, 'j, 'o> {
    members: &'a [Member<'a>],
    judge: &'a mut Option<&'j mut dyn MergeJudge>,
    group: &'o mut MergeGroup,
}

impl Choice<'_, '_, '_> {
    /// Chooses the value of a variable from the members that have it, in order of preference: the first one's value, or
    /// a fuller form of it; another value if the judge says so.
    fn choose(
        &mut self,
        variable: Variable,
        givers: impl Iterator<Item = usize>,
        is_preprint: &dyn Fn(usize) -> bool,
    ) -> Option<(Value, usize)> {
        let mut values: Vec<(Value, usize)> = Vec::new();
        let mut completed = None;
        let mut between_stages = true;
        for place in givers {
            let Some(value) = Value::of(self.members[place].record, variable) else { continue };
            if values.len() == MOST_VALUES {
                break;
            }
            let mut known = values.iter_mut();
            let placed = known.any(|(kept, from)| match kept.relation(variable, &value) {
                Relation::AddsNothing => true,
                Relation::Fuller(fuller) => {
                    if matches!((&*kept, &fuller), (Value::Names(kept), Value::Names(fuller)) if kept.truncated && kept.list.len() < fuller.list.len()) {
                        completed = Some(place);
                    }
                    if *kept != fuller && (fuller == value || !matches!(value, Value::Names(_)) || completed == Some(place)) {
                        *from = place;
                    }
                    *kept = fuller;
                    true
                }
                Relation::Differs => false,
            });
            if !placed {
                between_stages &= values.is_empty() || is_preprint(place);
                values.push((value, place));
            }
        }
        self.group.completed.extend(completed.map(|place| (variable, place)));
        if values.len() < 2 {
            return values.pop();
        }
        // A preprint may have another title than its publication: that is not a mistake.
        let mut conflict = MergeConflict {
            variable,
            values: values.iter().map(|(value, place)| (value.shown(), *place)).collect(),
            kept: 0,
            is_answered: false,
            is_grave: is_grave(variable) && !between_stages,
        };
        if conflict.is_grave
            && let Some(judge) = self.judge
        {
            let answer = judge.choose(self.group, &conflict).filter(|&answer| answer < values.len());
            conflict.kept = answer.unwrap_or(conflict.kept);
            conflict.is_answered = answer.is_some();
        }
        let kept = conflict.kept;
        self.group.conflicts.push(conflict);
        Some(values.swap_remove(kept))
    }
}

/// The values that a publication takes over from its preprint, besides those that both have: the number, the day and
/// the link.
fn take_preprints(
    merged: &mut Record,
    members: &[Member<'_>],
    order: &[usize],
    is_preprint: &dyn Fn(usize) -> bool,
    group: &mut MergeGroup,
) {
    for &place in order.iter().filter(|&&place| is_preprint(place)) {
        let (record, identity) = (members[place].record, &members[place].features.identity);
        if let Some(number) = identity.arxiv.as_ref()
            && !merged.has(Variable::Identifier(IdentifierVariable::Eprint))
        {
            merged.set_identifier(IdentifierVariable::Eprint, number.as_str());
            merged.set_text(TextVariable::EprintType, ARXIV);
            group.origins.push((Variable::Identifier(IdentifierVariable::Eprint), place));
        }
        // The publication belongs to the preprint, and not to one of its versions.
        if let (Some(number), Some(eprint)) = (&identity.arxiv, merged.identifiers.get_mut(&IdentifierVariable::Eprint))
            && eprint.strip_prefix(number.as_str()).is_some_and(|version| version.starts_with('v'))
        {
            eprint.clone_from(number);
        }
        let submitted = DateVariable::Submitted;
        let day = record.date(submitted).or_else(|| record.issued());
        if let (Some(day @ (Date::Point(_) | Date::Range(..))), None) = (day, merged.date(submitted)) {
            merged.dates.insert(submitted, day.clone());
            group.origins.push((Variable::Date(submitted), place));
        }
        let doi = record.doi().filter(|_| identity.server.is_some());
        let address = record.arxiv().map(|id| arxiv_address(&ArxivId { version: None, ..id }));
        if let Some(target) = doi.map(str::to_owned).or(address) {
            let link = Related { relation: "HasPreprint".to_owned(), target };
            if !merged.related.contains(&link) {
                merged.related.push(link);
            }
        }
    }
}

/// Lists from which nothing is left out: keywords, related works, and the fields of other formats.
fn take_lists(merged: &mut Record, members: &[Member<'_>], order: &[usize]) {
    for &place in order {
        let record = members[place].record;
        for tag in &record.tags {
            if !merged.tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
                merged.tags.push(tag.clone());
            }
        }
        for link in &record.related {
            if !merged.related.contains(link) {
                merged.related.push(link.clone());
            }
        }
        for (format, fields) in &record.extra {
            let known = merged.extra.entry(format.clone()).or_default();
            let new: Vec<(String, Json)> =
                fields.iter().filter(|(name, _)| !known.iter().any(|(other, _)| other == name)).cloned().collect();
            known.extend(new);
        }
    }
}

/// The owner of the page on which the work was listed, whichever record the other values come from. If the list of
/// authors is complete now, it shows whether the owner is among them.
fn take_owner(merged: &mut Record, members: &[Member<'_>], order: &[usize]) {
    let mut owner = order.iter().find_map(|&place| members[place].record.owner.clone());
    if let (Some(owner), Some(authors)) = (&mut owner, merged.names(NameVariable::Author)) {
        let is_shown = authors.list.iter().any(|name| people::may_be_same(name, &owner.name));
        owner.presence = match (is_shown, authors.truncated) {
            (true, _) => OwnerPresence::Shown,
            (false, true) => OwnerPresence::Hidden,
            (false, false) => OwnerPresence::Absent,
        };
    }
    merged.owner = owner;
}

/// The keys of the other records still identify the work: biblatex's `ids`.
fn keep_other_keys(merged: &mut Record, group: &MergeGroup) {
    let mut keys: Vec<String> = merged.aliases().map(str::to_owned).collect();
    let known = keys.len();
    for member in &group.members {
        if !member.id.is_empty() && member.id != merged.id && !keys.contains(&member.id) && !member.id.contains(',') {
            keys.push(member.id.clone());
        }
    }
    if keys.len() == known {
        return;
    }
    merged.remove_bib_field("ids");
    merged.keep_extra("biblatex", "ids", keys.join(","));
}

/// Marks every value that does not come from the record whose origin the merged one has, and keeps existing marks of
/// kept values.
fn mark_origins(merged: &mut Record, members: &[Member<'_>], group: &MergeGroup, base: usize) {
    let giver =
        |variable: Variable| group.origins.iter().find(|(of, _)| *of == variable).map_or(base, |(_, place)| *place);
    let own = &members[base].record.inferred;
    let mut marks: Vec<Inference> =
        own.iter().filter(|mark| giver(mark.variable) == base && merged.has(mark.variable)).cloned().collect();
    for &(variable, place) in group.origins.iter().filter(|(variable, place)| *place != base && merged.has(*variable)) {
        let member = &group.members[place];
        let from = Some(member.id.clone()).filter(|id| !id.is_empty());
        let source =
            member.line.map_or_else(|| member.source_name.clone(), |line| format!("{}:{line}", member.source_name));
        let merging = Inference { variable, reason: format!("merged from {source}"), from };
        let theirs = members[place].record.inferred.iter().filter(|mark| mark.variable == variable).cloned();
        for mark in theirs.chain([merging]) {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    merged.inferred = marks;
}
