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

  private enum How {
    NOTHING,
    RENAME,
    MOVE,
    DROP
  }

  private final Server server;
  private final TableDdl ddl;
  private final Tables tables;
  private final WriterLocks.Lease lease;
  private final String table;
  private final String staged;
  private final List<Column> added = new ArrayList<>();
  private final List<String> deletions = new ArrayList<>();
  private How how = How.NOTHING;
  private @Nullable String uuid;
  private boolean renamed;

  Publication(
      Server server,
      TableDdl ddl,
      Tables tables,
      WriterLocks.Lease lease,
      String table,
      String staged) {
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
    uuid = tables.uuid(ddl.local(staged)).orElse(null);
  }

  /** The staged rows go into the table. */
  void move() {
    how = How.MOVE;
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

  void run() {
    if (!added.isEmpty()) {
      ddl.addColumns(table, added)
          .forEach(statement -> server.executeAgainIfCut(statement, "adding columns to " + table));
    }
    for (String condition : deletions) {
      step("removing rows", () -> server.execute(ddl.delete(table, condition), "removing rows"));
    }
    switch (how) {
      case RENAME -> {
        // Before the rename, which takes it from the staged table.
        String sortingKey = ddl.distributed() ? tables.sortingKey(staged) : "";
        server.executeAgainIfCut(ddl.published(staged), "publishing table " + table);
        step("publishing table " + table, this::renameNow);
        if (ddl.distributed()) {
          server.executeAgainIfCut(ddl.front(table, sortingKey), "publishing table " + table);
        }
      }
      case MOVE -> {
        for (String partition : tables.partitions(staged)) {
          step(
              "publishing rows",
              () -> server.execute(ddl.move(staged, table, partition), "publishing rows"));
        }
      }
      case DROP -> {
        lease.verify();
        for (String statement : ddl.drop(table)) {
          step("dropping table " + table, () -> server.execute(statement, "dropping " + table));
        }
      }
      case NOTHING -> {}
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
