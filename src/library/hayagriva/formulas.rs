//! Formulas that are written (almost) identically in TeX and Typst, in both directions: letters, digits, signs, Greek
//! letters, and subscripts and superscripts. Hayagriva's formulas are Typst's; TeX in them would not compile.

/// Greek letters, which have the same names in both.
const GREEK: &[&str] = &[
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
    "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
];

/// Signs with the same meaning in both.
const SIGNS: &str = "+-=<>,.()|!' ";

/// Converts a TeX formula to Typst; returns `None` if it contains anything else, or would not come back unchanged.
pub(super) fn to_typst(tex: &str) -> Option<String> {
    let (mut typst, mut rest, mut open) = (String::new(), tex, 0_usize);
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match first {
            '\\' => {
                let name = rest[1..].split(|character: char| !character.is_ascii_alphabetic()).next()?;
                let greek = GREEK.iter().find(|greek| **greek == name)?;
                separate(&mut typst);
                typst.push_str(greek);
                length += name.len();
            }
            '^' | '_' => {
                typst.push(first);
                if rest[1..].starts_with('{') {
                    typst.push('(');
                    open += 1;
                    length += 1;
                }
            }
            '}' => {
                open = open.checked_sub(1)?;
                typst.push(')');
            }
            letter if letter.is_ascii_alphabetic() => {
                separate(&mut typst);
                typst.push(letter);
            }
            digit if digit.is_ascii_digit() => typst.push(digit),
            sign if SIGNS.contains(sign) => typst.push(sign),
            _ => return None,
        }
        rest = &rest[length..];
    }
    (open == 0 && to_tex(&typst).as_deref() == Some(tex)).then_some(typst)
}

/// Separates letters, which would otherwise form one name.
fn separate(typst: &mut String) {
    if typst.ends_with(|last: char| last.is_ascii_alphanumeric()) {
        typst.push(' ');
    }
}

/// Converts a Typst formula to TeX; returns `None` if it contains anything else.
pub(super) fn to_tex(typst: &str) -> Option<String> {
    let (mut tex, mut rest) = (String::new(), typst);
    let mut groups: Vec<bool> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match first {
            letter if letter.is_ascii_alphabetic() => {
                let word = rest.split(|character: char| !character.is_ascii_alphanumeric()).next()?;
                length = word.len();
                if let Some(greek) = GREEK.iter().find(|greek| **greek == word) {
                    tex.push('\\');
                    tex.push_str(greek);
                } else if word.len() == 1 {
                    if ends_in_command(&tex) {
                        tex.push(' ');
                    }
                    tex.push_str(word);
                } else {
                    return None;
                }
            }
            ' ' => {
                // Typst needs the space between letters; TeX only after a command.
                let next = rest[1..].chars().next();
                let parts = tex.ends_with(|last: char| last.is_ascii_alphanumeric())
                    && next.is_some_and(|next| next.is_ascii_alphabetic());
                if !parts {
                    tex.push(' ');
                }
            }
            '^' | '_' => {
                tex.push(first);
                if rest[1..].starts_with('(') {
                    tex.push('{');
                    groups.push(true);
                    length += 1;
                }
            }
            '(' => {
                groups.push(false);
                tex.push('(');
            }
            ')' => tex.push(if groups.pop()? { '}' } else { ')' }),
            digit if digit.is_ascii_digit() => tex.push(digit),
            sign if SIGNS.contains(sign) => tex.push(sign),
            _ => return None,
        }
        rest = &rest[length..];
    }
    groups.is_empty().then_some(tex)
}

fn ends_in_command(tex: &str) -> bool {
    tex.rfind('\\').is_some_and(|start| tex[start + 1..].bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::{to_tex, to_typst};

    #[test]
    fn simple_formulas_go_there_and_back() {
        for (tex, typst) in [
            ("x^2", "x^2"),
            ("a_{12}", "a_(12)"),
            ("\\alpha", "alpha"),
            ("2n", "2 n"),
            ("f(x) = y", "f(x) = y"),
            ("^2", "^2"),
        ] {
            assert_eq!(to_typst(tex).as_deref(), Some(typst));
            assert_eq!(to_tex(typst).as_deref(), Some(tex));
        }
    }

    #[test]
    fn others_are_left_alone() {
        for tex in ["\\mathcal{A}", "\\frac12", "#x", "\"a\"", "a/b", "{x}", "\\alpha}"] {
            assert_eq!(to_typst(tex), None, "{tex}");
        }
        for typst in ["cal(A)", "#read(\"x\")", "\"text\"", "a/b", "x)"] {
            assert_eq!(to_tex(typst), None, "{typst}");
        }
    }
}
