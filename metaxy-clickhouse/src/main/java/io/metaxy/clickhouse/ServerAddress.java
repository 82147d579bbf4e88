package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is.
 *
 * @param endpoint such as {@code http://localhost:8123}
 * @param database the tables' database
 * @param user who asks
 * @param password never printed
 */
record ServerAddress(String endpoint, String database, String user, String password) {
  private static final int HTTP = 8123;
  private static final int HTTPS = 8443;
  private static final Pattern PORT = Pattern.compile("0*[1-9]\\d{0,4}");

  /** Hosts of containers have underscores, which java.net.URI does not take for a host. */
  private static final Pattern PLACE =
      Pattern.compile("((?<user>.*)@)?(?<host>\\[[^\\]]+\\]|[^@:\\[\\]]+)(:(?<port>[^@:]*))?");

  private static final Pattern SECURE = Pattern.compile("(?i).*(secure=(true|1)|protocol=https).*");

  /**
   * The address that a store's options name.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if they name none, or more than one
   */
  static ServerAddress of(BackendConfig config) {
    Object parameters = config.options().get(Options.CONNECTION_PARAMS);
    String url =
        config.text(Options.URL).or(() -> config.text(Options.CONNECTION_STRING)).orElse("");
    if (url.isEmpty() == !(parameters instanceof Map)) {
      throw invalid(
          config,
          "must name its server once",
          "Add `url = \"http://localhost:8123/default\"` to its config, or the like.",
          null);
    }
    return parameters instanceof Map<?, ?> parts ? ofParts(config, parts) : ofUrl(config, url);
  }

  private static ServerAddress ofParts(BackendConfig config, Map<?, ?> parts) {
    Map<String, String> texts = new java.util.HashMap<>();
    parts.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    boolean secure = Boolean.parseBoolean(texts.get("secure"));
    int port = port(config, texts.getOrDefault("port", String.valueOf(secure ? HTTPS : HTTP)));
    return new ServerAddress(
        (secure || port == HTTPS ? "https" : "http")
            + "://"
            + texts.getOrDefault("host", "localhost")
            + ":"
            + port,
        texts.getOrDefault("database", "default"),
        config.text(Options.USER).orElse(texts.getOrDefault("user", "default")),
        Passwords.of(config, texts.getOrDefault("password", "")));
  }

  private static ServerAddress ofUrl(BackendConfig config, String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw invalid(config, "has a url that is none", "Mend it.", null);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    Matcher place = PLACE.matcher(url.getRawAuthority() == null ? "" : url.getRawAuthority());
    if (!Set.of("http", "https", "clickhouse").contains(scheme) || !place.matches()) {
      throw invalid(
          config,
          "has a url that is none of a ClickHouse server",
          "Write http://host:8123/database.",
          null);
    }
    String query = url.getQuery() == null ? "" : url.getQuery();
    String number = place.group("port");
    int given = number == null || number.isEmpty() ? 0 : port(config, number);
    boolean secure =
        scheme.equals("https")
            || (scheme.equals("clickhouse") && (given == HTTPS || SECURE.matcher(query).matches()));
    int port = given > 0 ? given : secure ? HTTPS : HTTP;
    String path = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
    String info = place.group("user") == null ? "" : place.group("user");
    int colon = info.indexOf(':');
    String user = decoded(colon < 0 ? info : info.substring(0, colon));
    return new ServerAddress(
        (secure ? "https" : "http") + "://" + place.group("host") + ":" + port,
        path.isEmpty() ? "default" : path,
        config.text(Options.USER).orElse(user.isEmpty() ? "default" : user),
        Passwords.of(config, colon < 0 ? "" : decoded(info.substring(colon + 1))));
  }

  private static int port(BackendConfig config, String text) {
    if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 0xFFFF) {
      throw invalid(
          config, "has a port that is none", "Give a number from 1 to 65535, such as 8123.", null);
    }
    return Integer.parseInt(text);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static MetaxyException invalid(
      BackendConfig config, String problem, String remedy, @Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.INVALID_CONFIG, "Store " + config.store() + " " + problem + ".", remedy, cause);
  }

  /** Endpoint and database, for messages. */
  @Override
  public String toString() {
    return endpoint + "/" + database;
  }
}
