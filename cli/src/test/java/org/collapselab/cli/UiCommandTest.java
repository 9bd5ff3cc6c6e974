package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UiCommandTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path runs;

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      Shell shell = Shell.collapse("ui", "--runs-dir", runs, "--port", port);
      assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
      assertThat(shell.err())
          .startsWith("collapse: --port: cannot listen on 127.0.0.1 port " + port)
          .contains("choose another port");
    }
  }

  @Test
  void aFolderOrPortThatIsNoneIsSaid() {
    Shell nowhere = Shell.collapse("ui", "--runs-dir", runs.resolve("nowhere"));
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("nowhere is not a directory");
    Shell port = Shell.collapse("ui", "--runs-dir", runs, "--port", "65536");
    assertThat(port.code()).isEqualTo(ExitCode.USAGE);
    assertThat(port.err()).contains("--port must be from 0 to 65535, got 65536");
  }

  @Test
  void theAddressIsPrintedAndASignalEndsIt() throws Exception {
    Process process = start("127.0.0.1");
    try (BufferedReader out = output(process)) {
      URI address = URI.create(out.readLine());
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(page.body()).contains("Runs and sweeps");
      process.destroy();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anotherAddressComesWithAWarning() throws Exception {
    Process process = start("0.0.0.0");
    try (BufferedReader out = output(process)) {
      assertThat(out.readLine()).startsWith("http://localhost:");
      assertThat(out.readLine()).contains("can be reached from other machines", "without a login");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String host) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "ui",
                "--runs-dir",
                runs.toString(),
                "--port",
                "0",
                "--host",
                host))
        .redirectErrorStream(true)
        .start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
