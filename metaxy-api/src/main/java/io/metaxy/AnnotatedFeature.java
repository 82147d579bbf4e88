package io.metaxy;

import io.metaxy.schema.Column;
import io.metaxy.schema.RecordColumns;
import io.metaxy.spi.NearMiss;
import io.metaxy.store.SystemColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the annotation {@link Feature}. */
final class AnnotatedFeature {
  private AnnotatedFeature() {}

  static FeatureDefinition definition(Class<? extends Record> type) {
    return new FeatureDefinition(
        spec(type), presence(annotation(type).project()), null, type.getName(), null);
  }

  static FeatureSpec spec(Class<? extends Record> type) {
    Feature feature = annotation(type);
    FeatureSpecBuilder spec =
        FeatureSpec.builder(feature.key())
            .idColumns(feature.idColumns())
            .description(presence(feature.description()));
    for (Feature.Field field : feature.fields()) {
      spec.field(field.key(), field.codeVersion());
    }
    for (Feature.Dependency dep : feature.deps()) {
      spec.dependsOn(dependency(dep));
    }
    List<Column> columns =
        RecordColumns.schema(type).columns().stream()
            .filter(column -> !SystemColumns.contains(column.name()))
            .toList();
    columns.forEach(spec::column);
    checkIds(type, feature, columns.stream().map(Column::name).toList());
    return spec.build();
  }

  private static FeatureDep dependency(Feature.Dependency dep) {
    List<String> select = List.of(dep.select());
    List<String> filters = List.of(dep.filters());
    return new FeatureDep(
        FeatureKey.of(dep.feature()),
        select.isEmpty() ? null : select,
        null,
        FieldsMapping.byKey(),
        filters.isEmpty() ? null : filters,
        Lineage.identity(),
        dep.optional());
  }

  private static void checkIds(Class<?> type, Feature feature, List<String> columns) {
    for (String id : feature.idColumns()) {
      if (!columns.contains(id)) {
        throw new MetaxyException(
            ErrorCode.INVALID_FEATURE,
            "Record " + type.getName() + " has no component for the id column '" + id + "'.",
            NearMiss.suggestion(id, columns));
      }
    }
  }

  private static Feature annotation(Class<?> type) {
    Feature feature = type.getAnnotation(Feature.class);
    if (feature == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_FEATURE,
          "Record " + type.getName() + " is not annotated with @Feature.",
          "Annotate it, or build its spec with FeatureSpec.builder.");
    }
    return feature;
  }

  private static @Nullable String presence(String text) {
    return text.isEmpty() ? null : text;
  }
}
