//! `validation`: one row a figure about codes.

use super::Table;
use super::column::table;
use crate::coding::Figure;

table!("validation", "one figure of an agreement", |figure: &Figure| {
    "about" Text [""] "coders (with each other), coder (the program against one), standard (the program against the codes that hold), share (how common a category is), confusion" ("") = figure.about;
    "who" Text [""] "the coders compared; of a confusion what the program found" ("") = Some(figure.who.as_str()).filter(|who| !who.is_empty());
    "category" Text [""] "the category; (all) for whole cells and averages; of a confusion what was coded" ("") = &figure.category;
    "measure" Text [""] "alpha (Krippendorff), agreement (share of pairs), kappa (Cohen), precision, recall, f1, micro_f1, macro_f1, program_share, coded_share, corrected_share (Rogan–Gladen), specificity, precision_enriched, n" ("codebook 5.1") = figure.measure;
    "value" Float [""] "the figure; shares and agreement from 0 to 1, alpha and kappa to 1" ("") = figure.value;
    "ci_low" Float [""] "lower end of its 95 % interval" ("") = figure.interval.map(|ends| ends.0);
    "ci_high" Float [""] "upper end" ("") = figure.interval.map(|ends| ends.1);
    "n" Int ["units"] "units it rests on: those coded twice, found, coded …" ("") = figure.n;
});

/// The figures as a table.
pub fn rows(figures: &[Figure]) -> Table {
    let mut table = Table::new(&DECLARED);
    figures.iter().for_each(|figure| push(&mut table, figure));
    table
}
