//! The integration tests: one binary, whose table of contents this is.
//!
//! | module           | what it holds the program to                                                               |
//! |------------------|--------------------------------------------------------------------------------------------|
//! | `addresses`      | where links lead, in every output, and that its parts agree                                |
//! | `architecture`   | which module may use which, how long a file may be, that every format has fixtures         |
//! | `bad_bib`        | broken and hostile .bib files                                                              |
//! | `bad_input`      | broken, hostile, missing and huge inputs, and outputs that cannot be written               |
//! | `bad_styles`     | broken and hostile styles, and works of which every field has a wrong type                 |
//! | `merge`          | which records are of one work: precision, recall, what always holds                        |
//! | `outside`        | finds test material that is not part of the repository, or says what is skipped            |
//! | `own_names`      | one's own name in lists of authors, and no namesake's                                      |
//! | `other_engine`   | the references of all archived styles beside those of the hayagriva engine                 |
//! | `cff_schema`     | what is written as CITATION.cff is valid under the schema's facts                          |
//! | `finished_list`  | from a profile page to a list in every form, with one command                              |
//! | `hayagriva_yaml` | what the hayagriva crate makes of our YAML                                                  |
//! | `lint`           | silence on good records, fixes that are done once, files that stay as they are             |
//! | `profile`        | the page of the main job, fact by fact, and the keys of its papers                         |
//! | `round_trip`     | what every format promises to keep comes back: the fixtures, and records nobody thought of |
//! | `running`        | runs the built command for the others                                                      |
//! | `second_opinion` | what the biblatex crate makes of our .bib files                                            |
//! | `services`       | the JSON of services: fixtures, error answers, values of any type                          |
//! | `strategies`     | makes those records                                                                        |
//!
//! `cargo test --test tests bad_input` runs one module.
//!
//! Three more programs have trials that are made of files: `command_line` the transcripts of every command
//! (tests/cli/*.trycmd) and of the tour in README.md, `corpora` the test material of other projects, against a list of what is
//! known to fail, and `csl_suite` the CSL test suite. `TRANSCRIPTS=overwrite cargo test --test command_line` writes the
//! transcripts anew; read the difference before you commit it.

mod addresses;
mod architecture;
mod bad_bib;
mod bad_input;
mod bad_styles;
mod cff_schema;
mod finished_list;
mod hayagriva_yaml;
mod lint;
mod merge;
#[path = "csl/hayagriva.rs"]
mod other_engine;
mod outside;
mod own_names;
mod profile;
mod round_trip;
mod running;
mod second_opinion;
mod services;
mod strategies;
