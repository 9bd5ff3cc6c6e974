package org.collapselab.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The engine cannot run on this machine; the message says why and what to do. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final List<String> PACKAGES = List.of("org.nd4j.", "org.bytedeco.");
  private static final long LEAST_SPACE = 40L << 20; // the largest library takes more

  private EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For an engine that the build does not have. */
  static EngineException notBuilt(EngineName name) {
    return new EngineException(
        "this build has no %s. In a checkout ./collapse builds it in by itself, or: ./mvnw -Ptorch -DskipTests package. Images and bundles have it if they were made with it; see docs/engine.md."
            .formatted(name.label()),
        null);
  }

  /** Finds a failure to load the native libraries among the causes of an error. */
  public static Optional<EngineException> in(Throwable error) {
    return causes(error)
        .filter(EngineException::isLoading)
        .findFirst()
        .map(e -> new EngineException(sentence(error), e));
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, e -> e != null, Throwable::getCause);
  }

  /** A class or library that does not load, of the engine's. */
  private static boolean isLoading(Throwable e) {
    if (e instanceof UnsatisfiedLinkError
        || e.getClass().getSimpleName().equals("NoAvailableBackendException")) {
      return true;
    }
    return e instanceof LinkageError
        && (isOfEngine(String.valueOf(e.getMessage()))
            || Stream.of(e.getStackTrace()).anyMatch(frame -> isOfEngine(frame.getClassName())));
  }

  private static boolean isOfEngine(String text) {
    String name = text.replace('/', '.');
    return PACKAGES.stream().anyMatch(name::contains);
  }

  private static String sentence(Throwable error) {
    List<String> texts = causes(error).map(e -> String.valueOf(e.getMessage())).toList();
    String all = String.join("\n", texts);
    if (all.contains("failed to map segment") || all.contains("Operation not permitted")) {
      return "the native libraries in %s may not be executed: that file system is mounted noexec. Set COLLAPSE_CACHE to a folder on another one."
          .formatted(folder());
    }
    if (all.contains("No space left") || all.contains("quota exceeded") || isFull()) {
      return "no space is left for the native libraries in %s, which take 500 MB. Make room, or set COLLAPSE_CACHE to a folder on another disk."
          .formatted(folder());
    }
    if (all.contains("Too many open files")) {
      return "the native library could not be loaded: too many open files. Raise the limit: ulimit"
          + " -n 1024.";
    }
    return "the native library could not be loaded (%s). Collapse Lab needs 64-bit Linux with glibc, or macOS, and a build for this machine (docs/platforms.md); if the files in %s are damaged, delete that folder."
        .formatted(root(error), folder());
  }

  private static String root(Throwable error) {
    Throwable root = causes(error).reduce(error, (outer, inner) -> inner);
    String message = String.valueOf(root.getMessage());
    return root.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }

  /** Whether the disk of the folder is full: a library that was cut off fails in other words. */
  private static boolean isFull() {
    try {
      return Files.getFileStore(Path.of(folder())).getUsableSpace() < LEAST_SPACE;
    } catch (IOException e) {
      return false; // the folder does not exist, so nothing was unpacked there
    }
  }

  /** Where JavaCPP unpacks libraries to. */
  private static String folder() {
    return System.getProperty(
        "org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache");
  }
}
