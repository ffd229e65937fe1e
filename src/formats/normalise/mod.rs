//! Normalising that all readers share: each file makes one sort of value, as sources write it, what records hold.

#[allow(dead_code, reason = "the readers that use all of it follow")]
pub(super) mod identifiers;
#[allow(dead_code, unused_imports, reason = "the readers that call it come one by one")]
pub(super) mod markup;
