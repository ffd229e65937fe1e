//! Expressions that several parts of a reference share.

use std::sync::LazyLock;

use regex::Regex;

pub(super) const YEAR: &str = r"(?:1[5-9]|20)[0-9]{2}";

/// Words for theses.
pub(super) static THESIS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:ph\.?\s?d\.?|doctoral|doctorate|master(?:[’']?s)?|m\.?\s?sc\.?|bachelor(?:[’']?s)?|b\.?\s?sc\.?|m\.?\s?phil\.?|d\.?\s?phil\.?|habilitation|diploma|licentiate|undergraduate|honors)(?:\s\p{L}+)?\s(?:thesis|dissertation|arbeit)\b|\b(?:unpublished\s)?(?:thesis|dissertation|dissertação|tesis(?: doctoral)?|tese(?: de doutorado)?|th[eè]se(?: de doctorat)?|dissertationsschrift|doktorarbeit|masterarbeit|diplomarbeit|bachelorarbeit|habilitationsschrift|inauguraldissertation|proefschrift)\b|\bPh\.?\s?D\.?(?:,\s\p{Lu}|—|\s--)|\bdiss\.|学位论文|博士论文|硕士论文",
    )
});

/// Words for reports.
pub(super) static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:[Tt]ech(?:nical|\.)\s[Rr]ep(?:ort|\.)|[Rr]esearch [Rr]eport|[Ww]orking [Pp]aper|[Dd]iscussion [Pp]aper|White [Pp]aper|Tech\. Rep\.|[Rr]eport\s[Nn]o\.|RFC [0-9]+)",
    )
});

pub(super) static EDITION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)[,.]?\s?[\(]?(?P<number>[0-9]{1,2}(?:st|nd|rd|th|\.ª|\.|ª|e)?(?:,? (?:überarb|erw|aktual|rev|neu bearb)\.)*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|rev(?:ised|\.))\s(?:ed(?:ition|n|\.)?|Aufl(?:age|\.)?|éd(?:ition|\.)?|版)\b\.?[\)]?",
    )
});

/// Words in the names of publishers and institutions.
pub(super) static PUBLISHER_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:press|presses|publish(?:ing|ers?|ed)|verlag|books?|editions?|éditions|ediciones|editorial|editora|editore|edizioni|universit\p{L}*|springer|wiley|elsevier|routledge|sage|palgrave|macmillan|penguin|norton|mcgraw|pearson|addison|birkhäuser|gruyter|brill|harper\p{L}*|random house|o[’']reilly|academic|institut\p{L}*|association|society|gesellschaft|company|inc|ltd|gmbh|co|sons|house|group|media|library|center|centre)\b",
    )
});

/// Marks of the type of a work in the Chinese national standard.
pub(super) static TYPE_MARK: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\s?[\[［](?P<mark>[JMCDNRPSGAZ]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?[\]］]"));

/// Long dashes that repeat the names of the reference before (Chicago Manual of Style, 17th edition, 15.17).
pub(super) static REPEATED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:[—–]{2,}|-{3,}|_{3,})"));

/// Compiles an expression.
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the expression is valid")
}
