package org.collapselab.models.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.models.EngineException;
import org.collapselab.models.EngineInfo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Facts about the native library, and a quick measure of its speed. */
public final class NativeEngine {
  private NativeEngine() {}

  /** See {@link org.collapselab.models.Engine#describe}. */
  public static EngineInfo describe() {
    try {
      boolean onCpu = Nd4j.getEnvironment().isCPU();
      Properties facts = Nd4j.getExecutioner().getEnvironmentInformation();
      return new EngineInfo(
          "Deeplearning4j " + version(),
          facts.getProperty("backend"),
          libraryOf(onCpu ? "nd4jcpu" : "nd4jcuda"),
          libraryOf(onCpu ? "openblas@.0" : "cublas@.11"),
          OneDnn.isThere(),
          Nd4j.getEnvironment().maxMasterThreads(),
          Pointer.maxBytes());
    } catch (LinkageError e) {
      throw EngineException.in(e).orElseThrow(() -> e);
    }
  }

  private static String version() {
    Properties properties = new Properties();
    String resource = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
    try (InputStream in = Nd4j.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }

  /**
   * The artifact that a loaded native library was unpacked from; its name has version and build.
   */
  private static String libraryOf(String library) {
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

  /** See {@link org.collapselab.models.Engine#gemmGflops}. */
  public static double gemmGflops(int n, double seconds) {
    try (INDArray a = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray b = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {n, n}, 'f')) {
      multiply(a, b, c);
      long start = System.nanoTime();
      long products = 0;
      double elapsed;
      do {
        multiply(a, b, c);
        products++;
        elapsed = (System.nanoTime() - start) / 1e9;
      } while (elapsed < seconds);
      return 2e-9 * n * n * n * products / elapsed;
    }
  }

  /** Until the product is there: a GPU only queues it. */
  private static void multiply(INDArray a, INDArray b, INDArray c) {
    Nd4j.gemm(a, b, c, false, false, 1, 0);
    Nd4j.getExecutioner().commit();
  }
}
