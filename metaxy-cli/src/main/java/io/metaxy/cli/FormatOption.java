package io.metaxy.cli;

import picocli.CommandLine.Option;

/** The option that says how results are printed. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How results are printed: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Output.Format format;
}
