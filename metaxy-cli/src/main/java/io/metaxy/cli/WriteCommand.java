package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.cli.input.RowFile;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "write",
    description = "Append the rows of a file to a feature: all of them, or none.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "CSV: UTF-8, a line of column names, then a line per row. An empty field is null, \"\" is an",
      "empty text. JSONL: a JSON object per line. Types are those of the table, else those that the",
      "feature declares, else what the first thousand rows look like; a new column without a value",
      "in them is left out.",
      "",
      "Without a column metaxy_provenance_by_field, each field's provenance is the hash of the row's",
      "content: of a JSON object of the columns that are no ids and not null, keys sorted by code",
      "point, \", \" and \": \" between them, times and dates in ISO 8601, decimals as texts, bytes in",
      "Base64. So a row that changes is seen as changed by the features made from it.",
      "",
      "Example:",
      "  metaxy metadata write --feature predictions --from predictions.csv"
    })
final class WriteCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FeatureOption feature;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The file: .csv, .jsonl, .json (an object per line), or - for standard input.")
  private String from = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "The file's format if its name does not tell: ${COMPLETION-CANDIDATES}.")
  private RowFile.@Nullable Format format;

  @Option(
      names = "--materialization-id",
      paramLabel = "ID",
      description = "The run that made the rows; stored with each.")
  private @Nullable String materializationId;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A name for this batch; if rows have it already, from a try that broke off, nothing is"
              + " stored. Kept as the materialization id.")
  private @Nullable String token;

  @Mixin private StoreOption store;

  WriteCommand(Session session) {
    this.session = session;
    this.feature = new FeatureOption();
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    FeatureKey key = feature.key();
    RowFile.Format form = format != null ? format : formatOfName();
    try (MetadataStore opened = session.open(store.name)) {
      Map<String, DataType> types = types(opened, key);
      List<String> ids = opened.features().spec(key).idColumns();
      Path file = session.console().directory().resolve(from);
      try (Progress progress = Progress.of(session.console(), file);
          RowCursor rows = rows(file, form, types, ids, progress)) {
        WriteRequest request = WriteRequest.of(key, rows).provenanceOfContent();
        if (materializationId != null) {
          request = request.materializationId(materializationId);
        }
        if (token != null) {
          request = request.idempotencyToken(token);
        }
        WriteReceipt receipt = opened.write(request);
        progress.close();
        report(receipt);
      }
    }
    return 0;
  }

  private RowFile.Format formatOfName() {
    if (from.equals("-")) {
      throw new WrongUse("--from - needs --format csv or jsonl.");
    }
    return RowFile.Format.of(from);
  }

  private RowCursor rows(
      Path file,
      RowFile.Format form,
      Map<String, DataType> types,
      List<String> ids,
      LongConsumer progress) {
    return from.equals("-")
        ? RowFile.open(session.console().in(), "standard input", form, types, ids, progress)
        : RowFile.open(file, form, types, ids, progress);
  }

  private static Map<String, DataType> types(MetadataStore store, FeatureKey key) {
    Map<String, DataType> types = new HashMap<>();
    SystemColumns.SCHEMA.columns().forEach(c -> types.put(c.name(), c.type()));
    store.features().spec(key).columns().forEach(c -> types.put(c.name(), c.type()));
    FeatureStatus status = store.status(key);
    if (status.schema() != null) {
      for (Column column : status.schema().columns()) {
        types.put(column.name(), column.type());
      }
    }
    return types;
  }

  private void report(WriteReceipt receipt) {
    List<String> added = receipt.addedColumns();
    session
        .console()
        .out()
        .printf(
            Locale.ROOT,
            receipt.isRepeated()
                ? "Wrote nothing: %,d rows of %s, version %s, have this token since %s.%n"
                : "Wrote %,d rows of %s, version %s, at %s.%n",
            receipt.rows(),
            receipt.feature(),
            receipt.featureVersion(),
            receipt.at());
    if (!added.isEmpty()) {
      session.console().err().println("New columns: " + String.join(", ", added) + ".");
    }
  }
}
