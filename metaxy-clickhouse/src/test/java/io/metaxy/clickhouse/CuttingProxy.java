package io.metaxy.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and the engine and cuts all their connections when it is told to. */
final class CuttingProxy implements AutoCloseable {
  /** Which way bytes go. */
  enum Direction {
    TO_ENGINE,
    TO_CLIENT
  }

  /** What becomes of connections that are made after the cut. */
  enum Afterwards {
    WORKS,
    STAYS_CUT
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final URI engine;
  private final AtomicLong[] passed = {new AtomicLong(), new AtomicLong()};

  // Written and read under the lock of this.
  private Direction direction = Direction.TO_ENGINE;
  private long left = NEVER;
  private Afterwards afterwards = Afterwards.WORKS;
  private boolean cut;
  private boolean refusing;

  CuttingProxy(URI engine) throws IOException {
    this.engine = engine;
    threads.submit(this::accept);
  }

  /** Where clients find the engine through this proxy. */
  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** How many bytes went this way so far. */
  long passed(Direction way) {
    return passed[way.ordinal()].get();
  }

  /** Cuts all connections after so many more bytes. */
  synchronized void cutAfter(Direction way, long bytes, Afterwards then) {
    direction = way;
    left = bytes;
    afterwards = then;
    cut = false;
  }

  /**
   * Lets everything through again.
   *
   * @return whether the connections were cut
   */
  synchronized boolean restore() {
    left = NEVER;
    refusing = false;
    return cut;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (refuses()) {
          abandon(client);
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(engine.getHost(), engine.getPort());
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      threads.submit(() -> pass(client, server, Direction.TO_ENGINE));
      threads.submit(() -> pass(server, client, Direction.TO_CLIENT));
    } catch (IOException e) {
      // The engine is gone: the client's connection ends, too.
      abandon(client);
      sockets.remove(client);
    }
  }

  private synchronized boolean refuses() {
    return refusing;
  }

  private void pass(Socket from, Socket to, Direction way) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        int allowed = allow(way, read);
        output.write(buffer, 0, allowed);
        output.flush();
        passed[way.ordinal()].addAndGet(allowed);
        if (allowed < read) {
          cutAll();
        }
      }
    } catch (IOException e) {
      // One side is gone; try-with-resources tells the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized int allow(Direction way, int bytes) {
    if (way != direction || left == NEVER) {
      return bytes;
    }
    if (bytes <= left) {
      left -= bytes;
      return bytes;
    }
    int allowed = (int) left;
    left = NEVER;
    cut = true;
    refusing = afterwards == Afterwards.STAYS_CUT;
    return allowed;
  }

  private void cutAll() {
    sockets.forEach(CuttingProxy::abandon);
  }

  /** Closes without a farewell, as a broken cable does. */
  private static void abandon(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
    threads.shutdown();
  }
}
