//! The types of contributors of DataCite's schema, which repositories use, too.
//! <https://datacite-metadata-schema.readthedocs.io/en/4.5/appendices/appendix-1/contributorType/>

use crate::model::NameVariable;

/// The types of contributors that have their own role.
const ROLES: &[(&str, NameVariable)] =
    &[("Editor", NameVariable::Editor), ("Translator", NameVariable::Translator), ("Producer", NameVariable::Producer)];

/// The types of contributors who worked on the work, but whose role has no variable.
const WORKERS: &[&str] = &[
    "DataCollector",
    "DataCurator",
    "DataManager",
    "ProjectLeader",
    "ProjectManager",
    "ProjectMember",
    "RelatedPerson",
    "Researcher",
    "ResearchGroup",
    "WorkPackageLeader",
    "Other",
];

/// Returns the variable for contributors of a type, in any letter case; `None` for the others, such as hosting
/// institutions.
pub(super) fn role(contributor_type: &str) -> Option<NameVariable> {
    let known = ROLES.iter().find(|(name, _)| name.eq_ignore_ascii_case(contributor_type));
    let is_worker = || WORKERS.iter().any(|name| name.eq_ignore_ascii_case(contributor_type));
    known.map(|(_, variable)| *variable).or_else(|| is_worker().then_some(NameVariable::Contributor))
}
