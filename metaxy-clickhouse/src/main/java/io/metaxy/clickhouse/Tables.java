package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the server knows of its tables. */
final class Tables {
  /** What the names of tables that hold rows on their way begin with; keys have no such names. */
  private static final String STAGED = "metaxy-staged__";

  /** What follows in it: the generation of the writer, and a number of what is to be deleted. */
  private static final Pattern GENERATION = Pattern.compile("\\d+(_doomed\\d+)?");

  private static final int LONGEST_PART = 100;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Set<String> CALCULATED = Set.of("ALIAS", "MATERIALIZED");

  private final Server server;
  private final TableDdl ddl;

  Tables(Server server, TableDdl ddl) {
    this.server = server;
    this.ddl = ddl;
  }

  /** The names of feature and system tables. */
  List<String> names() {
    return server
        .rows(
            "SELECT name FROM system.tables WHERE database = currentDatabase() AND NOT"
                + " is_temporary",
            "listing tables",
            DataType.STRING)
        .stream()
        .map(row -> String.valueOf(row[0]))
        .filter(name -> !name.equals(LockTable.NAME) && !name.startsWith(STAGED))
        .filter(name -> !name.startsWith(TableDdl.LOCAL))
        .toList();
  }

  /** The columns of a table as they are declared; none if there is no such table. */
  Map<String, Declared> columns(String table) {
    Map<String, Declared> columns = new LinkedHashMap<>();
    try {
      // Name, type, kind of default, its text, comment; and more, according to the version.
      for (@Nullable Object[] row :
          server.rows(
              "DESCRIBE TABLE " + TableDdl.name(table), "reading the columns of " + table)) {
        if (!CALCULATED.contains(String.valueOf(row[2]))) {
          EngineType type = TypeText.parse(String.valueOf(row[1]));
          DataType dataType = ByteLeaves.apply(String.valueOf(row[4]), type.dataType());
          columns.put(String.valueOf(row[0]), new Declared(type, dataType));
        }
      }
    } catch (MetaxyException e) {
      if (ClickHouseErrors.code(e) != ClickHouseErrors.UNKNOWN_TABLE) {
        throw e;
      }
    }
    return columns;
  }

  static Schema schema(Map<String, Declared> columns) {
    return Schema.of(
        columns.entrySet().stream()
            .map(column -> new Column(column.getKey(), column.getValue().dataType()))
            .toList());
  }

  /**
   * How a column is declared.
   *
   * @param type in ClickHouse's words
   * @param dataType what stands for it here
   */
  record Declared(EngineType type, DataType dataType) {}

  /** The number of a table that stays when it is renamed; empty if there is no such table. */
  Optional<String> uuid(String table) {
    return server
        .rows(
            "SELECT toString(uuid) FROM system.tables WHERE database = currentDatabase() AND name ="
                + " "
                + Escapes.literal(table),
            "looking for " + table,
            DataType.STRING)
        .stream()
        .map(row -> String.valueOf(Objects.requireNonNull(row[0])))
        .findFirst();
  }

  /**
   * The same of a staged table.
   *
   * @throws MetaxyException {@code BUSY} if another writer took over
   */
  String uuid(String staged, Lease lease) {
    return String.valueOf(told("toString(uuid)", DataType.STRING, staged, lease));
  }

  /** The order of a table's rows. */
  String sortingKey(String table) {
    return server
        .rows(
            "SELECT sorting_key FROM system.tables WHERE database = currentDatabase() AND name = "
                + Escapes.literal(ddl.local(table)),
            "looking for " + table,
            DataType.STRING)
        .stream()
        .map(row -> String.valueOf(row[0]))
        .findFirst()
        .orElse("");
  }

  /**
   * Whether a staged table, or the one like it, is divided into partitions.
   *
   * @throws MetaxyException {@code BUSY} if another writer took over
   */
  boolean isPartitioned(String staged, Lease lease) {
    return Boolean.TRUE.equals(
        told("partition_key != ''", DataType.BOOLEAN, ddl.local(staged), lease));
  }

  /** What is known of a staged table, and in the same look, whether the lock is still held. */
  private @Nullable Object told(String what, DataType type, String staged, Lease lease) {
    List<@Nullable Object[]> rows =
        server.rows(
            "SELECT "
                + what
                + ", "
                + lease.held()
                + " FROM system.tables WHERE database = currentDatabase() AND name = "
                + Escapes.literal(staged)
                + ddl.lockReads(),
            "looking at what was staged",
            type,
            DataType.BOOLEAN);
    lease.verify(!rows.isEmpty() && Boolean.TRUE.equals(rows.get(0)[1]));
    return rows.get(0)[0];
  }

  /** The partitions of a table that have rows. */
  List<String> partitions(String table) {
    return server
        .rows(
            "SELECT DISTINCT partition_id FROM "
                + ddl.parts()
                + " WHERE active AND database = currentDatabase() AND table = "
                + Escapes.literal(ddl.local(table))
                + " ORDER BY partition_id",
            "looking at what was staged",
            DataType.STRING)
        .stream()
        .map(row -> String.valueOf(row[0]))
        .toList();
  }

  /**
   * Waits until nothing is being deleted from a table.
   *
   * @throws MetaxyException {@code BUSY} if it takes longer than {@code patience}
   */
  void waitForMutations(String table, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (unfinishedMutations(table) > 0) {
      if (System.nanoTime() > deadline) {
        throw new MetaxyException(
            ErrorCode.BUSY,
            "ClickHouse is still deleting rows of " + table + ".",
            "Nothing was changed; try again later, or look at system.mutations.");
      }
      Pauses.pause(PAUSE, "ClickHouse still deleted rows of " + table);
    }
  }

  private long unfinishedMutations(String table) {
    return server.number(
        "SELECT count() FROM system.mutations WHERE NOT is_done AND database = currentDatabase()"
            + " AND table = "
            + Escapes.literal(ddl.local(table)),
        "looking for deletions");
  }

  /** The tables that writers of {@code table} before {@code generation} left behind. */
  List<String> leftBehind(String table, long generation) {
    String prefix = STAGED + part(table) + "__";
    String mine = String.valueOf(generation);
    return server
        .rows(
            "SELECT DISTINCT replaceRegexpOne(name, '^"
                + TableDdl.LOCAL
                + "', '') AS staged FROM system.tables WHERE database = currentDatabase() AND"
                + " startsWith(staged, "
                + Escapes.literal(prefix)
                + ")",
            "looking for what a dead writer left",
            DataType.STRING)
        .stream()
        .map(row -> String.valueOf(row[0]).substring(prefix.length()))
        // The names of other features may begin with this one's.
        .filter(rest -> GENERATION.matcher(rest).matches())
        .filter(rest -> !rest.replaceFirst("_.*", "").equals(mine))
        .map(rest -> prefix + rest)
        .toList();
  }

  /** The name of the table in which a writer stages rows. */
  static String staged(String table, long generation) {
    return STAGED + part(table) + "__" + generation;
  }

  private static String part(String table) {
    return table.length() <= LONGEST_PART
        ? table
        : table.substring(0, LONGEST_PART) + Integer.toHexString(table.hashCode());
  }
}
