# SPDX-License-Identifier: BSL-1.0
# What users of NumPy write, timed in this process; lorenz-bench asks (scripts.bench.cpp):
#     load <tab> file <tab> n           samples of n doubles one after the other, then n weights
#     time <tab> work                   answer: seconds of processor time a call, and what the first sample gives
import sys
import time

import numpy as np


def gini(x, w):
    x = np.sort(x)
    n = len(x)
    return (2 * np.sum(np.arange(1, n + 1) * x) / np.sum(x) - n - 1) / n


def weighted_median(x, w):
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        return np.quantile(x, 0.5, weights=w, method="inverted_cdf")
    order = np.argsort(x)
    cumulated = np.cumsum(w[order])
    return x[order[np.searchsorted(cumulated, 0.5 * cumulated[-1])]]


def top_share(x, k):
    k = min(k, len(x))
    return np.sum(np.partition(x, len(x) - k)[len(x) - k:]) / np.sum(x)


def theil(x, w):
    share = x / np.mean(x)
    return np.mean(share * np.log(share))


percentiles = np.arange(1, 100) / 100
works = {
    "gini": gini,
    "median": lambda x, w: np.median(x),
    "99 quantiles": lambda x, w: np.sum(np.quantile(x, percentiles)),
    "weighted median": weighted_median,
    "mean": lambda x, w: np.mean(x),
    "weighted mean": lambda x, w: np.average(x, weights=w),
    "top 200": lambda x, w: top_share(x, 200),
    "theil": theil,
    "atkinson 1": lambda x, w: 1 - np.exp(np.mean(np.log(x))) / np.mean(x),
    "herfindahl": lambda x, w: np.sum((x / np.sum(x)) ** 2),
}


def timed(work):
    result = work(samples[0], weights)
    calls = 1
    while True:
        begin = time.process_time()
        for i in range(calls):
            work(samples[i % len(samples)], weights)
        spent = time.process_time() - begin
        if spent >= 0.02:
            return spent / calls, result
        calls *= 2


print(np.__version__, *works, sep="\t", flush=True)
for line in sys.stdin:
    command, *words = line.rstrip("\n").split("\t")
    if command == "load":
        data, n = np.fromfile(words[0]), int(words[1])
        samples, weights = list(data[:-n].reshape(-1, n)), data[-n:]
        print("loaded", flush=True)
    else:
        print(*map(repr, map(float, timed(works[words[0]]))), sep="\t", flush=True)
