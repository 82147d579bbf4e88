package io.metaxy.store;

import io.metaxy.FeatureKey;

/**
 * What a rebase did.
 *
 * @param feature the feature
 * @param fromVersion the feature version whose samples were taken
 * @param toVersion the feature version that they were written under
 * @param rows how many rows were appended, or would be
 * @param dryRun whether nothing was changed
 */
public record RebaseReceipt(
    FeatureKey feature, String fromVersion, String toVersion, long rows, boolean dryRun) {}
