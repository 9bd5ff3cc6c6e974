/**
 * The experiment file: YAML in, immutable records out. The type of a key is declared once, on the
 * record component, and feeds loading, the JSON schema and the reference in {@code docs}.
 */
package org.collapselab.trainer.config;
