"""Writes the reference values of the collapse metrics, by textbook formulas on explicit matrices.

Run from this directory: python3 reference.py > ../resources/numpy/reference.csv
The inputs come from the linear congruential generator that NumpyReferenceTest repeats.
"""

import itertools

import numpy as np


class Lcg:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53

    def matrix(self, rows, columns):
        return np.array([[self.uniform() - 0.5 for _ in range(columns)] for _ in range(rows)])


def frobenius_gap(a, b):
    return np.linalg.norm(a / np.linalg.norm(a) - b / np.linalg.norm(b))


def gram_cosines(gram):
    norms = np.sqrt(np.diag(gram))
    return (gram / np.outer(norms, norms))[np.triu_indices(len(gram), 1)]


def ranks(name, matrix, depth):
    s = np.linalg.svd(matrix, compute_uv=False)
    p = s / s.sum()
    u, sv, vt = np.linalg.svd(matrix, full_matrices=False)
    two = (u[:, :2] * sv[:2]) @ vt[:2]
    yield name + "rank_numerical", np.linalg.matrix_rank(matrix, rtol=1e-2)
    yield name + "rank_stable", np.linalg.norm(matrix) ** 2 / np.linalg.norm(matrix, 2) ** 2
    yield name + "rank_effective", np.exp(-(p * np.log(p)).sum())
    yield name + "schatten_2_over_L", (s ** (2 / depth)).sum()
    yield name + "nuclear", np.linalg.norm(matrix, "nuc")
    yield name + "frobenius", np.linalg.norm(matrix)
    yield name + "rank2_residual", np.linalg.norm(matrix - two) / np.linalg.norm(matrix)
    for i, value in enumerate(s):
        yield f"{name}sigma_{i}", value


def off_diagonal_correlation(a, b):
    upper = np.triu_indices(len(a), 1)
    return np.corrcoef(a[upper], b[upper])[0, 1]


def best_matching(gram):
    def pairings(rest):
        if not rest:
            yield []
            return
        for mate in rest[1:]:
            left = [c for c in rest if c not in (rest[0], mate)]
            for tail in pairings(left):
                yield [(rest[0], mate)] + tail

    def target(pairs):
        matrix = np.eye(len(gram))
        for i, j in pairs:
            matrix[i, j] = matrix[j, i] = -1
        return matrix

    return max(off_diagonal_correlation(gram, target(pairs)) for pairs in pairings(list(range(len(gram)))))


def correlation_of_entries(a, b):
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


def best_triangular(gram, r):
    incidence = np.zeros((r, r * (r - 1) // 2))
    for edge, (a, b) in enumerate(itertools.combinations(range(r), 2)):
        incidence[[a, b], edge] = 1
    target = incidence.T @ incidence
    return max(
        off_diagonal_correlation(gram, target[np.ix_(p, p)]) for p in itertools.permutations(range(len(gram)))
    )


def sine_to_span(w, means):
    projector = np.linalg.pinv(means, rcond=1e-2) @ means
    norms = np.linalg.norm(w, axis=1)
    sines = [np.sqrt(1 - (np.linalg.norm(projector @ row) / np.linalg.norm(row)) ** 2) for row in w]
    return (norms * sines).sum() / norms.sum()


def sine_to_nearest(w, means):
    norms = np.linalg.norm(w, axis=1)
    cosines = np.abs(w @ means.T) / np.outer(norms, np.linalg.norm(means, axis=1))
    return (norms * np.sqrt(1 - cosines.max(axis=1) ** 2)).sum() / norms.sum()


def within(h, y, k, cutoff):
    n, d = h.shape
    means = np.array([h[y == c].mean(axis=0) for c in range(k)])
    centred = means - means.mean(axis=0)
    sigma_w = sum(np.outer(h[i] - means[y[i]], h[i] - means[y[i]]) for i in range(n)) / n
    sigma_b = sum(np.outer(m, m) for m in centred) / k
    # Eigenvalues of sigma_b are squares of the singular values that the cutoff is about.
    inverse = np.linalg.pinv(sigma_b, rcond=cutoff**2, hermitian=True)
    return means, centred, sigma_w, sigma_b, inverse


def generic_case():
    k, d, n, depth = 6, 9, 60, 3
    lcg = Lcg(20240514)
    offsets = lcg.matrix(k, d)
    y = np.array([i if i < k else int(lcg.uniform() * k) for i in range(n)])
    h = 2 * offsets[y] + lcg.matrix(n, d)
    z = lcg.matrix(n, k)
    hidden, middle, last = lcg.matrix(7, d), lcg.matrix(5, d), lcg.matrix(k, d)
    means, centred, sigma_w, sigma_b, inverse = within(h, y, k, 1e-2)
    v = [((h[y == c] - means[c]) ** 2).sum(axis=1).mean() for c in range(k)]
    gram, centred_gram = means @ means.T, centred @ centred.T
    simplex = np.eye(k) - 1 / k
    yield "h.nc1_trace_ratio", np.trace(sigma_w) / np.trace(sigma_b)
    yield "h.nc1_pinv", np.trace(sigma_w @ inverse) / k
    yield "h.nc1_pinv_rank", np.linalg.matrix_rank(centred, rtol=1e-2)
    yield "h.cdnv", np.mean(
        [
            (v[i] + v[j]) / (2 * ((means[i] - means[j]) ** 2).sum())
            for i, j in itertools.combinations(range(k), 2)
        ]
    )
    yield "h.nc2_condition", np.linalg.cond(means)
    yield "h.nc2_etf", frobenius_gap(centred_gram, simplex)
    yield "h.nc2_of", frobenius_gap(gram, np.eye(k))
    norms, centred_norms = np.linalg.norm(means, axis=1), np.linalg.norm(centred, axis=1)
    yield "h.equinorm", norms.std() / norms.mean()
    yield "h.equinorm_centred", centred_norms.std() / centred_norms.mean()
    yield "h.equiangle_etf", np.abs(gram_cosines(centred_gram) + 1 / (k - 1)).mean()
    yield "h.equiangle_of", np.abs(gram_cosines(gram)).mean()
    distances = ((h[:, None, :] - means[None]) ** 2).sum(axis=2)
    yield "h.nc4_mismatch", (distances.argmin(axis=1) != z.argmax(axis=1)).mean()
    yield "hidden.nc3_sine", sine_to_span(hidden, means)
    yield "hidden.nc3_sine_nearest", sine_to_nearest(hidden, means)
    yield "last.nc3_alignment", frobenius_gap(last, means)
    yield "last.nc3_alignment_centred", frobenius_gap(last, centred)
    yield from ranks("h.", means, depth)
    yield from ranks("hidden.", hidden, depth)
    yield "h.structure_orthogonal_frame", correlation_of_entries(gram, np.eye(k))
    yield "h.orthoplex_correlation", best_matching(gram)
    yield "h.srg_correlation", best_triangular(gram, 4)
    yield "head.fit_mse", ((z - np.eye(k)[y]) ** 2).sum() / (2 * n)
    yield "head.fit_ce", -np.log(np.exp(z[range(n), y]) / np.exp(z).sum(axis=1)).mean()
    yield "head.accuracy", (z.argmax(axis=1) == y).mean()
    energies = [c * (w**2).sum() for c, w in ((0.1, hidden), (0.2, middle), (0.3, last), (0.01 * 600 / n, h))]
    yield "head.penalty_H1", energies[-1] / 2
    yield "head.balance_gap", max(energies) / min(energies) - 1


def low_rank_case():
    """K = 10 means of rank 4 (centred) and a little noise."""
    k, d, n = 10, 12, 200
    lcg = Lcg(7)
    offsets = lcg.matrix(k, 4) @ lcg.matrix(4, d)
    y = np.arange(n) % k
    h = offsets[y] + 1e-3 * lcg.matrix(n, d)
    for name, cutoff in (("cut", 1e-2), ("uncut", 1e-7)):
        *_, sigma_w, _, inverse = within(h, y, k, cutoff)
        yield "low_rank.nc1_pinv_" + name, np.trace(sigma_w @ inverse) / k


if __name__ == "__main__":
    for case in (generic_case(), low_rank_case()):
        for metric, value in case:
            print(f"{metric},{float(value)!r}")
