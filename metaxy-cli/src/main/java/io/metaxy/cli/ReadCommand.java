package io.metaxy.cli;

import io.metaxy.schema.RowCursor;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "read",
    description = "Print the latest live row of each sample.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A table has the user's columns and, at most, 50 rows; CSV and JSON have every column and"
          + " all",
      "rows. --columns and --limit say otherwise.",
      "",
      "Examples:",
      "  metaxy metadata read --feature predictions --filter \"confidence < 0.3\"",
      "  metaxy metadata read --feature predictions --only-deleted --format csv > deleted.csv"
    })
final class ReadCommand implements Callable<Integer> {
  private static final long MOST_IN_TABLE = 50;

  private final Session session;

  @Mixin private FeatureOption feature;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only rows for which this is true, such as \"x < 3 AND s = 'a'\"; repeatable.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns, separated by commas.")
  private List<String> columns = new ArrayList<>();

  @ArgGroup private @Nullable Tombstones tombstones;

  @Option(
      names = "--with-sample-history",
      description = "Every stored row of a sample, not the latest alone.")
  private boolean sampleHistory;

  @Option(
      names = "--with-feature-history",
      description = "Every feature version, not the current one alone.")
  private boolean featureHistory;

  @Option(
      names = "--no-fallback",
      description = "From this store alone, even if a fallback store has the feature.")
  private boolean noFallback;

  @Option(names = "--limit", paramLabel = "ROWS", description = "At most so many rows.")
  private @Nullable Long limit;

  @Mixin private StoreOption store;
  @Mixin private FormatOption format;

  /** What to do with deleted samples. */
  static final class Tombstones {
    @Option(names = "--include-deleted", description = "Deleted samples, too.")
    private boolean include;

    @Option(names = "--only-deleted", description = "Deleted samples only.")
    private boolean only;
  }

  ReadCommand(Session session) {
    this.session = session;
    this.feature = new FeatureOption();
    this.store = new StoreOption();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new WrongUse("--limit " + limit + " is negative. Give 0 or more.");
    }
    ReadRequest request = request();
    try (MetadataStore opened = session.read(store.name)) {
      Filters.check(filters);
      boolean table = format.format == Output.Format.table;
      if (table && columns.isEmpty()) {
        request = request.columns(shown(opened.read(request).schema().names()));
      }
      Rows rows = opened.read(table && limit == null ? request.limit(MOST_IN_TABLE) : request);
      long printed;
      try (RowCursor cursor = rows.cursor()) {
        printed = new Output(session.console(), format.format).print(cursor);
      }
      if (table) {
        footer(printed, limit != null ? printed : opened.read(request).count());
      }
    }
    return 0;
  }

  private ReadRequest request() {
    ReadRequest request = ReadRequest.of(feature.key()).columns(columns);
    for (String filter : filters) {
      request = request.where(filter);
    }
    if (tombstones != null) {
      request = tombstones.only ? request.onlyDeleted() : request.includeDeleted();
    }
    if (sampleHistory) {
      request = request.withSampleHistory();
    }
    if (featureHistory) {
      request = request.withFeatureHistory();
    }
    if (noFallback) {
      request = request.withoutFallback();
    }
    return limit != null ? request.limit(limit) : request;
  }

  /** The user's columns, and when a sample was deleted where that can be. */
  private List<String> shown(List<String> all) {
    List<String> shown =
        new ArrayList<>(all.stream().filter(c -> !SystemColumns.contains(c)).toList());
    if (featureHistory) {
      shown.add(SystemColumns.FEATURE_VERSION);
    }
    if (sampleHistory) {
      shown.add(SystemColumns.UPDATED_AT);
    }
    if (tombstones != null) {
      shown.add(SystemColumns.DELETED_AT);
    }
    return shown;
  }

  private void footer(long printed, long all) {
    String more = printed < all ? String.format(Locale.ROOT, " of %,d", all) : "";
    String hint = printed < all ? "; --limit shows more" : "";
    session.console().err().printf(Locale.ROOT, "%,d%s rows%s.%n", printed, more, hint);
  }
}
