// SPDX-License-Identifier: BSL-1.0
// Values that other packages publish, in their tests, saved outputs, help pages or issue threads,
// and a few that follow from their inputs by the stated formula ("derived").
#ifndef LORENZ_TESTS_REFERENCE_PUBLISHED_HPP
#define LORENZ_TESTS_REFERENCE_PUBLISHED_HPP

#include <vector>  // vector

namespace published {

// R ineq, tests/Examples/ineq-Ex.Rout.save. Printed to seven digits there; the further digits were
// recomputed from the definitions.
namespace ineq {
inline const std::vector<double> x{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};
inline constexpr double printed_gini = 0.4620911, gini = 0.46209113026762383;
inline constexpr double printed_atkinson_half = 0.1796591, atkinson_half = 0.17965909804634195;
inline constexpr double printed_herfindahl = 0.1840812, herfindahl = 0.18408123091548528;
inline constexpr double printed_rosenbluth = 0.1859051, rosenbluth = 0.1859050958757245;
// The class frequencies of the same table (Ilocos and USA 1968 examples); derived: the class means
// without inequality inside a class.
inline const std::vector<int> frequencies{482, 825, 722, 690, 661, 760, 745, 2140, 1911, 1024};
inline constexpr double grouped_gini = 0.3889256660727818;
inline const std::vector<double> grouped_population{
    0.0483935743, 0.1312248996, 0.2037148594, 0.2729919679, 0.3393574297,
    0.4156626506, 0.4904618474, 0.7053212851, 0.8971887550, 1};
inline const std::vector<double> grouped_share{0.0032304801, 0.0181832289, 0.0400527274, 0.0694412482, 0.1057752850,
                                               0.1566275771, 0.2156226582, 0.4357752880, 0.7175982459, 1};
}  // namespace ineq

// R REAT, man/gini.Rd, man/herf.Rd, man/herf.eq.Rd (four car makers, after Doersam 2004), and
// man/theil.Rd, whose "theil" is the mean log deviation (Theil's T is derived).
namespace reat {
inline const std::vector<double> x{20, 50, 20, 10};
inline constexpr double gini = 0.3, sample_gini = 0.4;
inline constexpr double herfindahl = 0.34, normalized_herfindahl = 0.12, printed_effective_number = 2.941176;
inline const std::vector<double> theil_x{10, 10, 10, 20, 50};
inline constexpr double mean_log_deviation = 0.23263016196113612, theil = 0.250201211769094;
}  // namespace reat

// PySAL inequality, tests/test_atkinson.py, test_schutz.py, test_wolfson.py.
namespace pysal {
inline const std::vector<double> atkinson_x{10, 20, 30, 40, 50};
inline constexpr double atkinson_half = 0.0631533922270866, atkinson_one = 0.1316096384342157;
inline const std::vector<double> schutz_x{20, 50, 80, 100, 100, 100, 100, 120, 150, 180};
inline constexpr double schutz = 0.15;
inline const std::vector<double> lorenz_x{1, 2, 3, 4, 5};
inline const std::vector<double> lorenz{0, 0.06666667, 0.2, 0.4, 0.66666667, 1};
inline const std::vector<double> wolfson_x{6, 6, 8, 8, 10, 10, 12, 12};
inline constexpr double wolfson = 1.0 / 12;
inline const std::vector<double> wolfson_even_x{2, 4, 6, 8, 10, 12, 14, 16};
inline constexpr double wolfson_even = 11.0 / 72;
}  // namespace pysal

// Boost.Math, test/univariate_statistics_test.cpp, test_sample_gini_coefficient. (Boost gives 0 for
// all zeros, where the coefficient is not defined.)
namespace boost_math {
inline const std::vector<double> x{1, 0, 0};
inline constexpr double sample_gini = 1, gini = 2.0 / 3;
}  // namespace boost_math

// Julia Inequality.jl, test/runtests.jl (tolerance there 1e-8). Its weighted Lorenz ordinates are left
// out: they cumulate the products of value and weight in the order of the products, so 8 with weight
// 0.1 comes before 3 with weight 0.4, and are not those of the Lorenz curve.
namespace inequality_jl {
inline const std::vector<double> x{8, 5, 1, 3, 5, 6, 7, 6, 3};
inline const std::vector<double> w{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
inline constexpr double gini = 0.237373737373737, weighted_gini = 0.2065239551478077;
inline constexpr double mean_log_deviation = 0.1397460530936332, weighted_mean_log_deviation = 0.10375545537468207;
inline constexpr double theil = 0.10494562214323544, weighted_theil = 0.08120013911680612;
inline constexpr double entropy_2 = 0.09039256198347094, weighted_entropy_2 = 0.0709746654322026;
// One ordinate per observation, at k/9.
inline const std::vector<double> lorenz{0,
                                        0.022727272727272728,
                                        0.09090909090909091,
                                        0.1590909090909091,
                                        0.2727272727272727,
                                        0.38636363636363635,
                                        0.5227272727272727,
                                        0.6590909090909091,
                                        0.8181818181818182,
                                        1};
}  // namespace inequality_jl

// R DescTools, man/Gini.Rd (gini(10,10,0,0,0) equals values 10, 0 with frequencies 2, 3; the farms'
// figures are derived) and man/Lc.Rd.
namespace desctools {
inline const std::vector<double> two_point{10, 10, 0, 0, 0};
inline constexpr double two_point_gini = 0.6;
inline const std::vector<double> farms{2.5, 7.5, 15, 35, 75, 150};
inline const std::vector<int> farms_frequency{25, 13, 10, 5, 5, 2};
inline constexpr double farms_gini = 0.6566810344827587, farms_sample_gini = 0.6678112215078902;
inline const std::vector<double> lorenz_x{1, 1, 4};
inline constexpr double lorenz_at_055 = 0.275, inverse_at_06 = 0.8;
}  // namespace desctools

// Any scaling of equal survey weights on 1, 2, 3 gives 2/9; the estimator of R convey's svygini
// gives 0.2222, 0.5222 and -2.7778 for weights of 1, 10 and 0.1. Derived.
namespace convey {
inline const std::vector<double> x{1, 2, 3};
inline constexpr double gini = 2.0 / 9;
}  // namespace convey

// numpy, test_function_base.py, test_linear_interpolation: definitions 1 to 9 at p = 0.4, where p n
// is the integer 2.
namespace numpy {
inline const std::vector<double> x{15, 20, 35, 40, 50};
inline constexpr double p = 0.4;
inline const std::vector<double> by_definition{20, 27.5, 20, 20, 27.5, 26, 29, 27, 27.125};
// Issue 10373: every quantile of equal values is that value (an ulp off at p = 0.45 there).
inline constexpr double repeated = 0.56758051638767337;
inline constexpr int repetitions = 279;
// Issue 14685: quantiles must not decrease in p. Tenths.
inline const std::vector<int> tenths{0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 1, 1, 9, 9, 9, 8, 8, 7};
}  // namespace numpy

// StatsBase.jl issue 313 and R Hmisc issue 81: definition 7 by frequency.
namespace statsbase {
inline const std::vector<double> x{1, 2, 3, 4, 5};
inline const std::vector<int> frequency{0, 1, 2, 1, 0};
inline const std::vector<double> p{0, 0.25, 0.5, 0.75, 1};
inline const std::vector<double> quantiles{2, 2.75, 3, 3.25, 4};
}  // namespace statsbase

// R ggdist pull request 278: definition 4 by frequency at p = 0.75, where 0.75 * 25 lies in the last
// value; normalising the weights first gives 2.857143.
namespace ggdist {
inline const std::vector<double> x{1, 2, 3};
inline const std::vector<int> frequency{10, 8, 7};
inline constexpr double quantile = 2.75;
}  // namespace ggdist

// perfolizer, HarrellDavisQuantileEstimatorTests, Case1.
namespace perfolizer {
inline const std::vector<double> x{0, 25, 50, 75, 100};
inline const std::vector<double> p{0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1};
inline const std::vector<double> harrell_davis{
    0,  4.81290947065674, 13.7443607731199, 19.2481103578583, 25.1415863187833, 37.4702805366232,
    50, 62.5297194633768, 74.8584136812167, 80.7518896421417, 86.2556392268801, 95.1870905293433,
    100};
}  // namespace perfolizer

// scipy, stats/tests/test_mstats_extras.py, TestQuantiles (seven decimals there).
namespace scipy {
inline const std::vector<double> x{
    0.706560797, 0.727229578, 0.990399276, 0.927065621, 0.158953014, 0.887764025, 0.239407086, 0.349638551, 0.972791145,
    0.149789972, 0.936947700, 0.132359948, 0.046041972, 0.641675031, 0.945530547, 0.224218684, 0.771450991, 0.820257774,
    0.336458052, 0.589113496, 0.509736129, 0.696838829, 0.491323573, 0.622767425, 0.775189248, 0.641461450, 0.118455200,
    0.773029450, 0.319280007, 0.752229111, 0.047841438, 0.466295911, 0.583850781, 0.840581845, 0.550086491, 0.466470062,
    0.504765074, 0.226855960, 0.362641207, 0.891620942, 0.127898691, 0.490094097, 0.044882048, 0.041441695, 0.317976349,
    0.504135618, 0.567353033, 0.434617473, 0.636243375, 0.231803616, 0.230154113, 0.160011327, 0.819464108, 0.854706985,
    0.438809221, 0.487427267, 0.786907310, 0.408367937, 0.405534192, 0.250444460, 0.995309248, 0.144389588, 0.739947527,
    0.953543606, 0.680051621, 0.388382017, 0.863530727, 0.006514031, 0.118007779, 0.924024803, 0.384236354, 0.893687694,
    0.626534881, 0.473051932, 0.750134705, 0.241843555, 0.432947602, 0.689538104, 0.136934797, 0.150206859, 0.474335206,
    0.907775349, 0.525869295, 0.189184225, 0.854284286, 0.831089744, 0.251637345, 0.587038213, 0.254475554, 0.237781276,
    0.827928620, 0.480283781, 0.594514455, 0.213641488, 0.024194386, 0.536668589, 0.699497811, 0.892804071, 0.093835427,
    0.731107772};
inline const std::vector<double> p{0, 0.25, 0.5, 0.75, 1};
inline const std::vector<double> harrell_davis{0.006514031, 0.253210762, 0.512847491, 0.762232442, 0.995309248};
}  // namespace scipy

}  // namespace published

#endif
