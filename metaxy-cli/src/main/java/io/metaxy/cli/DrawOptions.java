package io.metaxy.cli;

import io.metaxy.cli.graph.Drawing;
import io.metaxy.cli.graph.Show;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a picture of a graph shows; the names are the Python library's. */
final class DrawOptions {
  /** Where lines go. */
  enum Direction {
    TB,
    LR
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it to a file; without it, to standard output.")
  @Nullable String output;

  @Option(names = "--minimal", description = "Only features and what they are made from.")
  private boolean minimal;

  @Option(names = "--verbose", description = "All there is to tell, versions in full.")
  private boolean verbose;

  @Option(
      names = "--show-fields",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show fields (${DEFAULT-VALUE}).")
  private boolean fields;

  @Option(
      names = "--show-feature-versions",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show versions of features (${DEFAULT-VALUE}).")
  private boolean featureVersions;

  @Option(
      names = "--show-field-versions",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show versions of fields (${DEFAULT-VALUE}).")
  private boolean fieldVersions;

  @Option(
      names = "--show-code-versions",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description = "Show versions of code (${DEFAULT-VALUE}).")
  private boolean codeVersions;

  @Option(
      names = "--show-project-version",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show the project's version (${DEFAULT-VALUE}).")
  private boolean projectVersion;

  @Option(
      names = "--show-projects",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show the project of each feature (${DEFAULT-VALUE}).")
  private boolean projects;

  @Option(
      names = "--hash-length",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many characters of a version to show, 0 for all (${DEFAULT-VALUE}).")
  private int hashLength;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "TB",
      description =
          "Where lines go in Mermaid and Graphviz: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Direction direction;

  @Option(names = "--title", paramLabel = "TEXT", description = "What stands over the picture.")
  private @Nullable String title;

  @Option(
      names = "--feature",
      paramLabel = "KEY",
      description = "Only this feature and what is above and below it.")
  private @Nullable String feature;

  @Option(
      names = "--up",
      paramLabel = "N",
      description = "With --feature: how many levels of parents; without it, all.")
  private @Nullable Integer up;

  @Option(
      names = "--down",
      paramLabel = "N",
      description = "With --feature: how many levels of children; without it, all.")
  private @Nullable Integer down;

  @Option(names = "--project", paramLabel = "NAME", description = "Only features of this project.")
  private @Nullable String project;

  DrawOptions() {
    this.direction = Direction.TB;
  }

  Show show() {
    checkCount("--hash-length", hashLength);
    if (minimal && verbose) {
      throw new WrongUse("--minimal and --verbose exclude each other.");
    }
    if (minimal) {
      return new Show(false, false, false, false, false, projects, 8, direction.name(), title);
    }
    if (verbose) {
      return new Show(true, true, true, true, true, projects, 0, direction.name(), title);
    }
    return new Show(
        fields,
        featureVersions,
        fields && fieldVersions,
        codeVersions,
        projectVersion,
        projects,
        hashLength,
        direction.name(),
        title);
  }

  private static void checkCount(String option, @Nullable Integer count) {
    if (count != null && count < 0) {
      throw new WrongUse(option + " " + count + " is negative. Give 0 or more.");
    }
  }

  /** The part of {@code drawing} that is wanted. */
  Drawing part(Drawing drawing) {
    checkCount("--up", up);
    checkCount("--down", down);
    if (feature == null && (up != null || down != null)) {
      throw new WrongUse("--up and --down need --feature.");
    }
    try {
      Drawing some = project == null ? drawing : drawing.ofProject(project);
      return feature == null ? some : some.around(feature, up, down);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }
}
