/**
 * Builds networks on Deeplearning4j with exactly the losses, penalties and optimisers the theory
 * assumes, behind a small interface of the project's own.
 */
package org.collapselab.models;
