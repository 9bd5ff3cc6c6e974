/**
 * Measures neural collapse in networks of Deeplearning4j that a user's own program trains.
 *
 * <pre>{@code
 * try (CollapseListener listener =
 *     CollapseListener.builder(trainSet).every(100).into(Path.of("runs/mine")).build()) {
 *   network.setListeners(listener);
 *   network.fit(iterator, epochs);
 * }
 * }</pre>
 *
 * @see org.collapselab.listener.CollapseListener
 */
package org.collapselab.listener;
