# quanteda, counting the same phrases in the same texts: Rscript peers.R TEXTS.jsonl PHRASES.csv OUT.csv
suppressPackageStartupMessages(library(quanteda))
words <- commandArgs(trailingOnly = TRUE)
quanteda_options(threads = 1)
texts <- jsonlite::stream_in(file(words[1]), verbose = FALSE)
phrases <- read.csv(words[2])
phrases <- dictionary(split(phrases$term, phrases$category))
found <- dfm(tokens_lookup(tokens(texts$text), phrases))
write.csv(convert(found, to = "data.frame"), words[3], row.names = FALSE)
