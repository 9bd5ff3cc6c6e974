package org.collapselab.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.trainer.config.OverrideKeys;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code collapse generate-completion}: what picocli writes, and the keys of overrides. */
@Command(
    name = "generate-completion",
    description = {
      "Writes a script that completes commands, options, data sets and keys of experiment files in"
          + " bash and zsh.",
      "",
      "  source <(collapse generate-completion)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private static final String OVERRIDES = "KEY=VALUE";
  private static final String SWEEP = "sweep";
  private static final Pattern CHOICES = Pattern.compile("_option_args=\\(.*\\)");
  private static final Pattern REGISTRATION =
      Pattern.compile("(?m)^complete -F _complete_collapse ");

  /** Bash splits words at {@code =}, zsh does not; both are understood. */
  private static final String FUNCTIONS =
      """
      # Completes KEY=VALUE once the command has its FILE; everything else as above.
      function _complete_collapse_overrides() {
        local keys="" given="" i
        local current="${COMP_WORDS[COMP_CWORD]}" key="" value="" before=""
        for (( i = 2; i < COMP_CWORD; i++ )); do
          [[ "${COMP_WORDS[i]}" == -* || "${COMP_WORDS[i]}" == *=* ]] || given="yes"
        done
        [ -n "${given}" ] && keys=$(_collapse_keys "${COMP_WORDS[1]}")
        if [ -n "${keys}" ]; then
          if [[ "${current}" == "=" ]]; then
            key="${COMP_WORDS[COMP_CWORD-1]}"
          elif [[ "${COMP_WORDS[COMP_CWORD-1]}" == "=" ]]; then
            key="${COMP_WORDS[COMP_CWORD-2]}"; value="${current}"
          elif [[ "${current}" == *=* ]]; then
            key="${current%%=*}"; value="${current#*=}"; before="${key}="
          fi
          local IFS=$'\\n'
          if [ -n "${key}" ]; then
            COMPREPLY=( $(compgen -P "${before}" -W "$(_collapse_values "${COMP_WORDS[1]}" "${key}")" -- "${value}") )
            return 0
          fi
          COMPREPLY=( $(compgen -S "=" -W "${keys}" -- "${current}") )
          if [[ "${current}" != -* && ${#COMPREPLY[@]} -gt 0 ]]; then
            type compopt &>/dev/null && compopt -o nospace
            return 0
          fi
          IFS=$' \\t\\n'
        fi
        _complete_collapse
      }

      """;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script = AutoComplete.bash(spec.root().name(), root);
    spec.commandLine().getOut().print(withOverrides(lowerCase(script), root));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  /** Values of options are written in lower case everywhere else. */
  private static String lowerCase(String script) {
    return CHOICES.matcher(script).replaceAll(m -> choices(m));
  }

  private static String choices(MatchResult match) {
    return Matcher.quoteReplacement(match.group().toLowerCase(Locale.ROOT));
  }

  private static String withOverrides(String script, CommandLine root) {
    StringBuilder extended = new StringBuilder(REGISTRATION.matcher(script).replaceAll("# "));
    extended.append('\n').append(keys(root)).append(values()).append(FUNCTIONS);
    script
        .lines()
        .filter(line -> REGISTRATION.matcher(line).find())
        .map(line -> line.replace("_complete_collapse ", "_complete_collapse_overrides "))
        .forEach(line -> extended.append(line).append('\n'));
    return extended.toString();
  }

  /** A function that prints the keys that a command's overrides may set. */
  private static String keys(CommandLine root) {
    List<String> commands =
        root.getSubcommands().entrySet().stream()
            .filter(each -> takesOverrides(each.getValue()) && !each.getKey().equals(SWEEP))
            .map(Map.Entry::getKey)
            .toList();
    StringBuilder out = new StringBuilder("function _collapse_keys() {\n  case \"$1\" in\n");
    keyCase(String.join("|", commands), OverrideKeys.ofExperiment(), out);
    keyCase(SWEEP, OverrideKeys.ofSweep(), out);
    return out.append("  esac\n}\n\n").toString();
  }

  private static void keyCase(String commands, Map<String, List<String>> keys, StringBuilder out) {
    out.append("    %s) printf '%%s\\n' \\%n".formatted(commands));
    keys.keySet().forEach(key -> out.append("      %s \\%n".formatted(key)));
    out.append("      ;;\n");
  }

  private static boolean takesOverrides(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().equals(OVERRIDES));
  }

  /** A function that prints the values that a key may have. */
  private static String values() {
    StringBuilder out = new StringBuilder("function _collapse_values() {\n  case \"$1 $2\" in\n");
    valueCases("*", OverrideKeys.ofExperiment(), out);
    valueCases(SWEEP, OverrideKeys.ofSweep(), out);
    return out.append("  esac\n}\n\n").toString();
  }

  private static void valueCases(
      String command, Map<String, List<String>> keys, StringBuilder out) {
    new TreeMap<>(keys)
        .forEach(
            (key, words) -> {
              if (!words.isEmpty()) {
                out.append(
                    "    %s' %s') printf '%%s\\n' %s ;;%n"
                        .formatted(command, key, String.join(" ", words)));
              }
            });
  }
}
