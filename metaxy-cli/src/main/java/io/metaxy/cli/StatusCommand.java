package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = "Count what the store holds of each feature.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "live and deleted count samples of the current feature version; rows counts stored rows, history"
          + " and",
      "tombstones included, all_rows those of every version."
    })
final class StatusCommand implements Callable<Integer> {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("feature", DataType.STRING),
          new Column("version", DataType.STRING),
          new Column("live", DataType.INT64),
          new Column("deleted", DataType.INT64),
          new Column("rows", DataType.INT64),
          new Column("all_rows", DataType.INT64),
          new Column("latest", DataType.TIMESTAMP));

  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Features; without any, all.")
  private List<String> keys = new ArrayList<>();

  @Option(names = "--feature", paramLabel = "KEY", description = "A feature; repeatable.")
  private List<String> features = new ArrayList<>();

  @Mixin private StoreOption store;
  @Mixin private FormatOption format;

  StatusCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    try (MetadataStore opened = session.open(store.name)) {
      List<String> named = new ArrayList<>(keys);
      named.addAll(features);
      List<FeatureKey> wanted = named.isEmpty() ? opened.list() : Session.known(opened, named);
      List<@Nullable Object[]> lines = new ArrayList<>();
      for (FeatureKey key : wanted) {
        FeatureStatus status = opened.status(key);
        lines.add(
            new @Nullable Object[] {
              key.toString(),
              status.featureVersion(),
              status.live(),
              status.deleted(),
              status.rows(),
              status.rowsOfAllVersions(),
              status.latest()
            });
      }
      new Output(session.console(), format.format).print(RowCursor.of(SCHEMA, lines));
    }
    return 0;
  }
}
