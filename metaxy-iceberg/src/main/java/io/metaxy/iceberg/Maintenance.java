package io.metaxy.iceberg;

import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes small files one, forgets old snapshots, and removes the files that nothing names any more,
 * such as those of a killed writer. Writers of this library wait meanwhile.
 */
final class Maintenance {
  private final Workplace workplace;
  private final Clock clock;

  Maintenance(Workplace workplace, Clock clock) {
    this.workplace = workplace;
    this.clock = clock;
  }

  /** Does it, table by table. */
  MaintenanceReport run(MaintenanceRequest request) {
    Instant before = clock.instant().minus(request.safetyAge());
    List<MaintenanceReport.Table> tables = new ArrayList<>();
    for (String name : workplace.catalog().tables().stream().sorted().toList()) {
      try (TableLock lock = workplace.lock(name)) {
        tables.add(table(name, before, request));
      }
    }
    return new MaintenanceReport(tables, request.isDryRun());
  }

  private MaintenanceReport.Table table(String name, Instant before, MaintenanceRequest request) {
    Compaction.Result compacted = new Compaction.Result(0, 0);
    if (request.isCompacting()) {
      Compaction compaction = new Compaction(workplace, name, workplace.version(name));
      compacted = request.isDryRun() ? compaction.plan() : compaction.run();
    }
    Cleaning cleaning = new Cleaning(workplace.version(name).table(), before);
    return IcebergErrors.translated(
            "cleaning " + name, request.isDryRun() ? cleaning::plan : cleaning::run)
        .report(name, compacted);
  }
}
