package io.metaxy.tck.report;

import io.metaxy.tck.Rule;
import java.util.Collection;

/** The report as a page. */
final class ReportPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Rules of a metadata store</title>
      <style>
      body { font: 15px/1.4 sans-serif; margin: 2em; max-width: 70em }
      table { border-collapse: collapse }
      td, th { text-align: left; vertical-align: top; padding: .2em .8em .2em 0;
        border-bottom: 1px solid #ddd }
      .KEPT { color: #176b2c } .REFUSED { color: #7a5b00 } .PARTLY { color: #7a5b00 } .NOT_RUN { color: #666 }
      .BROKEN { color: #b00020; font-weight: bold }
      pre { white-space: pre-wrap; margin: .3em 0 }
      </style>
      </head>
      <body>
      <h1>Rules of a metadata store</h1>
      """;

  private ReportPage() {}

  static String of(Collection<RuleReport> reports) {
    StringBuilder page = new StringBuilder(HEAD);
    for (RuleReport report : reports) {
      page.append("<h2>").append(escaped(report.backend())).append("</h2>\n");
      page.append("<p>").append(escaped(report.summary())).append("</p>\n");
      page.append("<table>\n<tr><th>Rule<th>Outcome<th>Tests<th>Promise\n");
      for (Rule rule : Rule.values()) {
        page.append("<tr><td>")
            .append(rule)
            .append("<td class=\"")
            .append(report.outcome(rule).name())
            .append("\">")
            .append(report.outcome(rule))
            .append("<td>")
            .append(report.tests(rule))
            .append("<td>")
            .append(escaped(rule.summary()));
        if (!report.refused(rule).isEmpty()) {
          page.append("<br>Lacks ").append(escaped(String.join(", ", report.refused(rule))));
        }
        for (RuleReport.Failed skipped : report.skipped(rule)) {
          page.append("<br>Skipped ").append(escaped(skipped.test() + ": " + skipped.message()));
        }
        for (RuleReport.Failed failed : report.failures(rule)) {
          page.append("<pre>")
              .append(escaped(failed.test() + "\n" + failed.message()))
              .append("\nagain: ")
              .append(escaped(ReportText.again(failed)))
              .append("</pre>");
        }
        page.append('\n');
      }
      page.append("</table>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
