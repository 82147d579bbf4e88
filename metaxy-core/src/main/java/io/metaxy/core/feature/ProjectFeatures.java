package io.metaxy.core.feature;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.spi.FeatureProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All features of a project: those that Java classes publish, and those of its files. */
public final class ProjectFeatures {
  private ProjectFeatures() {}

  /**
   * The features of {@code config}; those that name no project are of its project. A feature of the
   * lock file takes the place of an external one of a feature file, which is a placeholder then.
   * Whether every parent is there is not checked.
   *
   * @throws io.metaxy.MetaxyException if a file is wrong, two features share a table or one is
   *     defined twice
   */
  public static FeatureGraph of(MetaxyConfig config) {
    List<FeatureDefinition> locked =
        Files.exists(config.lockFile()) ? FeatureFile.read(config.lockFile()) : List.of();
    Set<FeatureKey> lockedKeys =
        locked.stream().map(FeatureDefinition::key).collect(Collectors.toSet());
    FeatureGraph graph = FeatureGraph.empty();
    for (FeatureDefinition feature : unlocked(config).definitions()) {
      if (!feature.isExternal() || !lockedKeys.contains(feature.key())) {
        graph = graph.with(feature);
      }
    }
    for (FeatureDefinition feature : locked) {
      graph = graph.with(placed(feature, config.project()));
    }
    return graph;
  }

  /** The same without the lock file. */
  public static FeatureGraph unlocked(MetaxyConfig config) {
    FeatureGraph graph = FeatureGraph.empty();
    for (FeatureProvider provider : ServiceLoader.load(FeatureProvider.class)) {
      for (FeatureDefinition feature : provider.features()) {
        graph = graph.with(placed(feature, config.project()));
      }
    }
    for (Path file : config.featureFiles()) {
      for (FeatureDefinition feature : FeatureFile.read(file)) {
        graph = graph.with(placed(feature, config.project()));
      }
    }
    return graph;
  }

  private static FeatureDefinition placed(FeatureDefinition feature, @Nullable String project) {
    return feature.project() == null ? feature.inProject(project) : feature;
  }
}
