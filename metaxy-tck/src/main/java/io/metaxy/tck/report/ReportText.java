package io.metaxy.tck.report;

import io.metaxy.tck.Rule;
import java.util.Collection;

/** The report as plain text. */
final class ReportText {
  private ReportText() {}

  static String of(Collection<RuleReport> reports) {
    StringBuilder text = new StringBuilder();
    for (RuleReport report : reports) {
      text.append(report.summary()).append("\n\n");
      for (Rule rule : Rule.values()) {
        text.append(
            String.format(
                "%-3s %-20s %2d tests  %s%n",
                rule, report.outcome(rule), report.tests(rule), rule.summary()));
        if (!report.refused(rule).isEmpty()) {
          text.append("    lacks ").append(String.join(", ", report.refused(rule))).append('\n');
        }
        for (RuleReport.Failed skipped : report.skipped(rule)) {
          text.append("    skipped ").append(skipped.test()).append(": ");
          text.append(skipped.message()).append('\n');
        }
        for (RuleReport.Failed failed : report.failures(rule)) {
          text.append("    ").append(failed.test()).append('\n');
          failed.message().lines().forEach(line -> text.append("      ").append(line).append('\n'));
          text.append("    again: ").append(again(failed)).append('\n');
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The command that runs a test again. */
  static String again(RuleReport.Failed failed) {
    return "mvn test -Dtest='*Rules*#"
        + failed.test()
        + "' -Dsurefire.failIfNoSpecifiedTests=false";
  }
}
