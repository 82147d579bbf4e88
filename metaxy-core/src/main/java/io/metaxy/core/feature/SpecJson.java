package io.metaxy.core.feature;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldDep;
import io.metaxy.FieldDeps;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.FieldsMapping;
import io.metaxy.Lineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spec as the Python library's JSON: all properties, defaults too, in its order. */
public final class SpecJson {
  /** What stands for all fields of a parent. */
  static final String ALL_FIELDS = "__METAXY_ALL_DEP__";

  private SpecJson() {}

  /** The object of {@code spec}. */
  public static Map<String, @Nullable Object> of(FeatureSpec spec) {
    return object(
        "key", spec.key().toString(),
        "id_columns", spec.idColumns(),
        "deps", spec.deps().stream().map(SpecJson::dep).toList(),
        "fields", spec.fields().stream().map(SpecJson::field).toList(),
        "metadata", spec.metadata(),
        "description", spec.description());
  }

  private static Map<String, @Nullable Object> dep(FeatureDep dep) {
    return object(
        "feature", dep.feature().toString(),
        "select", dep.select(),
        "rename", dep.rename(),
        "fields_mapping", object("mapping", mapping(dep.fieldsMapping())),
        "sql_filters", dep.filters(),
        "lineage", object("relationship", relationship(dep.lineage())),
        "optional", dep.isOptional());
  }

  private static Map<String, @Nullable Object> field(FieldSpec field) {
    return object(
        "key", field.key().toString(),
        "code_version", field.codeVersion(),
        "deps", fieldDeps(field.deps()));
  }

  private static Object fieldDeps(FieldDeps deps) {
    if (deps instanceof FieldDeps.Listed listed) {
      return listed.fields().stream().map(SpecJson::fieldDep).toList();
    }
    return deps instanceof FieldDeps.All ? ALL_FIELDS : List.of();
  }

  private static Map<String, @Nullable Object> fieldDep(FieldDep dep) {
    List<FieldKey> fields = dep.fields();
    return object(
        "feature", dep.feature().toString(), "fields", fields == null ? ALL_FIELDS : texts(fields));
  }

  private static Map<String, @Nullable Object> mapping(FieldsMapping mapping) {
    if (mapping instanceof FieldsMapping.Default byKey) {
      return object(
          "type", "default",
          "match_suffix", byKey.matchSuffix(),
          "exclude_fields", texts(byKey.excludeFields()));
    }
    if (mapping instanceof FieldsMapping.Specific specific) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      specific
          .mapping()
          .forEach(
              (field, parents) ->
                  fields.put(field.toString(), parents.stream().map(FieldKey::parts).toList()));
      return object("type", "specific", "mapping", fields);
    }
    return object("type", mapping instanceof FieldsMapping.All ? "all" : "none");
  }

  private static Map<String, @Nullable Object> relationship(Lineage lineage) {
    if (lineage instanceof Lineage.Aggregation aggregation) {
      return object("type", "N:1", "on", aggregation.on());
    }
    if (lineage instanceof Lineage.Expansion expansion) {
      return object(
          "type", "1:N",
          "on", expansion.on(),
          "id_generation_pattern", expansion.idGenerationPattern());
    }
    return object("type", "1:1");
  }

  private static List<String> texts(List<FieldKey> keys) {
    return keys.stream().map(FieldKey::toString).toList();
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }
}
