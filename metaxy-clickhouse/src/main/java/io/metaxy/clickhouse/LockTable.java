package io.metaxy.clickhouse;

import io.metaxy.schema.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table of locks. The row of the greatest turn tells who holds a table; a turn is a generation,
 * which grows with each holder, and a step of it.
 */
final class LockTable {
  /** No feature has a table with a hyphen (rule K2). */
  static final String NAME = "metaxy-writers";

  /** The last step of a generation. */
  static final int RELEASED = 0xFFFF;

  private final Server server;
  private final TableDdl ddl;
  private final Duration lease;
  private volatile boolean created;

  LockTable(Server server, TableDdl ddl, Duration lease) {
    this.server = server;
    this.ddl = ddl;
    this.lease = lease;
  }

  /** After so long a holder that is not heard of counts as dead. */
  Duration lease() {
    return lease;
  }

  /**
   * What is known of a lock.
   *
   * @param generation of its last holder; 0 if it had none
   * @param owner who that was
   * @param released whether it gave the lock back
   * @param expired whether its lease has ended
   */
  record State(long generation, String owner, boolean released, boolean expired) {
    boolean isFree() {
      return released || expired;
    }

    boolean isHeldBy(String someone, long since) {
      return generation == since && owner.equals(someone);
    }
  }

  /** Makes the table of locks if it is not there. */
  void create() {
    if (!created) {
      server.executeAgainIfCut(ddl.createLocks(NAME), "creating the table of writers");
      created = true;
    }
  }

  private static String last(String table) {
    return TableDdl.name(NAME)
        + " WHERE table_name = "
        + Escapes.literal(table)
        + " ORDER BY turn DESC LIMIT 1";
  }

  State state(String table) {
    List<@Nullable Object[]> rows =
        server.rows(
            "SELECT intDiv(turn, 65536), owner, turn % 65536 = "
                + RELEASED
                + ", until < now64(6, 'UTC') FROM "
                + last(table)
                + ddl.lockReads(),
            "asking who writes",
            DataType.INT64,
            DataType.STRING,
            DataType.BOOLEAN,
            DataType.BOOLEAN);
    if (rows.isEmpty()) {
      return new State(0, "", true, true);
    }
    @Nullable Object[] row = rows.get(0);
    return new State(
        (Long) Objects.requireNonNull(row[0]),
        String.valueOf(row[1]),
        Boolean.TRUE.equals(row[2]),
        Boolean.TRUE.equals(row[3]));
  }

  /** A condition: whether {@code owner} holds the table since {@code generation}. */
  static String held(String table, long generation, String owner) {
    return "(SELECT tuple(intDiv(turn, 65536), owner) FROM "
        + last(table)
        + ") = tuple("
        + generation
        + ", "
        + Escapes.literal(owner)
        + ")";
  }

  /** The state of a generation; what was inserted for its turn before stays. */
  void insert(String table, long generation, int step, String owner) {
    long turn = generation * 65536 + step;
    server.insertOnce(
        "INSERT INTO "
            + TableDdl.name(NAME)
            + " SELECT "
            + Escapes.literal(table)
            + ", "
            + turn
            + ", "
            + Escapes.literal(owner)
            + ", now64(6, 'UTC') + toIntervalMillisecond("
            + lease.toMillis()
            + ")",
        table + ":" + turn,
        ddl.lockWrites(),
        "telling who writes");
  }
}
