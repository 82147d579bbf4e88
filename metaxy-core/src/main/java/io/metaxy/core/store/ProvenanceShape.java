package io.metaxy.core.store;

import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a hash per field and one of all as rows with the system's columns. Maps are put
 * together here: engines move texts faster than maps, and provenance and data version are one.
 */
final class ProvenanceShape implements PlannedRows.Shape {
  private static final List<String> HASHES =
      List.of(
          SystemColumns.PROVENANCE_BY_FIELD,
          SystemColumns.PROVENANCE,
          SystemColumns.DATA_VERSION_BY_FIELD,
          SystemColumns.DATA_VERSION);

  private final Schema schema;
  private final List<String> fields;

  private ProvenanceShape(Schema schema, List<String> fields) {
    this.schema = schema;
    this.fields = fields;
  }

  /** The shape of rows like {@code planned}: user columns, field hashes, the provenance. */
  static ProvenanceShape of(FeatureSpec spec, RelNode planned) {
    List<String> fields =
        spec.fieldKeys().stream().map(FieldKey::structKey).distinct().sorted().toList();
    List<Column> columns = PlanTypes.schema(planned.getRowType()).columns();
    List<Column> all = new ArrayList<>(columns.subList(0, columns.size() - fields.size() - 1));
    HASHES.forEach(name -> all.add(SystemColumns.SCHEMA.find(name).orElseThrow()));
    return new ProvenanceShape(Schema.of(all), fields);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public RowCursor apply(RowCursor rows) {
    return new Shaped(rows);
  }

  private final class Shaped implements RowCursor {
    private final RowCursor rows;
    private final int user = schema.size() - HASHES.size();
    private @Nullable Map<String, @Nullable Object> byField;

    Shaped(RowCursor rows) {
      this.rows = rows;
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public boolean next() {
      byField = null;
      return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
      if (column < user) {
        return rows.value(column);
      }
      // In the order of HASHES: maps come first of each pair.
      return (column - user) % 2 == 0 ? byField() : rows.value(user + fields.size());
    }

    private Map<String, @Nullable Object> byField() {
      Map<String, @Nullable Object> map = byField;
      if (map == null) {
        map =
            fields.size() == 1
                ? Collections.singletonMap(fields.get(0), rows.value(user))
                : allFields();
        byField = map;
      }
      return map;
    }

    private Map<String, @Nullable Object> allFields() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        map.put(fields.get(i), rows.value(user + i));
      }
      return Collections.unmodifiableMap(map);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
