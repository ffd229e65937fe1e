//! How the readers of TeX text report its problems.

use crate::diag::Code;
use crate::latex::TexProblemKind;

/// Returns the code and the message of a problem.
pub(crate) fn describe(problem: &TexProblemKind) -> (Code, String) {
    match problem {
        TexProblemKind::UnbalancedBrace => (Code::TexUnbalanced, "this brace has no matching brace".to_owned()),
        TexProblemKind::UnbalancedMath => (Code::TexUnbalanced, "this formula has no beginning or no end".to_owned()),
        TexProblemKind::TooDeep => (Code::TexTooDeep, "braces are nested too deeply here".to_owned()),
        TexProblemKind::UnknownCommand(name) => {
            (Code::TexUnknownCommand, format!("the TeX command “\\{name}” is unknown and was kept as text"))
        }
    }
}
