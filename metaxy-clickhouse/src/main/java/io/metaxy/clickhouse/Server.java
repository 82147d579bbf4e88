package io.metaxy.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends statements to the server. Safe for use by many threads. */
final class Server implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,2})\\.");

  private final Client client;
  private final ServerAddress address;
  private final Map<String, String> settings;
  private final Threads threads = new Threads();
  private volatile String version = "";
  private volatile boolean closed;

  Server(Client client, ServerAddress address, Map<String, String> more) {
    this.client = client;
    this.address = address;
    this.settings = new HashMap<>(more);
  }

  /** Asks which settings the server knows, and its version; fails if it cannot be asked. */
  void introduce() {
    Set<String> names = new TreeSet<>(StatementSettings.MEANING.keySet());
    List<String> literals = names.stream().map(Escapes::literal).toList();
    for (@Nullable Object[] row :
        rows(
            "SELECT name, version() FROM system.settings WHERE name IN ("
                + String.join(", ", literals)
                + ")",
            "opening the store",
            DataType.STRING,
            DataType.STRING)) {
      String name = String.valueOf(row[0]);
      settings.putIfAbsent(name, String.valueOf(StatementSettings.MEANING.get(name)));
      version = String.valueOf(row[1]);
    }
  }

  /** Whether the server is of this version or a later one. */
  boolean isSince(int year, int month) {
    Matcher numbers = VERSION.matcher(version);
    return numbers.lookingAt()
        && Integer.parseInt(numbers.group(1)) * 100 + Integer.parseInt(numbers.group(2))
            >= year * 100 + month;
  }

  /** Whether the server knows the setting {@code name}, one of those that plans rely on. */
  boolean knows(String name) {
    return settings.containsKey(name);
  }

  ServerAddress address() {
    return address;
  }

  /** Those in which statements run beside each other. */
  Threads threads() {
    return threads;
  }

  /** Starts a query; its rows come as they are read. Asked again if the connection is lost. */
  QueryResponse query(String sql, String doing) {
    return retried(doing, () -> ask(sql));
  }

  private QueryResponse ask(String sql) throws Exception {
    QuerySettings query =
        new QuerySettings().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);
    settings.forEach(query::serverSetting);
    return done(client.query(sql, query));
  }

  /** All rows of a small result. */
  @SuppressWarnings("try") // The driver's answers throw whatever, when they are closed.
  List<@Nullable Object[]> rows(String sql, String doing, DataType... types) {
    return retried(
        doing,
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          try (QueryResponse response = ask(sql)) {
            Result result = Result.of(response, List.of(types));
            while (result.next()) {
              rows.add(result.row().clone());
            }
          }
          return rows;
        });
  }

  /** The number that a query gives. */
  long number(String sql, String doing) {
    return (Long) java.util.Objects.requireNonNull(rows(sql, doing, DataType.INT64).get(0)[0]);
  }

  /** Runs a statement that does no harm if it is run twice. */
  void executeAgainIfCut(String sql, String doing) {
    retried(doing, () -> run(sql));
  }

  /** Runs a statement once. */
  void execute(String sql, String doing) {
    try {
      run(sql);
    } catch (Exception e) {
      throw failure(e, doing);
    }
  }

  @SuppressWarnings("try") // It is closed: there are no rows to read.
  private boolean run(String sql) throws Exception {
    try (QueryResponse response = ask(sql)) {
      return true;
    }
  }

  /**
   * Inserts rows in RowBinary.
   *
   * @param token the engine takes what comes twice with the same one as come once
   */
  @SuppressWarnings("try") // It is closed: there are no rows to read.
  void insert(String table, List<String> columns, RowBinary rows, String token) {
    retried(
        "appending rows",
        () -> {
          InsertSettings insert = new InsertSettings().setDeduplicationToken(token);
          settings.forEach(insert::serverSetting);
          try (InsertResponse response =
              done(
                  client.insert(
                      Escapes.identifier(table),
                      columns.stream().map(Escapes::identifier).toList(),
                      rows.stream(),
                      ClickHouseFormat.RowBinary,
                      insert))) {
            return true;
          }
        });
  }

  /** Runs an {@code INSERT … SELECT} of one row, with a token as above and more settings. */
  void insertOnce(String sql, String token, String more, String doing) {
    executeAgainIfCut(
        sql
            + " SETTINGS insert_deduplicate = 1, insert_deduplication_token = "
            + Escapes.literal(token)
            + more,
        doing);
  }

  private static <T> T done(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private interface Attempt<T> {
    T run() throws Exception;
  }

  /** Once more, and once more, if the connection was lost. */
  private <T> T retried(String doing, Attempt<T> attempt) {
    for (int tries = 2; ; tries--) {
      try {
        return attempt.run();
      } catch (Exception e) {
        if (tries == 0 || closed || !ClickHouseErrors.isCut(e) || ClickHouseErrors.isTimeout(e)) {
          throw failure(e, doing);
        }
      }
    }
  }

  /** What an error means to a user; after {@link #close} it means just that. */
  MetaxyException failure(Exception e, String doing) {
    if (e instanceof MetaxyException known) {
      return known;
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return closed ? closed(e) : ClickHouseErrors.translate(e, doing, address);
  }

  /** Fails if the store is closed. */
  void requireOpen() {
    if (closed) {
      throw closed(null);
    }
  }

  private static MetaxyException closed(@Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.CLOSED, "The store is closed.", "Open it anew, or close it later.", cause);
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
