package io.metaxy.cli;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.cli.graph.Drawing;
import io.metaxy.cli.graph.Form;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.store.MetadataStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "render",
    description = "Draw the project's features and what each is made from.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Features of other projects that the project's are made from are drawn with dashed lines.",
      "",
      "Examples:",
      "  metaxy graph render",
      "  metaxy graph render --feature predictions --up 1 --minimal",
      "  metaxy graph render --format graphviz | dot -Tsvg > graph.svg",
      "  metaxy graph render --format mermaid --output graph.mmd"
    })
final class RenderGraphCommand implements Callable<Integer> {
  /** The forms. */
  enum Format {
    terminal,
    mermaid,
    graphviz
  }

  /** The forms for a terminal. */
  enum Type {
    graph,
    picture,
    tree,
    cards
  }

  private final Session session;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "terminal",
      description = "The form: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description =
          "In a terminal: graph, which is a picture if it fits and else a tree, or picture, tree,"
              + " cards (graph).")
  private @Nullable Type type;

  @Option(
      names = "--snapshot",
      paramLabel = "VERSION",
      description =
          "A project version that was pushed, or latest; without it, the features as they"
              + " are defined now.")
  private String snapshot = VersionedGraph.CURRENT;

  @Mixin private StoreOption store;
  @Mixin private DrawOptions options;

  RenderGraphCommand(Session session) {
    this.session = session;
    this.format = Format.terminal;
    this.store = new StoreOption();
    this.options = new DrawOptions();
  }

  @Override
  public Integer call() {
    if (type != null && format != Format.terminal) {
      throw new WrongUse("--type is for --format terminal.");
    }
    Pictures pictures = new Pictures(session.console(), options);
    Drawing drawing = Drawing.of(graph());
    switch (format) {
      case mermaid -> pictures.print(drawing, Form.MERMAID);
      case graphviz -> pictures.print(drawing, Form.GRAPHVIZ);
      case terminal -> {
        switch (type == null ? Type.graph : type) {
          case graph -> pictures.printToFit(drawing);
          case picture -> pictures.print(drawing, Form.PICTURE);
          case tree -> pictures.print(drawing, Form.TREE);
          case cards -> pictures.print(drawing, Form.CARDS);
        }
      }
    }
    return 0;
  }

  private VersionedGraph graph() {
    if (snapshot.equals(VersionedGraph.CURRENT) && store.name == null) {
      try {
        return session.project().graph();
      } catch (MetaxyException e) {
        if (e.code() != ErrorCode.UNKNOWN_FEATURE) {
          throw e;
        }
        // A parent of another project, which is not locked: the store may know it.
      }
    }
    try (MetadataStore opened = session.read(store.name)) {
      return opened.graph(snapshot);
    }
  }
}
