package io.metaxy.clickhouse;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The engine that all tests of this process run on: the server that {@code METAXY_CLICKHOUSE_URL}
 * names ({@code http://user:password@host:8123}), else one that is started here. Where there is
 * none, tests are skipped and say so, but where {@code METAXY_CLICKHOUSE_REQUIRED} is set they
 * fail.
 */
final class ClickHouseEngine {
  /** After so long the engine counts as hung, and a test fails that waits for it. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static @Nullable ClickHouseEngine shared;
  private static @Nullable String problem;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> databases = new ConcurrentLinkedQueue<>();
  private final URI server;
  private final String user;
  private final String password;

  /** Whether it is ours; else it is somebody's server. */
  private final boolean started;

  private ClickHouseEngine(URI server, String user, String password, boolean started) {
    this.started = started;
    this.server = server;
    this.user = user;
    this.password = password;
  }

  /** The engine; skips the test if there is none. */
  static synchronized ClickHouseEngine shared() {
    if (shared == null && problem == null) {
      try {
        String given = System.getenv("METAXY_CLICKHOUSE_URL");
        shared =
            given == null
                ? new ClickHouseEngine(NodeEngine.start(), "tester", "secret", true)
                : of(URI.create(given));
      } catch (IOException e) {
        problem =
            "CLICKHOUSE NOT TESTED: "
                + e.getMessage()
                + " Install node and npm, or name a server in METAXY_CLICKHOUSE_URL.";
        System.err.println(problem);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (shared != null) {
      return shared;
    }
    if (System.getenv("METAXY_CLICKHOUSE_REQUIRED") != null) {
      throw new AssertionError(problem);
    }
    return abort(problem);
  }

  private static ClickHouseEngine of(URI given) {
    String[] user = given.getUserInfo() == null ? new String[0] : given.getUserInfo().split(":", 2);
    ClickHouseEngine engine =
        new ClickHouseEngine(
            URI.create(given.getScheme() + "://" + given.getHost() + ":" + given.getPort()),
            user.length > 0 ? user[0] : "default",
            user.length > 1 ? user[1] : "",
            false);
    // An engine of our own takes its data with it; this server goes on.
    Runtime.getRuntime().addShutdownHook(new Thread(engine::dropDatabases));
    return engine;
  }

  private void dropDatabases() {
    databases.forEach(name -> run("DROP DATABASE IF EXISTS " + name));
  }

  URI server() {
    return server;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  /** A database that nobody used before; it is dropped when this process ends. */
  String freshDatabase() {
    String name = "metaxy_" + UUID.randomUUID().toString().replace("-", "");
    run("CREATE DATABASE " + name);
    databases.add(name);
    return name;
  }

  /** The options of a store in {@code database}. */
  Map<String, Object> options(String database) {
    return options(database, user, password);
  }

  private Map<String, Object> options(String database, String name, String secret) {
    return Map.of(
        "url", server.resolve("/" + database).toString(), "user", name, "password", secret);
  }

  /** The options of a store in {@code database} for somebody who may only read it. */
  Map<String, Object> readOnlyOptions(String database) {
    if (started) {
      return options(database, "reader", password);
    }
    run("CREATE USER IF NOT EXISTS metaxy_reader IDENTIFIED BY 'secret' SETTINGS readonly = 2");
    run("GRANT SELECT ON *.* TO metaxy_reader");
    return options(database, "metaxy_reader", "secret");
  }

  /**
   * Runs a statement, as an administrator at a terminal would.
   *
   * @return what the server answers, tab-separated
   */
  String run(String sql) {
    return run(sql, new byte[0]);
  }

  /** Runs a statement with what follows it, as it is. */
  String run(String sql, byte[] rows) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(sql.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(rows);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/?wait_end_of_query=1"))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new AssertionError(sql + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
