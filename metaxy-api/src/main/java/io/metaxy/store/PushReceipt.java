package io.metaxy.store;

import java.util.List;

/**
 * What a push did.
 *
 * @param project the project pushed
 * @param projectVersion its version
 * @param alreadyPushed whether the latest push was of this very version, so that nothing was
 *     written
 * @param updatedFeatures keys of features whose definition changed without a new feature version
 */
public record PushReceipt(
    String project, String projectVersion, boolean alreadyPushed, List<String> updatedFeatures) {
  public PushReceipt {
    updatedFeatures = List.copyOf(updatedFeatures);
  }
}
