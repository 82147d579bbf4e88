package io.metaxy.spi;

import io.metaxy.FeatureDefinition;
import java.util.Collection;

/**
 * Publishes features that are written in Java. Found with {@link java.util.ServiceLoader} when a
 * project is read.
 */
public interface FeatureProvider {

  /** The features; their parents may be published elsewhere. */
  Collection<FeatureDefinition> features();
}
