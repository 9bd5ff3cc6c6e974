package org.collapselab.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.FileProblem;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.models.EngineException;
import org.collapselab.models.MemoryException;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.run.DivergedException;
import org.collapselab.trainer.store.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into a message and an exit code; a stack trace is only shown on request. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** Set to see stack traces. */
  static final String DEBUG = "COLLAPSE_DEBUG";

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    Throwable e = explained(thrown);
    PrintWriter err = command.getErr();
    if (System.getenv(DEBUG) != null) {
      e.printStackTrace(err);
    }
    int code = code(e);
    err.println("collapse: " + message(e, code));
    if (code == ExitCode.DATA
        && !(e instanceof ArrayException || e instanceof OwnDataException)
        && !command.getCommandName().equals("fetch")) {
      err.println(
          "collapse: 'collapse data list' shows the data sets, 'collapse data fetch SET' downloads"
              + " one.");
    }
    if (code == ExitCode.FAILURE
        && !(e instanceof MemoryException)
        && System.getenv(DEBUG) == null) {
      err.println("collapse: set " + DEBUG + "=1 to see where this happened.");
    }
    return code;
  }

  /** An exception that explains an error of a library or the JVM, if there is one. */
  private static Throwable explained(Exception thrown) {
    boolean wrapped = thrown instanceof ExecutionException && thrown.getCause() != null;
    Throwable e = wrapped ? thrown.getCause() : thrown;
    return MemoryException.in(e)
        .map(Throwable.class::cast)
        .or(() -> EngineException.in(e))
        .orElse(e);
  }

  private static int code(Throwable e) {
    if (e instanceof ConfigException || e instanceof IllegalArgumentException) {
      return ExitCode.USAGE;
    }
    if (e instanceof DataException) {
      return ExitCode.DATA;
    }
    if (e instanceof DivergedException) {
      return ExitCode.DIVERGED;
    }
    if (e instanceof DeviceException) {
      return ExitCode.DEVICE;
    }
    return e instanceof EngineException ? ExitCode.ENGINE : ExitCode.FAILURE;
  }

  private static String message(Throwable e, int code) {
    boolean explained =
        code != ExitCode.FAILURE
            || e instanceof UncheckedIOException
            || e instanceof MemoryException;
    return explained && e.getMessage() != null
        ? FileProblem.explain(e.getMessage(), e)
        : "unexpected error: " + e;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("collapse: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println(
          "Try '%s --help'.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    }
    return ExitCode.USAGE;
  }
}
