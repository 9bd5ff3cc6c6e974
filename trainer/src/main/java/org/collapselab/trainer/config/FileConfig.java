package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** How files with data of the user's own are read. */
public record FileConfig(
    @Doc("What is learnt: `classes`, or `numbers`, a regression with the loss `mse`")
        @Default("classes")
        Target target,
    @Doc("For arrays: name of the inputs, N×d, N×H×W, N×C×H×W or N×H×W×C") @Default("x") String x,
    @Doc("For arrays: name of the labels 0 … K−1, or of the numbers to learn") @Default("y")
        String y,
    @Doc("For arrays: name of the inputs for testing, which may be missing") @Default("x_test")
        String xTest,
    @Doc("For arrays: name of the labels for testing") @Default("y_test") String yTest,
    @Doc(
            "For arrays of images: where the channels are; `auto` takes the last axis if its length is"
                + " 1, 3 or 4 and that of the second axis is not")
        @Default("auto")
        Channels channels,
    @Doc(
            "For CSV: name of the column with the class or number to learn, or its number from 1; \"\" for the last one")
        @Default("\"\"")
        String label,
    @Doc("For CSV: names or numbers of columns that are not inputs, each in quotes")
        @Default("[]")
        @Size(max = 1000)
        List<String> ignore,
    @Doc("For CSV: whether the first line has the names of the columns") @Default("true")
        boolean header,
    @Doc("For CSV: what is between the columns; `auto` is a tab in files called .tsv, else a comma")
        @Default("auto")
        Separator separator,
    @Doc(
            "For labels that are numbers, in arrays and IDX files: names of the classes, in that order")
        @Default("[]")
        @Size(max = 1000)
        List<String> classNames) {

  public FileConfig {
    ignore = List.copyOf(ignore);
    classNames = List.copyOf(classNames);
  }

  /** What is learnt. */
  public enum Target {
    CLASSES,
    NUMBERS
  }

  /** Where the channels of images are. */
  public enum Channels {
    AUTO,
    FIRST,
    LAST
  }

  /** What is between the columns of a table. */
  public enum Separator {
    AUTO(Optional.empty()),
    COMMA(Optional.of(',')),
    SEMICOLON(Optional.of(';')),
    TAB(Optional.of('\t')),
    SPACE(Optional.of(' '));

    private final Optional<Character> character;

    Separator(Optional<Character> character) {
      this.character = character;
    }

    /** The character itself; empty for auto. */
    public Optional<Character> character() {
      return character;
    }
  }
}
