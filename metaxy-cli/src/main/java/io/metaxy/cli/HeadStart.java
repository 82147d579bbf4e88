package io.metaxy.cli;

import io.metaxy.core.filter.FilterParser;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.sql.SqlPrinter;
import io.metaxy.store.Deleted;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.util.List;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/**
 * Starts what every store needs, a third of a command's time, while the arguments and the
 * configuration are read: a second processor is idle then. Who goes on waits for it first, since
 * two threads that start classes of one library in different orders can wait for each other for
 * ever.
 */
final class HeadStart {
  private static final Thread THREAD = new Thread(HeadStart::run, "head start");

  private HeadStart() {}

  static void begin() {
    THREAD.setDaemon(true);
    THREAD.start();
  }

  /** Waits until the head start is over; at once if there is none. */
  static void await() {
    try {
      THREAD.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run() {
    try {
      FilterParser.parse("metaxy_provenance = 'a'", SystemColumns.SCHEMA);
      FeatureTable table = new FeatureTable("t", SystemColumns.SCHEMA, List.of());
      RowSelection rows =
          new RowSelection(VersionScope.CURRENT, "v", true, Deleted.EXCLUDE, List.of());
      new SqlPrinter(AnsiSqlDialect.DEFAULT, plan -> plan)
          .query(FeaturePlans.select(table, rows).build());
    } catch (RuntimeException | LinkageError e) {
      // The command itself meets it again, and reports it.
    }
  }
}
