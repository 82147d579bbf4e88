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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.jspecify.annotations.Nullable;

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

  /** What becomes of a commit, and of the answer to it. */
  enum Answer {
    /** It is done, and the client is told so. */
    TRUE,
    /** It is done, and a gateway says that it waited too long. */
    TIMEOUT,
    /** It is done, and the connection then ends. */
    NONE,
    /** It is done, asked for once more by what is between, and refused the second time. */
    CONFLICT,
    /** It is on its way when the connection ends. */
    LATE
  }

  private final HttpServer server;
  private final Catalog catalog;
  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
  private volatile Answer answer = Answer.TRUE;
  private volatile Runnable meanwhile = () -> {};

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

  /** From now on commits are answered so. */
  void answer(Answer answer) {
    this.answer = answer;
  }

  /** What happens when a commit is on its way. */
  void meanwhile(Runnable other) {
    meanwhile = other;
  }

  /** The commits that were on their way arrive. */
  void arrive() {
    for (Runnable commit = late.poll(); commit != null; commit = late.poll()) {
      commit.run();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer now = answer;
      Response response;
      try {
        Object body = handle(exchange);
        response = body == null ? new Response(204, null) : new Response(200, body);
      } catch (RuntimeException e) {
        response =
            error(
                STATUS.getOrDefault(e.getClass(), 500),
                e.getClass().getSimpleName(),
                String.valueOf(e.getMessage()));
      }
      if (isCommit(exchange)) {
        switch (now) {
          case TRUE -> {}
          case TIMEOUT -> response = error(504, "Gateway", "lost");
          case CONFLICT -> response = error(409, "CommitFailedException", "changed before");
          case NONE, LATE -> {
            return;
          }
        }
      }
      send(exchange, response);
    }
  }

  private record Response(int status, @Nullable Object body) {}

  private static Response error(int status, String type, String message) {
    return new Response(
        status,
        ErrorResponse.builder().responseCode(status).withType(type).withMessage(message).build());
  }

  private void send(HttpExchange exchange, Response response) throws IOException {
    byte[] body = response.body() == null ? new byte[0] : json.writeValueAsBytes(response.body());
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  private static List<String> path(HttpExchange exchange) {
    return List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
  }

  /** Whether the request is a change of a table, or the end of its making. */
  private static boolean isCommit(HttpExchange exchange) {
    return path(exchange).size() == 5 && exchange.getRequestMethod().equals("POST");
  }

  private @Nullable Object handle(HttpExchange exchange) {
    List<String> path = path(exchange);
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
    return isCommit(exchange)
        ? update(table, body(exchange, UpdateTableRequest.class))
        : CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL);
  }

  private @Nullable Object update(TableIdentifier table, UpdateTableRequest request) {
    if (answer == Answer.LATE) {
      late.add(() -> CatalogHandlers.updateTable(catalog, table, request));
      meanwhile.run();
      return null;
    }
    return CatalogHandlers.updateTable(catalog, table, request);
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
