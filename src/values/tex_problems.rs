//! How the readers of TeX text report its problems.

use crate::diag::Code;
use crate::latex::ProblemKind;

/// Returns the code and the message of a problem.
pub(crate) fn describe(problem: &ProblemKind) -> (Code, String) {
    match problem {
        ProblemKind::UnbalancedBrace => (Code::TexUnbalanced, "this brace has no partner".to_owned()),
        ProblemKind::UnbalancedMath => (Code::TexUnbalanced, "this mathematics has no end or no start".to_owned()),
        ProblemKind::TooDeep => (Code::TexTooDeep, "braces are nested too deeply here".to_owned()),
        ProblemKind::UnknownCommand(name) => {
            (Code::TexUnknownCommand, format!("the TeX command “\\{name}” is not known and was kept as text"))
        }
    }
}
