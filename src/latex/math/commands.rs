//! The commands that are allowed in a formula, and the check that it contains no others.
//!
//! The list says what is allowed, not what is forbidden: TeX has too many ways to do harm.

use super::super::symbols::{self, Mode, Symbol};

/// The arguments that follow a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arguments {
    /// This number of arguments of mathematics.
    Math(u8),
    /// One argument of text.
    Text,
    /// An optional argument in brackets and one argument.
    Root,
    /// A delimiter; `\left` opens and `\right` closes.
    Delimiter,
}

/// Harmless commands of LaTeX's mathematics and amsmath, by their arguments.
static COMMANDS: &[(Arguments, &str)] = &[
    (
        Arguments::Math(0),
        "times div pm lnot neg to gets leftarrow rightarrow uparrow downarrow ldots dots dotsc dotso backslash lbrace rbrace \
         lt gt vert lvert rvert imath jmath eth quad qquad enspace thinspace S P dag ddag pounds copyright \
         arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max \
         min Pr sec sin sinh sup tan tanh bmod displaystyle textstyle scriptstyle scriptscriptstyle \
         rm bf it sf tt cal",
    ),
    (
        Arguments::Math(1),
        "mathcal mathscr mathbb mathfrak mathbf mathrm mathit mathsf mathtt mathnormal boldsymbol bm operatorname \
         ensuremath hat widehat check tilde widetilde acute grave dot ddot dddot breve bar vec mathring overline underline \
         overbrace underbrace overrightarrow overleftarrow mathop mathrel mathbin mathord mathopen mathclose mathpunct \
         pmod not phantom hphantom vphantom",
    ),
    (Arguments::Math(2), "frac dfrac tfrac cfrac binom dbinom tbinom stackrel overset underset"),
    (Arguments::Text, "text mbox textrm textit textbf textsf texttt textnormal textup textsc"),
    (Arguments::Root, "sqrt"),
    (
        Arguments::Delimiter,
        "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm",
    ),
];

/// Control symbols that take no arguments and are also allowed in text.
const CONTROL_SYMBOLS: &str = ",;:! {}%#$&_|-/>";

/// Operators; only these may be followed by `\limits` or `\nolimits`.
const OPERATORS: &str = "sum prod coprod int oint iint iiint bigcup bigcap bigvee bigwedge bigoplus bigotimes bigodot \
     bigsqcup biguplus lim liminf limsup max min sup inf det gcd Pr mathop operatorname overbrace underbrace";

/// The maximum nesting depth of the groups of a formula.
const MAX_FORMULA_DEPTH: usize = 40;

/// Returns how the symbol is written in mathematics: its own command, or the mathematical command that is read as
/// it.
pub(super) fn of_symbol(symbol: &Symbol) -> Option<&'static str> {
    match symbol.mode {
        Mode::Math | Mode::Greek => Some(symbol.tex),
        _ => symbol.also.iter().copied().find(|also| is_allowed_symbol(also)),
    }
}

/// Whether a command of the table of symbols, given with its backslash, is allowed in mathematics.
fn is_allowed_symbol(tex: &str) -> bool {
    tex.strip_prefix('\\').and_then(arguments) == Some(Arguments::Math(0))
}

fn arguments(name: &str) -> Option<Arguments> {
    let listed = COMMANDS.iter().find(|(_, names)| names.split(' ').any(|listed| listed == name));
    listed.map(|(arguments, _)| *arguments).or_else(|| {
        let symbol = symbols::by_tex(&format!("\\{name}"))?;
        let is_math = matches!(symbol.mode, Mode::Math | Mode::Greek) && !name.starts_with("text");
        is_math.then_some(Arguments::Math(0))
    })
}

/// Whether a command, named without its backslash, is allowed in mathematics.
pub(in super::super) fn is_known(name: &str) -> bool {
    arguments(name).is_some()
}

/// Whether a formula is safe between dollar signs: only known commands with their arguments, balanced groups, no
/// comment, no parameter, no alignment, no `^^` notation, and no two superscripts on one base.
pub(in super::super) fn is_harmless(tex: &str) -> bool {
    if tex.contains("^^") || tex.chars().any(char::is_control) {
        return false;
    }
    let mut check = Check { rest: tex };
    check.sequence(End::Formula, 0).is_some() && check.rest.is_empty()
}

/// The end of a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Formula,
    Brace,
    Bracket,
}

struct Check<'a> {
    rest: &'a str,
}

// Every function returns `None` as soon as something is wrong.
impl<'a> Check<'a> {
    fn next(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    /// Reads the name of the command whose backslash was just read.
    fn name(&mut self) -> Option<&'a str> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next()?.len_utf8() };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(name)
    }

    fn sequence(&mut self, end: End, depth: usize) -> Option<()> {
        if depth > MAX_FORMULA_DEPTH {
            return None;
        }
        let (mut has_superscript, mut has_subscript) = (false, false);
        let mut open_delimiters = 0_usize;
        let mut follows_operator = false;
        loop {
            let Some(character) = self.next() else {
                return (end == End::Formula && open_delimiters == 0).then_some(());
            };
            let may_have_limits = std::mem::take(&mut follows_operator);
            match character {
                '}' | ']' if (character == '}' && end == End::Brace) || (character == ']' && end == End::Bracket) => {
                    return (open_delimiters == 0).then_some(());
                }
                ' ' => {
                    follows_operator = may_have_limits;
                    continue;
                }
                '}' | '$' | '%' | '#' | '&' => return None,
                '^' | '_' => {
                    let taken = if character == '^' { &mut has_superscript } else { &mut has_subscript };
                    if std::mem::replace(taken, true) {
                        return None;
                    }
                    self.argument(depth)?;
                    continue;
                }
                '\'' => {
                    if has_superscript {
                        return None;
                    }
                    continue;
                }
                '{' => self.sequence(End::Brace, depth + 1)?,
                '\\' => {
                    let name = self.name()?;
                    match name {
                        "left" => open_delimiters += 1,
                        "right" => open_delimiters = open_delimiters.checked_sub(1)?,
                        "middle" if open_delimiters == 0 => return None,
                        "limits" | "nolimits" if may_have_limits => continue,
                        name => follows_operator = OPERATORS.split(' ').any(|operator| operator == name),
                    }
                    self.command(name, depth)?;
                }
                _ => {}
            }
            (has_superscript, has_subscript) = (false, false);
        }
    }

    fn command(&mut self, name: &str, depth: usize) -> Option<()> {
        if is_control_symbol(name) {
            return Some(());
        }
        match arguments(name)? {
            Arguments::Math(count) => (0..count).try_for_each(|_| self.argument(depth)),
            Arguments::Text => self.text_argument(),
            Arguments::Root => {
                self.skip_space();
                if let Some(rest) = self.rest.strip_prefix('[') {
                    self.rest = rest;
                    self.sequence(End::Bracket, depth + 1)?;
                }
                self.argument(depth)
            }
            Arguments::Delimiter => self.delimiter(),
        }
    }

    /// Reads a group, a character, or a command without arguments.
    fn argument(&mut self, depth: usize) -> Option<()> {
        self.skip_space();
        match self.next()? {
            '{' => self.sequence(End::Brace, depth + 1),
            '\\' => {
                let name = self.name()?;
                (is_control_symbol(name) || arguments(name) == Some(Arguments::Math(0))).then_some(())
            }
            character => (!"}^_$%#&'~".contains(character)).then_some(()),
        }
    }

    /// Reads a group of characters and escaped characters, without mathematics.
    fn text_argument(&mut self) -> Option<()> {
        self.skip_space();
        self.rest = self.rest.strip_prefix('{')?;
        loop {
            match self.next()? {
                '}' => return Some(()),
                '\\' => {
                    let name = self.name()?;
                    (is_control_symbol(name) && !">|;:!".contains(name)).then_some(())?;
                }
                character if "{^_$%#&".contains(character) => return None,
                _ => {}
            }
        }
    }

    fn delimiter(&mut self) -> Option<()> {
        self.skip_space();
        match self.next()? {
            '\\' => {
                let name = self.name()?;
                let known =
                    ["{", "}", "|", "lbrace", "rbrace", "vert", "Vert", "lvert", "rvert", "lVert", "rVert", "langle"];
                let more = ["rangle", "lceil", "rceil", "lfloor", "rfloor", "backslash", "uparrow", "downarrow"];
                (known.contains(&name) || more.contains(&name)).then_some(())
            }
            character => "()[]|/.<>".contains(character).then_some(()),
        }
    }
}

fn is_control_symbol(name: &str) -> bool {
    name.len() == 1 && CONTROL_SYMBOLS.contains(name)
}
