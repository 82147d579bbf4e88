package io.metaxy.core.store;

import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stored rows with new hashes behind them as rows of another version. A data version that was but
 * the provenance is null: it follows the new one.
 */
final class RebasedShape implements PlannedRows.Shape {
  private final Schema schema;
  private final List<String> fields;
  private final RebaseTarget target;

  /** The shape of rows with the columns {@code stored}, the hash of each field, and of all. */
  RebasedShape(FeatureSpec spec, Schema stored, RebaseTarget target) {
    this.fields = spec.fieldKeys().stream().map(FieldKey::structKey).distinct().sorted().toList();
    this.target = target;
    this.schema = Schema.of(stored.columns().stream().map(RebasedShape::column).toList());
  }

  /** Tables of the Python library may have structs of fields; new ones are maps. */
  private static Column column(Column stored) {
    return stored.name().equals(SystemColumns.PROVENANCE_BY_FIELD)
        ? new Column(stored.name(), DataType.STRING_MAP)
        : stored;
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
    private final int dataVersion = schema.indexOf(SystemColumns.DATA_VERSION);
    private final int provenance = schema.indexOf(SystemColumns.PROVENANCE);

    Shaped(RowCursor rows) {
      super(schema, rows);
    }

    @Override
    public @Nullable Object value(int column) {
      return switch (schema.column(column).name()) {
        case SystemColumns.FEATURE_VERSION -> target.featureVersion();
        case SystemColumns.PROJECT_VERSION -> target.projectVersion();
        case SystemColumns.PROVENANCE -> rows.value(schema.size() + fields.size());
        case SystemColumns.PROVENANCE_BY_FIELD -> byField();
        case SystemColumns.DATA_VERSION, SystemColumns.DATA_VERSION_BY_FIELD ->
            isProvenance() ? null : rows.value(column);
        default -> rows.value(column);
      };
    }

    private boolean isProvenance() {
      Object version = rows.value(dataVersion);
      return version != null && Objects.equals(version, rows.value(provenance));
    }

    private Map<String, @Nullable Object> byField() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        map.put(fields.get(i), rows.value(schema.size() + i));
      }
      return map;
    }
  }
}
