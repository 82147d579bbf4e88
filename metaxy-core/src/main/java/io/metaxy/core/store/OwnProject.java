package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.MetaxyException;
import java.util.Objects;
import java.util.TreeSet;

/** The project that a store works for. */
final class OwnProject {
  private OwnProject() {}

  /**
   * The one that is named; where none is, that of the features.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if there is none, or more than one
   */
  static String of(StoreContext context) {
    if (context.project() != null) {
      return context.project();
    }
    TreeSet<String> projects = new TreeSet<>();
    context.features().definitions().stream()
        .filter(d -> !d.isExternal())
        .map(FeatureDefinition::project)
        .filter(Objects::nonNull)
        .forEach(projects::add);
    if (projects.size() != 1) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          projects.isEmpty()
              ? "No project is named, so it is not known whose features are meant."
              : "The features are of several projects: " + String.join(", ", projects) + ".",
          "Set project in metaxy.toml, or on the store's builder.");
    }
    return projects.first();
  }
}
