//! How the model is trained and measured. Both need the corpora, which are outside this repository.

mod alignment;
mod material;
mod measure;
#[path = "../../../../../tests/outside.rs"]
mod outside;
mod training;
