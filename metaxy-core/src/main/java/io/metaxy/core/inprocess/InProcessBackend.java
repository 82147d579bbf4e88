package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * A plain backend as one that runs plans. It also keeps the plain one's life simple: it refuses
 * calls after {@link #close}, closes what is still open first, and translates input and output
 * errors.
 *
 * <p>A plan sees one state of each table; of several tables it may see states of different moments.
 */
public final class InProcessBackend implements RelationalBackend {
  private final Backend backend;
  private final Set<Runnable> atClose = new HashSet<>();
  private volatile boolean closed;

  /** Wraps {@code backend} and closes it. */
  public InProcessBackend(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return backend.capabilities();
  }

  @Override
  public HashAlgorithm defaultHashAlgorithm() {
    return backend.defaultHashAlgorithm();
  }

  @Override
  public List<String> tables() {
    return call(backend::tables);
  }

  @Override
  public Optional<Schema> schema(String table) {
    return call(() -> backend.schema(table));
  }

  @Override
  public RowCursor scan(Scan scan) {
    return track(plain(scan));
  }

  @Override
  public RowCursor query(RelNode plan) {
    requireOpen();
    return track(cursor(plan, this::plain));
  }

  private RowCursor plain(Scan scan) {
    return new BackendRows(call(() -> backend.scan(scan)));
  }

  static RowCursor cursor(RelNode plan, Tables tables) {
    return new StreamCursor(PlanTypes.schema(plan.getRowType()), PlanRunner.run(plan, tables));
  }

  @Override
  public RelationalTransaction begin(String table) {
    Transaction transaction = call(() -> backend.begin(table));
    InProcessTransaction wrapped = new InProcessTransaction(this, transaction, table);
    try {
      atClose(wrapped.end());
    } catch (MetaxyException e) {
      transaction.close();
      throw e;
    }
    return wrapped;
  }

  @Override
  public MaintenanceReport maintain(MaintenanceRequest request) {
    return call(() -> backend.maintain(request));
  }

  @Override
  public void close() {
    List<Runnable> open;
    synchronized (atClose) {
      if (closed) {
        return;
      }
      closed = true;
      open = new ArrayList<>(atClose);
    }
    open.add(backend::close);
    Closing.all(open);
  }

  /** Runs {@code work} of the plain backend. */
  <T> T call(Supplier<T> work) {
    requireOpen();
    return Failures.translated(work);
  }

  void requireOpen() {
    if (closed) {
      throw new MetaxyException(
          ErrorCode.CLOSED, "The store is closed.", "Open it anew, or close it later.");
    }
  }

  private void atClose(Runnable end) {
    synchronized (atClose) {
      requireOpen();
      atClose.add(end);
    }
  }

  void ended(Runnable end) {
    synchronized (atClose) {
      atClose.remove(end);
    }
  }

  private RowCursor track(RowCursor rows) {
    TrackedCursor cursor = new TrackedCursor(rows);
    try {
      atClose(cursor);
    } catch (MetaxyException e) {
      rows.close();
      throw e;
    }
    return cursor;
  }

  /** A cursor that ends with the store. Its reader and who closes the store may be two threads. */
  private final class TrackedCursor implements RowCursor, Runnable {
    private final RowCursor rows;
    private boolean over;

    TrackedCursor(RowCursor rows) {
      this.rows = rows;
    }

    @Override
    public Schema schema() {
      return rows.schema();
    }

    @Override
    public synchronized boolean next() {
      requireOpen();
      return rows.next();
    }

    @Override
    public synchronized @Nullable Object value(int column) {
      return rows.value(column);
    }

    @Override
    public void run() {
      close();
    }

    @Override
    public synchronized void close() {
      if (!over) {
        over = true;
        ended(this);
        rows.close();
      }
    }
  }
}
