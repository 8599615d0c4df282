//! One integration binary: each module is a chapter.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests make and read files of their own")]

#[cfg(feature = "serve")]
mod acts;
mod adding;
mod adopt;
mod alarms;
mod alike;
mod architecture;
mod audit;
mod bad_input;
mod baseline;
mod characters;
mod check;
mod ci;
mod claims;
mod cli;
mod cms;
#[cfg(all(feature = "serve", unix))]
mod commits;
#[cfg(feature = "images")]
mod copies;
#[path = "../../examples/corpus/mod.rs"]
mod corpus;
mod dead_ends;
mod deliver;
#[cfg(feature = "s3")]
mod deliver_store;
#[cfg(feature = "serve")]
mod desk;
mod dice;
mod docs;
#[cfg(feature = "serve")]
mod edit;
mod empty_lists;
#[cfg(feature = "external")]
mod external;
mod faults;
mod figures;
mod fix;
mod folder;
mod footer;
#[cfg(feature = "serve")]
mod form;
mod framework;
#[cfg(feature = "serve")]
mod guarded;
mod health;
mod hostile;
mod hosts;
mod ids;
mod import;
mod import_messy;
mod import_pages;
mod import_workbook;
mod incremental;
#[cfg(unix)]
mod kills;
mod layout;
mod links;
mod marks;
mod moving;
mod mutated;
mod mv;
mod narrow;
mod near;
mod nothing;
mod odd_text;
mod offline;
mod owners;
mod parts;
mod paste;
mod path;
mod paths;
mod pathways;
mod photo;
mod pictures;
mod plain;
mod preview;
mod printing;
mod publish;
mod publish_history;
mod publish_in_the_way;
mod publish_stopped;
mod reading;
mod refs;
#[cfg(unix)]
mod remembered;
mod replace;
mod report;
#[cfg(feature = "serve")]
mod rows;
mod rules;
mod schema;
mod search;
#[cfg(feature = "serve")]
mod sent_files;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod served;
mod set_field;
mod settings;
mod share;
mod sites;
mod skeleton;
mod small;
#[cfg(feature = "serve")]
mod soak;
mod spec;
mod staging;
#[cfg(feature = "serve")]
mod stand_ins;
#[cfg(feature = "s3")]
mod store;
#[cfg(feature = "serve")]
mod taken_along;
mod times;
#[cfg(feature = "serve")]
mod twins;
mod unsaved;
mod warm;
#[cfg(feature = "serve")]
mod watch;
mod wayfinder;
#[cfg(feature = "serve")]
mod welcome;
mod why;
mod words;
mod yaml;
