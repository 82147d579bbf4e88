package io.metaxy.bench;

import com.clickhouse.client.api.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The server of a benchmark: the one that {@code METAXY_CLICKHOUSE_URL} names, else the engine of
 * the tests, started here and stopped.
 */
final class ClickHouseServer implements AutoCloseable {
  private final String endpoint;
  private final String user;
  private final String password;
  private final @Nullable Process engine;
  private final List<String> databases = new ArrayList<>();

  private ClickHouseServer(
      String endpoint, String user, String password, @Nullable Process engine) {
    this.endpoint = endpoint;
    this.user = user;
    this.password = password;
    this.engine = engine;
  }

  /**
   * Opens it.
   *
   * @param folder where the engine of the tests is installed
   */
  static ClickHouseServer open(Path folder) throws IOException {
    String given = System.getenv("METAXY_CLICKHOUSE_URL");
    if (given != null) {
      URI url = URI.create(given);
      String[] user = url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
      return new ClickHouseServer(
          url.getScheme() + "://" + url.getHost() + ":" + url.getPort(),
          user.length > 0 ? user[0] : "default",
          user.length > 1 ? user[1] : "",
          null);
    }
    ProcessBuilder builder =
        new ProcessBuilder("node", "server.js")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("UV_THREADPOOL_SIZE", "64");
    Process engine = builder.start();
    String line =
        new BufferedReader(new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("the engine in " + folder + " did not start");
    }
    return new ClickHouseServer(
        "http://127.0.0.1:" + line.substring("listening ".length()), "tester", "secret", engine);
  }

  String endpoint() {
    return endpoint;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  Client client(String database) {
    return new Client.Builder()
        .addEndpoint(endpoint)
        .setUsername(user)
        .setPassword(password)
        .setDefaultDatabase(database)
        .compressServerResponse(false)
        .build();
  }

  String freshDatabase() throws Exception {
    String name = "bench_" + UUID.randomUUID().toString().replace("-", "");
    run("CREATE DATABASE " + name);
    databases.add(name);
    return name;
  }

  private void run(String sql) throws Exception {
    try (Client client = client("default")) {
      client.query(sql).get().close();
    }
  }

  @Override
  public void close() throws Exception {
    for (String database : databases) {
      run("DROP DATABASE " + database);
    }
    if (engine != null) {
      engine.getOutputStream().close();
      engine.waitFor();
    }
  }
}
