package io.metaxy.cli;

import io.metaxy.cli.graph.Drawing;
import io.metaxy.cli.graph.Form;
import io.metaxy.graph.FeatureChange;
import io.metaxy.graph.GraphDiff;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.store.MetadataStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "render",
    description = "Show what became of the project's features from one version to another.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A version is one that `metaxy history` lists, or latest (the one that was pushed last), or",
      "current (the features as they are defined now). + was added, - removed, ~ changed.",
      "",
      "Examples:",
      "  metaxy graph-diff render latest",
      "  metaxy graph-diff render 14070490 latest --format json"
    })
final class RenderGraphDiffCommand implements Callable<Integer> {
  /** The forms. */
  enum Format {
    terminal,
    picture,
    cards,
    mermaid,
    graphviz,
    json,
    yaml
  }

  private final Session session;

  @Parameters(index = "0", paramLabel = "FROM", description = "The older version.")
  private String from = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TO",
      defaultValue = VersionedGraph.CURRENT,
      description = "The newer version (${DEFAULT-VALUE}).")
  private String to = VersionedGraph.CURRENT;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "terminal",
      description = "The form: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); terminal is a tree.")
  private Format format;

  @Mixin private StoreOption store;
  @Mixin private DrawOptions options;

  RenderGraphDiffCommand(Session session) {
    this.session = session;
    this.format = Format.terminal;
    this.store = new StoreOption();
    this.options = new DrawOptions();
  }

  private static String withoutChanges(List<FeatureChange> throughParents) {
    return throughParents.isEmpty()
        ? "Nothing changed."
        : throughParents.stream()
            .map(feature -> feature.key().toString())
            .collect(
                Collectors.joining(
                    ", ", "No definition changed; versions changed through parents: ", "."));
  }

  @Override
  public Integer call() {
    GraphDiff diff;
    try (MetadataStore opened = session.read(store.name)) {
      diff = opened.graphDiff(from, to);
    }
    Form form =
        format == Format.terminal
            ? Form.TREE
            : Form.valueOf(format.name().toUpperCase(Locale.ROOT));
    new Pictures(session.console(), options).print(Drawing.of(diff), form);
    if (!diff.hasChanges()) {
      session.console().err().println(withoutChanges(diff.changedThroughParents()));
    }
    return 0;
  }
}
