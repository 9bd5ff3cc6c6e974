package org.collapselab.studies.optimum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/**
 * A folder with a JSON file for each start that has ended, and its factors H_1, W_1, …, W_L one
 * after another in a .npy file beside it. Safe to use from several threads, each start from one.
 */
final class EndStore implements KnownEnds {
  private final Path folder;
  private final DufmSpec spec;

  EndStore(Path folder, DufmSpec spec) {
    this.folder = folder;
    this.spec = spec;
  }

  @Override
  public Optional<FoundPoint> find(OptimumStart start) {
    Path file = json(start);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    DufmPoint point = point(start);
    OptimumEnd end = Json.read(file, OptimumEnd.class).withBalanceGap(point.balanceGap());
    return Optional.of(new FoundPoint(end, point));
  }

  /** The JSON file comes last, so that what it speaks of is there. */
  @Override
  public void put(FoundPoint found) {
    OptimumStart start = found.end().start();
    try {
      Files.createDirectories(folder);
      NpyFile.write(matrix(start), flat(found.point()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    Json.write(json(start), found.end());
  }

  private Path json(OptimumStart start) {
    return folder.resolve(start.id() + ".json");
  }

  private Path matrix(OptimumStart start) {
    return folder.resolve(start.id() + ".npy");
  }

  private static NpyArray flat(DufmPoint point) {
    double[] values = new double[point.spec().parameters()];
    int offset = 0;
    for (DMatrixRMaj factor : point.factors()) {
      System.arraycopy(factor.data, 0, values, offset, factor.getNumElements());
      offset += factor.getNumElements();
    }
    return NpyArray.of(values, values.length);
  }

  private DufmPoint point(OptimumStart start) {
    double[] values;
    try {
      values = NpyFile.read(matrix(start)).toDoubles();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + matrix(start) + ": " + e.getMessage(), e);
    }
    if (values.length != spec.parameters()) {
      throw new IllegalArgumentException(
          "%s has %d numbers where the model has %d parameters"
              .formatted(matrix(start), values.length, spec.parameters()));
    }
    List<DMatrixRMaj> factors = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      int rows = i == spec.depth() ? spec.classes() : spec.width();
      DMatrixRMaj factor = new DMatrixRMaj(rows, i == 0 ? spec.columns() : spec.width());
      System.arraycopy(values, offset, factor.data, 0, factor.getNumElements());
      offset += factor.getNumElements();
      factors.add(factor);
    }
    return new DufmPoint(spec, factors);
  }
}
