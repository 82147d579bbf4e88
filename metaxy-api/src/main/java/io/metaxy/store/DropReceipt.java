package io.metaxy.store;

import io.metaxy.FeatureKey;

/**
 * What a drop removed.
 *
 * @param feature the feature
 * @param table the table's name
 * @param rows how many stored rows went, of every version, history and tombstones included; 0 for a
 *     feature that was never written
 */
public record DropReceipt(FeatureKey feature, String table, long rows) {}
