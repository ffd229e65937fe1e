//! The roles of people: <https://www.loc.gov/marc/relators/relaterm.html>.

use crate::model::NameVariable;

/// What a role means for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The variable of the people with this role.
    Variable(NameVariable),
    /// They have nothing to do with the contents: printers, owners, libraries.
    Other,
}

/// The codes, the terms in English and German, in lower case, and their roles.
const ROLES: &[(&[&str], Role)] = &[
    (
        &["aut", "cre", "dis", "author", "creator", "dissertant", "joint author", "verfasser", "verfasserin", "auteur"],
        Role::Variable(NameVariable::Author),
    ),
    (
        &["edt", "pbd", "isb", "editor", "ed", "hrsg", "herausgeber", "herausgeberin", "joint editor", "issuing body"],
        Role::Variable(NameVariable::Editor),
    ),
    (&["trl", "translator", "tr", "übersetzer", "übersetzerin"], Role::Variable(NameVariable::Translator)),
    (&["ill", "illustrator", "illustratorin"], Role::Variable(NameVariable::Illustrator)),
    (&["com", "compiler", "zusammenstellender"], Role::Variable(NameVariable::Compiler)),
    (&["cmp", "composer", "komponist", "komponistin"], Role::Variable(NameVariable::Composer)),
    (&["drt", "fmd", "director", "film director"], Role::Variable(NameVariable::Director)),
    (&["pro", "producer", "film producer"], Role::Variable(NameVariable::Producer)),
    (&["nrt", "narrator"], Role::Variable(NameVariable::Narrator)),
    (&["prf", "performer", "sng", "singer", "act", "actor"], Role::Variable(NameVariable::Performer)),
    (&["ivr", "interviewer"], Role::Variable(NameVariable::Interviewer)),
    (
        &[
            "ctb",
            "aui",
            "wpr",
            "win",
            "ths",
            "dgs",
            "contributor",
            "writer of introduction",
            "thesis advisor",
            "mitwirkender",
        ],
        Role::Variable(NameVariable::Contributor),
    ),
    (
        &["pbl", "prt", "fnd", "dgg", "his", "own", "dte", "publisher", "printer", "funder", "sponsor", "spn"],
        Role::Other,
    ),
    (
        &[
            "degree granting institution",
            "degree supervisor",
            "host institution",
            "grad-verleihende institution",
            "verlag",
        ],
        Role::Other,
    ),
];

/// Returns the role of a code or term; `None` if it is not known.
pub(crate) fn role(relator: &str) -> Option<Role> {
    // Codes may be addresses: http://id.loc.gov/vocabulary/relators/aut
    let last = relator.rsplit('/').next().unwrap_or_default();
    let word = last.trim_matches([' ', '.', ',', '(', ')', '[', ']']).to_lowercase();
    ROLES.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, role)| *role)
}

/// Words of statements of responsibility, in lower case, and the roles of the people after or before them.
const WORDS: &[(&[&str], NameVariable)] = &[
    (
        &[
            "edited by",
            "editor",
            "editors",
            "ed. by",
            "eds",
            "herausgegeben",
            "hrsg",
            "hg.",
            "sous la direction",
            "editado por",
        ],
        NameVariable::Editor,
    ),
    (
        &["translated", "translation", "translator", "übersetzt", "übers.", "traduit", "traducción"],
        NameVariable::Translator,
    ),
    (&["illustrated", "illustrations", "illustrator", "illustriert"], NameVariable::Illustrator),
    (&["foreword", "introduction", "preface", "vorwort", "préface", "with contributions"], NameVariable::Contributor),
];

/// Returns the role of somebody with this family name in a statement of responsibility, such as “Ada Lund and Cy Noe ;
/// translated by Bo Berg”; `None` if the name is not in it.
pub(super) fn role_in_statement(statement: &str, family: &str) -> Option<NameVariable> {
    let family = family.to_lowercase();
    let lower = statement.to_lowercase();
    let mut parts = lower.split(';').enumerate().filter(|(_, part)| !family.is_empty() && part.contains(&family));
    let (number, part) = parts.next()?;
    let of_words = WORDS.iter().find(|(words, _)| words.iter().any(|word| part.contains(word)));
    Some(match of_words {
        Some((_, variable)) => *variable,
        None if number == 0 => NameVariable::Author,
        None => NameVariable::Contributor,
    })
}

#[cfg(test)]
mod tests {
    use super::{Role, role, role_in_statement};
    use crate::model::NameVariable;

    #[test]
    fn roles_have_codes_terms_and_addresses() {
        for (relator, variable) in [
            ("aut", NameVariable::Author),
            ("editor.", NameVariable::Editor),
            ("http://id.loc.gov/vocabulary/relators/trl", NameVariable::Translator),
            ("Herausgeberin", NameVariable::Editor),
        ] {
            assert_eq!(role(relator), Some(Role::Variable(variable)), "{relator}");
        }
        assert_eq!((role("printer"), role("baker")), (Some(Role::Other), None));
    }

    #[test]
    fn statements_say_who_did_what() {
        let statement = "Ada Lund and Cy Noe ; translated by Bo Berg ; with a lamp of Karl Probe.";
        for (family, variable) in [
            ("Lund", NameVariable::Author),
            ("Noe", NameVariable::Author),
            ("Berg", NameVariable::Translator),
            ("Probe", NameVariable::Contributor),
        ] {
            assert_eq!(role_in_statement(statement, family), Some(variable), "{family}");
        }
        assert_eq!(role_in_statement("edited by Ada Lund", "Lund"), Some(NameVariable::Editor));
        assert_eq!(role_in_statement(statement, "Other"), None);
    }
}
