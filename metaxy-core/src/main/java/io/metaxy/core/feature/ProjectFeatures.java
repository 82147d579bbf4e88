package io.metaxy.core.feature;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.spi.FeatureProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** All features of a project: those that Java classes publish, and those of its files. */
public final class ProjectFeatures {
  private ProjectFeatures() {}

  /**
   * The features of {@code config}; those that name no project are of its project. Whether every
   * parent is there is not checked.
   *
   * @throws io.metaxy.MetaxyException if a file is wrong, two features share a table or one is
   *     defined twice
   */
  public static FeatureGraph of(MetaxyConfig config) {
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
