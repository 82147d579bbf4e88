package io.metaxy.tck.report;

import io.metaxy.tck.Rule;
import io.metaxy.tck.RuleTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code report.txt} and {@code report.html} into {@code target/metaxy-tck}, or into the
 * folder named by {@code -Dmetaxy.report}. JUnit finds it by itself.
 */
public final class ReportListener implements TestExecutionListener {
  private static final Path FOLDER =
      Path.of(System.getProperty("metaxy.report", Path.of("target", "metaxy-tck").toString()));

  /** By backend. For the whole life of the process: some launchers run each class by itself. */
  private static final Map<String, RuleReport> REPORTS = new TreeMap<>();

  private final Map<String, Running> running = new ConcurrentHashMap<>();

  /** What a test that runs has told so far. */
  private static final class Running {
    private String backend = "";
    private final Set<String> refused = new LinkedHashSet<>();
  }

  /** For JUnit. */
  public ReportListener() {}

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    Running of = running.computeIfAbsent(test.getUniqueId(), id -> new Running());
    Map<String, String> values = entry.getKeyValuePairs();
    of.backend = values.getOrDefault(RuleTest.BACKEND_ENTRY, of.backend);
    Optional.ofNullable(values.get(RuleTest.REFUSED_ENTRY)).ifPresent(of.refused::add);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Running of = running.remove(test.getUniqueId());
    if (of == null || of.backend.isEmpty()) {
      return;
    }
    String method =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(source -> ((MethodSource) source).getMethodName())
            .orElse("");
    synchronized (REPORTS) {
      Rule.ofTest(method)
          .ifPresent(
              rule ->
                  note(
                      REPORTS.computeIfAbsent(of.backend, RuleReport::new),
                      rule,
                      method,
                      of,
                      result));
    }
  }

  private static void note(
      RuleReport report, Rule rule, String method, Running of, TestExecutionResult result) {
    Throwable why = result.getThrowable().orElse(null);
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      report.skip(rule, method, why == null ? "" : String.valueOf(why.getMessage()));
    } else {
      report.add(rule, method, of.refused, why);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (REPORTS) {
      if (REPORTS.isEmpty()) {
        return;
      }
      try {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("report.txt"), ReportText.of(REPORTS.values()));
        Files.writeString(FOLDER.resolve("report.html"), ReportPage.of(REPORTS.values()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      REPORTS.values().forEach(report -> System.out.println("metaxy-tck, " + report.summary()));
      System.out.println("metaxy-tck, report: " + FOLDER.resolve("report.html").toAbsolutePath());
    }
  }
}
