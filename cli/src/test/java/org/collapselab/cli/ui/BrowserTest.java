package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.collapselab.trainer.store.RunLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees, in a real browser. */
@Tag("nightly")
class BrowserTest {
  private static final String ID = "20260102-030405-shown-0a1b2c";
  private static final String CHARTS =
      "document.querySelectorAll('figure .chart svg.marks').length";
  private static final String STATE = "document.getElementById('state').textContent";

  @TempDir Path runs;

  /** The browser may still be writing to it when the test ends. */
  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  private Path run;
  private Browsing browsing;
  private Chromium browser;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "NOT TESTED: pages in a browser, as there is no chromium");
    run = RunsForShow.unfinished(runs, ID);
    browsing = new Browsing(runs);
    browser = Chromium.start(program.get(), profile);
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
      browsing.close();
    }
  }

  @Test
  @SuppressWarnings("try")
  void chartsAreDrawnAndGoOnWithTheRun() throws Exception {
    try (RunLock lock = RunLock.acquire(run)) {
      browser.open(browsing.dashboard().address().resolve("/runs/" + ID));
      assertThat(browser.until(CHARTS, n -> n.asInt() == 5).asInt()).isEqualTo(5);
      assertThat(browser.value(STATE).asText()).contains("running").contains("4 / 40");
      append("metrics.csv", RunsForShow.measurement(12, 0.875));
      append("spectra.csv", RunsForShow.spectrum(12, 7.5));
      browser.until(STATE, text -> text.asText().contains("12 / 40"));
      browser.until(
          "document.querySelector('figure .chart svg.marks').textContent",
          t -> t.asText().contains("12"));
      RunsForShow.end(run, "completed", "All epochs are done.");
      browser.until(STATE, text -> text.asText().contains("completed"));
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void markupFromRunsIsTextOnThePage() throws Exception {
    String markup = "<img src=x onerror=window.hacked=1>";
    RunsForShow.end(run, "failed", markup);
    append("run.log", markup + "\n");
    append("metrics.csv", "4,1.0000,train,\"" + markup + "\",post,nc1_trace_ratio,0.5\n");
    append("spectra.csv", "4,1.0000,train,\"" + markup + "\",post,1,0.5\n");
    browser.open(browsing.dashboard().address().resolve("/runs/" + ID));
    browser.until(CHARTS, n -> n.asInt() == 5);
    browser.until(STATE, text -> text.asText().contains(markup));
    browser.open(browsing.dashboard().address());
    browser.until("document.querySelectorAll('.runs tbody tr').length", n -> n.asInt() == 1);
    browser.until("document.querySelector('.runs').textContent", t -> t.asText().contains(markup));
    assertThat(browser.value("document.querySelectorAll('main img').length").asInt()).isZero();
    assertThat(browser.value("window.hacked === undefined").asBoolean()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theTableIsFilteredAndPickedRunsAreCompared() throws Exception {
    RunsForShow.unfinished(runs, "20260102-030406-shown-0a1b2d");
    RunsForShow.unfinished(runs, "20260102-030407-other-0a1b2e");
    browser.open(browsing.dashboard().address());
    String rows = "document.querySelectorAll('.runs tbody tr').length";
    browser.until(rows, n -> n.asInt() == 3);
    browser.value(
        "(f => { f.value = 'KILLED shown-0a1b2'; f.dispatchEvent(new Event('input')); })"
            + "(document.getElementById('filter'))");
    browser.until(rows, n -> n.asInt() == 2);
    browser.value("document.querySelectorAll('.runs tbody input').forEach(box => box.click())");
    browser.value("document.getElementById('compare').click()");
    browser.until("document.body.textContent", t -> t.asText().contains("2 runs in 1 group"));
    browser.until("document.querySelectorAll('.chart svg.marks').length", n -> n.asInt() > 0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theTableIsSortedAndAllOfItSelected() throws Exception {
    Path second = RunsForShow.unfinished(runs, "20260102-030406-shown-0a1b2d");
    Path config = second.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("[16, 16]", "[32, 16]"));
    browser.open(browsing.dashboard().address());
    String heads = "[...document.querySelectorAll('.runs th')].map(h => h.textContent).join('|')";
    browser.until(heads, t -> t.asText().contains("|model.hidden|"));
    String first = "document.querySelector('.runs tbody .key').textContent";
    assertThat(browser.value(first).asText()).isEqualTo("[32, 16]"); // newest first
    String click =
        "[...document.querySelectorAll('.sort')]"
            + ".find(b => b.textContent.startsWith('model.hidden')).click()";
    browser.value(click);
    browser.until(first, t -> t.asText().equals("[16, 16]"));
    browser.value(click);
    browser.until(first, t -> t.asText().equals("[32, 16]"));
    browser.value("document.querySelector('.runs thead input').click()");
    browser.until(
        "document.getElementById('compare').textContent",
        t -> t.asText().equals("Compare 2 selected"));
    browser.value("document.getElementById('plot').open = true");
    browser.until("document.querySelectorAll('.scatter svg.marks').length", n -> n.asInt() == 1);
    browser.value("document.querySelector('.theme').click()");
    browser.until("document.documentElement.dataset.theme", t -> t.asText().equals("dark"));
    assertThat(browser.complaints()).isEmpty();
  }

  private void append(String file, String text) throws Exception {
    Path path = run.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
  }
}
