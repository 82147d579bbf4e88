package io.metaxy.core.config;

import io.metaxy.FeatureKey;
import io.metaxy.core.tree.Node;
import java.util.List;
import java.util.Set;

/**
 * Some of the features that a store knows, as {@code extra_features} names them.
 *
 * @param all whether all of them are meant
 * @param projects projects whose features are all meant
 * @param keys features by their keys
 */
public record FeatureSelection(boolean all, Set<String> projects, Set<FeatureKey> keys) {
  private static final Set<String> ENTRIES = Set.of("all", "projects", "keys");

  public FeatureSelection {
    projects = Set.copyOf(projects);
    keys = Set.copyOf(keys);
  }

  static FeatureSelection read(Node node) {
    node.allowOnly(ENTRIES);
    FeatureSelection selection =
        new FeatureSelection(
            node.find("all").map(Node::flag).orElse(false),
            Set.copyOf(node.find("projects").map(Node::texts).orElse(List.of())),
            Set.copyOf(
                node.find("keys")
                    .map(keys -> keys.list().stream().map(FeatureSelection::key).toList())
                    .orElse(List.of())));
    if (!selection.all() && selection.projects().isEmpty() && selection.keys().isEmpty()) {
      throw node.error("selects nothing.", "Give projects, keys, or all = true.");
    }
    return selection;
  }

  private static FeatureKey key(Node node) {
    return node.located(
        () -> node.isText() ? FeatureKey.of(node.text()) : new FeatureKey(node.texts()));
  }

  /** Whether the feature {@code key} of {@code project} is meant. */
  public boolean includes(FeatureKey key, String project) {
    return all || projects.contains(project) || keys.contains(key);
  }
}
