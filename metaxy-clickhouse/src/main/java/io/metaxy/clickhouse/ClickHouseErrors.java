package io.metaxy.clickhouse;

import com.clickhouse.client.api.ServerException;
import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What the server's errors mean to a user, by their codes (<a
 * href="https://clickhouse.com/docs/native-protocol/server#exception">exceptions</a>, listed in
 * {@code system.errors}).
 */
final class ClickHouseErrors {
  static final int TABLE_ALREADY_EXISTS = 57;
  static final int UNKNOWN_TABLE = 60;

  /** The engine quotes statements. */
  private static final int LONGEST = 400;

  private ClickHouseErrors() {}

  /** The code of the server's error; 0 if there was none. */
  static int code(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerException server) {
        return server.getCode();
      }
    }
    return 0;
  }

  /** Whether the server may not have got the statement, or its answer was lost. */
  static boolean isCut(@Nullable Throwable e) {
    if (code(e) != 0) {
      // The server says so of the body of a statement.
      return code(e) == 210;
    }
    if (isDistrust(e)) {
      return false;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** Whether one side does not take the other's certificate; asking again would not help. */
  private static boolean isDistrust(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof SSLPeerUnverifiedException
          || cause instanceof SSLException
              && String.valueOf(cause.getMessage()).contains("certificate")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the answer did not come in time; asking again would take as long. */
  static boolean isTimeout(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  static MetaxyException translate(Exception e, String doing, ServerAddress address) {
    int code = code(e);
    String said = firstLine(e);
    return switch (code) {
      case 0 ->
          isCut(e)
              ? new MetaxyException(
                  ErrorCode.UNREACHABLE,
                  "ClickHouse at "
                      + address
                      + " cannot be reached while "
                      + doing
                      + ": "
                      + said
                      + ".",
                  "Check that the server runs and that url names it"
                      + (address.endpoint().startsWith("https:")
                          ? ", and whether it asks for a client_certificate"
                          : "")
                      + "; nothing was changed.",
                  e)
              : isDistrust(e) ? distrust(e, address, said) : engine(e, doing, said);
      case 192, 193, 194, 516 ->
          new MetaxyException(
              ErrorCode.INVALID_CONFIG,
              "ClickHouse at " + address + " does not let user '" + address.user() + "' in.",
              "Check user, and password, password_env or password_file of the store.",
              e);
      case 81 ->
          new MetaxyException(
              ErrorCode.INVALID_CONFIG,
              "ClickHouse at "
                  + address.endpoint()
                  + " has no database '"
                  + address.database()
                  + "'.",
              "Create it, or name another one in url.",
              e);
      case 164, 497, 242 ->
          new MetaxyException(
              ErrorCode.READ_ONLY,
              "User '" + address.user() + "' may not do this at " + address + ": " + said + ".",
              "Grant it, or use another user; nothing was changed.",
              e);
      case 241, 243, 173 ->
          new MetaxyException(
              ErrorCode.OUT_OF_RESOURCES,
              "ClickHouse ran out of disk or memory while " + doing + " (" + said + ").",
              "Make room, or raise its limits; the operation was undone.",
              e);
      case 159, 160, 202, 209, 252, 473 ->
          new MetaxyException(
              ErrorCode.BUSY,
              "ClickHouse at " + address + " is too busy for " + doing + " (" + said + ").",
              "Nothing was changed; try again later.",
              e);
      case 190 ->
          new MetaxyException(
              ErrorCode.INVALID_ROWS,
              "ClickHouse takes lists whose columns' names are alike up to a dot for parts of one,"
                  + " and these are not equally long ("
                  + said
                  + ").",
              "Give one of the columns a name without a dot; nothing was stored.",
              e);
      default -> engine(e, doing, said);
    };
  }

  private static MetaxyException distrust(Exception e, ServerAddress address, String said) {
    return new MetaxyException(
        ErrorCode.INVALID_CONFIG,
        "The store and ClickHouse at "
            + address.endpoint()
            + " do not trust each other's certificates: "
            + said
            + ".",
        "Name the server's authority in ca_certificate, and the host in url as its certificate"
            + " does; client_certificate and client_key if it asks for them.",
        e);
  }

  private static MetaxyException engine(Exception e, String doing, String said) {
    return new MetaxyException(
        ErrorCode.ENGINE_FAILURE,
        "ClickHouse failed while " + doing + ": " + said + ".",
        "The operation was undone. If it fails again, report it with this message.",
        e);
  }

  /** The first line without what follows the engine's sentence. */
  private static String firstLine(Exception e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    int version = text.indexOf(" (version ");
    String whole = version < 0 ? text : text.substring(0, version);
    String line = whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
