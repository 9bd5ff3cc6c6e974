package org.collapselab.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps docs/library.md in step with the code and the POMs. */
class LibraryGuideTest {
  private static final Path GUIDE = Repository.path("docs/library.md");
  private static final Pattern SNIPPET =
      Pattern.compile("(?ms)^## ([a-z ]+)\n\n```java\n(.*?)^```$");
  private static final Pattern ARTIFACT = Pattern.compile("(?m)^\\| `(collapse-[a-z-]+)` \\|");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  @TempDir private Path folder;

  /** Heading → Java. */
  private static Map<String, String> snippets() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    SNIPPET
        .matcher(Files.readString(GUIDE))
        .results()
        .forEach(m -> found.put(m.group(1), m.group(2)));
    return found;
  }

  /** A class Snippet with the statements as its method run, or with the method that is given. */
  private static String program(String snippet) {
    String imports = lines(snippet, true);
    String rest = lines(snippet, false).strip();
    String body =
        rest.startsWith("void ") ? rest : "void run() throws Exception {\n" + rest + "\n}";
    return imports
        + "\nclass Snippet {\n"
        + body.replaceFirst("^void", "public static void")
        + "\n}\n";
  }

  private static String lines(String snippet, boolean imports) {
    return snippet
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n"));
  }

  private void compile(String snippet) throws IOException {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(source, "package snippet;\n" + program(snippet));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as("%s%n%s", snippet, said).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theory",
        "hooks",
        "datasets",
        "models",
        "trainer and reports",
        "studies",
        "listener"
      })
  void everyExampleCompiles(String module) throws IOException {
    assertThat(snippets()).containsKey(module);
    compile(snippets().get(module));
  }

  @ParameterizedTest
  @ValueSource(strings = {"theory", "hooks", "models"}) // the others need data or write files
  void runs(String module) throws Exception {
    compile(snippets().get(module));
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      var run = loader.loadClass("snippet.Snippet").getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(null);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theory/theory",
        "hooks/hooks",
        "datasets/datasets",
        "models/models",
        "trainer/trainer/run",
        "reports/reports/export",
        "studies/studies/compare"
      })
  void theExampleInTheJavadocIsOneOfThese(String place) throws IOException {
    String module = place.substring(0, place.indexOf('/'));
    String packages = place.substring(place.indexOf('/') + 1);
    String text =
        Files.readString(
            Repository.path(
                "%s/src/main/java/org/collapselab/%s/package-info.java"
                    .formatted(module, packages)));
    int start = text.indexOf("<pre>{@code");
    assertThat(start).isNotNegative();
    String example =
        text.substring(start + "<pre>{@code".length(), text.indexOf("}</pre>", start))
            .replaceAll("(?m)^ \\*", "");
    assertThat(plain(Files.readString(GUIDE))).contains(plain(example));
  }

  private static String plain(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }

  @Test
  void namesEveryArtifactButTheProgramsAndTheirVersion() throws IOException {
    String guide = Files.readString(GUIDE);
    List<String> named = ARTIFACT.matcher(guide).results().map(m -> m.group(1)).toList();
    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(artifacts());
    String version = version(Repository.path("pom.xml"));
    assertThat(VERSION.matcher(guide).results().map(m -> m.group(1))).containsOnly(version);
    assertThat(Files.readString(Repository.path("examples/pom.xml")))
        .contains(
            "<artifactId>collapse-listener</artifactId>\n      <version>%s<".formatted(version));
  }

  private static String version(Path pom) throws IOException {
    return VERSION.matcher(Files.readString(pom)).results().findFirst().orElseThrow().group(1);
  }

  private static List<String> artifacts() throws IOException {
    List<String> programs = List.of("app", "cli", "spark", "benchmarks", "examples");
    try (var modules = Files.list(Repository.path(""))) {
      return modules
          .filter(module -> Files.exists(module.resolve("pom.xml")))
          .map(module -> module.getFileName().toString())
          .filter(module -> !programs.contains(module))
          .map(module -> "collapse-" + module)
          .toList();
    }
  }
}
