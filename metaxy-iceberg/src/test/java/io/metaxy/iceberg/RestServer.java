package io.metaxy.iceberg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * A REST catalog over another catalog: Iceberg's own handlers of requests behind the JDK's server.
 * Iceberg's test server needs Hadoop, and its artifacts are not published for this version.
 */
final class RestServer implements AutoCloseable {
  private static final Map<Class<?>, Integer> STATUS =
      Map.of(
          NoSuchTableException.class, 404,
          NoSuchNamespaceException.class, 404,
          AlreadyExistsException.class, 409,
          CommitFailedException.class, 409);

  private final HttpServer server;
  private final Catalog catalog;
  private final ObjectMapper json = new ObjectMapper();
  private volatile boolean losingAnswers;

  RestServer(Catalog catalog) throws IOException {
    this.catalog = catalog;
    json.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    json.setVisibility(
        com.fasterxml.jackson.annotation.PropertyAccessor.FIELD,
        com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY);
    json.configure(
        com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    RESTSerializers.registerAll(json);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on commits are done, and what is answered is that the gateway timed out. */
  void loseAnswers() {
    losingAnswers = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object response = null;
      int status = 200;
      try {
        response = handle(exchange);
        if (response == null) {
          status = 204;
        }
      } catch (RuntimeException e) {
        status = STATUS.getOrDefault(e.getClass(), 500);
        response =
            ErrorResponse.builder()
                .responseCode(status)
                .withType(e.getClass().getSimpleName())
                .withMessage(String.valueOf(e.getMessage()))
                .build();
      }
      if (losingAnswers && exchange.getRequestMethod().equals("POST")) {
        status = 504;
        response =
            ErrorResponse.builder()
                .responseCode(504)
                .withType("Gateway")
                .withMessage("lost")
                .build();
      }
      byte[] body = response == null ? new byte[0] : json.writeValueAsBytes(response);
      boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Object handle(HttpExchange exchange) {
    List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
    String method = exchange.getRequestMethod();
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    if (path.get(1).equals("config")) {
      return ConfigResponse.builder().build();
    }
    if (path.size() == 2) {
      return method.equals("POST")
          ? CatalogHandlers.createNamespace(
              namespaces, body(exchange, CreateNamespaceRequest.class))
          : CatalogHandlers.listNamespaces(namespaces, Namespace.empty());
    }
    Namespace namespace = Namespace.of(path.get(2));
    if (path.size() == 3) {
      return CatalogHandlers.loadNamespace(namespaces, namespace);
    }
    if (path.size() == 4) {
      if (!method.equals("POST")) {
        return CatalogHandlers.listTables(catalog, namespace);
      }
      CreateTableRequest request = body(exchange, CreateTableRequest.class);
      return request.stageCreate()
          ? CatalogHandlers.stageTableCreate(catalog, namespace, request)
          : CatalogHandlers.createTable(catalog, namespace, request);
    }
    if (path.size() > 5) {
      return null; // Metrics, of which nothing is kept.
    }
    TableIdentifier table = TableIdentifier.of(namespace, path.get(4));
    return method.equals("POST")
        ? CatalogHandlers.updateTable(catalog, table, body(exchange, UpdateTableRequest.class))
        : CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL);
  }

  private <T> T body(HttpExchange exchange, Class<T> type) {
    try {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
