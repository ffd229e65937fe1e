//! Conversions between records and the types of other crates, without text between.
//!
//! Programs that are built on the [`hayagriva`](https://docs.rs/hayagriva) or the
//! [`biblatex`](https://docs.rs/biblatex) crate can read files through publist, work with that crate's entries, and use
//! publist's references for them.
//!
//! | crate       | to its entries   | from its entries   | the fields are those of         |
//! |-------------|------------------|--------------------|---------------------------------|
//! | `hayagriva` | [`to_hayagriva`] | [`from_hayagriva`] | [`HAYAGRIVA`](crate::formats::HAYAGRIVA) |
//! | `biblatex`  | [`to_biblatex`]  | [`from_biblatex`]  | [`BIBLATEX`](crate::formats::BIBLATEX)   |
//!
//! What an entry cannot hold, and what cannot be taken from one, is reported. The conversions neither add nor resolve
//! anything: an entry that inherits from another one has the values that its crate gave it.
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
//!
//! The other way, references in any style for the entries of a program:
//!
//! ```
//! let text = "@book{lu2022, author = {Lu, Cheng}, title = {On {SER}}, date = {2022}, publisher = {Oak}}";
//! let bibliography = biblatex::Bibliography::parse(text).expect("an entry");
//! let mut reports = Vec::new();
//! let records: Vec<publist::Record> =
//!     bibliography.iter().map(|entry| publist::interop::from_biblatex(entry, &mut reports)).collect();
//! let style = publist::Style::named("apa")?;
//! assert_eq!(style.references(&records)?.to_text(), "Lu, C. (2022). On SER. Oak.\n");
//! # Ok::<(), publist::Error>(())
//! ```

pub use crate::bib::crate_entries::{from_biblatex, to_biblatex};
pub use crate::library::hayagriva::{from_hayagriva, to_hayagriva};
