package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.collapselab.trainer.expect.SweepExpectation;

/** Loads sweep files; every problem is reported as for experiments, before anything runs. */
public final class SweepLoader {
  private static final String SMOKE = "smoke";
  private static final String EXPECT = "expect";

  private final Optional<Path> directory;
  private final List<Problem> problems = new ArrayList<>();

  private SweepLoader(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Loads a file.
   *
   * @param overrides settings {@code key.path=value} on top of the file and of {@code smoke}
   * @param smoke whether the file's section {@code smoke} applies
   * @throws ConfigException if the file cannot be read or anything in it is wrong
   */
  public static SweepConfig load(Path file, List<String> overrides, boolean smoke) {
    Optional<Path> directory = Optional.of(file.toAbsolutePath().getParent());
    return load(file.toString(), ConfigLoader.text(file), directory, overrides, smoke);
  }

  /**
   * Loads the {@code sweep.yaml} of a sweep's directory. It holds all of its settings, so no other
   * file is opened: one that names another by {@code from} is refused.
   *
   * @throws ConfigException if the file cannot be read or anything in it is wrong
   */
  public static SweepConfig loadStored(Path file) {
    return load(file.toString(), ConfigLoader.text(file), Optional.empty(), List.of(), false);
  }

  /** Loads a YAML text as {@link #load(Path, List, boolean)} loads a file. */
  public static SweepConfig parse(String yaml) {
    return load("sweep", yaml, Optional.of(Path.of("").toAbsolutePath()), List.of(), false);
  }

  /** The sweep of one DUFM over seeds, with the figures that such a sweep is reported with. */
  public static SweepConfig ofDufm(DufmTrial trial, int seeds, long firstSeed) {
    String section = ConfigWriter.section(Sections.section(DufmTrial.class), trial, "  ");
    return parse(
        """
        name: dufm
        title: Gradient descent on the %d-DUFM with %d classes
        dufm:
        %s
        seeds: %d
        first_seed: %d
        figures:
          - type: curves
            title: Loss over training
            y: [loss, gradient_norm]
            references: [loss_dnc, loss_srg]
            log_x: true
            log_y: true
          - {type: shares, title: What the seeds end in, of: [verdict]}
          - {type: spectra, title: Singular values at the end}
          - {type: matrices, title: Class means and Gram matrices at the end}
        """
            .formatted(
                trial.depth(),
                trial.classes(),
                section.toString().stripTrailing(),
                seeds,
                firstSeed));
  }

  /** Whether the file is a sweep, by the keys that it has. */
  public static boolean isSweep(Path file) {
    return YamlReader.read(ConfigLoader.text(file), Origin::line, new ArrayList<>())
        .filter(root -> FileKind.of(root) == FileKind.SWEEP)
        .isPresent();
  }

  private static SweepConfig load(
      String source, String yaml, Optional<Path> directory, List<String> overrides, boolean smoke) {
    SweepLoader loader = new SweepLoader(directory);
    Optional<SweepConfig> config = loader.load(yaml, overrides, smoke);
    if (!loader.problems.isEmpty()) {
      throw new ConfigException(source, loader.problems);
    }
    return config.orElseThrow();
  }

  private Optional<SweepConfig> load(String yaml, List<String> overrides, boolean smoke) {
    return YamlReader.read(yaml, Origin::line, problems)
        .flatMap(root -> FileKind.SWEEP.required(root, problems))
        .flatMap(root -> ConfigLoader.mapping(root, problems))
        .map(root -> directory.map(folder -> DataPaths.resolved(root, folder)).orElse(root))
        .map(root -> resolved(root, smoke))
        .map(root -> new Overrides(Sections.SWEEP, problems).apply(root, overrides))
        .flatMap(this::bind);
  }

  /** The file with {@code smoke} applied, and without it. */
  private Yaml.Mapping resolved(Yaml.Mapping root, boolean smoke) {
    Yaml.Mapping plain = root.without(SMOKE);
    if (smoke && !root.entries().containsKey(SMOKE)) {
      problems.add(
          new Problem(
              Origin.NOWHERE,
              "",
              "--smoke: the file has no section smoke, so it would run at full size; add one, or leave --smoke out"));
    }
    boolean applies = smoke && root.entries().get(SMOKE) instanceof Yaml.Mapping;
    return applies ? plain.merged((Yaml.Mapping) root.entries().get(SMOKE)) : plain;
  }

  private Optional<SweepConfig> bind(Yaml.Mapping written) {
    Yaml.Mapping root = withoutFrom(written);
    Optional<SweepFile> file =
        new Binder(problems).bind(Sections.SWEEP, root, "").map(SweepFile.class::cast);
    file.ifPresent(sweep -> new CollectChecks(root, problems).run(sweep.collect()));
    new ExpectChecks(root, problems)
        .run(
            text -> {
              SweepExpectation expectation = SweepExpectation.parse(text);
              file.ifPresent(sweep -> new ColumnChecks(sweep).require(expectation));
            });
    root.find(List.of("experiment", EXPECT)).ifPresent(this::refuseInTrial);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return file.flatMap(
        sweep ->
            new SweepGrid(sweep, root, problems)
                .all()
                .map(settings -> config(sweep, settings, root)));
  }

  private void refuseInTrial(Yaml expect) {
    problems.add(
        new Problem(
            expect.origin(),
            "experiment." + EXPECT,
            "a sweep is checked as a whole; put expect at the top level of the file"));
  }

  private static SweepConfig config(
      SweepFile sweep, List<SweepSetting> settings, Yaml.Mapping root) {
    return new SweepConfig(
        sweep.name(),
        sweep.title().isEmpty() ? sweep.name() : sweep.title(),
        sweep.paper(),
        sweep.claim(),
        settings,
        LongStream.range(sweep.firstSeed(), sweep.firstSeed() + sweep.seeds()).boxed().toList(),
        sweep.figures(),
        sweep.expect(),
        YamlWriter.write(root));
  }

  /** Puts an experiment's keys on top of the file that its {@code from} names. */
  private Yaml.Mapping withoutFrom(Yaml.Mapping root) {
    List<String> from = List.of("experiment", "from");
    Optional<Yaml> path = root.find(from);
    if (path.isEmpty()) {
      return root;
    }
    if (directory.isEmpty()) {
      problems.add(
          new Problem(
              path.get().origin(),
              "experiment.from",
              "the sweep.yaml of a sweep's directory names no other file; put its keys here"));
      return root;
    }
    if (!(path.get() instanceof Yaml.Scalar scalar && scalar.value() instanceof String name)) {
      problems.add(new Problem(path.get().origin(), "experiment.from", "expected a file name"));
      return root;
    }
    Yaml.Mapping own = ((Yaml.Mapping) root.entries().get("experiment")).without("from");
    Path file = directory.get().resolve(name);
    String text = ConfigLoader.text(file);
    return YamlReader.read(text, line -> new Origin(0, name + " line " + line), problems)
        .flatMap(base -> ConfigLoader.mapping(base, problems))
        .map(base -> DataPaths.resolved(base, file.toAbsolutePath().getParent()))
        .map(base -> root.with(List.of("experiment"), base.without(EXPECT).merged(own)))
        .orElse(root);
  }
}
