package org.collapselab.cli;

import java.util.Optional;
import org.collapselab.models.EngineName;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Tells the launcher which engine a command line needs, since an engine may need another build and
 * decides which cards can be used. Files are read here because only their readers know what they
 * say. Prints {@code dl4j} or {@code libtorch} if one is named, {@code open WORD} if none is and
 * WORD would choose libtorch, and nothing if no network runs or something is wrong, of which the
 * command itself will tell.
 */
public final class EngineAsked {
  private EngineAsked() {}

  /** Prints the answer for the arguments of {@link Main}. */
  public static void main(String[] arguments) {
    answer(Main.commandLine(), arguments).ifPresent(System.out::println);
  }

  static Optional<String> answer(CommandLine commandLine, String... arguments) {
    try {
      ParseResult parsed = commandLine.parseArgs(arguments);
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return parsed.commandSpec().userObject() instanceof TrainsNetworks command
          ? Optional.of(
              command
                  .namedEngine()
                  .map(EngineName::key)
                  .orElseGet(() -> "open " + command.wordForLibtorch()))
          : Optional.empty();
    } catch (RuntimeException e) { // the command reports it
      return Optional.empty();
    }
  }
}
