package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.provenance.SampleHash;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Samples that a caller gives to {@code resolveUpdate}, in memory, with their hashes. */
final class Samples {
  private final Schema schema;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final SampleHash hashes;

  private Samples(Schema schema, SampleHash hashes) {
    this.schema = schema;
    this.hashes = hashes;
  }

  /**
   * Takes the samples of {@code rows}.
   *
   * @param on the columns by which they are found
   * @param table the columns of the feature's table
   * @throws MetaxyException {@code INVALID_ROWS} if they lack a column or a value that they need
   */
  static Samples of(
      WriteRequest.Rows rows,
      List<String> on,
      FeatureSpec spec,
      Optional<Schema> table,
      TextHash hash) {
    Map<String, DataType> known = new HashMap<>();
    SystemColumns.SCHEMA.columns().forEach(c -> known.put(c.name(), c.type()));
    spec.columns().forEach(c -> known.put(c.name(), c.type()));
    table.ifPresent(t -> t.columns().forEach(c -> known.put(c.name(), c.type())));
    HashColumns.ALL.forEach(c -> known.put(c.name(), c.type()));
    try (RowCursor source = RowSource.of(rows, known)) {
      if (source.schema().size() == 0) {
        // No rows as maps: not even their columns are known.
        return new Samples(withHashes(columns(on, known)), new SampleHash(spec, hash));
      }
      List<Column> user = BatchColumns.of(source.schema(), table, on).user();
      Samples samples = new Samples(withHashes(user), new SampleHash(spec, hash));
      samples.read(source, user.size());
      return samples;
    }
  }

  private static List<Column> columns(List<String> on, Map<String, DataType> known) {
    return on.stream()
        .map(name -> new Column(name, known.getOrDefault(name, DataType.STRING)))
        .toList();
  }

  private static Schema withHashes(List<Column> user) {
    List<Column> all = new ArrayList<>(user);
    all.addAll(HashColumns.ALL);
    return Schema.of(all);
  }

  private void read(RowCursor source, int user) {
    int[] positions =
        schema.names().stream().mapToInt(name -> source.schema().indexOf(name)).toArray();
    for (long number = 1; source.next(); number++) {
      @Nullable Object[] row = new @Nullable Object[schema.size()];
      for (int i = 0; i < row.length; i++) {
        Object value = positions[i] < 0 ? null : source.value(positions[i]);
        row[i] = value == null ? null : fitting(schema.column(i), value, number);
      }
      hash(row, user, number);
      rows.add(row);
    }
  }

  private static Object fitting(Column column, Object value, long number) {
    Object fitting = Coercion.apply(column.type(), value);
    if (fitting == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "Sample "
              + number
              + ": column "
              + column.name()
              + " is "
              + column.type()
              + ", and '"
              + value
              + "' does not fit it without loss.",
          "Mend the value.");
    }
    return fitting;
  }

  /** Fills in what the hashes of {@code row} lack; its provenance is always worked out. */
  @SuppressWarnings("unchecked") // Coercion to a map of texts makes it one.
  private void hash(@Nullable Object[] row, int first, long number) {
    Map<String, @Nullable String> provenance = (Map<String, @Nullable String>) row[first];
    if (provenance == null || !provenance.keySet().containsAll(hashes.structKeys())) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "Sample "
              + number
              + " has no "
              + SystemColumns.PROVENANCE_BY_FIELD
              + " with a text for each field of the feature.",
          "Give a map from " + String.join(", ", hashes.structKeys()) + " to texts.");
    }
    row[first + 1] = hashes.of(provenance);
    Map<String, @Nullable String> versions = (Map<String, @Nullable String>) row[first + 2];
    if (versions == null) {
      row[first + 2] = provenance;
      row[first + 3] = row[first + 1];
    } else if (row[first + 3] == null) {
      row[first + 3] = hashes.of(versions);
    }
  }

  Schema schema() {
    return schema;
  }

  RowCursor scan(List<String> columns) {
    return RowCursor.of(schema, rows).as(schema.select(columns));
  }
}
