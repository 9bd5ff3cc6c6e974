package org.collapselab.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.collapselab.datasets.testing.Python;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps docs/bring-your-own.md in step with what it describes. */
class BringYourOwnGuideTest {
  private static final Python PYTHON = Python.with("numpy").seeing(Repository.path("python"));

  private static final Pattern SNIPPET = Pattern.compile("(?ms)^```python\n(.*?)^```$");
  private static final int MOST_LINES = 20;

  @TempDir Path dir;

  private static List<String> snippets() throws IOException {
    String guide = Files.readString(Repository.path("docs/bring-your-own.md"));
    List<String> found = SNIPPET.matcher(guide).results().map(m -> m.group(1)).toList();
    assertThat(found).hasSize(4);
    return found;
  }

  @Test
  void snippetsAreShortAndPython() throws IOException, InterruptedException {
    for (String snippet : snippets()) {
      assertThat(snippet.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
      Files.writeString(dir.resolve("snippet.py"), snippet);
      PYTHON.run(dir, "compile(open('snippet.py', encoding='utf-8').read(), 'snippet', 'exec')");
    }
  }

  @Test
  void theSnippetOfPlainArraysIsMeasured() throws IOException, InterruptedException {
    PYTHON.run(dir, snippets().get(2));
    Path file = dir.resolve("linear.npz");
    Optional<Path> settings = FeatureMeasurement.settings(file);
    assertThat(settings).contains(dir.toRealPath().resolve("linear.yaml"));
    FeatureMeasurement.Result result =
        new FeatureMeasurement(
                file,
                FeatureConfigLoader.load(settings, List.of()),
                List.of("collapse"),
                Workers.alone(),
                run -> {})
            .into(dir.resolve("out"));
    assertThat(result.lines().get(0).accuracy().orElseThrow()).isGreaterThan(0.9);
    assertThat(Files.readString(result.directory().comparison()))
        .contains("\"structure\" : \"dnc\"", "\"loss\" : \"mse\"");
  }
}
