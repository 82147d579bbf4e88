package io.metaxy.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.enums.SSLMode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens the store that options describe. */
final class Opening {
  private final BackendConfig config;

  private Opening(BackendConfig config) {
    this.config = config;
  }

  /**
   * The opened store, whose server answers.
   *
   * @throws MetaxyException {@code INVALID_CONFIG}, {@code UNREACHABLE}
   */
  static Backend open(BackendConfig config) {
    return new Opening(config).backend();
  }

  private Backend backend() {
    ServerAddress address = ServerAddress.of(config);
    String cluster = config.text(Options.CLUSTER).orElse("");
    boolean distributed = config.flag(Options.DISTRIBUTED, false);
    if (distributed && cluster.isEmpty()) {
      throw ServerAddress.invalid(
          config, "has distributed tables and no cluster", "Name the cluster.", null);
    }
    Server server = new Server(client(address), address, settings(cluster, distributed));
    try {
      server.introduce();
      return new ClickHouseBackend(
          server,
          new TableDdl(
              cluster,
              distributed,
              new TableDdl.Features(
                  server.knows("lightweight_delete_mode"), server.isSince(26, 7))),
          config.milliseconds(Options.LEASE, 2_000),
          config.milliseconds(Options.BUSY_TIMEOUT, 30_000));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** What the user asks for goes before what plans rely on. */
  private Map<String, String> settings(String cluster, boolean distributed) {
    Map<String, String> settings = new HashMap<>(ClusterSettings.of(cluster, distributed));
    config
        .text(Options.INSERT_QUORUM)
        .ifPresent(
            quorum -> {
              settings.put("insert_quorum", quorum);
              // Else reads that are sequential could not tell.
              settings.put("insert_quorum_parallel", "0");
            });
    if (config.flag(Options.SEQUENTIAL_READS, false)) {
      settings.put("select_sequential_consistency", "1");
    }
    if (config.options().get(Options.SETTINGS) instanceof Map<?, ?> more) {
      more.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    }
    return settings;
  }

  private Client client(ServerAddress address) {
    boolean compress = config.flag(Options.COMPRESS, false);
    Client.Builder builder =
        new Client.Builder()
            .addEndpoint(address.endpoint())
            .setUsername(address.user())
            .setPassword(address.password())
            .setDefaultDatabase(address.database())
            .setClientName("metaxy-java")
            .compressServerResponse(compress)
            .compressClientRequest(compress)
            // What may be asked again, and what not, is known here alone.
            .setMaxRetries(0)
            .retryOnFailures(ClientFaultCause.None)
            .setMaxConnections(connections())
            .setConnectTimeout(milliseconds(Options.CONNECT_TIMEOUT, 10_000), ChronoUnit.MILLIS)
            .setSocketTimeout(milliseconds(Options.SOCKET_TIMEOUT, 300_000), ChronoUnit.MILLIS)
            .setServerTimeZone("UTC");
    if (address.endpoint().startsWith("https:")) {
      builder.setSSLMode(tlsMode());
    }
    file(Options.CA_CERTIFICATE).ifPresent(builder::setRootCertificate);
    file(Options.CLIENT_CERTIFICATE).ifPresent(builder::setClientCertificate);
    file(Options.CLIENT_KEY).ifPresent(builder::setClientKey);
    try {
      return builder.build();
    } catch (ClientMisconfigurationException e) {
      throw ServerAddress.invalid(
          config,
          "has settings that the client does not take (" + e.getMessage() + ")",
          "Check ca_certificate, client_certificate and client_key, which is an RSA key in PKCS #8.",
          e);
    }
  }

  private SSLMode tlsMode() {
    String mode = config.text(Options.TLS_MODE).orElse("strict");
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "strict" -> SSLMode.STRICT;
      case "verify_ca" -> SSLMode.VERIFY_CA;
      case "trust" -> SSLMode.TRUST;
      default ->
          throw ServerAddress.invalid(
              config,
              "has the tls_mode '" + mode + "', which there is not",
              "Say strict, verify_ca or trust.",
              null);
    };
  }

  private Optional<String> file(String option) {
    Optional<Path> file =
        config.text(option).map(name -> config.directory().resolve(name).toAbsolutePath());
    file.filter(path -> !Files.isReadable(path))
        .ifPresent(
            path -> {
              throw ServerAddress.invalid(
                  config,
                  "names the " + option + " " + path + ", which cannot be read",
                  "Mend it.",
                  null);
            });
    return file.map(path -> path.normalize().toString());
  }

  /** The client counts them in 32 bits, which is a month. */
  private long milliseconds(String option, long otherwise) {
    return Math.min(config.milliseconds(option, otherwise).toMillis(), Integer.MAX_VALUE);
  }

  private int connections() {
    long number = config.number(Options.MAX_CONNECTIONS, 64);
    if (number < 1) {
      throw ServerAddress.invalid(
          config, "has max_connections = " + number, "Give a number from 1 on.", null);
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }
}
