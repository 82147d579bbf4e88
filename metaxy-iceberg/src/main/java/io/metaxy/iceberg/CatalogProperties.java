package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Iceberg's Java catalogs want to know, from properties that are written for it or for
 * PyIceberg: {@code type = "sql"} with SQLAlchemy's URL is PyIceberg's name of the JDBC catalog.
 */
final class CatalogProperties {
  private static final String SQLITE = "jdbc:sqlite:";

  /** As in SQLAlchemy, where a password may have a slash. */
  private static final Pattern SERVER =
      Pattern.compile("(\\w+)(?:\\+\\w+)?://(?:([^:/]*)(?::([^@]*))?@)?(.*)");

  private static final Pattern ENCODED = Pattern.compile("(?:%\\p{XDigit}{2})+");

  private CatalogProperties() {}

  /** The properties for {@link org.apache.iceberg.CatalogUtil}. */
  static Map<String, String> of(IcebergSettings settings) {
    Map<String, String> all = new HashMap<>(settings.catalogProperties());
    if (all.isEmpty()) {
      all.put("type", "sql");
    }
    all.putIfAbsent("warehouse", settings.warehouse());
    String type = all.remove("type");
    if ("sql".equals(type) || "jdbc".equals(type)) {
      all.put("type", "jdbc");
      jdbc(all, settings);
    } else if (type != null) {
      all.put("type", type);
    } else if (!all.containsKey("catalog-impl")) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "catalog_properties say neither type nor catalog-impl.",
          "Add `type = \"sql\"`, \"rest\" or another one that Iceberg knows.");
    }
    fileIO(all);
    return all;
  }

  private static void jdbc(Map<String, String> all, IcebergSettings settings) {
    String given = all.get("uri");
    String uri =
        given != null
            ? given
            : settings
                .folder()
                .map(folder -> "sqlite:///" + folder.resolve("catalog.db"))
                .orElseThrow(CatalogProperties::noUri);
    String url = uri.startsWith("jdbc:") ? uri : fromSqlAlchemy(uri, all);
    if (url.startsWith(SQLITE) && !url.contains("busy_timeout")) {
      // Else a catalog that another process writes to fails at once.
      url += (url.contains("?") ? "&" : "?") + "busy_timeout=" + settings.busyTimeout().toMillis();
    }
    all.put("uri", url);
  }

  private static MetaxyException noUri() {
    return new MetaxyException(
        ErrorCode.INVALID_CONFIG,
        "The warehouse is not on this machine, and no catalog is named.",
        "Add [stores.NAME.config.catalog_properties] with type and uri.");
  }

  private static String fromSqlAlchemy(String uri, Map<String, String> all) {
    if (uri.startsWith("sqlite:///")) {
      return SQLITE + uri.substring("sqlite:///".length());
    }
    Matcher server = SERVER.matcher(uri);
    if (!server.matches()) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "The catalog's uri is no database's.",
          "Write it as jdbc:… or as SQLAlchemy does.");
    }
    if (server.group(2) != null) {
      all.putIfAbsent("jdbc.user", decoded(server.group(2)));
    }
    if (server.group(3) != null) {
      all.putIfAbsent("jdbc.password", decoded(server.group(3)));
    }
    return "jdbc:" + server.group(1) + "://" + server.group(4);
  }

  /** As Python's {@code unquote}: a plus stays one, and so does a percent sign without a number. */
  private static String decoded(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(URLDecoder.decode(found.group(), StandardCharsets.UTF_8)));
  }

  /** Iceberg's default wants Hadoop; each kind of place has a class that does not. */
  private static void fileIO(Map<String, String> all) {
    String warehouse = all.getOrDefault("warehouse", "");
    String scheme = warehouse.contains(":") ? warehouse.substring(0, warehouse.indexOf(':')) : "";
    switch (scheme) {
      case "", "file" -> all.putIfAbsent("io-impl", LocalFileIO.class.getName());
      case "s3", "s3a", "s3n" -> all.putIfAbsent("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
      case "gs" -> all.putIfAbsent("io-impl", "org.apache.iceberg.gcp.gcs.GCSFileIO");
      case "abfs", "abfss", "wasb", "wasbs" ->
          all.putIfAbsent("io-impl", "org.apache.iceberg.azure.adlsv2.ADLSFileIO");
      default -> {
        // Whatever the catalog says.
      }
    }
  }

  /** The file of a catalog in SQLite. */
  static Optional<Path> sqliteFile(Map<String, String> properties) {
    String uri = properties.getOrDefault("uri", "");
    if (!uri.startsWith(SQLITE) || uri.contains(":memory:")) {
      return Optional.empty();
    }
    String path = uri.substring(SQLITE.length());
    int end = path.indexOf('?');
    return Optional.of(Path.of(end < 0 ? path : path.substring(0, end)).toAbsolutePath());
  }
}
