# The tables of `rejoinder run FOLDER --out OUT --formats csv` as data frames with their types, and a word list as a
# dictionary of quanteda:
#
#   source("tables.R")
#   hits <- rejoinder_table("OUT", "hits")
#   dictionary <- rejoinder_dictionary("acts.yml")     # rejoinder lexicon convert en-confrontation acts.yml
#
# Needs readr; with the package arrow, which reads OUT/parquet/hits.parquet as it is, it is not needed.

rejoinder_table <- function(folder, name) {
  all <- readr::read_csv(file.path(folder, "csv", "columns.csv"), col_types = readr::cols(.default = "c"), na = "")
  columns <- all[all$table == name, ]
  kinds <- c(text = "c", integer = "i", number = "d", boolean = "l", date = "D")
  types <- as.list(setNames(unname(kinds[columns$type]), columns$column))
  # A missing cell is empty, never "NA": Namibia's two letters are text.
  readr::read_csv(file.path(folder, "csv", paste0(name, ".csv")), col_types = do.call(readr::cols_only, types), na = "")
}

# quanteda's dictionary where quanteda is installed, else the same as a list of vectors.
rejoinder_dictionary <- function(path) {
  if (requireNamespace("quanteda", quietly = TRUE)) return(quanteda::dictionary(file = path, format = "YAML"))
  yaml::read_yaml(path)
}
