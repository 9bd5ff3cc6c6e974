/**
 * Compares runs with one another: groups of equal configuration, means, intervals and outcomes.
 *
 * <pre>{@code
 * RunsComparison comparison = RunsComparison.of(RunFinder.find(List.of(Path.of("runs"))).runs());
 * comparison.groups().forEach(System.out::println);
 * }</pre>
 */
package org.collapselab.studies.compare;
