package org.collapselab.reports.render;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.values.reference.V8ValueObject;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.collapselab.reports.page.Scripts;

/** Vega in the JavaScript engine V8, without a browser. One thread at a time. */
final class VegaEngine implements AutoCloseable {
  private final V8Runtime v8;

  private VegaEngine(V8Runtime v8) {
    this.v8 = v8;
  }

  /**
   * Starts the engine.
   *
   * @throws UncheckedIOException if the library does not load on this machine
   */
  static VegaEngine start() {
    try {
      VegaEngine engine = new VegaEngine(library().createV8Runtime());
      engine.load();
      return engine;
    } catch (JavetException e) {
      throw new UncheckedIOException(
          new IOException(
              "the JavaScript engine that draws figures does not start on this machine (64-bit"
                  + " Linux on x86 with glibc 2.29 or newer is needed): "
                  + e.getMessage(),
              e));
    }
  }

  /** Unpacks the library into a folder of its own, and deletes it as soon as it is loaded. */
  private static synchronized V8Host library() throws JavetException {
    Path folder = null;
    try {
      Path cache = cache();
      Files.createDirectories(cache);
      folder = Files.createTempDirectory(cache, "v8-");
      JavetLibLoader.setLibLoadingListener(new Unpacked(folder));
      V8Host host = V8Host.getV8Instance();
      if (!host.isLibraryLoaded()) {
        throw host.getLastException();
      }
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the JavaScript engine: " + e.getMessage(), e);
    } finally {
      delete(folder);
    }
  }

  /** Where all native libraries are unpacked: {@code COLLAPSE_CACHE}, from which code may run. */
  private static Path cache() {
    String asked = System.getProperty("org.bytedeco.javacpp.cachedir");
    return asked == null
        ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
        : Path.of(asked);
  }

  private record Unpacked(Path folder) implements IJavetLibLoadingListener {
    @Override
    public File getLibPath(JSRuntimeType type) {
      return folder.toFile();
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }

  private void load() throws JavetException {
    v8.setPromiseRejectCallback((event, promise, value) -> {}); // draw() reports errors
    run(Scripts.resource(VegaEngine.class, "shims.js"));
    for (String script : Scripts.charting()) {
      run(script);
    }
    run(Scripts.resource(VegaEngine.class, "render.js"));
    run("collapseRender.setWidths(%s)".formatted(CharacterWidths.json()));
  }

  private void run(String script) throws JavetException {
    v8.getExecutor(script).executeVoid();
  }

  /**
   * Draws a chart as SVG.
   *
   * @param spec Vega-Lite specification
   * @param datasets its datasets by name, as blocks
   * @param width in pixels; the picture has about this width
   * @throws IllegalStateException if Vega cannot draw it
   */
  String svg(ObjectNode spec, ObjectNode datasets, double width) {
    try (V8ValueObject render = v8.getExecutor("collapseRender").execute()) {
      render.invokeVoid("draw", spec.toString(), datasets.toString(), width);
      v8.await();
      String error = render.getString("error");
      if (error != null) {
        throw new IllegalStateException("Vega could not draw the figure: " + error);
      }
      return render.getString("result");
    } catch (JavetException e) {
      throw new IllegalStateException("Vega could not draw the figure: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      v8.close();
    } catch (JavetException e) {
      throw new IllegalStateException("the JavaScript engine could not be closed", e);
    }
  }
}
