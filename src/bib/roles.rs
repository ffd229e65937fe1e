//! Editors in other roles: `editora` to `editorc` and `editor` itself, with the roles in `editoratype`, `editortype`
//! and so on (biblatex manual, section 2.3.6, "editorial roles").

use crate::model::NameVariable;

/// An `editortype` and its role. The first ones are biblatex's own; they are written, since its styles know them.
const ROLES: &[(&str, NameVariable)] = &[
    ("compiler", NameVariable::Compiler),
    ("organizer", NameVariable::Organizer),
    ("collaborator", NameVariable::Contributor),
    ("chair", NameVariable::Chair),
    ("composer", NameVariable::Composer),
    ("contributor", NameVariable::Contributor),
    ("curator", NameVariable::Curator),
    ("director", NameVariable::Director),
    ("execproducer", NameVariable::ExecutiveProducer),
    ("executiveproducer", NameVariable::ExecutiveProducer),
    ("guest", NameVariable::Guest),
    ("host", NameVariable::Host),
    ("illustrator", NameVariable::Illustrator),
    ("interviewer", NameVariable::Interviewer),
    ("narrator", NameVariable::Narrator),
    ("performer", NameVariable::Performer),
    ("producer", NameVariable::Producer),
    ("scriptwriter", NameVariable::ScriptWriter),
];

/// The number of roles that are biblatex's own.
const OWN: usize = 3;

/// The fields for editors in other roles, and the fields that name the roles. Those of the first row are plain editors
/// unless a role is named.
pub(super) const FIELDS: [(&str, &str); 4] =
    [("editor", "editortype"), ("editora", "editoratype"), ("editorb", "editorbtype"), ("editorc", "editorctype")];

/// Returns the role of each field of [`FIELDS`] in an entry: `None` if it has no type or no role matches. No role
/// occurs twice.
pub(super) fn roles(type_of: impl Fn(&str) -> Option<String>) -> [Option<NameVariable>; 4] {
    let mut roles = [None; 4];
    for (index, (_, type_field)) in FIELDS.iter().enumerate() {
        let role = type_of(type_field).and_then(|name| role(name.trim()));
        roles[index] = role.filter(|role| !roles[..index].contains(&Some(*role)));
    }
    roles
}

fn role(name: &str) -> Option<NameVariable> {
    ROLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, role)| *role)
}

/// Returns the `editortype` for a role, if biblatex has one.
pub(super) fn editor_type(role: NameVariable) -> Option<&'static str> {
    ROLES[..OWN].iter().find(|(_, known)| *known == role).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {

    use super::super::format::BIBLATEX;
    use super::super::testing::write;
    use crate::model::{NameVariable, Record};
    use crate::seam::testing;

    fn read(text: &str) -> Record {
        testing::read(&BIBLATEX, text).0.remove(0)
    }

    #[test]
    fn roles_with_a_name_are_read_and_go_back() {
        let record = read(
            "@book{a, title = {T}, editora = {Lu, Ada}, editoratype = {compiler}, editorbtype = {director},
               editorb = {Ng, Bo}, editor = {Oe, Cy}, editortype = {organizer}}",
        );
        let roles: Vec<NameVariable> = record.names.keys().copied().collect();
        assert_eq!(roles, [NameVariable::Compiler, NameVariable::Director, NameVariable::Organizer]);
        assert_eq!(record.extra, Default::default());
        let text = write(&record);
        for field in
            ["editora = {Lu, Ada}", "editoratype = {compiler}", "editorb = {Oe, Cy}", "editorbtype = {organizer}"]
        {
            assert!(text.contains(field), "{text}");
        }
        assert!(text.contains("\n  director = {Ng, Bo},"), "{text}");
        assert_eq!(read(&text).names, record.names);
    }

    #[test]
    fn roles_without_a_name_are_kept_as_they_stand() {
        let record = read(
            "@book{a, title = {T}, compiler = {Oe, Cy}, editor = {Lu, Ada}, editortype = {redactor}, editora = {Ng, Bo},
               editoratype = {founder}}",
        );
        assert_eq!(record.names.keys().copied().collect::<Vec<_>>(), [NameVariable::Compiler, NameVariable::Editor]);
        assert_eq!(record.extra["biblatex"].len(), 3);
        let text = write(&record);
        assert!(text.contains("editora = {Ng, Bo}") && text.contains("editoratype = {founder}"), "{text}");
        assert!(text.contains("editorb = {Oe, Cy}") && text.contains("editorbtype = {compiler}"), "{text}");
    }

    #[test]
    fn a_role_that_is_given_twice_is_kept_twice() {
        let record = read(
            "@book{a, title = {T}, editora = {Lu, Ada}, editoratype = {compiler}, editorb = {Ng, Bo},
               editorbtype = {compiler}}",
        );
        assert_eq!(record.names[&NameVariable::Compiler].list.len(), 1);
        assert_eq!(record.extra["biblatex"].len(), 2);
    }
}
