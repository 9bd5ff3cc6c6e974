package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/**
 * One figure of a sweep's report. Columns are columns of {@code trials.csv}; a quantity is a curve
 * of {@code curves.csv}. Numbers are averaged over seeds and shown with ± 1 sd.
 */
public record FigureConfig(
    @Doc(
            "`curves`: a quantity over steps; `lines`: a column against a column; `heat`: a column over"
                + " two others; `shares`: how often a column has each value; `spectra`: singular values per"
                + " layer at the end; `matrices`: class means and Gram matrices;"
                + " `jumps`: how often the rank changed from a to b")
        Type type,
    @Doc("Heading") @Default("\"\"") String title,
    @Doc("What to look for, and what the paper says") @Default("\"\"") String caption,
    @Doc("Column on the horizontal axis; for `lines`, `heat` and `shares`") @Default("\"\"")
        String x,
    @Doc(
            "For `curves` the quantities, for `lines` the columns shown, one choice each;"
                + " `column=value`, `column<=number` or `column>=number` is the share of trials of which it is"
                + " true; for `heat` the vertical axis")
        @Default("[]")
        @Size(max = 20)
        List<String> y,
    @Doc(
            "For `heat` and `shares`: the columns shown, one choice each; `heat` takes conditions as in `y`"
                + " too")
        @Default("[]")
        @Size(max = 20)
        List<String> of,
    @Doc("Column that sets the colour of a line") @Default("\"\"") String colour,
    @Doc("Column with one panel per value") @Default("\"\"") String panel,
    @Doc("Columns drawn as reference lines, for example `loss_dnc`") @Default("[]") @Size(max = 20)
        List<String> references,
    @Doc("Logarithmic horizontal axis") @Default("false") boolean logX,
    @Doc("Logarithmic vertical axis") @Default("false") boolean logY) {

  public FigureConfig {
    y = List.copyOf(y);
    of = List.copyOf(of);
    references = List.copyOf(references);
  }

  /** The kinds of figures. */
  public enum Type {
    CURVES,
    LINES,
    HEAT,
    SHARES,
    SPECTRA,
    MATRICES,
    JUMPS
  }
}
