package org.collapselab.trainer.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmSpec;

/**
 * Contents of {@code matched-dufm.json}: where the DUFM with a run's K, L, d, n and λ's ends from
 * several random starts, beside where the run's head ended.
 *
 * @param schema version of the format
 * @param unavailable why there are no end points; everything else is then absent
 * @param model the DUFM
 * @param descent how it was trained
 * @param timeConstants length of descent in units of 1/(ηλ), λ the least decay of all factors
 * @param differences sentences on what the DUFM has otherwise than the run
 * @param run where the run's head ended
 * @param sha256 hash of all that decides where a seed ends; the name of its folder of results
 * @param ends one per seed, ascending
 */
public record MatchedDufm(
    int schema,
    String unavailable,
    DufmSpec model,
    Descent descent,
    Double timeConstants,
    List<String> differences,
    Head run,
    String sha256,
    List<DufmEnd> ends) {
  /** The current version of the format. */
  public static final int SCHEMA = 1;

  public MatchedDufm {
    differences = differences == null ? List.of() : List.copyOf(differences);
    ends = ends == null ? List.of() : List.copyOf(ends);
  }

  /**
   * Where the head of a network ended.
   *
   * @param loss the DUFM objective of the head
   * @param verdict in the words of {@code Verdict}; null if it could not be judged
   */
  public record Head(double loss, String verdict) {}

  /** A file that says why there are no end points. */
  public static MatchedDufm unavailable(String reason) {
    return new MatchedDufm(SCHEMA, reason, null, null, null, List.of(), null, null, List.of());
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be parsed or is of another version, naming it
   */
  public static MatchedDufm read(Path file) throws IOException {
    MatchedDufm read = Json.readByLine(file, MatchedDufm.class);
    if (read == null) {
      throw new IOException(file + " is empty");
    }
    if (read.schema() != SCHEMA) {
      throw new IOException(
          "%s has schema %d; this version reads schema %d".formatted(file, read.schema(), SCHEMA));
    }
    if (read.isAvailable() && !read.isComplete()) {
      throw new IOException(file + " is damaged: the model, the run or an end point is missing");
    }
    return read;
  }

  private boolean isComplete() {
    return model != null
        && descent != null
        && timeConstants != null
        && run != null
        && !ends.isEmpty()
        && ends.stream().allMatch(end -> end.verdict() != null && end.end() != null);
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** Whether there are end points; otherwise there is only {@link #unavailable}. */
  @JsonIgnore
  public boolean isAvailable() {
    return unavailable == null;
  }

  /** Whether this is about the end that a comparison describes, and not about an earlier one. */
  public boolean belongsTo(Comparison comparison) {
    return comparison.isAvailable()
        && comparison.objective().dufmTotal() != null
        && comparison.objective().dufmTotal() == run.loss()
        && Double.valueOf(model.lambdaH()).equals(comparison.problem().lambdaH());
  }
}
