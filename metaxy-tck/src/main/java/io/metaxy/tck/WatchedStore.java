package io.metaxy.tck;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.RebaseRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.UpdateRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that knows which of its cursors and streams were left open. */
final class WatchedStore extends ForwardingStore {
  private final Queue<Reading> open = new ConcurrentLinkedQueue<>();

  WatchedStore(MetadataStore good) {
    super(good);
  }

  @Override
  public Rows read(ReadRequest request) {
    return new WatchedRows(good.read(request));
  }

  @Override
  public Rows rebased(RebaseRequest request) {
    return new WatchedRows(good.rebased(request));
  }

  @Override
  public Increment resolveUpdate(UpdateRequest request) {
    return watched(good.resolveUpdate(request));
  }

  private Increment watched(Increment increment) {
    return new Increment() {
      @Override
      public Rows newSamples() {
        return new WatchedRows(increment.newSamples());
      }

      @Override
      public Rows staleSamples() {
        return new WatchedRows(increment.staleSamples());
      }

      @Override
      public Rows orphanedSamples() {
        return new WatchedRows(increment.orphanedSamples());
      }

      @Override
      public Optional<Rows> input() {
        return increment.input().map(WatchedRows::new);
      }

      @Override
      public OptionalDouble inputProgress() {
        return increment.inputProgress();
      }

      @Override
      public Increment collect() {
        return increment.collect();
      }
    };
  }

  /** Where the cursors and streams were opened that are open yet. */
  List<Reading> leaks() {
    return List.copyOf(open);
  }

  /** One that was opened, with the place where. */
  static final class Reading extends Exception {
    private static final long serialVersionUID = 1L;

    Reading(String what) {
      super(what + " was opened here and never closed");
    }
  }

  private Reading opened(String what) {
    Reading reading = new Reading(what);
    open.add(reading);
    return reading;
  }

  private final class WatchedRows implements Rows {
    private final Rows rows;

    WatchedRows(Rows rows) {
      this.rows = rows;
    }

    @Override
    public Schema schema() {
      return rows.schema();
    }

    @Override
    public long count() {
      return rows.count();
    }

    @Override
    public RowCursor cursor() {
      RowCursor cursor = rows.cursor();
      Reading reading = opened("a cursor");
      return new RowCursor() {
        @Override
        public Schema schema() {
          return cursor.schema();
        }

        @Override
        public boolean next() {
          return cursor.next();
        }

        @Override
        public @Nullable Object value(int column) {
          return cursor.value(column);
        }

        @Override
        public void close() {
          open.remove(reading);
          cursor.close();
        }
      };
    }

    @Override
    public Stream<Map<String, @Nullable Object>> stream() {
      return watched(rows.stream());
    }

    @Override
    public <T extends Record> Stream<T> stream(Class<T> type) {
      return watched(rows.stream(type));
    }

    private <T extends @Nullable Object> Stream<T> watched(Stream<T> stream) {
      Reading reading = opened("a stream");
      return stream.onClose(() -> open.remove(reading));
    }
  }
}
