package io.metaxy.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.time.Duration;

/**
 * How to keep the tables of a store small: what was replaced and what a killed writer left is
 * removed, and rows stay as they are. Immutable: each method gives a changed copy.
 *
 * <p>Nothing is removed that a reader may still want: only what was replaced, or written and never
 * named, longer than the safety age ago. A long read, or a long write of another program, must be
 * done within it.
 */
public final class MaintenanceRequest {
  /** The safety age unless another one is given. */
  public static final Duration SAFETY_AGE = Duration.ofDays(3);

  private final Duration safetyAge;
  private final boolean compacting;
  private final boolean dryRun;

  private MaintenanceRequest(Duration safetyAge, boolean compacting, boolean dryRun) {
    this.safetyAge = safetyAge;
    this.compacting = compacting;
    this.dryRun = dryRun;
  }

  /** All tables of the store. */
  public static MaintenanceRequest all() {
    return new MaintenanceRequest(SAFETY_AGE, false, false);
  }

  /**
   * With another safety age.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if it is negative
   */
  public MaintenanceRequest safetyAge(Duration age) {
    if (age.isNegative()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "The safety age " + age + " is negative.",
          "Give zero or more.");
    }
    return new MaintenanceRequest(age, compacting, dryRun);
  }

  /** Making small files one, too. */
  public MaintenanceRequest compact() {
    return new MaintenanceRequest(safetyAge, true, dryRun);
  }

  /** The report alone, nothing is changed. */
  public MaintenanceRequest dryRun() {
    return new MaintenanceRequest(safetyAge, compacting, true);
  }

  /** How long something must have been of no use before it is removed. */
  public Duration safetyAge() {
    return safetyAge;
  }

  /** Whether small files are made one. */
  public boolean isCompacting() {
    return compacting;
  }

  /** Whether nothing is to be changed. */
  public boolean isDryRun() {
    return dryRun;
  }
}
