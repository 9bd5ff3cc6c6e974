package org.collapselab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A checkout of one module with one source and one library. In the place of Maven a script makes a
 * jar that holds the source, in the place of Java one that prints the jars of its class path, after
 * it has waited for the file {@code go} if the first argument is {@code wait}.
 */
final class Checkout {
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      set -e
      bin/layout begin
      if [ -e "$SCRATCH/broken" ]; then echo "it does not compile" >&2; exit 1; fi
      mkdir -p theory/target/classes
      sleep "${BUILD_SECONDS:-0}"
      cp theory/src/main/A.java theory/target/theory-1.jar
      jars="$SCRATCH/library-2.jar:$PWD/theory/target/theory-1.jar"
      case " $* " in
      *" -Ptorch "*)
        [ ! -e "$SCRATCH/without-engine" ] || exit 0
        echo libtorch >"$SCRATCH/collapse-models-torch-1.jar"
        jars+=":$SCRATCH/collapse-models-torch-1.jar"
        ;;
      esac
      echo "$jars" >theory/target/dependencies
      bin/layout publish theory/target/dependencies
      echo built >>"$SCRATCH/builds"
      """;

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for flag; do [ "$flag" != -version ] || { echo 'openjdk version "17.0.1"'; exit; }; done
      while [ "$1" != -cp ]; do shift; done
      if [ "$3" = org.collapselab.cli.EngineAsked ]; then
        cat "$SCRATCH/answer"
        exit
      fi
      if [ "$4" = wait ]; then
        : >"$SCRATCH/started"
        until [ -e "$SCRATCH/go" ]; do sleep 0.05; done
      fi
      IFS=: read -ra jars <<<"$2"
      for jar in "${jars[@]}"; do echo "$jar: $(cat "$jar")"; done
      """;

  private final Path scratch;
  private final Path root;
  private final String tools;
  private final Map<String, String> environment = new TreeMap<>();

  private Checkout(Path scratch, Path root, String tools) {
    this.scratch = scratch;
    this.root = root;
    this.tools = tools;
  }

  /** A new one, in {@code scratch/name}, never built. */
  static Checkout in(Path scratch, String name) throws IOException {
    Path root = scratch.resolve(name);
    Path repository = Launcher.repository();
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("theory/src/main"));
    Launcher.copyScripts(repository, root);
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(root.resolve("theory/pom.xml"), "<project/>");
    Files.writeString(scratch.resolve("library-2.jar"), "library");
    Path tools = Files.createDirectories(scratch.resolve("tools"));
    for (var tool : List.of(List.of("mvn", MAVEN), List.of("java", JAVA), List.of("javac", ""))) {
      Path file = Files.writeString(tools.resolve(tool.get(0)), tool.get(1));
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
    }
    Checkout checkout = new Checkout(scratch, root, System.getenv("PATH"));
    checkout.write("first");
    return checkout;
  }

  /** The same files at another place. */
  Checkout at(Path other) {
    return new Checkout(scratch, other, tools);
  }

  /** The same on a machine with the tools of macOS. */
  Checkout withBsdTools() throws IOException {
    Path bsd = Files.createDirectories(scratch.resolve("bsd"));
    BsdTools.install(bsd);
    return new Checkout(scratch, root, bsd.toString());
  }

  /** Sets a variable of the environment of launchers that are started from here on. */
  Checkout with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What Java says of the engine that the files name. */
  void answer(String line) throws IOException {
    Files.writeString(scratch.resolve("answer"), line + "\n");
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** Changes the source. */
  void write(String text) throws IOException {
    Files.writeString(source(), text);
  }

  Path source() {
    return root.resolve("theory/src/main/A.java");
  }

  /** How often Maven ended well. */
  int builds() throws IOException {
    Path log = scratch.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  /** Folders of programs. */
  List<Path> programs() throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve("target/app"))) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  /** Starts the launcher without waiting for it. */
  Running start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(BsdTools.find("bash").toString(), root.resolve("collapse").toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(scratch, "out", "");
    Path err = Files.createTempFile(scratch, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", scratch.resolve("tools") + ":" + tools);
    builder.environment().put("SCRATCH", scratch.toString());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "COLLAPSE_JAVA_OPTS"));
    builder.environment().put("BUILD_SECONDS", "0.3");
    builder.environment().putAll(environment);
    builder.environment().put("HOME", scratch.toString());
    return new Running(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  /** Starts it and waits. */
  Ended run(String... arguments) throws Exception {
    return start(arguments).end();
  }

  /** A process that was started. */
  record Running(Process process, Path out, Path err) {
    Ended end() throws Exception {
      int code = process.waitFor();
      return new Ended(
          code,
          Files.readAllLines(out, StandardCharsets.UTF_8),
          Files.readAllLines(err, StandardCharsets.UTF_8));
    }
  }

  /** How it ended; {@code out} is a line a jar, its path and content. */
  record Ended(int code, List<String> out, List<String> err) {}

  /** A copy with all times kept. */
  Checkout copyTo(Path other) throws Exception {
    Process copy =
        new ProcessBuilder("cp", "-a", root.toString(), other.toString()).inheritIO().start();
    if (copy.waitFor() != 0) {
      throw new IOException("cp failed");
    }
    return at(other);
  }

  Checkout moveTo(Path other) throws IOException {
    return at(Files.move(root, other, StandardCopyOption.ATOMIC_MOVE));
  }
}
