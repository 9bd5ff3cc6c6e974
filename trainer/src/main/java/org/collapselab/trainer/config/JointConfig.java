package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/**
 * Figures and tables over the trials of several sweeps, for example of networks and of the DUFM.
 */
public record JointConfig(
    @Doc("Heading") @Default("\"\"") String title,
    @Doc("The sweeps; those with the same label count as one") @Size(min = 1, max = 20)
        List<Part> sweeps,
    @Doc(
            "Figures of the types `lines`, `heat` and `shares`; their columns are `sweep`, which holds"
                + " the label, those that every sweep defines, and those of `trials.csv`")
        @Default("[]")
        @Size(max = 30)
        List<FigureConfig> figures,
    @Doc("Tables, written to `tables.md`") @Default("[]") @Size(max = 30) List<TableConfig> tables,
    @Doc("Comparisons of two shares, written below the tables") @Default("[]") @Size(max = 30)
        List<TestConfig> tests) {
  private static final ValueType.Section KEYS = Sections.section(JointConfig.class);

  public JointConfig {
    sweeps = List.copyOf(sweeps);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
    tests = List.copyOf(tests);
  }

  /** A table with a row for each group of trials. */
  public record TableConfig(
      @Doc("Heading") String title,
      @Doc("Columns whose values tell the rows apart; one row if there are none")
          @Default("[]")
          @Size(max = 10)
          List<String> by,
      @Doc(
              "What is shown of each row: the share of a `condition` with Wilson's 95 % interval, or a"
                  + " column, as mean ± sd, or as median and range if its numbers are whole")
          @Size(min = 1, max = 20)
          List<String> of,
      @Doc("The trials to show; see `sweeps[].where`") @Default("[]") @Size(max = 50)
          List<String> where) {
    public TableConfig {
      by = List.copyOf(by);
      of = List.copyOf(of);
      where = List.copyOf(where);
    }
  }

  /** Whether an outcome is more frequent in one group of trials than in another. */
  public record TestConfig(
      @Doc("The outcome, as a condition") String of,
      @Doc("Two conditions, one for each group") @Size(min = 2, max = 2) List<String> between,
      @Doc("The trials to use; see `sweeps[].where`") @Default("[]") @Size(max = 50)
          List<String> where) {
    public TestConfig {
      between = List.copyOf(between);
      where = List.copyOf(where);
    }
  }

  /** A sweep in the figures. */
  public record Part(
      @Doc("What it is called") String label,
      @Doc("Its directory, from the file's") String directory,
      @Doc(
              "Columns to define, each as `new = old`, `new = min(old, old, …)` or `new = number`;"
                  + " where the old one holds a list, its last entry counts")
          @Default("[]")
          @Size(max = 20)
          List<String> columns,
      @Doc(
              "The trials to use, as conditions `column=value`, `column<=number` or `column>=number`: any"
                  + " of those with `=` and one column, and all of the others")
          @Default("[]")
          @Size(max = 50)
          List<String> where) {
    public Part {
      columns = List.copyOf(columns);
      where = List.copyOf(where);
    }
  }

  /**
   * Loads a file.
   *
   * @throws ConfigException if the file cannot be read or anything in it is wrong
   */
  public static JointConfig load(Path file) {
    List<Problem> problems = new ArrayList<>();
    Optional<JointConfig> config =
        YamlReader.read(ConfigLoader.text(file), Origin::line, problems)
            .flatMap(root -> ConfigLoader.mapping(root, problems))
            .flatMap(root -> new Binder(problems).bind(KEYS, root, ""))
            .map(JointConfig.class::cast);
    config.ifPresent(joint -> joint.requireContent(problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems);
    }
    return config.orElseThrow();
  }

  private void requireContent(List<Problem> problems) {
    if (figures.isEmpty() && tables.isEmpty() && tests.isEmpty()) {
      problems.add(
          new Problem(Origin.NOWHERE, "figures", "is empty; name figures, tables or tests"));
    }
    for (int i = 0; i < figures.size(); i++) {
      switch (figures.get(i).type()) {
        case LINES, HEAT, SHARES -> {}
        case CURVES, SPECTRA, MATRICES, JUMPS ->
            problems.add(
                new Problem(
                    Origin.NOWHERE,
                    "figures[%d].type".formatted(i),
                    "%s is only for one sweep; use lines, heat or shares"
                        .formatted(Keys.ofConstant(figures.get(i).type()))));
      }
    }
  }
}
