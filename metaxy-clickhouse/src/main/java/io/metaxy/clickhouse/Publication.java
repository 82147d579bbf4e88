package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a writer's changes become visible. Each step is one statement that takes effect as a whole
 * and does no harm when it runs twice, so that a step whose answer was lost is run again.
 */
final class Publication {
  /** How often a step is tried whose connection is cut. */
  private static final int TRIES = 4;

  /** What the engine calls the one partition of a table without any. */
  private static final String ONLY_PARTITION = "all";

  private enum How {
    NOTHING,
    RENAME,
    MOVE,
    DROP
  }

  private final Server server;
  private final TableDdl ddl;
  private final Tables tables;
  private final Lease lease;
  private final String table;
  private final String staged;
  private final List<Column> added = new ArrayList<>();
  private final List<String> deletions = new ArrayList<>();
  private How how = How.NOTHING;
  private @Nullable Meanwhile<Boolean> partitioned;
  private @Nullable String uuid;
  private boolean renamed;

  Publication(
      Server server, TableDdl ddl, Tables tables, Lease lease, String table, String staged) {
    this.server = server;
    this.ddl = ddl;
    this.tables = tables;
    this.lease = lease;
    this.table = table;
    this.staged = staged;
  }

  /** The staged table becomes the table. */
  void rename() {
    how = How.RENAME;
  }

  /** The staged rows go into the table; called as soon as they have one of their own. */
  void move() {
    how = How.MOVE;
    // If another took over before it was made, it is not there to be removed; and after that, the
    // rows are gone when they are to be published.
    partitioned = server.threads().start(() -> tables.isPartitioned(staged, lease));
  }

  /** The table goes. */
  void drop() {
    how = How.DROP;
  }

  void add(List<Column> columns) {
    added.addAll(columns);
  }

  void delete(String condition) {
    deletions.add(condition);
  }

  boolean isRenamed() {
    return renamed;
  }

  /**
   * Does it.
   *
   * @throws MetaxyException {@code BUSY} if another writer took over; nothing was changed then
   */
  void run() {
    List<String> moved = List.of();
    switch (how) {
      case RENAME -> uuid = tables.uuid(ddl.local(staged), lease);
      case MOVE -> moved = stagedPartitions();
      case DROP -> lease.verify();
      case NOTHING -> {}
    }
    if (!added.isEmpty()) {
      ddl.addColumns(table, added)
          .forEach(statement -> server.executeAgainIfCut(statement, "adding columns to " + table));
    }
    for (String condition : deletions) {
      step("removing rows", () -> server.execute(ddl.delete(table, condition), "removing rows"));
    }
    if (how == How.RENAME) {
      publishTable();
    } else if (how == How.DROP) {
      for (String statement : ddl.drop(table)) {
        step("dropping table " + table, () -> server.execute(statement, "dropping " + table));
      }
    }
    for (String partition : moved) {
      String statement = ddl.move(staged, table, partition);
      step("publishing rows", () -> server.execute(statement, "publishing rows"));
    }
  }

  private List<String> stagedPartitions() {
    return partitioned != null && !partitioned.join()
        ? List.of(ONLY_PARTITION)
        : tables.partitions(staged);
  }

  private void publishTable() {
    // Before the rename, which takes it from the staged table.
    String sortingKey = ddl.distributed() ? tables.sortingKey(staged) : "";
    server.executeAgainIfCut(ddl.published(staged), "publishing table " + table);
    step("publishing table " + table, this::renameNow);
    if (ddl.distributed()) {
      server.executeAgainIfCut(ddl.front(table, sortingKey), "publishing table " + table);
    }
  }

  private void renameNow() {
    try {
      server.execute(ddl.rename(staged, table), "publishing table " + table);
    } catch (MetaxyException e) {
      int code = ClickHouseErrors.code(e);
      if (code == 0) {
        throw e;
      }
      Optional<String> there = tables.uuid(ddl.local(table));
      if (there.isEmpty() || !there.get().equals(uuid)) {
        throw code == ClickHouseErrors.TABLE_ALREADY_EXISTS ? cameFirst(e) : e;
      }
    }
    renamed = true;
  }

  private MetaxyException cameFirst(MetaxyException cause) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Another program created " + table + " first.",
        "Nothing was changed; try again.",
        cause);
  }

  private void step(String doing, Runnable statement) {
    boolean cut = false;
    for (int tries = 1; ; tries++) {
      try {
        statement.run();
        return;
      } catch (MetaxyException e) {
        if (e.code() == ErrorCode.UNREACHABLE && tries < TRIES) {
          cut = true;
        } else if (e.code() == ErrorCode.UNREACHABLE || cut) {
          throw unknown(doing, e);
        } else if (ClickHouseErrors.code(e) == ClickHouseErrors.UNKNOWN_TABLE) {
          throw lease.lost(e);
        } else {
          throw e;
        }
      }
    }
  }

  private static MetaxyException unknown(String doing, MetaxyException cause) {
    return new MetaxyException(
        ErrorCode.STATE_UNKNOWN,
        "The connection to ClickHouse broke while "
            + doing
            + ", and whether it was done is not known.",
        "Look whether the change is there before you try again.",
        cause);
  }
}
