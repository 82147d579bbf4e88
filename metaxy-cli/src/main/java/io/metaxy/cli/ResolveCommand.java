package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "resolve",
    description = "List the samples of a feature that must be computed anew.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "new samples are not stored, stale ones were made from something else, orphaned ones have"
          + " lost",
      "their parents. --only gives whole rows, those that are new or stale as they must be written",
      "with the results.",
      "",
      "Examples:",
      "  metaxy metadata resolve predictions",
      "  metaxy metadata resolve predictions --only stale --format json > to-compute.jsonl"
    })
final class ResolveCommand implements Callable<Integer> {
  /** What may have become of a sample. */
  enum Change {
    NEW,
    STALE,
    ORPHANED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MOST_IN_TABLE = 50;
  private static final Column CHANGE = new Column("change", DataType.STRING);

  private final Session session;

  @Mixin private FeatureOption feature;

  @Option(
      names = "--only",
      paramLabel = "CHANGE",
      description = "Whole rows of one kind: ${COMPLETION-CANDIDATES}.")
  private @Nullable Change only;

  @Mixin private UpdateOptions update;
  @Mixin private StoreOption store;
  @Mixin private FormatOption format;

  ResolveCommand(Session session) {
    this.session = session;
    this.feature = new FeatureOption();
    this.update = new UpdateOptions();
    this.store = new StoreOption();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    FeatureKey key = feature.key();
    try (MetadataStore opened = session.read(store.name)) {
      update.check();
      Increment increment = opened.resolveUpdate(update.request(key));
      Output output = new Output(session.console(), format.format);
      if (only != null) {
        try (RowCursor rows = rows(increment, only).cursor()) {
          output.print(rows);
        }
        return 0;
      }
      List<String> shared = shared(increment);
      List<@Nullable Object[]> lines = new ArrayList<>();
      StringBuilder counts = new StringBuilder();
      for (Change change : Change.values()) {
        int before = lines.size();
        add(lines, change, rows(increment, change), shared);
        counts.append(counts.isEmpty() ? "" : ", ").append(lines.size() - before);
        counts.append(' ').append(change);
      }
      boolean cut = format.format == Output.Format.table && lines.size() > MOST_IN_TABLE;
      Schema schema = schema(increment, shared);
      output.print(RowCursor.of(schema, cut ? lines.subList(0, MOST_IN_TABLE) : lines));
      session
          .console()
          .err()
          .println(counts + (cut ? "; --format csv lists all of them" : "") + ".");
    }
    return 0;
  }

  private static Rows rows(Increment increment, Change change) {
    return switch (change) {
      case NEW -> increment.newSamples();
      case STALE -> increment.staleSamples();
      case ORPHANED -> increment.orphanedSamples();
    };
  }

  /** The user's columns that all kinds of samples have. */
  private static List<String> shared(Increment increment) {
    Schema stored = increment.orphanedSamples().schema();
    return increment.newSamples().schema().names().stream()
        .filter(name -> stored.has(name) && !SystemColumns.contains(name))
        .toList();
  }

  private static Schema schema(Increment increment, List<String> shared) {
    List<Column> columns = new ArrayList<>();
    columns.add(CHANGE);
    columns.addAll(increment.newSamples().schema().select(shared).columns());
    return Schema.of(columns);
  }

  private static void add(
      List<@Nullable Object[]> lines, Change change, Rows rows, List<String> shared) {
    int[] positions = shared.stream().mapToInt(rows.schema()::indexOf).toArray();
    try (RowCursor cursor = rows.cursor()) {
      while (cursor.next()) {
        @Nullable Object[] line = new @Nullable Object[positions.length + 1];
        line[0] = change.toString();
        for (int i = 0; i < positions.length; i++) {
          line[i + 1] = cursor.value(positions[i]);
        }
        lines.add(line);
      }
    }
  }
}
