package io.metaxy.core.store;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.core.feature.StoredDefinitions;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Scan;
import io.metaxy.store.SystemColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The system table {@code metaxy-system/feature_versions}, which the Python library shares: a row
 * per feature and push.
 */
final class PushedFeatures {
  static final String TABLE =
      new FeatureKey(List.of("metaxy-system", "feature_versions")).tableName();

  static final Schema SCHEMA =
      Schema.of(
          new Column("project", DataType.STRING),
          new Column("feature_key", DataType.STRING),
          new Column(SystemColumns.FEATURE_VERSION, DataType.STRING),
          new Column("metaxy_definition_version", DataType.STRING),
          new Column("recorded_at", DataType.TIMESTAMP),
          new Column("feature_spec", DataType.STRING),
          new Column("feature_schema", DataType.STRING),
          new Column("feature_class_path", DataType.STRING),
          new Column(SystemColumns.PROJECT_VERSION, DataType.STRING),
          new Column("tags", DataType.STRING),
          new Column("deleted_at", DataType.TIMESTAMP));

  private static final List<String> READ =
      List.of(
          "project",
          "feature_key",
          "metaxy_definition_version",
          "recorded_at",
          "feature_spec",
          "feature_schema",
          "feature_class_path",
          SystemColumns.PROJECT_VERSION,
          SystemColumns.FEATURE_VERSION,
          "tags");

  private PushedFeatures() {}

  /** One row. */
  record Pushed(
      String project,
      String key,
      String definitionVersion,
      Instant recordedAt,
      String spec,
      String schema,
      @Nullable String classPath,
      String projectVersion,
      String featureVersion,
      @Nullable String tags) {

    FeatureDefinition definition() {
      return StoredDefinitions.read(spec, schema, classPath, project);
    }
  }

  /** All rows of {@code backend}; none if nothing was ever pushed. */
  static List<Pushed> all(Backend backend) {
    return backend.schema(TABLE).isEmpty() ? List.of() : all(backend::scan);
  }

  /** All rows that a scan gives. */
  static List<Pushed> all(Function<Scan, RowCursor> engine) {
    List<Pushed> pushed = new ArrayList<>();
    try (RowCursor rows = engine.apply(new Scan(TABLE, READ, null))) {
      while (rows.next()) {
        pushed.add(
            new Pushed(
                text(rows, 0),
                text(rows, 1),
                text(rows, 2),
                rows.value(3) instanceof Instant at ? at : Instant.EPOCH,
                text(rows, 4),
                text(rows, 5),
                (String) rows.value(6),
                text(rows, 7),
                text(rows, 8),
                (String) rows.value(9)));
      }
    }
    return pushed;
  }

  private static String text(RowCursor rows, int column) {
    Object value = rows.value(column);
    return value == null ? "" : value.toString();
  }

  /** Of each project the rows of its latest push, the last one of each feature. */
  static List<Pushed> latest(List<Pushed> all) {
    Map<String, Pushed> newestByProject = new HashMap<>();
    for (Pushed row : all) {
      newestByProject.merge(row.project(), row, PushedFeatures::later);
    }
    Map<String, Pushed> byFeature = new HashMap<>();
    for (Pushed row : all) {
      Pushed newest = newestByProject.get(row.project());
      if (newest != null && newest.projectVersion().equals(row.projectVersion())) {
        byFeature.merge(row.project() + " " + row.key(), row, PushedFeatures::later);
      }
    }
    return List.copyOf(byFeature.values());
  }

  /** The last row of each feature key, of whatever project and version, sorted by key. */
  static Collection<Pushed> latestOfEach(List<Pushed> all) {
    Map<String, Pushed> byKey = new TreeMap<>();
    all.forEach(row -> byKey.merge(row.key(), row, PushedFeatures::later));
    return byKey.values();
  }

  static Pushed later(Pushed a, Pushed b) {
    return b.recordedAt().isBefore(a.recordedAt()) ? a : b;
  }
}
