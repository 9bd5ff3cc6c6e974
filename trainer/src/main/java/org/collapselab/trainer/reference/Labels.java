package org.collapselab.trainer.reference;

import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.theory.Structure;

/** Names of structures as they appear in tables and figures. */
public final class Labels {
  private Labels() {}

  /** A short name. */
  public static String of(Structure structure) {
    return switch (structure) {
      case DNC -> "DNC";
      case SRG -> "SRG";
      case SRG_CONSTANT_ROW -> "SRG + constant row";
      case SRG_SUBSETS -> "SRG + subsets";
      case EDGE_CODE -> "edge code (numeric)";
      case SUBSET_CODE -> "subset code (numeric)";
      case PAIRED_CODE -> "paired code";
      case SPHERICAL_CODE -> "spherical code (numeric)";
      case ORTHOPLEX -> "orthoplex";
      case KGON -> "K-gon";
      case BEST_KNOWN -> "best known";
    };
  }

  /** The name of an arrangement of class means. */
  public static String of(MeanGeometry geometry) {
    return geometry == MeanGeometry.SRG ? of(Structure.SRG) : geometry.label().replace('_', ' ');
  }
}
