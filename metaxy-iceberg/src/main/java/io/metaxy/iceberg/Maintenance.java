package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the tables of a store small: makes small files one, forgets old snapshots, and removes the
 * files that nothing names any more, such as those of a killed writer. Immutable; {@link #run} does
 * it.
 *
 * <p>Nothing is removed that a reader may still want: a snapshot is forgotten when another one
 * replaced it longer than the safety age ago, and a file must be older than that, too. Writers of
 * this library wait meanwhile; a long write of another program must be done within the safety age.
 */
public final class Maintenance {
  /** The safety age unless another one is given. */
  public static final Duration SAFETY_AGE = Duration.ofDays(3);

  private final BackendConfig config;
  private final Duration age;
  private final Clock clock;
  private final boolean compacting;
  private final boolean dry;

  private Maintenance(
      BackendConfig config, Duration age, Clock clock, boolean compacting, boolean dry) {
    this.config = config;
    this.age = age;
    this.clock = clock;
    this.compacting = compacting;
    this.dry = dry;
  }

  /**
   * Maintenance of the store that has these options.
   *
   * @param directory where relative paths start
   */
  public static Maintenance of(Path directory, Map<String, Object> options) {
    return of(new BackendConfig("maintenance", directory, options));
  }

  /** Maintenance of the store that is configured so. */
  public static Maintenance of(BackendConfig config) {
    return new Maintenance(config, SAFETY_AGE, Clock.systemUTC(), false, false);
  }

  /**
   * With another safety age.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if it is negative
   */
  public Maintenance safetyAge(Duration age) {
    if (age.isNegative()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "The safety age " + age + " is negative.",
          "Give zero or more.");
    }
    return new Maintenance(config, age, clock, compacting, dry);
  }

  /** With the time from {@code clock}. */
  public Maintenance clock(Clock clock) {
    return new Maintenance(config, age, clock, compacting, dry);
  }

  /** Making small files one, too. */
  public Maintenance compact() {
    return new Maintenance(config, age, clock, true, dry);
  }

  /** Saying what would be done, and doing nothing. */
  public Maintenance dryRun() {
    return new Maintenance(config, age, clock, compacting, true);
  }

  /**
   * Does it, table by table.
   *
   * @throws MetaxyException {@code BUSY} if another program changed a table meanwhile; what was
   *     done is done, and it can be run again
   */
  public MaintenanceReport run() {
    Instant before = clock.instant().minus(age);
    List<MaintenanceReport.Table> tables = new ArrayList<>();
    try (Workplace workplace = new Workplace(IcebergProvider.settings(config))) {
      for (String name : workplace.catalog().tables()) {
        try (TableLock lock = workplace.lock(name)) {
          tables.add(table(workplace, name, before));
        }
      }
    }
    return new MaintenanceReport(tables, dry);
  }

  private MaintenanceReport.Table table(Workplace workplace, String name, Instant before) {
    Compaction.Result compacted = new Compaction.Result(0, 0);
    if (compacting) {
      Compaction compaction = new Compaction(workplace, name, workplace.version(name));
      compacted = dry ? compaction.plan() : compaction.run();
    }
    Cleaning cleaning = new Cleaning(workplace.version(name).table(), before);
    return IcebergErrors.translated("cleaning " + name, dry ? cleaning::plan : cleaning::run)
        .report(name, compacted);
  }
}
