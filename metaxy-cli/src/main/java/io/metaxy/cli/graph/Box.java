package io.metaxy.cli.graph;

import io.metaxy.graph.Change;
import io.metaxy.graph.FeatureChange;
import io.metaxy.graph.FieldChange;
import io.metaxy.graph.VersionedFeature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature in a picture.
 *
 * @param feature the feature as it is now, or was last
 * @param change what became of it; null if nothing is compared
 * @param oldVersion its version before; null if there is none
 * @param newVersion its version now; null if it is gone
 * @param fields its fields
 */
record Box(
    VersionedFeature feature,
    @Nullable Change change,
    @Nullable String oldVersion,
    @Nullable String newVersion,
    List<Field> fields) {

  /**
   * A field in a box.
   *
   * @param codeVersion the version of its code; null if it is gone
   */
  record Field(
      String key,
      @Nullable Change change,
      @Nullable String oldVersion,
      @Nullable String newVersion,
      @Nullable String codeVersion) {}

  static Box of(VersionedFeature feature) {
    Map<String, String> versions = feature.fieldVersions();
    return new Box(
        feature,
        null,
        null,
        feature.featureVersion(),
        feature.definition().spec().fields().stream()
            .map(
                field ->
                    new Field(
                        field.key().toString(),
                        null,
                        null,
                        versions.get(field.key().toString()),
                        field.codeVersion()))
            .toList());
  }

  static Box of(FeatureChange change) {
    return new Box(
        change.feature(),
        change.change(),
        change.oldVersion(),
        change.newVersion(),
        change.fields().stream().map(field -> field(change, field)).toList());
  }

  private static Field field(FeatureChange feature, FieldChange field) {
    String code =
        feature.feature().definition().spec().fields().stream()
            .filter(spec -> spec.key().toString().equals(field.field()))
            .map(spec -> spec.codeVersion())
            .findFirst()
            .orElse(null);
    return new Field(field.field(), field.change(), field.oldVersion(), field.newVersion(), code);
  }

  String key() {
    return feature.key().toString();
  }

  boolean isExternal() {
    return feature.definition().isExternal();
  }

  @Nullable String project() {
    return feature.definition().project();
  }

  /** The keys of the features that it is made from, in order. */
  List<String> parents() {
    return feature.definition().spec().deps().stream()
        .map(dep -> dep.feature().toString())
        .distinct()
        .toList();
  }
}
