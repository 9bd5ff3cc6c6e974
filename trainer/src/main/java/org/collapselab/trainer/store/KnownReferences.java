package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Contents of {@code references.json}, which a run with a λ_H of its own writes before its first
 * step: the solutions of its DUFM, as they will stand in its {@link Comparison}.
 *
 * @param schema version of the format
 */
public record KnownReferences(
    int schema, Comparison.Problem problem, List<Comparison.Reference> references) {
  private static final int SCHEMA = 1;

  public KnownReferences {
    references = references == null ? List.of() : references;
  }

  /** References in the current format. */
  public static KnownReferences of(
      Comparison.Problem problem, List<Comparison.Reference> references) {
    return new KnownReferences(SCHEMA, problem, references);
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be parsed, is damaged or of another version, naming it
   */
  public static KnownReferences read(Path file) throws IOException {
    KnownReferences known = Json.readByLine(file, KnownReferences.class);
    if (known == null) {
      throw new IOException(file + " is empty");
    }
    if (known.schema() != SCHEMA) {
      throw new IOException(
          "%s has schema %d; this program understands schema %d"
              .formatted(file, known.schema(), SCHEMA));
    }
    if (!known.references().stream().allMatch(Comparison::isComplete)) {
      throw new IOException(file + " is damaged: a part of a reference is null");
    }
    return known;
  }

  /** Writes the file, in place of an earlier one. */
  public void write(Path file) {
    Json.write(file, this);
  }

  /** Those that exist for this problem. */
  public List<Comparison.Reference> available() {
    return references.stream().filter(Comparison.Reference::available).toList();
  }

  /** The one of a structure, if it exists. */
  public Optional<Comparison.Reference> of(String structure) {
    return available().stream().filter(r -> structure.equals(r.structure())).findFirst();
  }

  /** The one of least loss: the best known solution, not known to be optimal. */
  public Optional<Comparison.Reference> lowest() {
    return available().stream().min(Comparator.comparingDouble(Comparison.Reference::loss));
  }
}
