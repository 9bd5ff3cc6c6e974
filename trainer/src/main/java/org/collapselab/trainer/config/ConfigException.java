package org.collapselab.trainer.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message lists every problem, one a line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(String source, List<Problem> problems) {
    this(problems.stream().sorted(Comparator.comparingInt(ConfigException::rank)).toList(), source);
  }

  private ConfigException(List<Problem> sorted, String source) {
    super(message(source, sorted));
    this.problems = sorted;
  }

  /** The problems, those with a line first and in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  private static int rank(Problem problem) {
    return problem.line() == 0 ? Integer.MAX_VALUE : problem.line();
  }

  private static String message(String source, List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", source + ": " + count, ""));
  }
}
