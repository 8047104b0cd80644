# SPDX-License-Identifier: BSL-1.0
# What users of R write, timed in this process; asked and answering as with_numpy.py. The package ineq is used where it
# is installed.
suppressWarnings(has_ineq <- requireNamespace("ineq", quietly = TRUE))

weighted_median <- function(x, w) {
  order <- order(x)
  cumulated <- cumsum(w[order])
  x[order][which(cumulated >= cumulated[length(x)] / 2)[1]]
}
percentiles <- (1:99) / 100
works <- list(
  "gini" = if (has_ineq) function(x, w) ineq::Gini(x) else function(x, w) {
    n <- length(x)
    2 * sum(seq_len(n) * sort(x)) / (n * sum(x)) - (n + 1) / n
  },
  "median" = function(x, w) median(x),
  "99 quantiles" = function(x, w) sum(quantile(x, percentiles)),
  "weighted median" = weighted_median,
  "mean" = function(x, w) mean(x),
  "weighted mean" = function(x, w) weighted.mean(x, w),
  "top 200" = function(x, w) sum(head(sort(x, decreasing = TRUE), 200)) / sum(x),
  "theil" = if (has_ineq) function(x, w) ineq::Theil(x) else function(x, w) {
    share <- x / mean(x)
    mean(share * log(share))
  },
  "atkinson 1" = function(x, w) 1 - exp(mean(log(x))) / mean(x),
  "herfindahl" = function(x, w) sum((x / sum(x))^2))

# The clock of processor time ticks in milliseconds.
timed <- function(work) {
  result <- work(samples[[1]], weights)
  calls <- 1
  repeat {
    begin <- proc.time()
    for (i in seq_len(calls)) work(samples[[(i - 1) %% length(samples) + 1]], weights)
    spent <- sum((proc.time() - begin)[c("user.self", "sys.self")])
    if (spent >= 0.03) return(c(spent / calls, result))
    calls <- calls * (if (spent < 0.004) 8 else ceiling(0.04 / spent))
  }
}

say <- function(...) {
  cat(..., sep = "\t")
  cat("\n")
  flush(stdout())
}
say(paste0(getRversion(), if (has_ineq) paste(", ineq", packageVersion("ineq"))), names(works))
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  words <- strsplit(line, "\t")[[1]]
  if (words[1] == "load") {
    n <- as.numeric(words[3])
    data <- readBin(words[2], "double", file.size(words[2]) / 8)
    rows <- length(data) / n - 1
    samples <- lapply(seq_len(rows), function(i) data[((i - 1) * n + 1):(i * n)])
    weights <- data[(rows * n + 1):((rows + 1) * n)]
    rm(data)
    say("loaded")
  } else {
    say(format(timed(works[[words[2]]]), digits = 15))
  }
}
