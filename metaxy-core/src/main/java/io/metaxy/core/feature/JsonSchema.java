package io.metaxy.core.feature;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureSpec;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema of a feature's rows, which goes into the definition version. A Python feature
 * brings its own; for others one of the same shape is made from the declared columns: system
 * columns first, then the ids, which are required, then the rest, which may be null.
 */
public final class JsonSchema {
  // The ones that the Python library has in its schemas: times of change are left out.
  private static final List<String> SYSTEM =
      List.of(
          SystemColumns.PROVENANCE_BY_FIELD,
          SystemColumns.PROVENANCE,
          SystemColumns.FEATURE_VERSION,
          SystemColumns.PROJECT_VERSION,
          SystemColumns.DATA_VERSION_BY_FIELD,
          SystemColumns.DATA_VERSION,
          SystemColumns.CREATED_AT,
          SystemColumns.MATERIALIZATION_ID);

  private JsonSchema() {}

  /** The schema of {@code definition}. */
  public static Map<String, @Nullable Object> of(FeatureDefinition definition) {
    Map<String, @Nullable Object> known = definition.schema();
    return known != null ? known : of(definition.spec());
  }

  private static Map<String, @Nullable Object> of(FeatureSpec spec) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (String name : SYSTEM) {
      DataType type = SystemColumns.SCHEMA.find(name).orElseThrow().type();
      properties.put(
          name,
          name.equals(SystemColumns.PROVENANCE_BY_FIELD)
              ? titled(name, type(type))
              : optional(name, type));
    }
    for (Column column : columns(spec)) {
      properties.put(
          column.name(),
          spec.idColumns().contains(column.name())
              ? titled(column.name(), type(column.type()))
              : optional(column.name(), column.type()));
    }
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("additionalProperties", false);
    if (spec.description() != null) {
      schema.put("description", spec.description());
    }
    schema.put("properties", properties);
    schema.put("required", spec.idColumns());
    schema.put("title", spec.key().toString());
    schema.put("type", "object");
    return schema;
  }

  /** The declared columns, and the ids that are not declared as texts. */
  private static List<Column> columns(FeatureSpec spec) {
    List<Column> columns = new ArrayList<>();
    for (String id : spec.idColumns()) {
      columns.add(
          spec.columns().stream()
              .filter(column -> column.name().equals(id))
              .findFirst()
              .orElseGet(() -> new Column(id, DataType.STRING)));
    }
    spec.columns().stream()
        .filter(column -> !spec.idColumns().contains(column.name()))
        .forEach(columns::add);
    return columns;
  }

  private static Map<String, @Nullable Object> optional(String name, DataType type) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(type(type), Map.of("type", "null")));
    schema.put("default", null);
    return titled(name, schema);
  }

  private static Map<String, @Nullable Object> titled(
      String name, Map<String, @Nullable Object> schema) {
    // The Python library's entries are in the order of their names.
    Map<String, @Nullable Object> titled = new TreeMap<>(schema);
    titled.put("title", title(name));
    return titled;
  }

  /** {@code sample_uid} as {@code Sample Uid}. */
  private static String title(String name) {
    return Arrays.stream(name.split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, @Nullable Object> type(DataType type) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    if (type instanceof DataType.Scalar scalar) {
      switch (scalar) {
        case INT64 -> schema.put("type", "integer");
        case FLOAT64 -> schema.put("type", "number");
        case BOOLEAN -> schema.put("type", "boolean");
        case STRING -> schema.put("type", "string");
        case DATE -> format(schema, "date");
        case TIMESTAMP -> format(schema, "date-time");
        case BINARY -> format(schema, "binary");
      }
    } else if (type instanceof DataType.Decimal) {
      schema.put("type", "number");
      schema.put("format", type.toString());
    } else if (type instanceof DataType.ListOf list) {
      schema.put("items", type(list.element()));
      schema.put("type", "array");
    } else if (type instanceof DataType.MapOf map) {
      schema.put("additionalProperties", type(map.value()));
      schema.put("type", "object");
    } else if (type instanceof DataType.Struct struct) {
      Map<String, @Nullable Object> properties = new LinkedHashMap<>();
      struct.fields().forEach(field -> properties.put(field.name(), type(field.type())));
      schema.put("properties", properties);
      schema.put("type", "object");
    }
    return schema;
  }

  private static void format(Map<String, @Nullable Object> schema, String format) {
    schema.put("format", format);
    schema.put("type", "string");
  }
}
