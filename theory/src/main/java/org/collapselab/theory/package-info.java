/**
 * The deep unconstrained features model (DUFM) and its known solutions: what the theory says a
 * collapsed network looks like. Every solution is an explicit construction; its loss and spectra
 * are computed from that construction, and its closed form is kept beside it as an independent
 * statement.
 *
 * <p>An L-DUFM has free features H_1 and bias-free layers H_2 = W_1 H_1, H_{l+1} = W_l σ(H_l) for l
 * ≥ 2, Z = W_L σ(H_L). It minimises
 *
 * <pre>fit(Z, Y) + ½ Σ_l λ_l ‖W_l‖_F² + ½ λ_H ‖H_1‖_F²
 * fit_MSE = 1/(2N) ‖Z − Y‖_F²        fit_CE = 1/N Σ_i −log softmax(Z_i)_{y_i}</pre>
 *
 * <p>For a network the DUFM stands for the last L layers (the head): H_1 is what enters the head.
 * H_1 has free signs here. A ReLU before the head is a further constraint: DNC of a ReLU model
 * meets it (M_1 ∝ I_K for L ≥ 2), SRG does not in any basis (for r ≥ 4 the columns of its M_1 that
 * belong to disjoint edges have negative inner products).
 *
 * <table>
 * <caption>Symbols</caption>
 * <tr><th>Symbol</th><th>Code</th><th>Meaning</th></tr>
 * <tr><td>K</td><td>{@code classes}</td><td>number of classes</td></tr>
 * <tr><td>L</td><td>{@code depth}</td><td>number of weight matrices</td></tr>
 * <tr><td>n, N</td><td>{@code samplesPerClass}</td><td>samples per class; N = Kn</td></tr>
 * <tr><td>Y</td><td></td><td>one-hot targets I_K ⊗ 1_nᵀ (K×N)</td></tr>
 * <tr><td>λ_H, λ_l</td><td>{@code featureLambda}, {@code weightLambdas}</td>
 *     <td>regularisation of H_1 and of W_l</td></tr>
 * <tr><td>Λ</td><td>{@code capitalLambda()}</td><td>(n λ_H λ_1 ⋯ λ_L)^{1/(L+1)}</td></tr>
 * <tr><td>σ</td><td>{@code activation}</td><td>ReLU, or the identity</td></tr>
 * <tr><td>M_l</td><td>{@code pre}</td><td>class means of H_l (d_l×K, column c = class c)</td></tr>
 * <tr><td>σ(M_l)</td><td>{@code post}</td><td>class means after the activation; M_1 for l = 1</td></tr>
 * <tr><td>Z</td><td>{@code output}</td><td>logits W_L σ(M_L) (K×K)</td></tr>
 * <tr><td>c</td><td>{@code constant}</td>
 *     <td>(‖M_1‖_F² Π_l ‖W_l‖_F²)^{1/(L+1)} of the construction at unit scale</td></tr>
 * <tr><td>t</td><td>{@code scale}</td>
 *     <td>scale of Z; the loss is min over t ≥ 0 of fit(t) + (L+1)/2 · c Λ t^{2/(L+1)}</td></tr>
 * <tr><td>r, B, A</td><td>{@link org.collapselab.theory.TriangularGraph}</td>
 *     <td>K = r(r−1)/2; incidence matrix of K_r (r×K); adjacency of T(r)</td></tr>
 * <tr><td>I, J, 1</td><td></td><td>identity, all-ones matrix, all-ones vector</td></tr>
 * </table>
 *
 * <p>"Balance": for Π x_i = t, ½ Σ a_i x_i² is least where all a_i x_i² are equal, with value
 * (L+1)/2 · (Π a_i)^{1/(L+1)} t^{2/(L+1)}. Hence λ_l ‖W_l‖_F² = n λ_H ‖M_1‖_F² = c Λ t^{2/(L+1)} in
 * every solution of this package.
 *
 * <p>Sources: [S] Súkeník, Mondelli, Lampert 2024, arXiv 2405.14468; [G] Garrod, Keating 2024,
 * arXiv 2410.23169; [C] Chen, Yi, Yang 2024, arXiv 2410.02176; [W] Wang, Jacot 2023, arXiv
 * 2305.16038.
 *
 * <pre>{@code
 * DufmProblem problem = DufmProblem.uniform(10, 4, 50, 0.004, Loss.MSE, Activation.RELU); // K, L, n, λ
 * for (Prediction solution : References.predictions(problem)) {
 *   System.out.println(solution.structure() + " " + solution.loss());
 * }
 * }</pre>
 */
package org.collapselab.theory;
