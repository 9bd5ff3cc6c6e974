package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** Figures over the trials of several sweeps, for example of networks and of the DUFM. */
public record JointConfig(
    @Doc("Heading") @Default("\"\"") String title,
    @Doc("The sweeps; those with the same label count as one") @Size(min = 1, max = 20)
        List<Part> sweeps,
    @Doc(
            "Figures of the types `lines`, `heat` and `shares`; their columns are `sweep`, which holds"
                + " the label, those that every sweep defines, and those of `trials.csv`")
        @Size(min = 1, max = 30)
        List<FigureConfig> figures) {
  private static final ValueType.Section KEYS = Sections.section(JointConfig.class);

  public JointConfig {
    sweeps = List.copyOf(sweeps);
    figures = List.copyOf(figures);
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
              "The trials to show, as `column=value`: of several with one column, any; of several"
                  + " columns, all")
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
    config.ifPresent(joint -> joint.requireTypes(problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems);
    }
    return config.orElseThrow();
  }

  private void requireTypes(List<Problem> problems) {
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
