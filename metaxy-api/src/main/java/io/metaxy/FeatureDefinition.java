package io.metaxy;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature in a project: its spec, and what else is known of it.
 *
 * @param spec what the feature is
 * @param project the project that it belongs to; null means the one of the store that it is used in
 * @param schema the JSON schema of its rows; null means the one that its columns give
 * @param classPath the class that defines it, as the Python library writes it; for information
 * @param external what marks a feature of another project; null if it is the project's own
 */
public record FeatureDefinition(
    FeatureSpec spec,
    @Nullable String project,
    @Nullable Map<String, @Nullable Object> schema,
    @Nullable String classPath,
    @Nullable External external) {

  public FeatureDefinition {
    requireNonNull(spec, "spec");
    schema = schema == null ? null : JsonValues.frozen("schema of " + spec.key(), schema);
  }

  /** The project's own feature of {@code spec}. */
  public static FeatureDefinition of(FeatureSpec spec) {
    return new FeatureDefinition(spec, null, null, null, null);
  }

  /**
   * The feature of an annotated record class.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if the class is not annotated with {@link
   *     Feature}
   */
  public static FeatureDefinition of(Class<? extends Record> type) {
    return AnnotatedFeature.definition(type);
  }

  /** Its key. */
  public FeatureKey key() {
    return spec.key();
  }

  /** Whether it belongs to another project: it counts for no project version and is not pushed. */
  public boolean isExternal() {
    return external != null;
  }

  /** This definition in {@code otherProject}. */
  public FeatureDefinition inProject(@Nullable String otherProject) {
    return new FeatureDefinition(spec, otherProject, schema, classPath, external);
  }

  /** This definition with the JSON schema {@code otherSchema}. */
  public FeatureDefinition withSchema(@Nullable Map<String, @Nullable Object> otherSchema) {
    return new FeatureDefinition(spec, project, otherSchema, classPath, external);
  }

  /** This definition with the class {@code otherClassPath}. */
  public FeatureDefinition withClassPath(@Nullable String otherClassPath) {
    return new FeatureDefinition(spec, project, schema, otherClassPath, external);
  }

  /** This definition as a feature of another project. */
  public FeatureDefinition asExternal() {
    return new FeatureDefinition(spec, project, schema, classPath, External.NOTHING_KNOWN);
  }

  /** This definition as a feature of another project, whose field versions are given. */
  public FeatureDefinition asExternal(Map<FieldKey, String> fieldVersions) {
    return new FeatureDefinition(spec, project, schema, classPath, new External(fieldVersions));
  }

  /**
   * What marks a feature of another project.
   *
   * @param fieldVersions field versions that are taken as they are, in place of computed ones
   */
  public record External(Map<FieldKey, String> fieldVersions) {
    static final External NOTHING_KNOWN = new External(Map.of());

    public External {
      fieldVersions = Collections.unmodifiableMap(new LinkedHashMap<>(fieldVersions));
    }
  }
}
