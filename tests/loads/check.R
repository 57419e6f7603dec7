# Loads the tables of a run with readr, which guesses the types, and compares them with its JSON lines:
# Rscript check.R RUN PROFILE
suppressPackageStartupMessages({ library(readr); library(jsonlite) })
arguments <- commandArgs(TRUE)
run <- arguments[1]; profile <- arguments[2]
read <- switch(profile, "excel-eu" = read_csv2, tsv = read_tsv, read_csv)
ending <- if (profile == "tsv") "tsv" else "csv"
wrong <- character()
package <- fromJSON(file.path(run, "datapackage.json"), simplifyVector = FALSE)
of <- Filter(function(one) one$format == ending, package$resources)
for (resource in of) {
  table <- sub("\\..*", "", basename(resource$path))
  found <- suppressMessages(read(file.path(run, resource$path), na = "", guess_max = Inf, progress = FALSE,
    trim_ws = FALSE, show_col_types = FALSE))
  lines <- file(file.path(run, "jsonl", paste0(table, ".jsonl")), encoding = "UTF-8")
  expected <- suppressMessages(stream_in(lines, verbose = FALSE))
  rows <- if (is.null(dim(expected))) 0 else nrow(expected)
  if (nrow(found) != rows) { wrong <- c(wrong, sprintf("%s: %d rows, expected %d", table, nrow(found), rows)); next }
  if (rows == 0) next
  for (field in resource$schema$fields) {
    a <- found[[field$name]]; b <- expected[[field$name]]
    if (is.null(b) || all(is.na(b))) { # a column without values: readr takes it for logical
      if (!all(is.na(a))) wrong <- c(wrong, sprintf("%s.%s should be empty", table, field$name))
      next
    }
    kind <- switch(field$type, boolean = "logical", date = "Date", string = "character", "numeric")
    if (!inherits(a, kind)) wrong <- c(wrong, sprintf("%s.%s is %s, expected %s", table, field$name, class(a)[1], kind))
    if (kind == "character") a <- sub("^'", "", as.character(a))
    same <- if (kind == "numeric") abs(a - as.numeric(b)) <= 1e-9 * pmax(1, abs(as.numeric(b)))
      else as.character(a) == gsub("[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]", "\ufffd", as.character(b))
    # R has no text with a NUL in it; jsonlite ends there.
    if (kind == "character") same <- same | (grepl("\ufffd", a, fixed = TRUE) & startsWith(as.character(a), as.character(b)))
    differs <- which(xor(is.na(a), is.na(b) | b == "") | (!is.na(same) & !same))
    if (length(differs)) wrong <- c(wrong, sprintf("%s.%s row %d: %s, expected %s", table, field$name, differs[1],
      encodeString(as.character(a[differs[1]]), quote = "\""), encodeString(as.character(b[differs[1]]), quote = "\"")))
  }
}
if (length(wrong)) writeLines(head(wrong, 40))
cat(sprintf("loads: readr, %s: %d tables, %d wrong\n", profile, length(of), length(wrong)))
quit(status = if (length(wrong)) 1 else 0)
