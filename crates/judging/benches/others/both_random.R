# lme4 on the scores of benches/others.rs: items and judges random. One line: name, restricted criterion, milliseconds.
suppressPackageStartupMessages(library(lme4))
scores <- read.csv(gzfile(commandArgs(trailingOnly = TRUE)[1]))
took <- system.time(fit <- lmer(y ~ 1 + (1 | s) + (1 | d), scores))[["elapsed"]]
cat(sprintf("both-random-insteval %.3f %.1f\n", REMLcrit(fit), 1000 * took))
