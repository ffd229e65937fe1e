//! Formulas as rich text, for output without TeX.

use super::super::symbols;
use super::alphabets::{self, Alphabet};
use crate::model::{Inline, Text};
use unicode_normalization::UnicodeNormalization;

/// The maximum nesting depth of groups in a formula; deeper ones lose their structure and keep their characters.
const MAX_FORMULA_DEPTH: usize = 40;

/// Relations, which have space on both sides.
const RELATIONS: &str = "=<>≤≥⩽⩾≠≪≫≈≃≅≡∼≲≳∝≺≻⪯⪰∈∉∋⊂⊃⊆⊇⊊⊢⊣⊨∣→←↔⇒⇐⇔↦⟶⟵⟷⟹⟺⟼≔≜≐↪⇌⇝↠≍";

/// Operators, which have space on both sides if something precedes them.
const OPERATORS: &str = "+−×÷±∓∗⋅∘⋆⊕⊖⊗⊘⊙∩∪⊎⊓⊔∧∨∖⋊⋉⋄·∙";

/// Commands that are shown as their names.
const FUNCTIONS: &str = "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf \
                         limsup ln log max min Pr sec sin sinh sup tan tanh bmod mod argmax argmin";

/// Commands without a visible effect outside TeX.
const SILENT: &str = "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits left right middle big Big bigg \
                      Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm rm bf it sf tt mathop mathrel \
                      mathbin mathord mathopen mathclose mathpunct nonumber hline boldmath protect relax";

/// Accents over letters of a formula, as combining marks.
static ACCENTS: &[(&str, char)] = &[
    ("hat", '\u{302}'),
    ("widehat", '\u{302}'),
    ("tilde", '\u{303}'),
    ("widetilde", '\u{303}'),
    ("bar", '\u{304}'),
    ("overline", '\u{305}'),
    ("underline", '\u{332}'),
    ("breve", '\u{306}'),
    ("dot", '\u{307}'),
    ("ddot", '\u{308}'),
    ("mathring", '\u{30A}'),
    ("check", '\u{30C}'),
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("vec", '\u{20D7}'),
    ("overrightarrow", '\u{20D7}'),
    ("overleftarrow", '\u{20D6}'),
];

/// Returns the appearance of a formula, given without its dollar signs: Unicode characters, superscripts and
/// subscripts.
///
/// `\mathcal{A}` is 𝒜, `x^2` is x with a superscript, `\frac{a}{b}` is a/b. Every formula is accepted and no TeX
/// remains: unknown commands are shown as their names, and braces are dropped.
pub fn math_to_unicode(tex: &str) -> Vec<Inline> {
    let mut reader = Reader { rest: tex, depth: 0, is_script: false };
    let mut line = Line::default();
    while !reader.rest.is_empty() {
        line.append(reader.sequence(None));
    }
    Text::from(line.inlines).into_inlines()
}

/// The line under construction, with the space that is due before the next item.
#[derive(Default)]
struct Line {
    inlines: Vec<Inline>,
    due: Due,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Due {
    #[default]
    Nothing,
    /// A space before anything.
    Space,
    /// A space before a letter or digit.
    SpaceBeforeWord,
}

impl Line {
    fn last(&self) -> Option<char> {
        last_character(&self.inlines)
    }

    fn push(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        let due = std::mem::take(&mut self.due);
        let space = due == Due::Space || (due == Due::SpaceBeforeWord && first.is_alphanumeric());
        let space = if space && !self.inlines.is_empty() && first != ' ' { " " } else { "" };
        match self.inlines.last_mut() {
            Some(Inline::Str(before)) => {
                before.push_str(space);
                before.push_str(text);
            }
            _ => self.inlines.push(Inline::Str(format!("{space}{text}"))),
        }
    }

    fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Str(text) => self.push(&text),
                other => {
                    if std::mem::take(&mut self.due) == Due::Space && !self.inlines.is_empty() {
                        self.push(" ");
                    }
                    self.inlines.push(other);
                }
            }
        }
    }

    /// A relation or operator in a formula.
    fn operator(&mut self, operator: char, is_script: bool) {
        let is_relation = RELATIONS.contains(operator);
        let operand_before = self.last().is_some_and(|last| {
            !"([{⟨,;|/ ".contains(last) && !RELATIONS.contains(last) && (is_relation || !OPERATORS.contains(last))
        });
        if is_script || !operand_before {
            self.push(operator.encode_utf8(&mut [0; 4]));
        } else {
            self.due = Due::Space;
            self.push(operator.encode_utf8(&mut [0; 4]));
            self.due = Due::Space;
        }
    }

    fn word(&mut self, word: &str) {
        if self.due == Due::Nothing && self.last().is_some_and(|last| last.is_alphanumeric() || last == ')') {
            self.due = Due::Space;
        }
        self.push(word);
        self.due = Due::SpaceBeforeWord;
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    is_script: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Reads the name of the command whose backslash was just read.
    fn name(&mut self) -> &'a str {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        name
    }

    /// Reads everything up to the closing character of this group, or to the end.
    fn sequence(&mut self, end: Option<char>) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some(character) = self.next() {
            match character {
                _ if Some(character) == end => break,
                '}' | '$' => {}
                '{' if self.depth < MAX_FORMULA_DEPTH => line.append(self.deeper(|reader| reader.sequence(Some('}')))),
                '{' => {}
                '^' | '_' => self.script(character, &mut line),
                '\\' => self.command(&mut line),
                '-' => line.operator('−', self.is_script),
                '\'' => line.push("′"),
                '~' => line.push("\u{A0}"),
                '&' => line.due = Due::Space,
                ',' | ';' => {
                    let in_number = line.last().is_some_and(|last| last.is_ascii_digit())
                        && self.rest.starts_with(|next: char| next.is_ascii_digit());
                    line.push(character.encode_utf8(&mut [0; 4]));
                    if !in_number && !self.is_script {
                        line.due = Due::Space;
                    }
                }
                _ if character.is_whitespace() => {}
                _ if RELATIONS.contains(character) || OPERATORS.contains(character) => {
                    line.operator(character, self.is_script);
                }
                _ => line.push(character.encode_utf8(&mut [0; 4])),
            }
        }
        line.inlines
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads an argument: a group, a command, or one character.
    fn argument(&mut self) -> Vec<Inline> {
        self.skip_space();
        if self.depth >= MAX_FORMULA_DEPTH || self.rest.starts_with('}') {
            return Vec::new();
        }
        self.deeper(|reader| {
            let mut line = Line::default();
            match reader.next() {
                Some('{') => return reader.sequence(Some('}')),
                Some('\\') => reader.command(&mut line),
                Some('-') => line.push("−"),
                Some('\'') => line.push("′"),
                Some(character) => line.push(character.encode_utf8(&mut [0; 4])),
                None => {}
            }
            line.inlines
        })
    }

    fn script(&mut self, kind: char, line: &mut Line) {
        let outer = std::mem::replace(&mut self.is_script, true);
        let content = self.argument();
        self.is_script = outer;
        let plain = Text::from(content.clone());
        match (kind, plain.as_plain()) {
            (_, Some("")) => {}
            ('^', Some("∘")) => line.push("°"),
            ('^', Some(primes)) if primes.chars().all(|character| character == '′') => line.push(primes),
            ('^', _) => line.inlines.push(Inline::Sup(content)),
            _ => line.inlines.push(Inline::Sub(content)),
        }
    }

    fn command(&mut self, line: &mut Line) {
        let name = self.name();
        let listed = |names: &str| names.split(' ').any(|listed| listed == name);
        if let Some(alphabet) = alphabets::by_command(name) {
            let content = if name == "cal" { self.rest_of_group() } else { self.argument() };
            return line.append(in_alphabet(content, alphabet));
        }
        if let Some((_, mark)) = ACCENTS.iter().find(|(command, _)| *command == name) {
            return line.append(with_mark(self.argument(), *mark));
        }
        match name {
            "" => {}
            "," => line.push("\u{202F}"),
            "!" | "/" | "-" => {}
            " " | ";" | ":" | ">" | "quad" | "qquad" | "enspace" | "\\" | "\n" => line.due = Due::Space,
            "|" => line.push("‖"),
            "left" | "right" if self.rest.trim_start().starts_with('.') => {
                self.skip_space();
                self.next();
            }
            "frac" | "dfrac" | "tfrac" | "cfrac" | "nicefrac" | "sfrac" => {
                let (over, under) = (self.argument(), self.argument());
                line.append(in_parentheses(over));
                line.push("/");
                line.append(in_parentheses(under));
            }
            "over" | "atop" => line.push("/"),
            "binom" | "dbinom" | "tbinom" => {
                line.push("(");
                line.append(self.argument());
                line.push(" over ");
                line.append(self.argument());
                line.push(")");
            }
            "sqrt" => {
                self.skip_space();
                if let Some(rest) = self.rest.strip_prefix('[').filter(|_| self.depth < MAX_FORMULA_DEPTH) {
                    self.rest = rest;
                    let degree = self.deeper(|reader| reader.sequence(Some(']')));
                    line.append(vec![Inline::Sup(degree)]);
                }
                line.push("√");
                line.append(in_parentheses(self.argument()));
            }
            "overset" | "stackrel" | "underset" => {
                let (annotation, base) = (self.argument(), self.argument());
                line.append(base);
                let is_above = name != "underset";
                line.inlines.push(if is_above { Inline::Sup(annotation) } else { Inline::Sub(annotation) });
            }
            "pmod" => {
                line.due = Due::Space;
                line.push("(mod ");
                line.append(self.argument());
                line.push(")");
            }
            "mathbf" | "boldsymbol" | "bm" | "textbf" | "pmb" => {
                let content = self.argument();
                line.append(vec![Inline::Strong(content)]);
            }
            "mathit" | "textit" | "emph" => {
                let content = self.argument();
                line.append(vec![Inline::Em(content)]);
            }
            "text" | "mbox" | "hbox" | "textrm" | "textnormal" | "textsf" | "texttt" | "textup" => self.text(line),
            "operatorname" => {
                self.skip_space();
                self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
                let name = Text::from(self.argument()).to_plain();
                line.word(&name);
            }
            "mathrm" | "mathsf" | "mathtt" | "mathnormal" | "ensuremath" | "overbrace" | "underbrace" => {
                line.append(self.argument());
            }
            "textcolor" => {
                self.argument();
                line.append(self.argument());
            }
            "color" | "label" | "tag" | "begin" | "end" | "phantom" | "hphantom" | "vphantom" | "hspace" | "vspace" => {
                self.argument();
            }
            "not" => {
                let negated = Text::from(self.argument()).to_plain();
                let negated: String = negated.chars().chain(['\u{338}']).nfc().collect();
                line.due = Due::Space;
                line.push(&negated);
                line.due = Due::Space;
            }
            _ if listed(FUNCTIONS) => line.word(name.strip_prefix("bmod").map_or(name, |_| "mod")),
            _ if listed(SILENT) => {}
            _ => match symbols::by_tex(&format!("\\{name}")) {
                Some(symbol) if RELATIONS.contains(symbol.character) || OPERATORS.contains(symbol.character) => {
                    line.operator(symbol.character, self.is_script);
                }
                Some(symbol) => line.push(symbol.character.encode_utf8(&mut [0; 4])),
                None if name.len() == 1 => line.push(name),
                None => line.word(name),
            },
        }
    }

    /// Reads the rest of the group up to its closing brace, which is not consumed.
    fn rest_of_group(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        self.skip_space();
        while !self.rest.is_empty() && !self.rest.starts_with('}') {
            let before = self.rest.len();
            content.extend(self.argument());
            self.skip_space();
            if self.rest.len() == before {
                break;
            }
        }
        content
    }

    /// Reads a group of text, in which spaces count.
    fn text(&mut self, line: &mut Line) {
        self.skip_space();
        let Some(rest) = self.rest.strip_prefix('{') else { return line.append(self.argument()) };
        self.rest = rest;
        let mut depth = 0_usize;
        let mut text = String::new();
        while let Some(character) = self.next() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                '$' => {}
                '~' => text.push('\u{A0}'),
                '\\' => {
                    let name = self.name();
                    match symbols::by_tex(&format!("\\{name}")) {
                        Some(symbol) => text.push(symbol.character),
                        None if name == " " => text.push(' '),
                        None => {}
                    }
                }
                _ => text.push(character),
            }
        }
        line.push(&text);
    }
}

fn last_character(inlines: &[Inline]) -> Option<char> {
    match inlines.last()? {
        Inline::Str(text) => text.chars().next_back(),
        other => last_character(other.children()?),
    }
}

fn in_alphabet(inlines: Vec<Inline>, alphabet: &Alphabet) -> Vec<Inline> {
    inlines
        .into_iter()
        .map(|inline| match inline {
            Inline::Str(text) => {
                Inline::Str(text.chars().map(|plain| alphabet.letter(plain).unwrap_or(plain)).collect())
            }
            other => {
                let content = other.children().unwrap_or_default().to_vec();
                other.with_children(in_alphabet(content, alphabet))
            }
        })
        .collect()
}

/// Puts a mark on the first letter; Unicode has no marks for several letters.
fn with_mark(mut inlines: Vec<Inline>, mark: char) -> Vec<Inline> {
    match inlines.first_mut() {
        Some(Inline::Str(text)) => {
            let mut characters = text.chars();
            let first = characters.next();
            *text = first.into_iter().chain([mark]).chain(characters).nfc().collect();
        }
        Some(container) => {
            let content = container.children().unwrap_or_default().to_vec();
            *container = container.with_children(with_mark(content, mark));
        }
        None => {}
    }
    inlines
}

/// Encloses the formula in parentheses, unless it is a single number or letter.
fn in_parentheses(inlines: Vec<Inline>) -> Vec<Inline> {
    let plain = Text::from(inlines.clone()).to_plain();
    let is_number = plain.chars().all(|character| character.is_ascii_digit());
    if is_number || plain.chars().count() <= 1 {
        return inlines;
    }
    let mut line = Line::default();
    line.push("(");
    line.append(inlines);
    line.push(")");
    line.inlines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::math_to_unicode;
    use crate::model::{Inline, Text};

    fn plain(tex: &str) -> String {
        Text::from(math_to_unicode(tex)).to_plain()
    }

    #[test]
    fn symbols_and_alphabets() {
        assert_eq!(plain("\\mathcal{A}"), "𝒜");
        assert_eq!(plain("{\\cal AB}"), "𝒜ℬ");
        assert_eq!(plain("\\alpha \\in \\mathbb{R}"), "α ∈ ℝ");
        assert_eq!(plain("O(n \\log n)"), "O(n log n)");
        assert_eq!(plain("6\\%-14\\%"), "6% − 14%");
        assert_eq!(plain("-1"), "−1");
        assert_eq!(plain("\\hat{x}=\\frac{1}{n}\\sum x"), "x̂ = 1/n∑x");
        assert_eq!(plain("\\frac{a+b}{2}"), "(a + b)/2");
        assert_eq!(plain("90^\\circ"), "90°");
        assert_eq!(plain("90{}^{\\circ}"), "90°");
        assert_eq!(plain("f'(x,y)"), "f′(x, y)");
        assert_eq!(plain("a \\not= b"), "a ≠ b");
        assert_eq!(plain("\\text{if } x"), "if x");
    }

    #[test]
    fn scripts_are_rich_text() {
        let string = |text: &str| Inline::Str(text.into());
        assert_eq!(math_to_unicode("^2"), [Inline::Sup(vec![string("2")])]);
        assert_eq!(math_to_unicode("L_1"), [string("L"), Inline::Sub(vec![string("1")])]);
        assert_eq!(math_to_unicode("\\ell_{2,1}"), [string("ℓ"), Inline::Sub(vec![string("2,1")])]);
        assert_eq!(math_to_unicode("x^{2n}+1"), [string("x"), Inline::Sup(vec![string("2n")]), string(" + 1")]);
    }

    #[test]
    fn no_tex_is_left() {
        assert_eq!(plain("\\input{/etc/passwd}"), "input/etc/passwd");
        assert_eq!(plain("\\foo{a}{b"), "foo ab");
        assert_eq!(plain("}}x\\"), "x");
    }

    #[test]
    fn nesting_is_bounded() {
        for bomb in ["{".repeat(100_000), "x^{".repeat(50_000), "\\sqrt".repeat(50_000), "\\cal{".repeat(50_000)] {
            assert!(!plain(&bomb).contains('{'));
        }
    }

    proptest! {
        #[test]
        fn any_formula_is_shown_without_tex(
            tex in any::<String>(),
            soup in "([{}$^_'&~% a\\-\\]\\[0-9]|\\\\(cal|hat|frac|sqrt|left|not|text|mathbf|log|alpha|in|begin|[, {|a])){0,40}",
        ) {
            for formula in [tex, soup] {
                let shown = plain(&formula.replace("\\backslash", ""));
                assert!(!shown.contains('\\'), "{formula}: {shown}");
            }
        }
    }
}
