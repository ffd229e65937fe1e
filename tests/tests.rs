//! The integration tests: one binary with these modules.
//!
//! | module           | what it tests                                                                              |
//! |------------------|--------------------------------------------------------------------------------------------|
//! | `addresses`      | the addresses of links in every output, and that the parts of an output agree              |
//! | `architecture`   | which module may use which, the length of files, that every format has fixtures            |
//! | `bad_bib`        | broken and hostile .bib files                                                              |
//! | `bad_input`      | broken, hostile, missing and huge inputs, and outputs that cannot be written               |
//! | `bad_styles`     | broken and hostile styles, and works in which every field has the wrong type               |
//! | `encodings`      | files in every encoding: what is read, reported and written back                           |
//! | `listed_exports` | exports for sites and CVs follow the settings of a publication list                         |
//! | `listed_values`  | what a list prints of the values of an entry, and what it reports about the others         |
//! | `merge`          | which records are of one work: precision, recall, properties                               |
//! | `outside`        | finds test material that is not part of the repository, or reports what is skipped         |
//! | `outputs`        | files that are written: links, pipes, owners, inputs, signals                              |
//! | `own_names`      | one's own name in lists of authors, distinguished from namesakes                           |
//! | `other_engine`   | the references of all archived styles compared with those of the hayagriva engine          |
//! | `cff_schema`     | files written as CITATION.cff satisfy the facts of the schema                              |
//! | `found_settings` | what a publist.toml may do that was only found, and what `list` says about its files           |
//! | `finished_list`  | from a profile page to a list in every form, with one command                              |
//! | `hayagriva_yaml` | how the hayagriva crate reads publist's YAML                                               |
//! | `interop`        | records converted to the entries of other crates and back                                   |
//! | `lint`           | silence for good records, fixes that are complete after one run, files that stay unchanged |
//! | `profile`        | the profile page of the main use case, fact by fact, and the keys of its papers            |
//! | `recognition`    | formats are recognised by their content, in any order and at any place; other files are refused |
//! | `round_trip`     | values that formats promise to keep come back: for the fixtures and for arbitrary records  |
//! | `running`        | runs the built command for the other modules                                               |
//! | `second_opinion` | how the biblatex crate reads publist's .bib files                                          |
//! | `services`       | the JSON of services: fixtures, error answers, values of any type                          |
//! | `style_guides`   | references and citations as the style guides print them                                    |
//! | `strategies`     | generates arbitrary records                                                                |
//! | `written_back`   | what stays in .bib files that a command writes back                                        |
//!
//! `cargo test --test tests bad_input` runs one module.
//!
//! Three more programs have trials that are made from files: `command_line` for the transcripts of every command
//! (tests/cli/*.trycmd) and of the tour in README.md, `corpora` for the test material of other projects, compared with
//! a list of known failures, and `csl_suite` for the CSL test suite. `TRANSCRIPTS=overwrite cargo test --test
//! command_line` overwrites the transcripts with the current output; read the difference before you commit it.

#![allow(clippy::print_stderr, reason = "tests that measure say what they measured")]

mod addresses;
mod architecture;
mod bad_bib;
mod bad_input;
mod bad_styles;
mod cff_schema;
mod encodings;
mod finished_list;
mod found_settings;
mod hayagriva_yaml;
mod interop;
mod lint;
mod listed_exports;
mod listed_values;
mod merge;
#[path = "csl/hayagriva.rs"]
mod other_engine;
mod outputs;
mod outside;
mod own_names;
mod profile;
mod recognition;
mod round_trip;
mod running;
mod second_opinion;
mod services;
mod strategies;
#[path = "csl/style_guides.rs"]
mod style_guides;
mod written_back;
