/**
 * Metrics of deep neural collapse on plain matrices, each usable alone.
 *
 * <table>
 * <caption>Symbols</caption>
 * <tr><th>symbol</th><th>meaning</th><th>in code</th></tr>
 * <tr><td>K, N, n_k</td><td>classes, samples, samples of class k</td><td>{@code classes}, {@code
 * samples()}, {@code count(k)}</td></tr>
 * <tr><td>h, d</td><td>features of one sample at a tap, their number</td><td>row-major rows×d</td></tr>
 * <tr><td>μ_k</td><td>mean of class k; columns of M_l (pre) or of the means of σ(H_l) (post)</td>
 * <td>{@code means}: K×d, row k = μ_k, so {@code means} = M_lᵀ</td></tr>
 * <tr><td>μ_G</td><td>global mean 1/K Σ μ_k; each class counts the same</td><td>{@link
 * org.collapselab.hooks.metric.Means#global}</td></tr>
 * <tr><td>Σ_W</td><td>1/N ΣΣ (h−μ_k)(h−μ_k)ᵀ; each sample counts the same</td><td>{@link
 * org.collapselab.hooks.metric.WithinScatter}</td></tr>
 * <tr><td>Σ_B</td><td>1/K Σ (μ_k−μ_G)(μ_k−μ_G)ᵀ</td><td>never formed</td></tr>
 * <tr><td>V_k</td><td>mean over class k of ‖h−μ_k‖²</td><td>{@code variances()}</td></tr>
 * <tr><td>u_j, σ_j</td><td>left singular vectors and values of [μ_k−μ_G], d×K</td><td>{@code
 * centredSingularValues()}</td></tr>
 * <tr><td>G, G⋆</td><td>Gram matrix of the class means, and of a predicted structure</td><td>{@code
 * gram}: K×K</td></tr>
 * <tr><td>W_l</td><td>weights of layer l, acting on σ(H_l)</td><td>{@code weights}:
 * d_out×d_in</td></tr>
 * <tr><td>Z, Y</td><td>outputs and one-hot targets</td><td>{@code logits}: row-major rows×K</td></tr>
 * <tr><td>T(r)</td><td>triangular graph: edges of K_r, adjacent when they share an end</td><td>{@link
 * org.collapselab.hooks.metric.MeanGeometry#SRG}</td></tr>
 * </table>
 *
 * <p>{@link org.collapselab.hooks.Metric} lists the names under which they are reported.
 *
 * <p>Degenerate cases: a quantity that is 0/0 is NaN and x/0 is ∞, never 0: means that vanish or
 * coincide are not collapse. Zero within-class variance around distinct means gives exactly 0. The
 * zero matrix has rank 0. A class without samples, a value that is not finite and shapes that do
 * not fit are errors. Where K has no such structure, its score is absent.
 *
 * <p>All statistics are FP64. Variances are centred before they are squared: the one-pass
 * E‖h‖²−‖μ‖² has no digits left once features collapse.
 *
 * <p>Sources: [S] Súkeník, Mondelli, Lampert 2024 (arXiv 2405.14468); [C] Chen, Yi, Yang 2024
 * (arXiv 2410.02176).
 */
package org.collapselab.hooks.metric;
