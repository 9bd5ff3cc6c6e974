package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Outcomes;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;

/**
 * The place of a run among the seeds of its matched DUFM.
 *
 * @param matched available
 */
public record DufmPlace(MatchedDufm matched) {

  /** The seeds that ended at a point: all but those that diverged. */
  public List<DufmEnd> ended() {
    return matched.ends().stream().filter(DufmEnd::hasPoint).toList();
  }

  /** Share of these seeds whose loss is above the run's; empty if all diverged. */
  public Optional<Share> above() {
    List<DufmEnd> ended = ended();
    int above = (int) ended.stream().filter(end -> end.loss() > matched.run().loss()).count();
    return ended.isEmpty() ? Optional.empty() : Optional.of(new Share(above, ended.size()));
  }

  /** Share of all seeds that end in a verdict. */
  public Share of(String verdict) {
    int count = (int) matched.ends().stream().filter(end -> end.verdict().equals(verdict)).count();
    return new Share(count, matched.ends().size());
  }

  /** The verdicts of seeds and of the run, in the order of tables, each with its share of seeds. */
  public Map<String, Share> verdicts() {
    List<String> found = new ArrayList<>();
    matched.ends().forEach(end -> found.add(end.verdict()));
    Optional.ofNullable(matched.run().verdict()).ifPresent(found::add);
    Map<String, Share> shares = new LinkedHashMap<>();
    Outcomes.ordered(found.stream()).forEach(verdict -> shares.put(verdict, of(verdict)));
    return shares;
  }

  /** Seeds that were still moving when their steps were over. */
  public long moving() {
    return matched.ends().stream().filter(DufmEnd::isMoving).count();
  }

  /** What a reader should know, in sentences. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    above().map(this::loss).ifPresent(sentences::add);
    sentences.add(verdict());
    if (matched.model().features() != FeatureMode.EXPLICIT
        && matched.model().samplesPerClass() > 1) {
      sentences.add(
          "In this mode descent ends in DNC more often than where all features are trained, so this is no estimate of their chances.");
    }
    int seeds = matched.ends().size();
    if (moving() > 0) {
      sentences.add(
          "%d of %d seeds were still moving when their %s steps were over: their loss changed by more than %s in the last tenth."
              .formatted(
                  moving(),
                  seeds,
                  Numbers.count(matched.descent().steps()),
                  Numbers.percent(DufmEnd.MOVING)));
    }
    if (ended().size() < seeds) {
      sentences.add("%d of %d seeds diverged.".formatted(seeds - ended().size(), seeds));
    }
    return sentences;
  }

  private String loss(Share above) {
    return "The loss of the head is below that of %s of the matched DUFM (d = %d, %s)."
        .formatted(seeds(above), matched.model().width(), features(matched.model()));
  }

  private static String seeds(Share share) {
    if (share.count() == share.n()) {
      return share.n() == 1 ? "the one seed" : "all %d seeds".formatted(share.n());
    }
    return "%s of %d seeds".formatted(share.count() == 0 ? "none" : share.count(), share.n());
  }

  private String verdict() {
    Share dnc = of(Verdict.DNC.label());
    StringBuilder text = new StringBuilder();
    text.append("%d of %d seeds end in DNC %s".formatted(dnc.count(), dnc.n(), interval(dnc)));
    String own = matched.run().verdict();
    if (own == null) {
      return text.append("; the run's own verdict is not known.").toString();
    }
    if (own.equals(Verdict.DNC.label())) {
      return text.append(", as the run does.").toString();
    }
    Share same = of(own);
    text.append("; the run ends in “%s”, as ".formatted(own));
    return text.append(
            same.count() == 0 ? "no seed does." : "%d of %d do.".formatted(same.count(), same.n()))
        .toString();
  }

  /** Wilson's interval in whole per cent, such as {@code [5 %, 36 %]}. */
  public static String interval(Share share) {
    return "[%.0f %%, %.0f %%]".formatted(100 * share.low(), 100 * share.high());
  }

  /** {@code 3 of 20, [5 %, 36 %]}. */
  static String counted(Share share) {
    return "%d of %d, %s".formatted(share.count(), share.n(), interval(share));
  }

  /** How the features of a model are trained, in words. */
  public static String features(DufmSpec model) {
    String n = Numbers.format(model.samplesPerClass());
    return switch (model.features()) {
      case EXPLICIT -> "mode explicit: all %d features, n = %s".formatted(model.columns(), n);
      case MEANS -> "mode means: a column per class that moves as the mean of n = %s".formatted(n);
      case COLUMN -> "mode column: a column per class, n = %s times as fast".formatted(n);
    };
  }
}
