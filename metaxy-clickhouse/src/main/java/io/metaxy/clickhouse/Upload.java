package io.metaxy.clickhouse;

import io.metaxy.schema.RowCursor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to a table, in pieces: one is sent while the next one is made. A piece that was cut
 * off is sent again, with the same token, by which the engine knows it.
 */
final class Upload {
  /** The engine makes a part of its table of each piece, so not too small; two are in memory. */
  private static final long PIECE = Math.min(48 << 20, Runtime.getRuntime().maxMemory() / 5);

  private final Server server;
  private final String table;
  private final Map<String, Tables.Declared> columns;
  private @Nullable Meanwhile<Boolean> sending;
  private RowBinary free = new RowBinary();
  private int pieces;

  Upload(Server server, String table, Map<String, Tables.Declared> columns) {
    this.server = server;
    this.table = table;
    this.columns = columns;
  }

  /** Sends all rows; gives how many they were. */
  long send(RowCursor rows, String token) {
    List<String> names = rows.schema().names();
    Encoder[] encoders =
        names.stream()
            .map(name -> Encoder.of(Objects.requireNonNull(columns.get(name), name).type()))
            .toArray(Encoder[]::new);
    RowBinary piece = new RowBinary();
    long count = 0;
    try {
      while (rows.next()) {
        for (int i = 0; i < encoders.length; i++) {
          encoders[i].write(piece, rows.value(i));
        }
        count++;
        if (piece.size() >= PIECE) {
          piece = start(piece, names, token);
        }
      }
      if (piece.size() > 0) {
        start(piece, names, token);
      }
    } finally {
      // What is being sent must not go on when the table goes.
      if (sending != null) {
        sending.end();
      }
    }
    join();
    return count;
  }

  /** Waits for the piece before, starts this one, and gives memory for the next. */
  private RowBinary start(RowBinary piece, List<String> names, String token) {
    join();
    String pieceToken = token + ":" + pieces++;
    sending =
        server
            .threads()
            .start(
                () -> {
                  server.insert(table, names, piece, pieceToken);
                  return true;
                });
    RowBinary next = free;
    free = piece;
    next.clear();
    return next;
  }

  private void join() {
    if (sending != null) {
      sending.join();
    }
  }
}
