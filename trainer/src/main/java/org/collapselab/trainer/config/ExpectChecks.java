package org.collapselab.trainer.config;

import java.util.List;
import java.util.function.Consumer;

/** Reports lines of {@code expect} that cannot be read, each with its line in the file. */
final class ExpectChecks {
  private static final String KEY = "expect";

  private final Yaml.Mapping file;
  private final List<Problem> problems;

  ExpectChecks(Yaml.Mapping file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads every line; entries that are not text are left to the binder. */
  void run(Consumer<String> parser) {
    if (file.entries().get(KEY) instanceof Yaml.Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        check(list.items().get(i), KEY + "[" + i + "]", parser);
      }
    }
  }

  private void check(Yaml item, String path, Consumer<String> parser) {
    if (item instanceof Yaml.Scalar scalar && scalar.value() instanceof String text) {
      try {
        parser.accept(text);
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(item.origin(), path, e.getMessage()));
      }
    }
  }
}
