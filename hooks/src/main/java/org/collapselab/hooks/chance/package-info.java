/**
 * What class means without a structure score by chance, and what a score is worth beside it.
 *
 * <p>A structure score takes the best of many labelings (30,240 at K = 10), so it is well above 0
 * in noise. It is compared with two null distributions, each of seeded draws:
 *
 * <ul>
 *   <li>{@link org.collapselab.hooks.chance.RandomMeans}: Gaussian class means of the same rank and
 *       width, through ReLU where the measured ones are;
 *   <li>{@link org.collapselab.hooks.chance.NoisyFrame}: an orthogonal frame with as much Gaussian
 *       noise as gives the measured correlation with I; not for the score of the frame itself.
 * </ul>
 *
 * <p>The chance level of a score is what 95 % of the draws stay at or below, in both. A structure
 * is found if its score is above that, {@link org.collapselab.hooks.chance.StructureFinding}. Each
 * score is a test of its own at 5 %: of many layers without structure, a few are given one.
 */
package org.collapselab.hooks.chance;
