//! The explanations of the codes of styles and references.

pub(super) const LOCALE_MISSING: &str = "CSL has no locale for the requested language. The nearest one was used instead. A build without the feature \
     `archive` has no locales at all: then terms such as “et al.” and the names of months are missing unless the \
     style itself has them.";
pub(super) const NO_BIBLIOGRAPHY: &str = "The style only formats citations, as note styles for legal writing do. Use a different style for a list of \
     references.";
pub(super) const UNKNOWN_CITE: &str = "A citation refers to an id that no record has. It was left out. Check the id, or add the file with the \
     record.";
pub(super) const CITATION_MEMBER: &str = "The citations of a document have a member, a mode, a label of a locator or an order of citations that publist \
     does not know. It has no effect. Correct its name, or take it out.";
pub(super) const NAME_UNKNOWN: &str = "A variable, type, locator or term in the style is not in CSL 1.0.2: it may be misspelt, or belong to an extension. \
     Unless the style defines it, as it can for terms, it has no effect on the output.";
pub(super) const SYNTAX: &str = "The file is not XML at this place: a tag that does not fit, an attribute without quotation marks, an ampersand that \
     is not written as “&amp;”. The style cannot be used until this is corrected. What else is wrong in the file is \
     reported, too, as far as it can be read.";
pub(super) const ELEMENT: &str = "The element is not one of CSL, is not allowed at this place, or lacks a part that it needs. It is ignored, and what is \
     in it is not printed. Everything else in the style is used.";
pub(super) const ATTRIBUTE: &str = "CSL has no such attribute, or this element does not have it. It has no effect; probably it is misspelt, and the style \
     does not do what it was written for.";
pub(super) const VALUE: &str = "The attribute has only a few possible values, or needs a number, and this is none of them. The style is used as if \
     the attribute were not there.";
pub(super) const MACRO: &str = "The style calls a macro that it does not define, or a macro that contains itself, directly or through others. No \
     processor can know what to print, so the style cannot be used.";
pub(super) const UNUSABLE: &str = "The file is not a CSL style, or lacks the layout of citations, or is larger than any processor could handle: its \
     elements are nested more than 200 levels deep, or are more than four million when macros are expanded.";
pub(super) const INFO: &str = "Every style needs <info> with a title, an id and the time of its last change. Programs find and update styles by \
     them. It can be used without.";
pub(super) const DUPLICATE: &str = "A macro is called by its name, and a style has one list of references: of two, the first is used, and the second has \
     no effect. Remove or rename one of them.";
pub(super) const VARIABLE: &str = "CSL has this variable, but the element shows only variables of another class: <text> shows no names and dates, <names> \
     nothing but names, <date> nothing but dates. It prints nothing for any type of work.";
pub(super) const EXTENSION: &str = "The element or attribute belongs to an extension of CSL, such as CSL-M, or to a version to come, and publist does not \
     heed it. The rest of the style is used; other processors may print something else here.";
pub(super) const UNUSED: &str = "No layout and no sort key calls this macro, directly or through other macros. It can be removed, unless a call of it \
     was forgotten.";
pub(super) const UNREACHABLE: &str = "No work can reach this branch: an earlier branch has the same condition, or all its types are taken by earlier \
     branches or excluded by the branch around it; or it tests the position of a cite, which a bibliography does not have.";
pub(super) const DEPRECATED: &str =
    "A newer version of CSL has another name for this. The old name works, but programs may stop reading it.";
pub(super) const PRINTS_NOTHING: &str = "All that the style shows for works of this type is missing in the record, or the style is not made for such works. \
     Other processors print “[CSL STYLE ERROR: reference with no printed form.]” there; publist shows the title. Complete the \
     record, correct its type, or use another style.";
pub(super) const EMPTY: &str = "The schema of CSL demands that this element contains others, or that an attribute says what it shows. Remove it, or \
     complete it: a <date> has the attribute “form”, or a <date-part> for each part.";
