package io.metaxy.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS to clients and passes what they say on to the engine. */
final class TlsProxy implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SSLServerSocket listener;
  private final URI engine;

  /** Whether clients must show a certificate. */
  enum Clients {
    ANY,
    CERTIFIED
  }

  TlsProxy(URI engine, SSLContext context, Clients clients) throws IOException {
    this.engine = engine;
    this.listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(clients == Clients.CERTIFIED);
    threads.submit(this::accept);
  }

  /** Where clients find the engine, by a name of the loopback address. */
  String address(String host) {
    return "https://" + host + ":" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(engine.getHost(), engine.getPort());
      threads.submit(() -> pass(client, server));
      threads.submit(() -> pass(server, client));
    } catch (IOException e) {
      // The engine is gone: the client's connection ends, too.
      client.close();
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone; try-with-resources tells the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdown();
  }
}
