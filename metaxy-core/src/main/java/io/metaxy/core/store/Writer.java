package io.metaxy.core.store;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.core.provenance.SampleHash;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends rows (group W of the rules). */
final class Writer {
  private final StoreContext context;

  Writer(StoreContext context) {
    this.context = context;
  }

  WriteReceipt write(WriteRequest request) {
    return write(request, null);
  }

  /**
   * Writes rows; those of {@code history} as later rows of their samples, in their order.
   *
   * @param history when the rows were written elsewhere; null if a sample has one row of a version
   */
  WriteReceipt write(WriteRequest request, @Nullable HistoryTimes history) {
    try (RowCursor given = RowSource.given(request.rows())) {
      return checkAndWrite(request, history);
    }
  }

  private WriteReceipt checkAndWrite(WriteRequest request, @Nullable HistoryTimes history) {
    context.requireWritable();
    FeatureKey feature = request.feature();
    FeatureSpec spec = context.features().spec(feature);
    TokenWrites.materializationId(request);
    String table = feature.tableName();
    RowCursor source = RowSource.of(request.rows(), knownTypes(spec, table));
    if (source.schema().size() == 0 && !source.next()) {
      // No rows as maps: not even their columns are known, and there is nothing to store.
      FeatureVersions version = context.versions().of(feature);
      return new WriteReceipt(
          feature, version.featureVersion(), 0, context.now(), List.of(), false);
    }
    // Before the transaction, so that what is wrong with the batch as a whole is said without
    // making others wait.
    BatchColumns.of(source.schema(), context.backend().schema(table), spec.idColumns());
    Iterator<RowCursor> first = List.of(source).iterator();
    return Attempts.untilCommitted(
        history == null && RowSource.isRepeatable(request.rows()) ? Attempts.MANY : 1,
        () -> context.begin(table),
        transaction -> {
          RowCursor rows =
              first.hasNext()
                  ? first.next()
                  : RowSource.of(request.rows(), knownTypes(spec, table));
          return write(request, history, spec, rows, transaction);
        });
  }

  private WriteReceipt write(
      WriteRequest request,
      @Nullable HistoryTimes history,
      FeatureSpec spec,
      RowCursor source,
      RelationalTransaction transaction) {
    Optional<Schema> stored = transaction.schema();
    FeatureVersions version = context.versions().of(spec.key());
    Optional<TokenWrites.Earlier> earlier =
        stored.flatMap(
            schema ->
                TokenWrites.find(
                    request,
                    transaction,
                    new FeatureTable(spec.key().tableName(), schema, spec.idColumns()),
                    version.featureVersion()));
    if (earlier.isPresent()) {
      return new WriteReceipt(
          spec.key(),
          version.featureVersion(),
          earlier.get().rows(),
          earlier.get().at(),
          List.of(),
          true);
    }
    BatchColumns columns = BatchColumns.of(source.schema(), stored, spec.idColumns());
    Schema schema = prepareTable(transaction, spec, stored, columns);
    FeatureTable table = new FeatureTable(spec.key().tableName(), schema, spec.idColumns());
    Instant at = ClockRule.next(transaction, table, context.now());
    Batch.WriteStamp stamp =
        new Batch.WriteStamp(
            new SampleHash(spec, context.hash()),
            version.featureVersion(),
            version.projectVersion(),
            at,
            TokenWrites.materializationId(request),
            request.hasProvenanceOfContent(),
            request.keepsVersions(),
            history);
    long rows = transaction.append(new Batch(source, columns.user(), spec.idColumns(), stamp));
    return new WriteReceipt(
        spec.key(),
        version.featureVersion(),
        rows,
        at,
        columns.added().stream().map(Column::name).toList(),
        false);
  }

  private static Schema prepareTable(
      RelationalTransaction transaction,
      FeatureSpec spec,
      Optional<Schema> stored,
      BatchColumns columns) {
    if (stored.isPresent()) {
      if (!columns.added().isEmpty()) {
        transaction.addColumns(columns.added());
      }
      return stored.get().with(columns.added());
    }
    List<Column> all = new ArrayList<>(columns.user());
    all.addAll(SystemColumns.SCHEMA.columns());
    Schema schema = Schema.of(all);
    FeatureTable table = new FeatureTable(spec.key().tableName(), schema, spec.idColumns());
    transaction.create(schema, table.keys(VersionScope.EACH));
    return schema;
  }

  private Map<String, DataType> knownTypes(FeatureSpec spec, String table) {
    Map<String, DataType> known = new HashMap<>();
    SystemColumns.SCHEMA.columns().forEach(c -> known.put(c.name(), c.type()));
    spec.columns().forEach(c -> known.put(c.name(), c.type()));
    context
        .backend()
        .schema(table)
        .ifPresent(s -> s.columns().forEach(c -> known.put(c.name(), c.type())));
    return known;
  }
}
