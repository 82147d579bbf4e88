package io.metaxy.clickhouse;

import static io.metaxy.spi.ConfigOption.Type.BOOLEAN;
import static io.metaxy.spi.ConfigOption.Type.INTEGER;
import static io.metaxy.spi.ConfigOption.Type.MILLISECONDS;
import static io.metaxy.spi.ConfigOption.Type.PATH;
import static io.metaxy.spi.ConfigOption.Type.SECRET;
import static io.metaxy.spi.ConfigOption.Type.TABLE;
import static io.metaxy.spi.ConfigOption.Type.TEXT;

import io.metaxy.spi.ConfigOption;
import java.util.List;

/** The options of a store. */
final class Options {
  static final String URL = "url";
  static final String CONNECTION_STRING = "connection_string";
  static final String CONNECTION_PARAMS = "connection_params";
  static final String USER = "user";
  static final String PASSWORD = "password";
  static final String PASSWORD_ENV = "password_env";
  static final String PASSWORD_FILE = "password_file";
  static final String CA_CERTIFICATE = "ca_certificate";
  static final String CLIENT_CERTIFICATE = "client_certificate";
  static final String CLIENT_KEY = "client_key";
  static final String TLS_MODE = "tls_mode";
  static final String CONNECT_TIMEOUT = "connect_timeout_ms";
  static final String SOCKET_TIMEOUT = "socket_timeout_ms";
  static final String MAX_CONNECTIONS = "max_connections";
  static final String COMPRESS = "compress";
  static final String SETTINGS = "settings";
  static final String BUSY_TIMEOUT = "busy_timeout_ms";
  static final String LEASE = "lock_lease_ms";
  static final String CLUSTER = "cluster";
  static final String DISTRIBUTED = "distributed";
  static final String INSERT_QUORUM = "insert_quorum";
  static final String SEQUENTIAL_READS = "select_sequential_consistency";
  static final String CAST_STRUCTS = "auto_cast_struct_for_map";

  static final List<ConfigOption> ALL =
      List.of(
          ConfigOption.of(
              URL, TEXT, "The server and its database: http://host:8123/database, or https."),
          ConfigOption.of(
              CONNECTION_STRING,
              TEXT,
              "The same as in the Python library: clickhouse://user@host:8443/database."),
          ConfigOption.of(
              CONNECTION_PARAMS,
              TABLE,
              "The same in parts: host, port, database, user, password, secure."),
          ConfigOption.of(USER, TEXT, "Who asks; the user default if none is named."),
          ConfigOption.of(PASSWORD, SECRET, "The user's password; better one of the next two."),
          ConfigOption.of(PASSWORD_ENV, TEXT, "The environment variable that has the password."),
          ConfigOption.of(PASSWORD_FILE, PATH, "The file whose first line is the password."),
          ConfigOption.of(CA_CERTIFICATE, PATH, "Whom to trust, a PEM file, over https."),
          ConfigOption.of(CLIENT_CERTIFICATE, PATH, "The client's own certificate, a PEM file."),
          ConfigOption.of(CLIENT_KEY, PATH, "The key of that certificate, RSA in PKCS #8."),
          new ConfigOption(
              TLS_MODE,
              TEXT,
              "strict, or verify_ca without a look at the host's name, or trust without any.",
              "strict"),
          new ConfigOption(
              CONNECT_TIMEOUT, MILLISECONDS, "How long to wait for a connection.", "10000"),
          new ConfigOption(
              SOCKET_TIMEOUT, MILLISECONDS, "How long to wait for an answer to go on.", "300000"),
          new ConfigOption(MAX_CONNECTIONS, INTEGER, "How many connections are kept.", "64"),
          new ConfigOption(COMPRESS, BOOLEAN, "Whether rows travel compressed, by LZ4.", "false"),
          ConfigOption.of(SETTINGS, TABLE, "Settings of ClickHouse for every statement."),
          new ConfigOption(
              BUSY_TIMEOUT,
              MILLISECONDS,
              "How long to wait for another writer before an operation fails as BUSY.",
              "30000"),
          new ConfigOption(
              LEASE, MILLISECONDS, "After so long a writer not heard of counts as dead.", "2000"),
          ConfigOption.of(
              CLUSTER, TEXT, "Tables are made ON this CLUSTER, with replicated engines."),
          new ConfigOption(
              DISTRIBUTED,
              BOOLEAN,
              "Whether tables are made as Distributed ones in front of those on the shards.",
              "false"),
          ConfigOption.of(
              INSERT_QUORUM, TEXT, "How many replicas must have what is written, or auto."),
          new ConfigOption(
              SEQUENTIAL_READS,
              BOOLEAN,
              "Whether a read of any replica sees all that a quorum has.",
              "false"),
          new ConfigOption(
              CAST_STRUCTS,
              BOOLEAN,
              "Of the Python library; structs are written to map columns at any rate.",
              "true"));

  private Options() {}
}
