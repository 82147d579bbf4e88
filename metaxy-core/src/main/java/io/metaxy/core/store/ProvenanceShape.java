package io.metaxy.core.store;

import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
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
    all.addAll(HashColumns.ALL);
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

  private final class Shaped extends ShapedCursor {
    private final int user = schema.size() - HashColumns.ALL.size();
    private @Nullable Map<String, @Nullable Object> byField;

    Shaped(RowCursor rows) {
      super(schema, rows);
    }

    @Override
    public boolean next() {
      byField = null;
      return super.next();
    }

    @Override
    public @Nullable Object value(int column) {
      if (column < user) {
        return rows.value(column);
      }
      // In the order of HashColumns: maps come first of each pair.
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
  }
}
