# SPDX-License-Identifier: MIT
# Writes smoothing.csv: made-up series, and what R's forecast package (and stats::HoltWinters) makes of them with given gains
# and starts; theta.csv: what its thetaf does; moving_ratio.csv: seasonal indices. Rows without calls are forecasts.
# Run in this folder: Rscript generate_smoothing.R (Debian: r-base-core, r-cran-forecast).
suppressMessages(library(forecast))
set.seed(11)
digits <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
m <- 7
n <- 70
index <- c(1.47, 1.19, 1.15, 1.15, 1.05, 0.66, 0.33)
t <- 1:n
series <- list(flat = 200 + rnorm(n, 0, 15), rising = 150 + 2 * t + rnorm(n, 0, 12),
               weekly = (180 + 0.6 * t) * rep(index, length.out = n) * exp(rnorm(n, 0, 0.05)))
rows <- list()
add <- function(case, trend, season, gains, level, slope, start, calls, fitted) {
  names(start) <- paste0("s", seq_along(start) - 1)
  rows[[length(rows) + 1]] <<- data.frame(case = case, trend = trend, season = season, alpha = digits(gains[1]),
    beta = digits(gains[2]), gamma = digits(gains[3]), phi = digits(gains[4]), level = digits(level), slope = digits(slope),
    t(sapply(start, digits)), row = seq_along(calls) - 1, calls = digits(calls), fitted = digits(fitted))
}

# Gains and starts by ets itself, which holds its optimum; then its fitted values and its forecasts.
by_ets <- function(case, y, model, damped, trend, season) {
  fit <- ets(y, model = model, damped = damped)
  state <- as.numeric(fit$initstate)
  slope <- if (trend > 0) state[2] else 0
  start <- if (season > 0) rev(tail(state, m)) else rep(0, m)
  par <- function(name) if (name %in% names(fit$par)) fit$par[[name]] else 0
  phi <- if (trend == 2) par("phi") else if (trend == 1) 1 else 0
  add(case, trend, season, c(par("alpha"), par("beta"), par("gamma"), phi), state[1], slope, start,
      c(y, rep(NA, 20)), c(fitted(fit), forecast(fit, h = 20, level = 90)$mean))
}
by_ets("ANN", ts(series$flat), "ANN", FALSE, 0, 0)
by_ets("AAN", ts(series$rising), "AAN", FALSE, 1, 0)
by_ets("AAdN", ts(series$rising), "AAN", TRUE, 2, 0)
weekly <- ts(series$weekly, frequency = m)
by_ets("ANA", weekly, "ANA", FALSE, 0, 1)
by_ets("AAA", weekly, "AAA", FALSE, 1, 1)
by_ets("AAdA", weekly, "AAA", TRUE, 2, 1)

# Any gains, by the recursion of the package alone: the states before the first row are level, slope, latest season first.
by_gains <- function(case, y, trend, season, gains, level, slope, start) {
  letters <- c(if (trend > 0) "A" else "N", c("N", "A", "M")[season + 1])
  state <- c(level, if (trend > 0) slope, rev(start))
  got <- forecast:::pegelsresid.C(y, m, state, "A", letters[1], letters[2], trend == 2, gains[1], gains[2], gains[3], gains[4], 1)
  add(case, trend, season, gains, level, slope, start, y, y - got$e)
}
by_gains("ANM", weekly, 0, 2, c(0.31, 0, 0.17, 0), 190, 0, index)
by_gains("AAM", weekly, 1, 2, c(0.42, 0.08, 0.21, 1), 170, 1.5, index * 0.97)
by_gains("AAdM", weekly, 2, 2, c(0.25, 0.11, 0.3, 0.9), 175, -0.5, rev(index) * 0.3 + 0.7)
by_gains("AAdA extreme", weekly, 2, 1, c(0.9, 0.6, 0.09, 0.98), 100, 3, c(50, 10, 0, 0, -10, -20, -30))

# Holt-Winters of R's stats package: with an additive season it is the same method by other gains. It starts at its
# second season, which is the series here.
own <- c(0.35, 0.2, 0.45)
hw <- HoltWinters(weekly, own[1], own[2], own[3], l.start = 190, b.start = 0.7, s.start = 60 * (index - 1))
add("HoltWinters", 1, 1, c(own[1], own[1] * own[2], own[3] * (1 - own[1]), 1), 190, 0.7, 60 * (index - 1),
    c(weekly[(m + 1):n], rep(NA, 14)), c(hw$fitted[, "xhat"], predict(hw, 14)))
write.csv(do.call(rbind, rows), "smoothing.csv", row.names = FALSE, quote = FALSE)

# The theta method: its slope is half of the regression's, its level simple smoothing's, with the same gain and start.
theta <- list()
for (name in c("flat", "rising")) {
  y <- ts(series[[name]])
  simple <- ses(y, h = 20)$model
  theirs <- as.numeric(thetaf(y, h = 20)$mean)
  theta[[name]] <- data.frame(case = name, alpha = digits(simple$par[["alpha"]]), level = digits(simple$initstate[[1]]), row = 1:(n + 20) - 1, calls = digits(c(y, rep(NA, 20))),
                              forecast = digits(c(rep(NA, n), theirs)))
}

# With a season: thetaf on the calls without it, by the medians of their ratios to the moving average.
ratios <- list()
for (name in c("weekly", "quarterly")) {
  y <- if (name == "weekly") weekly else ts(series$rising * rep(c(1.1, 0.9, 1.2, 0.8), length.out = n), frequency = 4)
  f <- frequency(y)
  average <- stats::filter(y, if (f == 7) rep(1 / 7, 7) else c(0.5, 1, 1, 1, 0.5) / 4)
  medians <- tapply(as.numeric(y / average), as.numeric(cycle(y)), median, na.rm = TRUE)
  medians <- medians / mean(medians)
  ratios[[name]] <- data.frame(case = name, period = f, place = 1:f - 1, median = digits(medians),
                               mean = digits(decompose(y, "multiplicative")$figure))
  plain <- ts(as.numeric(y) / rep(medians, length.out = n))
  simple <- ses(plain, h = 20)$model
  theirs <- as.numeric(thetaf(plain, h = 20)$mean) * rep(medians, length.out = n + 20)[n + 1:20]
  theta[[name]] <- data.frame(case = name, alpha = digits(simple$par[["alpha"]]), level = digits(simple$initstate[[1]]),
                              row = 1:(n + 20) - 1, calls = digits(c(y, rep(NA, 20))),
                              forecast = digits(c(rep(NA, n), theirs)))
}
write.csv(do.call(rbind, ratios), "moving_ratio.csv", row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, theta), "theta.csv", row.names = FALSE, quote = FALSE)
