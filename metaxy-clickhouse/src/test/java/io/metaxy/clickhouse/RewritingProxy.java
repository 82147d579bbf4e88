package io.metaxy.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Stands between a client and the engine and changes what the client asks for. */
final class RewritingProxy implements AutoCloseable {
  /** Headers that the client of the proxy sets by itself. */
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger untilLoss = new AtomicInteger();
  private final URI engine;
  private final UnaryOperator<String> change;

  /**
   * Starts it.
   *
   * @param change what becomes of a statement, and of the settings that come with it
   */
  RewritingProxy(URI engine, UnaryOperator<String> change) throws IOException {
    this.engine = engine;
    this.change = change;
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  /** Where clients find the engine through this proxy. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets the engine carry out the n-th statement from now, and loses its answer. */
  void loseAnswer(int n) {
    untilLoss.set(n);
  }

  /** How many statements must come until an answer is lost; less than one when it was. */
  int untilLoss() {
    return untilLoss.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(engine.resolve(change.apply(exchange.getRequestURI().toString())))
              .timeout(ClickHouseEngine.PATIENCE)
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      changed(exchange.getRequestBody().readAllBytes())));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (untilLoss.decrementAndGet() == 0) {
        return;
      }
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows in binary, which may follow a statement, stay as they are. */
  private byte[] changed(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.contains("FORMAT RowBinary\n")
        ? body
        : change.apply(text).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
