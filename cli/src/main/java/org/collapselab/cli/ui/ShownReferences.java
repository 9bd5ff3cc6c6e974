package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.reports.page.Palette;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.KnownReferences;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The reference solutions beside a run.
 *
 * @param all also those that do not exist for its problem
 */
record ShownReferences(List<Comparison.Reference> all) {
  /** Those that a run was compared with at its end; until then, those known from its start. */
  static ShownReferences of(Row row, Optional<Comparison> comparison) {
    return new ShownReferences(
        comparison
            .map(Comparison::references)
            .or(
                () ->
                    row.read(RunDirectory.REFERENCES, KnownReferences::read)
                        .map(KnownReferences::references))
            .orElse(List.of()));
  }

  private Stream<Comparison.Reference> available() {
    return all.stream().filter(Comparison.Reference::available);
  }

  /** The loss of a structure; {@code null} if there is none. */
  Double loss(String structure) {
    return available()
        .filter(reference -> structure.equals(reference.structure()))
        .map(Comparison.Reference::loss)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The least loss; {@code null} if there is none. */
  Double least() {
    return available()
        .map(Comparison.Reference::loss)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  /** Label, loss and colour of each that exists. */
  ArrayNode json() {
    List<String> structures = all.stream().map(Comparison.Reference::structure).toList();
    ArrayNode marks = JsonTree.array();
    available()
        .map(
            reference ->
                JsonTree.object(
                    "label", reference.title(),
                    "loss", reference.loss(),
                    "colour", Palette.reference(structures.indexOf(reference.structure()))))
        .forEach(marks::add);
    return marks;
  }
}
