package io.metaxy;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a {@link FeatureSpec} together; made by {@link FeatureSpec#builder(String)}. */
public final class FeatureSpecBuilder {
  private final FeatureKey key;
  private final List<String> idColumns = new ArrayList<>();
  private final List<FeatureDep> deps = new ArrayList<>();
  private final List<FieldSpec> fields = new ArrayList<>();
  private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
  private final List<Column> columns = new ArrayList<>();
  private @Nullable String description;

  FeatureSpecBuilder(FeatureKey key) {
    this.key = key;
  }

  /** Adds id columns. */
  public FeatureSpecBuilder idColumns(String... names) {
    idColumns.addAll(List.of(names));
    return this;
  }

  /** Adds a field of the first code version. A spec without fields has one, {@code default}. */
  public FeatureSpecBuilder field(String field) {
    return field(FieldSpec.of(field));
  }

  /** Adds a field of the code version {@code codeVersion}. */
  public FeatureSpecBuilder field(String field, String codeVersion) {
    return field(FieldSpec.of(field, codeVersion));
  }

  /** Adds a field. */
  public FeatureSpecBuilder field(FieldSpec field) {
    fields.add(field);
    return this;
  }

  /** Adds a parent, required, one to one, with all its columns. */
  public FeatureSpecBuilder dependsOn(String feature) {
    return dependsOn(FeatureDep.on(feature));
  }

  /** Adds a parent. */
  public FeatureSpecBuilder dependsOn(FeatureDep dep) {
    deps.add(dep);
    return this;
  }

  /** Adds an entry of metadata: text, number, boolean, list, map or null. */
  public FeatureSpecBuilder metadata(String name, @Nullable Object value) {
    metadata.put(name, value);
    return this;
  }

  /** Sets the text for people. */
  public FeatureSpecBuilder description(@Nullable String text) {
    description = text;
    return this;
  }

  /** Declares a user column, an id column too, whose type is then known before the first write. */
  public FeatureSpecBuilder column(String name, DataType type) {
    return column(new Column(name, type));
  }

  /** Declares a user column. */
  public FeatureSpecBuilder column(Column column) {
    columns.add(column);
    return this;
  }

  /**
   * The spec.
   *
   * @throws MetaxyException {@code INVALID_FEATURE}, {@code RESERVED_COLUMN}
   */
  public FeatureSpec build() {
    List<FieldSpec> known = fields.isEmpty() ? List.of(FieldSpec.of("default")) : fields;
    return new FeatureSpec(key, idColumns, deps, known, metadata, description, columns);
  }
}
