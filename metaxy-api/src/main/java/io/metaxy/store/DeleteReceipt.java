package io.metaxy.store;

import io.metaxy.FeatureKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion did, or would do (rules S4, H4).
 *
 * @param feature the feature deleted from
 * @param featureVersion the current feature version
 * @param mode soft or hard
 * @param versions which feature versions were touched
 * @param filter the filter as text; null if the whole feature was meant
 * @param samples how many samples were deleted
 * @param rows how many rows were appended (soft) or removed (hard)
 * @param at the time of the tombstones, or of the removal
 * @param dryRun whether nothing was changed
 */
public record DeleteReceipt(
    FeatureKey feature,
    String featureVersion,
    DeleteMode mode,
    VersionScope versions,
    @Nullable String filter,
    long samples,
    long rows,
    Instant at,
    boolean dryRun) {}
