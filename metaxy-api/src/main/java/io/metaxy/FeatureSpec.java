package io.metaxy;

import static java.util.Objects.requireNonNull;

import io.metaxy.schema.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feature is: its key, ids, fields and parents. Its versions are hashes of it.
 *
 * @param key its name
 * @param idColumns the columns that say which sample a row is of, at least one
 * @param deps its parents
 * @param fields its fields, their keys different; usually at least one
 * @param metadata anything that JSON can hold, by name
 * @param description a text for people
 * @param columns user columns whose types are known beforehand, ids among them; may be empty. Not
 *     part of the Python library's spec and of the spec version.
 */
public record FeatureSpec(
    FeatureKey key,
    List<String> idColumns,
    List<FeatureDep> deps,
    List<FieldSpec> fields,
    Map<String, @Nullable Object> metadata,
    @Nullable String description,
    List<Column> columns) {

  /**
   * Checks the spec by itself.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if it has no id column or a field key twice;
   *     {@code RESERVED_COLUMN} if a column's name is the system's (rule K3)
   */
  public FeatureSpec {
    requireNonNull(key, "key");
    idColumns = List.copyOf(idColumns);
    deps = List.copyOf(deps);
    fields = List.copyOf(fields);
    metadata = JsonValues.frozen("metadata of " + key, metadata);
    columns = List.copyOf(columns);
    SpecRules.check(key, idColumns, fields, columns);
  }

  /** Starts a spec of the feature {@code key}. */
  public static FeatureSpecBuilder builder(String key) {
    return builder(FeatureKey.of(key));
  }

  /** Starts a spec of the feature {@code key}. */
  public static FeatureSpecBuilder builder(FeatureKey key) {
    return new FeatureSpecBuilder(key);
  }

  /**
   * The spec that the annotation {@link Feature} on a record class says, with a column for each
   * component.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if the class has no such annotation
   */
  public static FeatureSpec fromRecord(Class<? extends Record> type) {
    return AnnotatedFeature.spec(type);
  }

  /** The field {@code field}. */
  public Optional<FieldSpec> field(FieldKey field) {
    return fields.stream().filter(f -> f.key().equals(field)).findFirst();
  }

  /** The keys of the fields, in order. */
  public List<FieldKey> fieldKeys() {
    return fields.stream().map(FieldSpec::key).toList();
  }
}
