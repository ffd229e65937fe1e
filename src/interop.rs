//! Conversions between records and the types of other crates, without text between.
//!
//! Programs that are built on the [`hayagriva`](https://docs.rs/hayagriva) crate can read files through publist, and work
//! with the crate's entries. What an entry cannot hold, and what cannot be taken from one, is reported.
//!
//! ```
//! let library = publist::read("fixtures/bibtex/library.bib")?;
//! let mut reports = library.reports;
//! for record in &library.records {
//!     let entry = publist::interop::to_hayagriva(record, &mut reports);
//!     assert_eq!(entry.key(), record.id);
//! }
//! # Ok::<(), publist::Error>(())
//! ```

pub use crate::library::hayagriva::{from_hayagriva, to_hayagriva};
