package org.collapselab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The tools that macOS has too, and of the GNU ones that run in their place only what both
 * understand: an option of GNU alone ends with a message. There is no flock and no sha256sum.
 */
final class BsdTools {
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "chmod",
          "cmp",
          "comm",
          "cp",
          "cut",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr",
          "xargs");

  private static final String REFUSE =
      """
      case "${0##*/}" in bash | env) ;; *)
        for word; do
          case "${0##*/} $word" in
          *" --"?* | "readlink -"* | "find -quit" | "find -printf" | "sed -"[irzs]* | "grep -"*P* | \\
            "sort -"*[Vh]* | "xargs -"*[dri]* | "tail -"*s* | "head -"*z* | "cp -"*[at]* | "touch -d" | "cut -"*z*)
            echo "${0##*/}: illegal option $word" >&2
            exit 64
            ;;
          esac
        done
        ;;
      esac
      """;

  private BsdTools() {}

  /** Puts them into a folder. */
  static void install(Path folder) throws IOException {
    for (String tool : TOOLS) {
      write(folder.resolve(tool), REFUSE + "exec %s \"$@\"%n".formatted(find(tool)));
    }
    write(
        folder.resolve("shasum"),
        "[ \"$1 $2\" = '-a 256' ] || exit 64%nshift 2%nexec %s \"$@\"%n"
            .formatted(find("sha256sum")));
  }

  private static void write(Path file, String script) throws IOException {
    Files.writeString(file, "#!" + find("bash") + "\n" + script);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  /** A tool of this machine. */
  static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(tool + " is not on the PATH"));
  }
}
