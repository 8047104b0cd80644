// SPDX-License-Identifier: BSL-1.0
//
// quantile_definition.hpp: which of the many definitions of a quantile is meant.
//
//     quantile(x, 0.9, quantile_options{quantile_definition::hyndman_fan_6})
//     quantile(x, sampling(w), 0.9, quantile_options{quantile_definition::laeken})

#ifndef LORENZ_QUANTILE_DEFINITION_HPP
#define LORENZ_QUANTILE_DEFINITION_HPP

namespace lorenz {

/// Of Hyndman and Fan's nine, with n units, ascending values x_1 ... x_n, position h and j = floor(h), g = h - j:
///
/// | definition | h                   | value                                                | also known as         |
/// |------------|---------------------|------------------------------------------------------|-----------------------|
/// | 1          | p n                 | x_j where g = 0, else x_(j+1)                        | inverted cdf          |
/// | 2          | p n                 | (x_j + x_(j+1))/2 where g = 0, else x_(j+1)          | averaged inverted cdf |
/// | 3          | p n - 1/2           | x_j where g = 0 and j is even, else x_(j+1)          | SAS 2, nearest even   |
/// | 4          | p n                 | (1 - g) x_j + g x_(j+1)                              | linear                |
/// | 5          | p n + 1/2           | ...                                                  | Hazen                 |
/// | 6          | p (n + 1)           | ...                                                  | Weibull               |
/// | 7          | p (n - 1) + 1       | ...                                                  | R, NumPy, Excel       |
/// | 8          | p (n + 1/3) + 1/3   | ...                                                  | median-unbiased       |
/// | 9          | p (n + 1/4) + 3/8   | ...                                                  | normal-unbiased       |
///
/// Positions below 1 mean x_1, above n x_n. `standard` is 7 for plain samples and frequencies, 2 for sampling weights.
///
/// And what other packages do with weights, with C_i the weight up to row i and W all of it; rows of weight zero are
/// left out. The last column is the 0.3-quantile of 10, 20, 30, 40 with sampling weights 1, 2, 3, 4, of which C_2 = 0.3
/// W:
///
/// | definition      | as in                              | rule                                              | value |
/// |-----------------|------------------------------------|---------------------------------------------------|-------|
/// | hyndman_fan_1   | numpy 2.0 (method "inverted_cdf")  | smallest x with C_i >= p W                        | 20    |
/// | hyndman_fan_2   |                                    | the middle of two where C_i = p W                 | 25    |
/// | hyndman_fan_7   | Akinshin 2023                      | mean of a window, of Kish's effective size        | 27    |
/// | laeken          | R laeken 0.5.0 to 0.5.2            | smallest x with C_i > p W; the largest at p = 1   | 30    |
/// | statsbase       | Julia StatsBase 0.33 and 0.34 (not | h = p (W - w_1) + w_1, linear between the C_i,    | 22.33 |
/// |                 | frequencies)                       | rows by value, then weight; a tie stays two rows  |       |
/// | hmisc           | R Hmisc 4.1 to 4.8 (wtd.quantile,  | definition 7 of W units, the j-th value being the | 27    |
/// |                 | type "quantile")                   | smallest x with C_i >= j; no value above C_i = W  |       |
///
/// The last depends on the scale of the weights, which it takes for numbers of units: those above divided by ten, whose
/// sum is 1, make every quantile the largest value, 40. laeken is definition 2 with the upper of the two values, and in
/// R the rounding of cumulated weights decides which is taken (20 for weights of 0.1 to 0.4); here equality is decided
/// to 4 machine epsilons. By frequency, and where no weights are given, statsbase and hmisc are definition 7.
///
/// All of them for the same data, the 0.3-quantile of 10, 20, 30, 40: plain; by frequency 1, 2, 3, 4, which is that of
/// 10, 20, 20, 30, 30, 30, 40, 40, 40, 40; and with sampling weights 1, 2, 3, 4:
///
/// |           | 1  | 2  | 3  | 4     | 5  | 6     | 7  | 8     | 9    | laeken | statsbase | hmisc |
/// |-----------|----|----|----|-------|----|-------|----|-------|------|--------|-----------|-------|
/// | plain     | 20 | 20 | 10 | 12    | 17 | 15    | 19 | 16.33 | 16.5 | 20     | 19        | 19    |
/// | frequency | 20 | 25 | 20 | 20    | 25 | 23    | 27 | 24.33 | 24.5 | 30     | 27        | 27    |
/// | sampling  | 20 | 25 | -  | 16.67 | 25 | 22.67 | 27 | 24.33 | 24.5 | 30     | 22.33     | 27    |
///
/// They differ in where the n values lie on the scale of p (4 to 9), in which of two neighbours a position between them
/// takes (1 to 3), and in what a weight is: a number of units, of which there are ten, or a part of the whole, of which
/// Kish's size makes 10/3 units; statsbase lets the first row's weight set the start of the scale. Where p n is an
/// integer, as 3 of 10, the lower of the two values (1), their middle (2) and the upper one (laeken) part ways.
/// Hyndman and Fan 1996, doi:10.2307/2684934.
enum class quantile_definition {
  hyndman_fan_1 = 1,
  hyndman_fan_2,
  hyndman_fan_3,
  hyndman_fan_4,
  hyndman_fan_5,
  hyndman_fan_6,
  hyndman_fan_7,
  hyndman_fan_8,
  hyndman_fan_9,
  standard,
  laeken,
  statsbase,
  hmisc
};

}  // namespace lorenz

#endif
