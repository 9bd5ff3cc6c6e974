package org.collapselab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The launcher on a machine made of scripts: a java that prints what it is started with, an
 * nvidia-smi that answers as told, and of the real tools only those that the launcher calls.
 */
final class Launcher {
  private final Path home;
  private Path program;
  private final Map<String, String> environment = new TreeMap<>();
  private String before = "true";

  private Launcher(Path home) {
    this.home = home;
    this.program = home;
  }

  /** An installation whose build can compute on GPUs, or not, and no driver. */
  static Launcher of(Path home, boolean cudaBuild) throws IOException {
    Path repository = repository();
    for (String folder : List.of("bin", "lib", "tools")) {
      Files.createDirectories(home.resolve(folder));
    }
    copyScripts(repository, home);
    Files.createFile(home.resolve("lib/collapse-cli.jar"));
    if (cudaBuild) {
      Files.createFile(home.resolve("lib/nd4j-cuda-11.6.jar"));
    }
    Launcher launcher = new Launcher(home);
    BsdTools.install(home.resolve("tools"));
    launcher.install(
        "java",
        """
        for flag; do
          case "$flag" in
          -XX:+Wrong | -Xmx=*) echo "Unrecognized VM option: $flag" >&2; exit 1 ;;
          -version) echo 'openjdk version "17.0.1"' >&2; exit ;;
          *.EngineAsked) exec cat "${0%/*}/answer" ;;
          esac
        done
        printf '%s\\n' "$@"
        env
        """);
    return launcher;
  }

  static void copyScripts(Path repository, Path home) throws IOException {
    Files.copy(repository.resolve("collapse"), home.resolve("collapse"));
    try (Stream<Path> scripts = Files.list(repository.resolve("bin"))) {
      for (Path script : scripts.toList()) {
        Files.copy(script, home.resolve("bin").resolve(script.getFileName()));
      }
    }
  }

  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("bin/preflight.sh"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private void install(String tool, String script) throws IOException {
    Path file = home.resolve("tools").resolve(tool);
    Files.writeString(file, "#!" + BsdTools.find("bash") + "\n" + script);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  /** One more jar in the build. */
  Launcher withJar(String name) throws IOException {
    Files.createFile(home.resolve("lib").resolve(name));
    return this;
  }

  /** What Java says of the engine that the files name. */
  Launcher withAnswer(String line) throws IOException {
    Files.writeString(home.resolve("tools/answer"), line + "\n");
    return this;
  }

  /** The same installation at another place. */
  Launcher movedTo(Path folder) throws IOException {
    for (String part : List.of("bin", "lib")) {
      Files.createDirectories(folder.resolve(part));
    }
    copyScripts(repository(), folder);
    Files.createFile(folder.resolve("lib/collapse-cli.jar"));
    program = folder;
    return this;
  }

  /** Cards as nvidia-smi lists them: {@code name, capability, driver, MiB}. */
  Launcher withCards(String... cards) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < cards.length; i++) {
      lines.append("%d, GPU-0000000%d-aaaa, %s%n".formatted(i, i, cards[i]));
    }
    return withDriver("cat <<'E'\n" + lines + "E\n");
  }

  /** A driver whose nvidia-smi is this script. */
  Launcher withDriver(String script) throws IOException {
    install("nvidia-smi", script);
    return this;
  }

  Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A command of the shell, before the launcher starts. */
  Launcher under(String command) {
    before = command;
    return this;
  }

  Started run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(home.resolve("tools/bash").toString()));
    command.addAll(List.of("-c", before + " && exec bash \"$@\"", "bash"));
    command.add(program.resolve("collapse").toString());
    command.addAll(List.of(arguments));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", home.resolve("tools").toString());
      builder.environment().putAll(environment);
      int code = builder.start().waitFor();
      return new Started(code, read(out), read(err).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /**
   * What came of it.
   *
   * @param out arguments and environment of the JVM, one a line; empty if none was started
   * @param err what the user saw
   */
  record Started(int code, String out, List<String> err) {
    /** The value of {@code name=value} or {@code -Dname=value}. */
    String value(String name) {
      return out.lines()
          .map(line -> line.startsWith("-D") ? line.substring(2) : line)
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse("");
    }
  }
}
