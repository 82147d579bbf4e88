package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which samples of an old feature version to take over to another one without computing them anew.
 * Immutable: each method gives a changed copy.
 *
 * <p>For changes that leave the results right, such as a field that is renamed or a dependency that
 * is added for later.
 */
public final class RebaseRequest {
  private final FeatureKey feature;
  private final String fromVersion;
  private final @Nullable String toVersion;
  private final boolean dryRun;

  private RebaseRequest(
      FeatureKey feature, String fromVersion, @Nullable String toVersion, boolean dryRun) {
    this.feature = requireNonNull(feature, "feature");
    this.fromVersion = requireNonNull(fromVersion, "fromVersion");
    this.toVersion = toVersion;
    this.dryRun = dryRun;
  }

  /**
   * A rebase of the samples of {@code feature} that are live in the version {@code fromVersion}.
   */
  public static RebaseRequest of(FeatureKey feature, String fromVersion) {
    return new RebaseRequest(feature, fromVersion, null, false);
  }

  /**
   * A rebase of the samples of {@code feature} that are live in the version {@code fromVersion}.
   */
  public static RebaseRequest of(String feature, String fromVersion) {
    return of(FeatureKey.of(feature), fromVersion);
  }

  /**
   * Onto the feature version {@code version}, which was pushed to the store, instead of the current
   * one.
   */
  public RebaseRequest to(String version) {
    return new RebaseRequest(feature, fromVersion, requireNonNull(version, "version"), dryRun);
  }

  /** The receipt alone, nothing is changed. */
  public RebaseRequest dryRun() {
    return new RebaseRequest(feature, fromVersion, toVersion, true);
  }

  /** The feature. */
  public FeatureKey feature() {
    return feature;
  }

  /** The version whose samples are taken. */
  public String fromVersion() {
    return fromVersion;
  }

  /** The version that they are written under, if not the current one. */
  public Optional<String> toVersion() {
    return Optional.ofNullable(toVersion);
  }

  /** Whether nothing is to be changed. */
  public boolean isDryRun() {
    return dryRun;
  }
}
