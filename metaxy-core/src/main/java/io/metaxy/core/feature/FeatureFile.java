package io.metaxy.core.feature;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import io.metaxy.core.tree.TomlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TOML file of features, by key below {@code features}: one that a person writes, or the lock
 * file that the Python library's {@code metaxy lock} writes. Features of a lock file are external:
 * they belong to other projects.
 */
public final class FeatureFile {
  private static final Set<String> TOP = Set.of("project", "features");
  private static final Set<String> LOCKED = Set.of("data", "info");
  private static final Set<String> LOCKED_DATA =
      Set.of("spec", "feature_schema", "feature_class_path", "project");

  private FeatureFile() {}

  /**
   * The features of {@code file}.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_INPUT} if the file cannot be read; {@code
   *     INVALID_FEATURE} and others with line and path if it is wrong
   */
  public static List<FeatureDefinition> read(Path file) {
    return read(TomlFile.read(file, ErrorCode.INVALID_FEATURE));
  }

  static List<FeatureDefinition> read(Node root) {
    root.allowOnly(TOP);
    String project = root.find("project").map(Node::text).orElse(null);
    List<FeatureDefinition> features = new ArrayList<>();
    root.find("features")
        .ifPresent(
            table ->
                table.table().forEach((key, node) -> features.add(feature(key, node, project))));
    return features;
  }

  private static FeatureDefinition feature(String text, Node node, @Nullable String project) {
    FeatureKey key = node.located(() -> FeatureKey.of(text));
    if (node.isTable() && node.find("data").isPresent()) {
      return locked(key, node);
    }
    FeatureDefinition definition = DefinitionReader.read(key, node);
    return definition.project() == null ? definition.inProject(project) : definition;
  }

  private static FeatureDefinition locked(FeatureKey key, Node node) {
    node.allowOnly(LOCKED);
    Node data = node.require("data");
    data.allowOnly(LOCKED_DATA);
    Node schema = data.require("feature_schema");
    FeatureDefinition definition =
        StoredDefinitions.definition(
            data.require("spec"),
            JsonText.object(new Source(schema.where(), ErrorCode.INVALID_FEATURE), schema.text()),
            data.find("feature_class_path").map(Node::text).orElse(null),
            data.require("project").text());
    if (!definition.key().equals(key)) {
      throw node.error(
          "holds the feature " + definition.key() + ".", "Run `metaxy lock` of Python again.");
    }
    return definition.asExternal();
  }
}
