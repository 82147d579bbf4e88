package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Count what the store holds of each feature, and say what must be computed anew.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "live and deleted count samples of the current feature version; rows counts stored rows,"
          + " history and",
      "tombstones included, all_rows those of every version. missing samples are to be computed,",
      "stale ones were made from something else, orphaned ones have lost their parents.",
      "status is up_to_date, needs_update, missing (never written), root_feature (no parents, so",
      "nothing tells) or error.",
      "",
      "Examples:",
      "  metaxy metadata status predictions --verbose",
      "  metaxy metadata status --assert-in-sync --format json"
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
          new Column("latest", DataType.TIMESTAMP),
          new Column("status", DataType.STRING),
          new Column("missing", DataType.INT64),
          new Column("stale", DataType.INT64),
          new Column("orphaned", DataType.INT64),
          new Column("store", DataType.STRING));

  private static final Column PROGRESS = new Column("progress", DataType.FLOAT64);

  private final Session session;

  @Mixin private FeaturesOption features;
  @Mixin private UpdateOptions update;
  @Mixin private StoreOption store;
  @Mixin private FormatOption format;

  @Option(
      names = "--assert-in-sync",
      description = "Exit with 1 if a feature is missing, must be updated, or cannot be looked at.")
  private boolean assertInSync;

  @Option(
      names = "--progress",
      description = "The percentage of inputs that were processed at least once, stale ones too.")
  private boolean progress;

  @Option(names = "--verbose", description = "Some samples of each kind, too, and the progress.")
  private boolean verbose;

  @Option(
      names = "--allow-fallback-stores",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Count rows of fallback stores where the store has none (the default).")
  private boolean fallback;

  StatusCommand(Session session) {
    this.session = session;
    this.features = new FeaturesOption();
    this.update = new UpdateOptions();
    this.store = new StoreOption();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    boolean inSync = true;
    boolean failed = false;
    try (MetadataStore opened = session.read(store.name)) {
      update.check();
      List<@Nullable Object[]> lines = new ArrayList<>();
      List<FeatureState> states = new ArrayList<>();
      for (FeatureKey key : features.orAll(opened)) {
        try {
          FeatureState state = FeatureState.of(opened, key, update, fallback);
          lines.add(line(state));
          states.add(state);
          inSync &= state.isInSync();
        } catch (MetaxyException e) {
          if (!FeatureState.isOfFeature(e)) {
            throw e;
          }
          session.console().err().println("metaxy: " + key + ": " + e.getMessage());
          lines.add(errorLine(opened, key));
          failed = true;
        }
      }
      new Output(session.console(), format.format).print(RowCursor.of(schema(), lines));
      if (verbose && format.format == Output.Format.table) {
        states.forEach(this::preview);
      }
    }
    return failed || (assertInSync && !inSync) ? 1 : 0;
  }

  private boolean showsProgress() {
    return progress || verbose;
  }

  private Schema schema() {
    return showsProgress() ? SCHEMA.with(List.of(PROGRESS)) : SCHEMA;
  }

  private @Nullable Object[] line(FeatureState state) {
    @Nullable Object[] line = line(state.stored());
    line[2] = state.live();
    line[7] = state.category().name();
    line[8] = state.missing();
    line[9] = state.stale();
    line[10] = state.orphaned();
    line[11] = state.from();
    Increment increment = state.increment();
    if (showsProgress() && increment != null) {
      OptionalDouble percentage = increment.inputProgress();
      line[12] = percentage.isPresent() ? percentage.getAsDouble() : null;
    }
    return line;
  }

  private @Nullable Object[] line(FeatureStatus stored) {
    @Nullable Object[] line = new @Nullable Object[schema().size()];
    line[0] = stored.feature().toString();
    line[1] = stored.featureVersion();
    line[2] = stored.live();
    line[3] = stored.deleted();
    line[4] = stored.rows();
    line[5] = stored.rowsOfAllVersions();
    line[6] = stored.latest();
    line[7] = "error";
    return line;
  }

  /** What can be told of a feature that an error was found in; its name, if it has no version. */
  private @Nullable Object[] errorLine(MetadataStore opened, FeatureKey key) {
    try {
      return line(opened.status(key));
    } catch (MetaxyException e) {
      @Nullable Object[] line = new @Nullable Object[schema().size()];
      line[0] = key.toString();
      line[7] = "error";
      return line;
    }
  }

  private void preview(FeatureState state) {
    Increment increment = state.increment();
    if (increment != null) {
      FeatureKey feature = state.stored().feature();
      SamplePreview preview = new SamplePreview(session.console());
      preview.print(feature + ": missing", increment.newSamples());
      preview.print(feature + ": stale", increment.staleSamples());
      preview.print(feature + ": orphaned", increment.orphanedSamples());
    }
  }
}
