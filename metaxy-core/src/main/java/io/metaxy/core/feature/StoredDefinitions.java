package io.metaxy.core.feature;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.json.PythonJson;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Features as the texts of the system table {@code metaxy-system/feature_versions}. */
public final class StoredDefinitions {
  private static final Source SPEC = column("feature_spec");
  private static final Source SCHEMA = column("feature_schema");

  private StoredDefinitions() {}

  private static Source column(String name) {
    return new Source("column " + name + " of the system table", ErrorCode.UNREADABLE_STORE);
  }

  /**
   * The feature of a row.
   *
   * @param spec the column {@code feature_spec}
   * @param schema the column {@code feature_schema}
   * @param classPath the column {@code feature_class_path}
   * @param project the column {@code project}
   * @throws io.metaxy.MetaxyException {@code UNREADABLE_STORE} (rule F2) or {@code INVALID_INPUT}
   *     if a text is none that we or the Python library write
   */
  public static FeatureDefinition read(
      String spec, String schema, @Nullable String classPath, String project) {
    try {
      return definition(
          Node.ofPlain(SPEC, JsonText.object(SPEC, spec)),
          JsonText.object(SCHEMA, schema),
          classPath,
          project);
    } catch (MetaxyException e) {
      if (e.code() == ErrorCode.UNREADABLE_STORE) {
        throw e;
      }
      throw new MetaxyException(ErrorCode.UNREADABLE_STORE, e.problem(), e.remedy(), e);
    }
  }

  static FeatureDefinition definition(
      Node specNode,
      Map<String, @Nullable Object> schema,
      @Nullable String classPath,
      String project) {
    FeatureSpec spec = SpecReader.spec(specNode);
    FeatureSpec typed =
        new FeatureSpec(
            spec.key(),
            spec.idColumns(),
            spec.deps(),
            spec.fields(),
            spec.metadata(),
            spec.description(),
            SchemaColumns.of(schema));
    return FeatureDefinition.of(typed)
        .inProject(project)
        .withSchema(schema)
        .withClassPath(classPath);
  }

  /** What the column {@code feature_spec} holds of a feature. */
  public static String spec(FeatureDefinition definition) {
    return PythonJson.ordered(SpecJson.of(definition.spec()));
  }

  /** What the column {@code feature_schema} holds of a feature. */
  public static String schema(FeatureDefinition definition) {
    return PythonJson.ordered(JsonSchema.of(definition));
  }

  /**
   * What the column {@code feature_class_path} holds of a feature: never null, Python needs one.
   */
  public static String classPath(FeatureDefinition definition) {
    String known = definition.classPath();
    return known != null ? known : definition.key().toString();
  }
}
