package io.metaxy.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.ConfigOption;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The options of a store, and the store that they describe. */
final class Options {
  private static final String URL = "url";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String LEASE = "lock_lease_ms";
  private static final String BUSY_TIMEOUT = "busy_timeout_ms";

  static final List<ConfigOption> ALL =
      List.of(
          ConfigOption.of(
              URL,
              ConfigOption.Type.TEXT,
              "The server and its database: http://host:8123/database, or https."),
          ConfigOption.of(USER, ConfigOption.Type.TEXT, "Who asks; default is the user default."),
          ConfigOption.of(PASSWORD, ConfigOption.Type.SECRET, "The user's password."),
          new ConfigOption(
              LEASE,
              ConfigOption.Type.MILLISECONDS,
              "After so long a writer that is not heard of counts as dead.",
              "5000"),
          new ConfigOption(
              BUSY_TIMEOUT,
              ConfigOption.Type.MILLISECONDS,
              "How long to wait for another writer before an operation fails as BUSY.",
              "30000"));

  private Options() {}

  static Backend open(BackendConfig config) {
    URI url =
        URI.create(
            config
                .text(URL)
                .orElseThrow(
                    () ->
                        new MetaxyException(
                            ErrorCode.INVALID_CONFIG,
                            "Store " + config.store() + " has no option url.",
                            "Add `url = \"http://localhost:8123/default\"` to its config.")));
    String path = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
    ServerAddress address =
        new ServerAddress(
            url.getScheme() + "://" + url.getHost() + ":" + url.getPort(),
            path.isEmpty() ? "default" : path,
            config.text(USER).orElse("default"),
            config.text(PASSWORD).orElse(""));
    Client client =
        new Client.Builder()
            .addEndpoint(address.endpoint())
            .setUsername(address.user())
            .setPassword(address.password())
            .setDefaultDatabase(address.database())
            .compressServerResponse(false)
            .compressClientRequest(false)
            .setMaxRetries(0)
            .retryOnFailures(ClientFaultCause.None)
            .setMaxConnections(64)
            .setConnectTimeout(10, ChronoUnit.SECONDS)
            .setSocketTimeout(300, ChronoUnit.SECONDS)
            .setServerTimeZone("UTC")
            .build();
    Server server = new Server(client, address, Map.of());
    try {
      server.introduce();
      return new ClickHouseBackend(
          server,
          new TableDdl("", false, server.knows("lightweight_delete_mode")),
          Duration.ofMillis(config.number(LEASE, 5_000)),
          Duration.ofMillis(config.number(BUSY_TIMEOUT, 30_000)));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
