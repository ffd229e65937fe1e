//! Converts MathML's presentation markup to TeX. Elements that are not known are replaced by their content.
//!
//! <https://www.w3.org/TR/mathml-core/>, and for `mfenced` and the names of alphabets MathML 3.

use super::typographically_spaced;
use crate::latex::math_with_commands;
use crate::syntax::element::{Element, Node};

/// Functions that have a TeX command.
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom",
    "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan",
    "tanh",
];

/// Operators whose under- and overscripts are limits.
const WITH_LIMITS: &[&str] = &["∑", "∏", "∐", "∫", "∮", "⋃", "⋂", "⨁", "⨂", "⋁", "⋀"];

/// Characters over a base and the commands of the accents.
const ACCENTS: &[(&[&str], &str)] = &[
    (&["^", "ˆ", "\u{302}"], "\\hat"),
    (&["¯", "‾", "ˉ", "_", "\u{304}", "\u{305}", "―", "−"], "\\bar"),
    (&["~", "˜", "\u{303}", "∼"], "\\tilde"),
    (&["˙", ".", "\u{307}"], "\\dot"),
    (&["¨", "..", "\u{308}"], "\\ddot"),
    (&["→", "⃗", "\u{20D7}", "⇀"], "\\vec"),
    (&["ˇ", "\u{30C}"], "\\check"),
    (&["˘", "\u{306}"], "\\breve"),
    (&["⏞"], "\\overbrace"),
];

/// Values of `mathvariant` and the commands of the alphabets.
const ALPHABETS: &[(&str, &str)] = &[
    ("normal", "\\mathrm"),
    ("bold", "\\mathbf"),
    ("bold-italic", "\\boldsymbol"),
    ("double-struck", "\\mathbb"),
    ("script", "\\mathcal"),
    ("bold-script", "\\mathcal"),
    ("fraktur", "\\mathfrak"),
    ("sans-serif", "\\mathsf"),
    ("monospace", "\\mathtt"),
];

/// Returns the TeX formula of a `math` element, without dollar signs.
pub(crate) fn to_tex(math: &Element) -> String {
    typographically_spaced(&row(&math.children))
}

/// Adds a piece of a formula; a command is separated from a letter that follows it.
fn push(piece: &str, tex: &mut String) {
    let is_name_end = {
        let name_start = tex.trim_end_matches(|character: char| character.is_ascii_alphabetic()).len();
        name_start < tex.len() && tex[..name_start].ends_with('\\') && !tex[..name_start].ends_with("\\\\")
    };
    if is_name_end && piece.starts_with(|first: char| first.is_ascii_alphabetic()) {
        tex.push(' ');
    }
    tex.push_str(piece);
}

fn row(nodes: &[Node]) -> String {
    let mut tex = String::new();
    for node in nodes {
        match node {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => push(&operator(text), &mut tex),
            Node::Element(element) => push(&convert(element), &mut tex),
        }
    }
    tex
}

fn convert(element: &Element) -> String {
    let children: Vec<&Element> = element.elements().collect();
    let child = |index: usize| children.get(index).map(|child| convert(child)).unwrap_or_default();
    match element.name.as_str() {
        "mi" => identifier(element),
        "mn" => in_alphabet(element, operator(&element.characters())),
        "mo" => operator(&element.characters()),
        "mtext" | "ms" => text(&element.characters()),
        "msub" => with_scripts(&child(0), Some(&child(1)), None),
        "msup" => with_scripts(&child(0), None, Some(&child(1))),
        "msubsup" => with_scripts(&child(0), Some(&child(1)), Some(&child(2))),
        "munder" => with_limits(&children, Some(1), None),
        "mover" => with_limits(&children, None, Some(1)),
        "munderover" => with_limits(&children, Some(1), Some(2)),
        "mfrac" => match element.attribute("linethickness").is_some_and(|width| width.starts_with('0')) {
            true => format!("\\binom{{{}}}{{{}}}", child(0), child(1)),
            false => format!("\\frac{{{}}}{{{}}}", child(0), child(1)),
        },
        "msqrt" => format!("\\sqrt{{{}}}", row(&element.children)),
        "mroot" => format!("\\sqrt[{}]{{{}}}", child(1), child(0)),
        "mfenced" => fenced(element, &children),
        "mmultiscripts" => multiscripts(&children),
        "mphantom" => format!("\\phantom{{{}}}", row(&element.children)),
        "semantics" => child(0),
        "annotation" | "annotation-xml" | "mspace" | "none" | "mprescripts" | "maligngroup" | "malignmark" => {
            String::new()
        }
        "mtable" => children.iter().map(|child| convert(child)).collect::<Vec<_>>().join("; "),
        "mtr" => children.iter().map(|child| convert(child)).collect::<Vec<_>>().join(", "),
        "mstyle" | "mrow" if element.attribute("mathvariant").is_some() => in_alphabet(element, row(&element.children)),
        _ => row(&element.children),
    }
}

/// A name: single letters are italic by default, longer names are upright.
fn identifier(element: &Element) -> String {
    let name = element.characters();
    let name = name.trim();
    if FUNCTIONS.contains(&name) {
        return format!("\\{name}");
    }
    let tex = operator(name);
    let is_word = name.chars().count() > 1 && name.chars().all(char::is_alphanumeric);
    match element.attribute("mathvariant") {
        Some("italic") => tex,
        None if is_word => format!("\\mathrm{{{tex}}}"),
        // Greek letters and other signs are not in the alphabets.
        _ if name.is_ascii() => in_alphabet(element, tex),
        _ => tex,
    }
}

fn in_alphabet(element: &Element, tex: String) -> String {
    let variant = element.attribute("mathvariant").unwrap_or_default();
    let alphabet = ALPHABETS.iter().find(|(name, _)| *name == variant);
    match alphabet {
        Some((_, command)) if tex.starts_with(|first: char| first.is_ascii_alphanumeric()) || tex.len() > 1 => {
            format!("{command}{{{tex}}}")
        }
        _ => tex,
    }
}

/// Escapes the characters of a formula that mean something in TeX, and drops invisible ones.
fn operator(characters: &str) -> String {
    let characters = characters.trim();
    if FUNCTIONS.contains(&characters) {
        return format!("\\{characters}");
    }
    let mut tex = String::with_capacity(characters.len());
    for character in characters.chars() {
        match character {
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => tex.extend(['\\', character]),
            '\\' => push("\\backslash", &mut tex),
            '^' => tex.push_str("\\wedge"),
            '~' => tex.push_str("\\sim"),
            // Invisible operators: function application, times, separator, plus.
            '\u{2061}'..='\u{2064}' | '\u{200B}' | '\u{FEFF}' => {}
            '−' | '‐' | '–' => tex.push('-'),
            '∗' => tex.push('*'),
            '′' => tex.push('\''),
            '\u{A0}' | '\u{2000}'..='\u{200A}' => tex.push(' '),
            _ => tex.push(character),
        }
    }
    math_with_commands(&tex)
}

/// Words inside a formula. Characters that have a meaning in TeX text, too, are escaped or left out.
fn text(words: &str) -> String {
    let mut tex = String::with_capacity(words.len());
    let mut after_space = false;
    for character in words.chars() {
        if character.is_whitespace() {
            if !after_space {
                tex.push(' ');
            }
            after_space = true;
            continue;
        }
        after_space = false;
        match character {
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => tex.extend(['\\', character]),
            '\\' | '^' | '~' => {}
            '–' | '−' => tex.push('-'),
            _ => tex.push(character),
        }
    }
    match tex.as_str() {
        "" => tex,
        " " => "\\ ".into(),
        _ => format!("\\text{{{tex}}}"),
    }
}

fn with_scripts(base: &str, sub: Option<&str>, sup: Option<&str>) -> String {
    let mut tex = if is_one_unit(base) { base.to_owned() } else { format!("{{{base}}}") };
    if let Some(sub) = sub.filter(|sub| !sub.is_empty()) {
        tex.push_str(&format!("_{{{sub}}}"));
    }
    match sup {
        None | Some("") => {}
        // A prime is a superscript already.
        Some(primes) if primes.bytes().all(|byte| byte == b'\'') => tex.push_str(primes),
        Some(sup) => tex.push_str(&format!("^{{{sup}}}")),
    }
    tex
}

/// Whether a script after this formula applies to all of it: one character, or a command without arguments.
fn is_one_unit(tex: &str) -> bool {
    match tex.strip_prefix('\\') {
        Some(name) => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()),
        None => tex.chars().count() == 1 && tex != "'",
    }
}

fn with_limits(children: &[&Element], under: Option<usize>, over: Option<usize>) -> String {
    let tex_of = |index: usize| children.get(index).map(|child| convert(child));
    let characters_of = |index: usize| children.get(index).map(|child| child.characters()).unwrap_or_default();
    let base = tex_of(0).unwrap_or_default();
    let base_characters = characters_of(0);
    let base_characters = base_characters.trim();
    let (under_tex, over_tex) = (under.and_then(tex_of), over.and_then(tex_of));
    if WITH_LIMITS.contains(&base_characters) || FUNCTIONS.contains(&base_characters) {
        return with_scripts(&base, under_tex.as_deref(), over_tex.as_deref());
    }
    let mut tex = base;
    if let Some(over) = over {
        let mark = characters_of(over);
        let accent = ACCENTS.iter().find(|(marks, _)| marks.contains(&mark.trim()));
        tex = match accent {
            None => format!("\\overset{{{}}}{{{tex}}}", over_tex.unwrap_or_default()),
            Some((_, command)) => format!("{command}{{{tex}}}"),
        };
    }
    if let Some(under) = under {
        let mark = characters_of(under);
        tex = match mark.trim() {
            "_" | "¯" | "‾" | "\u{332}" => format!("\\underline{{{tex}}}"),
            _ => format!("\\underset{{{}}}{{{tex}}}", under_tex.unwrap_or_default()),
        };
    }
    tex
}

fn fenced(element: &Element, children: &[&Element]) -> String {
    let open = element.attribute("open").unwrap_or("(");
    let close = element.attribute("close").unwrap_or(")");
    let separator = element.attribute("separators").unwrap_or(",").chars().find(|character| !character.is_whitespace());
    let separator = separator.map(|separator| operator(separator.encode_utf8(&mut [0; 4]))).unwrap_or_default();
    let content = children.iter().map(|child| convert(child)).collect::<Vec<_>>().join(&separator);
    let mut tex = operator(open);
    push(&content, &mut tex);
    push(&operator(close), &mut tex);
    tex
}

/// A base with its scripts in pairs; the pairs after `mprescripts` precede the base.
fn multiscripts(children: &[&Element]) -> String {
    let Some((base, scripts)) = children.split_first() else { return String::new() };
    let parting = scripts.iter().position(|script| script.name == "mprescripts").unwrap_or(scripts.len());
    let (after, before) = scripts.split_at(parting);
    let apply = |base: String, scripts: &[&Element]| {
        scripts.chunks(2).fold(base, |base, pair| {
            let script = |index: usize| pair.get(index).map(|script| convert(script));
            with_scripts(&base, script(0).as_deref(), script(1).as_deref())
        })
    };
    let mut tex = match before.get(1..) {
        Some(before) if !before.is_empty() => apply(String::new(), before),
        _ => String::new(),
    };
    push(&apply(convert(base), after), &mut tex);
    tex
}
