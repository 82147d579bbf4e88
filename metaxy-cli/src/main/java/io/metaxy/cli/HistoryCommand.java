package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.PushedFeature;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = "Show what was pushed to the store, the last first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "recorded_at is when a project version was pushed first; one that was pushed again later comes",
      "before those in between."
    })
final class HistoryCommand implements Callable<Integer> {
  private static final Schema VERSIONS =
      Schema.of(
          new Column("project", DataType.STRING),
          new Column("project_version", DataType.STRING),
          new Column("recorded_at", DataType.TIMESTAMP),
          new Column("feature_count", DataType.INT64),
          new Column("tags", DataType.STRING));

  private static final Schema PUSHES =
      Schema.of(
          new Column("project", DataType.STRING),
          new Column("project_version", DataType.STRING),
          new Column("recorded_at", DataType.TIMESTAMP),
          new Column("feature_version", DataType.STRING),
          new Column("definition_version", DataType.STRING),
          new Column("tags", DataType.STRING));

  private final Session session;

  @Option(
      names = "--feature",
      paramLabel = "KEY",
      description = "Show the pushes of this feature in place of the versions of the project.")
  private @Nullable String feature;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; without it, all.")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--project", paramLabel = "NAME", description = "Another project than this one.")
  private @Nullable String project;

  @Option(names = "--all-projects", description = "Every project that was pushed to the store.")
  private boolean allProjects;

  @Mixin private StoreArgument store;
  @Mixin private FormatOption format;

  HistoryCommand(Session session) {
    this.session = session;
    this.store = new StoreArgument();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new WrongUse("--limit is a number from 0 on.");
    }
    try (MetadataStore opened = session.read(store.name())) {
      List<@Nullable Object[]> lines =
          feature == null ? versions(opened) : pushes(opened, FeatureKey.of(feature));
      if (lines.isEmpty()) {
        session.console().err().println("Nothing was pushed yet; `metaxy push` does it.");
      }
      new Output(session.console(), format.format)
          .print(
              RowCursor.of(
                  feature == null ? VERSIONS : PUSHES, lines.stream().limit(limit).toList()));
    }
    return 0;
  }

  private List<@Nullable Object[]> versions(MetadataStore opened) {
    String wanted = project != null ? project : session.project().name();
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (ProjectVersion version : opened.projectVersions()) {
      if (allProjects || version.project().equals(wanted)) {
        lines.add(
            new @Nullable Object[] {
              version.project(),
              version.version(),
              version.recordedAt(),
              (long) version.featureCount(),
              format.map(version.tags())
            });
      }
    }
    return lines;
  }

  private List<@Nullable Object[]> pushes(MetadataStore opened, FeatureKey key) {
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (PushedFeature push : opened.featureHistory(key)) {
      lines.add(
          new @Nullable Object[] {
            push.definition().project(),
            push.projectVersion(),
            push.recordedAt(),
            push.featureVersion(),
            push.definitionVersion(),
            format.map(push.tags())
          });
    }
    return lines;
  }
}
