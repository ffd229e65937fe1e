//! Pure functions on text: encodings, identifiers, words and letter case, and transliteration. They know nothing of records.

pub mod case;
pub mod encodings;
pub mod fingerprints;
pub mod glued_words;
pub mod identifiers;
pub mod unicode;
pub mod words;
