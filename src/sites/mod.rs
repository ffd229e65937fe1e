//! Formats that are only written: files of sites and CVs with publication lists.

pub(crate) mod al_folio;
pub(crate) mod hugo_blox;
pub(crate) mod json_resume;
mod publications;
pub(crate) mod rendercv;
