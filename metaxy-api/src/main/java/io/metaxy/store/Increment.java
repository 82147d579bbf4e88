package io.metaxy.store;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What must be computed anew of a feature. Its rows are not fetched before they are asked for, each
 * time anew; {@link #collect} fetches all of them at once.
 *
 * <p>Rows of {@link #newSamples} and {@link #staleSamples} have the columns of the parents that the
 * dependencies take along, and {@code metaxy_provenance_by_field}, {@code metaxy_provenance},
 * {@code metaxy_data_version_by_field} and {@code metaxy_data_version} as they must be written with
 * the results: written as they are or with columns of results added, they are neither new nor stale
 * any more. Of an aggregation there is a row for each parent row of a sample, all with the sample's
 * provenance; of an expansion there is one for each parent sample. The caller brings them to one
 * row per sample.
 */
public interface Increment {

  /** Samples that there should be and that are not stored. The Python library's {@code new}. */
  Rows newSamples();

  /**
   * Samples that are stored, but were made from something else, or that a predicate calls stale.
   */
  Rows staleSamples();

  /**
   * Stored samples that there should no longer be, as they are stored. Of an expansion there is one
   * for each parent sample that is gone, the child sample that was written last.
   */
  Rows orphanedSamples();

  /** All samples that there should be; empty if the request gave its own samples. */
  Optional<Rows> input();

  /**
   * The percentage of the input that has been processed at least once, be it stale or not; empty if
   * there is no input.
   */
  OptionalDouble inputProgress();

  /** The same with the new, stale and orphaned samples in memory, as one moment saw them. */
  Increment collect();
}
