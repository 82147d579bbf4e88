package io.metaxy.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option that says how results are printed. */
final class FormatOption {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How results are printed: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); json is one object"
              + " per line.")
  Output.Format format;

  /** Texts as one value: a list for programs that read JSON, else a text. */
  Object list(List<String> texts) {
    return format == Output.Format.json ? texts : String.join(", ", texts);
  }

  /** The same of pairs. */
  Object map(Map<String, String> pairs) {
    Map<String, String> sorted = new TreeMap<>(pairs);
    return format == Output.Format.json
        ? sorted
        : sorted.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining(", "));
  }
}
