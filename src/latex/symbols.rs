//! The only table of commands and their characters, read in both directions.
//!
//! The first column is the character, the next is how it is written, the last is what else is read as it. Commands of
//! text are those of the LaTeX kernel (OT1, T1, TS1; <https://ctan.org/pkg/encguide>), those of mathematics are the
//! kernel's and amssymb's (<https://ctan.org/pkg/comprehensive>).

use std::collections::HashMap;
use std::sync::LazyLock;

/// A character with a command.
pub(super) struct Symbol {
    /// The character.
    pub(super) character: char,
    /// How it is written: a command with its backslash, or for mathematics a command or a short formula.
    pub(super) tex: &'static str,
    /// Where the command may be used.
    pub(super) mode: Mode,
    /// Other TeX that is read as this character.
    pub(super) also: &'static [&'static str],
}

/// Where a command is allowed, and whether its character may be written directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A letter of text, written in braces as one of BibTeX's "special characters".
    Letter,
    /// A symbol of text; written directly if UTF-8 is allowed.
    Text,
    /// Written as its command even if UTF-8 is allowed: invisible spaces, and characters that are special in TeX.
    Always,
    /// A Greek letter. Greek words are written directly, single letters are mathematics.
    Greek,
    /// A letter whose command only exists in other font encodings than T1: it is read and not written.
    ReadOnly,
    /// A symbol of mathematics. pdfTeX has no glyph for it in text, so it is always written as mathematics.
    Math,
}

const fn row(character: char, mode: Mode, tex: &'static str, also: &'static [&'static str]) -> Symbol {
    Symbol { character, tex, mode, also }
}

use Mode::{Always, Greek, Letter, Math, ReadOnly, Text};

static SYMBOLS: &[Symbol] = &[
    // Characters that are special in TeX, and those that the old text encoding OT1 shows as something else.
    row('\\', Always, r"\textbackslash", &[r"\backslash"]),
    row('{', Always, r"\textbraceleft", &[r"\{", r"\lbrace"]),
    row('}', Always, r"\textbraceright", &[r"\}", r"\rbrace"]),
    row('~', Always, r"\textasciitilde", &[]),
    row('^', Always, r"\textasciicircum", &[]),
    row('`', Always, r"\textasciigrave", &[]),
    row('<', Always, r"\textless", &[r"\lt"]),
    row('>', Always, r"\textgreater", &[r"\gt"]),
    row('|', Always, r"\textbar", &[r"\vert", r"\lvert", r"\rvert"]),
    row('#', Always, r"\#", &[]),
    row('$', Always, r"\$", &[r"\textdollar"]),
    row('%', Always, r"\%", &[r"\textpercent"]),
    row('&', Always, r"\&", &[r"\textampersand"]),
    row('_', Always, r"\_", &[r"\textunderscore"]),
    row('"', Text, r"\textquotedbl", &[]),
    row('\'', Text, r"\textquotesingle", &[]),
    // Spaces.
    row('\u{202F}', Always, r"\,", &[]),
    row('\u{2009}', Always, r"\thinspace", &[]),
    row('\u{AD}', Always, r"\-", &[]),
    row('\u{2002}', Always, r"\enspace", &[r"\enskip"]),
    row('\u{2003}', Always, r"\quad", &[r"\emspace"]),
    row('\u{200C}', Text, r"\textcompwordmark", &[]),
    // Letters. The command of å is only read, as its ring is written like every accent.
    row('ß', Letter, r"\ss", &[]),
    row('ẞ', Letter, r"\SS", &[]),
    row('æ', Letter, r"\ae", &[]),
    row('Æ', Letter, r"\AE", &[]),
    row('œ', Letter, r"\oe", &[]),
    row('Œ', Letter, r"\OE", &[]),
    row('ø', Letter, r"\o", &[]),
    row('Ø', Letter, r"\O", &[]),
    row('å', Letter, r"\aa", &[]),
    row('Å', Letter, r"\AA", &[]),
    row('ł', Letter, r"\l", &[]),
    row('Ł', Letter, r"\L", &[]),
    row('ı', Letter, r"\i", &[r"\imath"]),
    row('ȷ', Letter, r"\j", &[r"\jmath"]),
    row('ð', Letter, r"\dh", &[r"\eth"]),
    row('Ð', Letter, r"\DH", &[]),
    row('đ', Letter, r"\dj", &[]),
    row('Đ', Letter, r"\DJ", &[]),
    row('þ', Letter, r"\th", &[]),
    row('Þ', Letter, r"\TH", &[]),
    row('ŋ', Letter, r"\ng", &[]),
    row('Ŋ', Letter, r"\NG", &[]),
    row('ĳ', Letter, r"\ij", &[]),
    row('Ĳ', Letter, r"\IJ", &[]),
    row('ơ', ReadOnly, r"\ohorn", &[]),
    row('Ơ', ReadOnly, r"\OHORN", &[]),
    row('ư', ReadOnly, r"\uhorn", &[]),
    row('Ư', ReadOnly, r"\UHORN", &[]),
    row('ª', Text, r"\textordfeminine", &[]),
    row('º', Text, r"\textordmasculine", &[]),
    // Quotation marks, dashes and dots. The lexer reads the ligatures.
    row('“', Text, r"\textquotedblleft", &[r"\ldq", r"\grqq"]),
    row('”', Text, r"\textquotedblright", &[r"\rdq"]),
    row('‘', Text, r"\textquoteleft", &[r"\lq", r"\grq"]),
    row('’', Text, r"\textquoteright", &[r"\rq"]),
    row('„', Text, r"\quotedblbase", &[r"\glqq"]),
    row('‚', Text, r"\quotesinglbase", &[r"\glq"]),
    row('«', Text, r"\guillemotleft", &[r"\guillemetleft", r"\flqq"]),
    row('»', Text, r"\guillemotright", &[r"\guillemetright", r"\frqq"]),
    row('‹', Text, r"\guilsinglleft", &[r"\flq"]),
    row('›', Text, r"\guilsinglright", &[r"\frq"]),
    row('–', Always, "--", &[r"\textendash"]),
    row('—', Always, "---", &[r"\textemdash"]),
    row('…', Text, r"\ldots", &[r"\dots", r"\textellipsis", r"\dotsc", r"\dotso"]),
    row('·', Text, r"\textperiodcentered", &[r"\textcdot"]),
    row('•', Text, r"\textbullet", &[]),
    row('¡', Text, r"\textexclamdown", &[]),
    row('¿', Text, r"\textquestiondown", &[]),
    row('§', Text, r"\textsection", &[r"\S"]),
    row('¶', Text, r"\textparagraph", &[r"\P"]),
    row('†', Text, r"\dag", &[r"\textdagger"]),
    row('‡', Text, r"\ddag", &[r"\textdaggerdbl"]),
    row('¦', Text, r"\textbrokenbar", &[]),
    row('‖', Text, r"\textbardbl", &[]),
    row('␣', Math, r"\mbox{\textvisiblespace}", &[r"\textvisiblespace"]),
    row('‰', Text, r"\textperthousand", &[]),
    row('‱', Text, r"\textpertenthousand", &[]),
    row('※', Text, r"\textreferencemark", &[]),
    row('№', Text, r"\textnumero", &[]),
    row('℗', Text, r"\textcircledP", &[]),
    row('©', Text, r"\textcopyright", &[r"\copyright"]),
    row('®', Text, r"\textregistered", &[]),
    row('™', Text, r"\texttrademark", &[]),
    row('℠', Text, r"\textservicemark", &[]),
    row('℃', Text, r"\textcelsius", &[r"\celsius"]),
    row('°', Text, r"\textdegree", &[r"\degree"]),
    row('µ', Text, r"\textmu", &[r"\micro"]),
    row('Ω', Greek, r"\Omega", &[r"\textohm", r"\textOmega"]),
    row('¹', Text, r"\textonesuperior", &[]),
    row('²', Text, r"\texttwosuperior", &[]),
    row('³', Text, r"\textthreesuperior", &[]),
    row('¼', Text, r"\textonequarter", &[]),
    row('½', Text, r"\textonehalf", &[]),
    row('¾', Text, r"\textthreequarters", &[]),
    row('×', Text, r"\texttimes", &[r"\times"]),
    row('÷', Text, r"\textdiv", &[r"\div"]),
    row('±', Text, r"\textpm", &[r"\pm"]),
    row('¬', Text, r"\textlnot", &[r"\lnot", r"\neg"]),
    row('⁄', Text, r"\textfractionsolidus", &[]),
    row('♪', Text, r"\textmusicalnote", &[]),
    row('℮', Text, r"\textestimated", &[]),
    row('℞', Text, r"\textrecipe", &[]),
    // Currency.
    row('£', Text, r"\pounds", &[r"\textsterling"]),
    row('€', Text, r"\texteuro", &[r"\euro"]),
    row('¥', Text, r"\textyen", &[r"\yen"]),
    row('¢', Text, r"\textcent", &[]),
    row('¤', Text, r"\textcurrency", &[]),
    row('ƒ', Text, r"\textflorin", &[]),
    row('₩', Text, r"\textwon", &[]),
    row('₦', Text, r"\textnaira", &[]),
    row('₫', Text, r"\textdong", &[]),
    row('₱', Text, r"\textpeso", &[]),
    row('₤', Text, r"\textlira", &[]),
    row('฿', Text, r"\textbaht", &[]),
    // Accents that are characters of their own.
    row('´', Text, r"\textasciiacute", &[]),
    row('¨', Text, r"\textasciidieresis", &[]),
    row('¯', Text, r"\textasciimacron", &[]),
    row('˘', Text, r"\textasciibreve", &[]),
    row('ˇ', Text, r"\textasciicaron", &[]),
    row('˝', Text, r"\textacutedbl", &[]),
    row('˜', Text, r"\texttildelow", &[]),
    // Greek. The letters that look Latin have no command in TeX; the empty group distinguishes them from Latin ones.
    row('Α', Greek, r"\mathrm{{}A}", &[r"\textAlpha"]),
    row('Β', Greek, r"\mathrm{{}B}", &[r"\textBeta"]),
    row('Ε', Greek, r"\mathrm{{}E}", &[r"\textEpsilon"]),
    row('Ζ', Greek, r"\mathrm{{}Z}", &[r"\textZeta"]),
    row('Η', Greek, r"\mathrm{{}H}", &[r"\textEta"]),
    row('Ι', Greek, r"\mathrm{{}I}", &[r"\textIota"]),
    row('Κ', Greek, r"\mathrm{{}K}", &[r"\textKappa"]),
    row('Μ', Greek, r"\mathrm{{}M}", &[r"\textMu"]),
    row('Ν', Greek, r"\mathrm{{}N}", &[r"\textNu"]),
    row('Ο', Greek, r"\mathrm{{}O}", &[r"\textOmicron"]),
    row('Ρ', Greek, r"\mathrm{{}P}", &[r"\textRho"]),
    row('Τ', Greek, r"\mathrm{{}T}", &[r"\textTau"]),
    row('Χ', Greek, r"\mathrm{{}X}", &[r"\textChi"]),
    row('ο', Greek, r"\mathrm{{}o}", &[r"\textomicron"]),
    row('α', Greek, r"\alpha", &[r"\textalpha"]),
    row('β', Greek, r"\beta", &[r"\textbeta"]),
    row('γ', Greek, r"\gamma", &[r"\textgamma"]),
    row('δ', Greek, r"\delta", &[r"\textdelta"]),
    row('ε', Greek, r"\varepsilon", &[r"\textepsilon"]),
    row('ϵ', Greek, r"\epsilon", &[]),
    row('ζ', Greek, r"\zeta", &[r"\textzeta"]),
    row('η', Greek, r"\eta", &[r"\texteta"]),
    row('θ', Greek, r"\theta", &[r"\texttheta"]),
    row('ϑ', Greek, r"\vartheta", &[]),
    row('ι', Greek, r"\iota", &[r"\textiota"]),
    row('κ', Greek, r"\kappa", &[r"\textkappa"]),
    row('ϰ', Greek, r"\varkappa", &[]),
    row('λ', Greek, r"\lambda", &[r"\textlambda"]),
    row('μ', Greek, r"\mu", &[r"\textmugreek"]),
    row('ν', Greek, r"\nu", &[r"\textnu"]),
    row('ξ', Greek, r"\xi", &[r"\textxi"]),
    row('π', Greek, r"\pi", &[r"\textpi"]),
    row('ϖ', Greek, r"\varpi", &[]),
    row('ρ', Greek, r"\rho", &[r"\textrho"]),
    row('ϱ', Greek, r"\varrho", &[]),
    row('σ', Greek, r"\sigma", &[r"\textsigma"]),
    row('ς', Greek, r"\varsigma", &[r"\textvarsigma"]),
    row('τ', Greek, r"\tau", &[r"\texttau"]),
    row('υ', Greek, r"\upsilon", &[r"\textupsilon"]),
    row('φ', Greek, r"\varphi", &[r"\textphi"]),
    row('ϕ', Greek, r"\phi", &[]),
    row('χ', Greek, r"\chi", &[r"\textchi"]),
    row('ψ', Greek, r"\psi", &[r"\textpsi"]),
    row('ω', Greek, r"\omega", &[r"\textomega"]),
    row('Γ', Greek, r"\Gamma", &[r"\textGamma"]),
    row('Δ', Greek, r"\Delta", &[r"\textDelta"]),
    row('Θ', Greek, r"\Theta", &[r"\textTheta"]),
    row('Λ', Greek, r"\Lambda", &[r"\textLambda"]),
    row('Ξ', Greek, r"\Xi", &[r"\textXi"]),
    row('Π', Greek, r"\Pi", &[r"\textPi"]),
    row('Σ', Greek, r"\Sigma", &[r"\textSigma"]),
    row('Υ', Greek, r"\Upsilon", &[r"\textUpsilon"]),
    row('Φ', Greek, r"\Phi", &[r"\textPhi"]),
    row('Ψ', Greek, r"\Psi", &[r"\textPsi"]),
    // Arrows.
    row('←', Text, r"\textleftarrow", &[r"\leftarrow", r"\gets"]),
    row('→', Text, r"\textrightarrow", &[r"\rightarrow", r"\to"]),
    row('↑', Text, r"\textuparrow", &[r"\uparrow"]),
    row('↓', Text, r"\textdownarrow", &[r"\downarrow"]),
    row('↔', Math, r"\leftrightarrow", &[]),
    row('↕', Math, r"\updownarrow", &[]),
    row('⇐', Math, r"\Leftarrow", &[]),
    row('⇒', Math, r"\Rightarrow", &[r"\implies"]),
    row('⇑', Math, r"\Uparrow", &[]),
    row('⇓', Math, r"\Downarrow", &[]),
    row('⇔', Math, r"\Leftrightarrow", &[r"\iff"]),
    row('↦', Math, r"\mapsto", &[]),
    row('⟵', Math, r"\longleftarrow", &[]),
    row('⟶', Math, r"\longrightarrow", &[]),
    row('⟷', Math, r"\longleftrightarrow", &[]),
    row('⟹', Math, r"\Longrightarrow", &[]),
    row('⟺', Math, r"\Longleftrightarrow", &[]),
    row('⟼', Math, r"\longmapsto", &[]),
    row('↪', Math, r"\hookrightarrow", &[]),
    row('↩', Math, r"\hookleftarrow", &[]),
    row('↗', Math, r"\nearrow", &[]),
    row('↘', Math, r"\searrow", &[]),
    row('↙', Math, r"\swarrow", &[]),
    row('↖', Math, r"\nwarrow", &[]),
    row('⇌', Math, r"\rightleftharpoons", &[]),
    row('⇀', Math, r"\rightharpoonup", &[]),
    row('⇝', Math, r"\rightsquigarrow", &[]),
    row('↠', Math, r"\twoheadrightarrow", &[]),
    // Relations.
    row('≤', Math, r"\leq", &[r"\le"]),
    row('≥', Math, r"\geq", &[r"\ge"]),
    row('⩽', Math, r"\leqslant", &[]),
    row('⩾', Math, r"\geqslant", &[]),
    row('≠', Math, r"\neq", &[r"\ne"]),
    row('≪', Math, r"\ll", &[]),
    row('≫', Math, r"\gg", &[]),
    row('≈', Math, r"\approx", &[r"\thickapprox"]),
    row('≃', Math, r"\simeq", &[]),
    row('≅', Math, r"\cong", &[]),
    row('≡', Math, r"\equiv", &[]),
    row('∼', Math, r"\sim", &[r"\thicksim"]),
    row('≲', Math, r"\lesssim", &[]),
    row('≳', Math, r"\gtrsim", &[]),
    row('∝', Math, r"\propto", &[r"\varpropto"]),
    row('≺', Math, r"\prec", &[]),
    row('≻', Math, r"\succ", &[]),
    row('⪯', Math, r"\preceq", &[]),
    row('⪰', Math, r"\succeq", &[]),
    row('∈', Math, r"\in", &[]),
    row('∉', Math, r"\notin", &[]),
    row('∋', Math, r"\ni", &[]),
    row('⊂', Math, r"\subset", &[]),
    row('⊃', Math, r"\supset", &[]),
    row('⊆', Math, r"\subseteq", &[]),
    row('⊇', Math, r"\supseteq", &[]),
    row('⊊', Math, r"\subsetneq", &[]),
    row('⊢', Math, r"\vdash", &[]),
    row('⊣', Math, r"\dashv", &[]),
    row('⊨', Math, r"\models", &[r"\vDash"]),
    row('⊥', Math, r"\perp", &[r"\bot"]),
    row('⊤', Math, r"\top", &[]),
    row('∥', Math, r"\parallel", &[r"\|", r"\Vert", r"\lVert", r"\rVert"]),
    row('∣', Math, r"\mid", &[]),
    row('∤', Math, r"\nmid", &[]),
    row('≐', Math, r"\doteq", &[]),
    row('≜', Math, r"\triangleq", &[]),
    row('≔', Math, r"\mathrel{:=}", &[r"\coloneqq"]),
    row('⋈', Math, r"\bowtie", &[]),
    row('≍', Math, r"\asymp", &[]),
    // Operators.
    row('−', Math, "-", &[r"\textminus"]),
    row('∓', Math, r"\mp", &[]),
    row('∗', Math, r"\ast", &[r"\textasteriskcentered"]),
    row('⋅', Math, r"\cdot", &[]),
    row('∘', Math, r"\circ", &[]),
    row('∙', Math, r"\bullet", &[]),
    row('⋆', Math, r"\star", &[]),
    row('⊕', Math, r"\oplus", &[]),
    row('⊖', Math, r"\ominus", &[]),
    row('⊗', Math, r"\otimes", &[]),
    row('⊘', Math, r"\oslash", &[]),
    row('⊙', Math, r"\odot", &[]),
    row('∩', Math, r"\cap", &[]),
    row('∪', Math, r"\cup", &[]),
    row('⊎', Math, r"\uplus", &[]),
    row('⊓', Math, r"\sqcap", &[]),
    row('⊔', Math, r"\sqcup", &[]),
    row('∧', Math, r"\wedge", &[r"\land"]),
    row('∨', Math, r"\vee", &[r"\lor"]),
    row('∖', Math, r"\setminus", &[r"\smallsetminus"]),
    row('≀', Math, r"\wr", &[]),
    row('⋊', Math, r"\rtimes", &[]),
    row('⋉', Math, r"\ltimes", &[]),
    row('⋄', Math, r"\diamond", &[]),
    row('△', Math, r"\triangle", &[r"\bigtriangleup"]),
    row('▽', Math, r"\bigtriangledown", &[]),
    row('◯', Math, r"\bigcirc", &[]),
    row('∑', Math, r"\sum", &[]),
    row('∏', Math, r"\prod", &[]),
    row('∐', Math, r"\coprod", &[]),
    row('∫', Math, r"\int", &[]),
    row('∬', Math, r"\int\!\int", &[r"\iint"]),
    row('∭', Math, r"\int\!\int\!\int", &[r"\iiint"]),
    row('∮', Math, r"\oint", &[]),
    row('⋂', Math, r"\bigcap", &[]),
    row('⋃', Math, r"\bigcup", &[]),
    row('⋀', Math, r"\bigwedge", &[]),
    row('⋁', Math, r"\bigvee", &[]),
    row('⨁', Math, r"\bigoplus", &[]),
    row('⨂', Math, r"\bigotimes", &[]),
    row('∂', Math, r"\partial", &[]),
    row('∇', Math, r"\nabla", &[]),
    // Other symbols.
    row('∞', Math, r"\infty", &[]),
    row('∀', Math, r"\forall", &[]),
    row('∃', Math, r"\exists", &[]),
    row('∄', Math, r"\nexists", &[]),
    row('∅', Math, r"\emptyset", &[r"\varnothing"]),
    row('ℵ', Math, r"\aleph", &[]),
    row('ℏ', Math, r"\hbar", &[r"\hslash"]),
    row('ℓ', Math, r"\ell", &[]),
    row('℘', Math, r"\wp", &[]),
    row('ℜ', Math, r"\Re", &[]),
    row('ℑ', Math, r"\Im", &[]),
    row('℧', Math, r"\mho", &[]),
    row('∠', Math, r"\angle", &[]),
    row('√', Math, r"\surd", &[]),
    row('′', Math, "'", &[r"\prime", r"\textprime"]),
    row('″', Math, "''", &[]),
    row('‵', Math, r"\backprime", &[]),
    row('⋯', Math, r"\cdots", &[r"\dotsb", r"\dotsm", r"\dotsi"]),
    row('⋮', Math, r"\vdots", &[]),
    row('⋱', Math, r"\ddots", &[]),
    row('⟨', Math, r"\langle", &[]),
    row('⟩', Math, r"\rangle", &[]),
    row('⌈', Math, r"\lceil", &[]),
    row('⌉', Math, r"\rceil", &[]),
    row('⌊', Math, r"\lfloor", &[]),
    row('⌋', Math, r"\rfloor", &[]),
    row('∴', Math, r"\therefore", &[]),
    row('∵', Math, r"\because", &[]),
    row('□', Math, r"\Box", &[r"\square"]),
    row('■', Math, r"\blacksquare", &[]),
    row('◇', Math, r"\Diamond", &[]),
    row('★', Math, r"\bigstar", &[]),
    row('♣', Math, r"\clubsuit", &[]),
    row('♢', Math, r"\diamondsuit", &[]),
    row('♡', Math, r"\heartsuit", &[]),
    row('♠', Math, r"\spadesuit", &[]),
    row('♭', Math, r"\flat", &[]),
    row('♮', Math, r"\natural", &[]),
    row('♯', Math, r"\sharp", &[]),
    row('✓', Math, r"\checkmark", &[]),
    row('✠', Math, r"\maltese", &[]),
    // Small digits and signs that Unicode has and text fonts lack.
    row('⁰', Math, "^{0}", &[]),
    row('⁴', Math, "^{4}", &[]),
    row('⁵', Math, "^{5}", &[]),
    row('⁶', Math, "^{6}", &[]),
    row('⁷', Math, "^{7}", &[]),
    row('⁸', Math, "^{8}", &[]),
    row('⁹', Math, "^{9}", &[]),
    row('⁺', Math, "^{+}", &[]),
    row('⁻', Math, "^{-}", &[]),
    row('ⁿ', Math, "^{n}", &[]),
    row('ⁱ', Math, "^{i}", &[]),
    row('₀', Math, "_{0}", &[]),
    row('₁', Math, "_{1}", &[]),
    row('₂', Math, "_{2}", &[]),
    row('₃', Math, "_{3}", &[]),
    row('₄', Math, "_{4}", &[]),
    row('₅', Math, "_{5}", &[]),
    row('₆', Math, "_{6}", &[]),
    row('₇', Math, "_{7}", &[]),
    row('₈', Math, "_{8}", &[]),
    row('₉', Math, "_{9}", &[]),
    row('₊', Math, "_{+}", &[]),
    row('₋', Math, "_{-}", &[]),
];

static BY_TEX: LazyLock<HashMap<&str, &Symbol>> = LazyLock::new(|| {
    SYMBOLS
        .iter()
        .flat_map(|symbol| std::iter::once(symbol.tex).chain(symbol.also.iter().copied()).map(move |tex| (tex, symbol)))
        .collect()
});

/// The positions in [`SYMBOLS`], from 1, of the characters up to [`LAST`], which most texts do not exceed.
static BY_CHARACTER: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut places = vec![0; LAST as usize + 1];
    for (place, symbol) in (1..).zip(SYMBOLS).filter(|(_, symbol)| symbol.mode != Mode::ReadOnly) {
        if let Some(slot) = places.get_mut(symbol.character as usize) {
            *slot = place;
        }
    }
    places
});

const LAST: char = '\u{2FFF}';

/// Finds the symbol of this TeX: a command with its backslash, or a short formula of the table.
pub(super) fn by_tex(tex: &str) -> Option<&'static Symbol> {
    BY_TEX.get(tex).copied()
}

/// Finds the symbol of a character.
pub(super) fn by_character(character: char) -> Option<&'static Symbol> {
    let place = BY_CHARACTER.get(character as usize).copied()?;
    SYMBOLS.get(usize::from(place).checked_sub(1)?)
}

impl Symbol {
    /// Returns the command of the symbol where characters do not join, as in fixed-width text.
    pub(super) fn command(&self) -> Option<&'static str> {
        [self.tex].iter().chain(self.also).copied().find(|tex| tex.starts_with('\\'))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Mode, SYMBOLS, by_character, by_tex};

    #[test]
    fn every_character_and_every_command_is_there_once() {
        let mut characters = HashSet::new();
        let mut commands = HashSet::new();
        for symbol in SYMBOLS {
            assert!(characters.insert(symbol.character), "{} is there twice", symbol.character);
            for tex in std::iter::once(&symbol.tex).chain(symbol.also) {
                assert!(commands.insert(*tex), "{tex} is there twice");
            }
        }
    }

    #[test]
    fn both_directions_agree() {
        assert!(SYMBOLS.iter().all(|symbol| symbol.character <= super::LAST));
        for symbol in SYMBOLS {
            assert_eq!(by_tex(symbol.tex).map(|found| found.character), Some(symbol.character));
            let is_written = symbol.mode != Mode::ReadOnly;
            assert_eq!(by_character(symbol.character).map(|found| found.tex), is_written.then_some(symbol.tex));
        }
    }
}
