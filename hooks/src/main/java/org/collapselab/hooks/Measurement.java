package org.collapselab.hooks;

/** One measured number; NaN where the metric is undefined (its definition says when). */
public record Measurement(String layer, Place place, String metric, double value) {}
