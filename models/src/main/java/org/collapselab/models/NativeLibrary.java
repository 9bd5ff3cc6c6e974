package org.collapselab.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;

/** Where the code of an engine came from. */
public final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * The artifact that a loaded native library was unpacked from; its name has version and build.
   *
   * @param library as JavaCPP names it, such as {@code openblas@.0}
   */
  public static String artifactOf(String library) {
    String path = Loader.getLoadedLibraries().get(library);
    if (path == null) {
      return "not loaded";
    }
    for (Path part : Path.of(path)) {
      if (part.toString().endsWith(".jar")) {
        return part.toString().replaceAll("\\.jar$", "");
      }
    }
    return path;
  }

  /** The version of the artifact that has a class, according to what Maven put into its jar. */
  public static String version(Class<?> type, String group, String artifact) {
    Properties properties = new Properties();
    String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
    try (InputStream in = type.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
