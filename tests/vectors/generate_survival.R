# SPDX-License-Identifier: MIT
# Writes survival_waits.csv (made-up waits), survival.csv (their Kaplan-Meier curves) and statistics.csv (other figures
# of measure.h) by R's survival and stats packages, to 17 digits. Run in this folder: Rscript generate_survival.R
# (Debian: r-base-core, r-cran-survival).
suppressMessages(library(survival))
set.seed(20)
digits <- function(x) ifelse(is.na(x), "", ifelse(is.infinite(x), "inf", sprintf("%.17g", x)))

waits <- function(count, patience, offered, whole, last) {
  hang_up <- rexp(count, 1 / patience)
  answer <- rexp(count, 1 / offered)
  wait <- pmin(hang_up, answer)
  ended <- as.integer(hang_up < answer)
  if (whole) wait <- floor(wait)
  ended[which.max(wait)] <- last # whether the longest wait ends by a hang-up
  data.frame(wait_s = wait, ended = ended)[order(wait), ]
}
samples <- list(
  few = waits(12, 90, 90, FALSE, 0), usual = waits(300, 120, 30, FALSE, 0), whole = waits(400, 100, 25, TRUE, 0),
  rare = waits(250, 2000, 20, FALSE, 0), ended = waits(40, 60, 80, FALSE, 1), impatient = waits(200, 10, 200, TRUE, 1))

rows <- do.call(rbind, lapply(names(samples), function(name) cbind(sample = name, samples[[name]])))
rows$cut <- 1 - rows$ended
rows$wait_s <- digits(rows$wait_s)
write.csv(rows, "survival_waits.csv", row.names = FALSE, quote = FALSE)

curve <- function(name) {
  data <- samples[[name]]
  # times that differ stay apart, as in the library
  fit <- survfit(Surv(wait_s, ended) ~ 1, data = data, conf.type = "log-log", conf.int = 0.95, timefix = FALSE)
  data.frame(sample = name, wait_s = digits(fit$time), survival = digits(fit$surv),
             standard_error = digits(fit$surv * fit$std.err), low = digits(fit$lower), high = digits(fit$upper),
             hazard_summed = digits(fit$cumhaz))
}
write.csv(do.call(rbind, lapply(names(samples), curve)), "survival.csv", row.names = FALSE, quote = FALSE)

figures <- list()
add <- function(name, ...) figures[[length(figures) + 1]] <<- c(name, sapply(list(...), digits))
for (name in names(samples)) {
  data <- subset(samples[[name]], wait_s > 0)
  fit <- survreg(Surv(wait_s, ended) ~ 1, data = data, dist = "exponential", control = list(rel.tolerance = 1e-13, iter.max = 200),
                 init = log(sum(data$wait_s) / max(1, sum(data$ended))))
  ended <- sum(data$ended)
  bounds <- qchisq(c(0.975, 0.025), 2 * ended + 1)
  add(paste0("patience_", name), exp(coef(fit)[[1]]), 2 * sum(data$wait_s) / bounds[1], 2 * sum(data$wait_s) / bounds[2], ended)
}
for (each in list(c(61, 100), c(3, 1000), c(0, 20), c(20, 20), c(1, 3))) {
  test <- prop.test(each[1], each[2], conf.level = 0.9, correct = FALSE)
  add("share", each[1], each[2], test$conf.int[1], test$conf.int[2])
}
before <- samples$usual$wait_s[1:100 * 3 - 2]
after <- samples$rare$wait_s[1:60 * 4]
test <- t.test(after, before, conf.level = 0.99)
add("difference", test$conf.int[1], test$conf.int[2], test$parameter, test$p.value)
handle <- c(samples$usual$wait_s[1:90], samples$rare$wait_s[101:170], samples$few$wait_s)
interval <- rep(1:3, c(90, 70, 12))
table <- anova(aov(handle ~ factor(interval)))
sizes <- as.numeric(base::table(interval))
size <- (sum(sizes) - sum(sizes^2) / sum(sizes)) / 2
add("spread", sqrt(table[2, 3]), sqrt(max(0, table[1, 3] - table[2, 3]) / size), sqrt(table[2, 3] / size), table[1, 5])
for (p in c(0, 0.1, 0.5, 0.77, 0.9, 1)) add("quantile", p, quantile(samples$usual$wait_s, p, type = 7), NA, NA)
figures <- as.data.frame(do.call(rbind, figures))
names(figures) <- c("figure", "a", "b", "c", "d")
write.csv(figures, "statistics.csv", row.names = FALSE, quote = FALSE)
