//! `datapackage.json`: what the CSV files hold, for programs that read Frictionless data packages
//! (specs.frictionlessdata.io): delimiters, types, keys, and which column points into which table.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::csv::Profile;
use crate::table::{Column, Declared, Type, wide};

/// The description of the CSV files that were written in these folders.
pub(super) fn described(written: &[(&str, Profile)], tables: &[&'static Declared]) -> Value {
    let keys = keys(tables);
    let resources = written.iter().flat_map(|(ending, profile)| {
        tables.iter().map(|table| resource(table, ending, *profile, &keys)).collect::<Vec<Value>>()
    });
    json!({
        "profile": "tabular-data-package",
        "name": "rejoinder",
        "title": "What spokespersons said, as tables",
        "resources": resources.collect::<Vec<Value>>(),
    })
}

/// The tables whose rows have names, by the column that holds them; the wide ones repeat the names of others.
fn keys(tables: &[&'static Declared]) -> BTreeMap<&'static str, &'static str> {
    let named = tables.iter().filter(|table| !wide::NAMES.contains(&table.name));
    let named = named.filter_map(|table| Some((key(table)?, table.name)));
    named.collect()
}

/// The column that names a row.
fn key(table: &Declared) -> Option<&'static str> {
    let first = table.columns.first()?.name;
    let noun = first.strip_suffix("_id")?;
    // `check_id` of `checks`, `quantity_id` of `quantities`.
    table.name.starts_with(noun.trim_end_matches('y')).then_some(first)
}

fn resource(
    table: &Declared,
    ending: &str,
    profile: Profile,
    keys: &BTreeMap<&'static str, &'static str>,
) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(|column| field(column, profile)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if let Some(key) = key(table) {
        schema["primaryKey"] = key.into();
    }
    let foreign: Vec<Value> = table
        .columns
        .iter()
        .filter(|column| Some(column.name) != key(table))
        .filter_map(|column| {
            let (key, into) = pointed_at(column.name, keys)?;
            // A table that is its own target is told by an empty name.
            let into = if into == table.name { String::new() } else { named(into, ending) };
            Some(json!({ "fields": column.name, "reference": { "resource": into, "fields": key } }))
        })
        .collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    json!({
        "profile": "tabular-data-resource",
        "name": named(table.name, ending),
        "path": format!("{ending}/{}.{ending}", table.name),
        "description": format!("one row is {}", table.row),
        "format": ending,
        "mediatype": if ending == "tsv" { "text/tab-separated-values" } else { "text/csv" },
        "encoding": "utf-8",
        "dialect": {
            "delimiter": profile.delimiter().to_string(),
            "lineTerminator": profile.terminator(),
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": schema,
    })
}

/// Names of resources differ; `csv` is the usual one.
fn named(table: &str, ending: &str) -> String {
    if ending == "csv" { table.to_owned() } else { format!("{table}-{ending}") }
}

fn field(column: &Column, profile: Profile) -> Value {
    let kind = match column.kind {
        Type::Text => "string",
        kind => kind.name(),
    };
    let unit = if column.unit.is_empty() { String::new() } else { format!(" [{}]", column.unit) };
    let mut field =
        json!({ "name": column.name, "type": kind, "description": format!("{}{unit}", column.meaning) });
    if column.kind == Type::Float && profile.decimal() != '.' {
        field["decimalChar"] = profile.decimal().to_string().into();
    }
    field
}

/// The table and its key that a column points into: its name is that of the key, with what tells which one it is.
fn pointed_at(
    column: &str,
    keys: &BTreeMap<&'static str, &'static str>,
) -> Option<(&'static str, &'static str)> {
    let key = match column {
        "reply_to" => "turn_id",
        "antecedent_id" => "citation_id",
        _ => {
            let bare = column.strip_suffix("_a").or_else(|| column.strip_suffix("_b")).unwrap_or(column);
            let bare = bare.strip_prefix("matched_").unwrap_or(bare);
            bare.strip_prefix("first_").or_else(|| bare.strip_prefix("last_")).unwrap_or(bare)
        }
    };
    keys.get_key_value(key).map(|(key, table)| (*key, *table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::ALL;

    #[test]
    fn keys_and_pointers() {
        let package = described(&[("csv", Profile::ExcelEu)], &ALL);
        let find = |name: &str| {
            let all = package["resources"].as_array().unwrap();
            all.iter().find(|resource| resource["name"] == name).unwrap().clone()
        };
        let hits = find("hits");
        assert_eq!(hits["schema"]["primaryKey"], "hit_id");
        assert_eq!(hits["dialect"]["delimiter"], ";");
        let turn = json!({ "fields": "turn_id", "reference": { "resource": "turns", "fields": "turn_id" } });
        assert!(hits["schema"]["foreignKeys"].as_array().unwrap().contains(&turn));
        let asked = json!({ "fields": "reply_to", "reference": { "resource": "", "fields": "turn_id" } });
        assert!(find("turns")["schema"]["foreignKeys"].as_array().unwrap().contains(&asked));
        let other = json!({ "fields": "quantity_id_b", "reference": { "resource": "quantities", "fields": "quantity_id" } });
        assert!(find("checks")["schema"]["foreignKeys"].as_array().unwrap().contains(&other));
        let numbers = find("measures")["schema"]["fields"].clone();
        let value = numbers.as_array().unwrap().iter().find(|field| field["name"] == "value").unwrap();
        assert_eq!((&value["type"], &value["decimalChar"]), (&json!("number"), &json!(",")));
    }
}
