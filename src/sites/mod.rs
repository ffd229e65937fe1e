//! Formats that are only written: files of sites and CVs with publication lists.

pub(crate) mod al_folio;
mod bib_file;
pub(crate) mod hugo_blox;
pub(crate) mod jekyll_scholar;
pub(crate) mod json_resume;
mod publications;
pub(crate) mod quarto;
pub(crate) mod rendercv;
