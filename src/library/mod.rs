//! The formats in which people keep and exchange references: the JSON and YAML of CSL, of Typst and of publist itself,
//! the tagged and XML formats of reference managers, tables, CITATION.cff, and pages copied as text.

pub(crate) mod cff;
pub(crate) mod csl_json;
pub(crate) mod csl_yaml;
pub(crate) mod dublin_core;
pub(crate) mod endnote_xml;
pub(crate) mod hayagriva;
pub(crate) mod json;
pub(crate) mod marc;
pub(crate) mod mods;
pub(crate) mod profile;
pub(crate) mod references;
pub(crate) mod table;
pub(crate) mod tagged;
pub(crate) mod word_xml;
pub(crate) mod zotero;
