//! Normalising: what services and programs give in many ways is brought to one form here, for all readers.

#[allow(dead_code, unused_imports, reason = "the readers that call it come one by one")]
pub(super) mod markup;
