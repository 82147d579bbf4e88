package io.metaxy.cli;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "maintain",
    description =
        "Remove old snapshots and files that nothing needs any more; rows stay as they are.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "What was replaced, or written and never finished, goes once it is older than the safety age."
          + " No",
      "read, and no write of another program, may take longer than that.",
      "",
      "Examples:",
      "  metaxy metadata maintain --dry-run",
      "  metaxy metadata maintain --compact --safety-age 12h"
    })
final class MaintainCommand implements Callable<Integer> {
  private static final Schema REPORT =
      Schema.of(
          new Column("table", DataType.STRING),
          new Column("files_compacted", DataType.INT64),
          new Column("files_written", DataType.INT64),
          new Column("snapshots_removed", DataType.INT64),
          new Column("files_removed", DataType.INT64),
          new Column("bytes_freed", DataType.INT64));

  private final Session session;

  @Option(
      names = "--safety-age",
      paramLabel = "AGE",
      description = "A number of s, m, h or d, such as 12h; without it, 3d.")
  private @Nullable String safetyAge;

  @Option(names = "--compact", description = "Make small files one, too.")
  private boolean compact;

  @Option(names = "--dry-run", description = "Say what would be removed and change nothing.")
  private boolean dryRun;

  @Mixin private StoreOption store;
  @Mixin private FormatOption format;

  MaintainCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
    this.format = new FormatOption();
  }

  @Override
  public Integer call() {
    MaintenanceRequest request = request();
    try (MetadataStore opened = dryRun ? session.read(store.name) : session.open(store.name)) {
      MaintenanceReport report = opened.maintain(request);
      new Output(session.console(), format.format).print(RowCursor.of(REPORT, lines(report)));
      if (report.isDryRun()) {
        session.console().err().println("This is what would be done; nothing was changed.");
      }
    }
    return 0;
  }

  private MaintenanceRequest request() {
    MaintenanceRequest request = MaintenanceRequest.all();
    if (safetyAge != null) {
      request = request.safetyAge(TimeSpan.of("--safety-age", safetyAge));
    }
    if (compact) {
      request = request.compact();
    }
    return dryRun ? request.dryRun() : request;
  }

  private static List<@Nullable Object[]> lines(MaintenanceReport report) {
    return report.tables().stream()
        .map(
            table ->
                new @Nullable Object[] {
                  table.name(),
                  table.filesCompacted(),
                  table.filesWritten(),
                  table.snapshotsForgotten(),
                  (long) table.filesRemoved().size(),
                  table.bytesFreed()
                })
        .toList();
  }
}
