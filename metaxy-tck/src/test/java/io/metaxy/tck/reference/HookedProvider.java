package io.metaxy.tck.reference;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.Capability;
import io.metaxy.spi.ConfigOption;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The backend {@code hooked}: stores in memory, with something that comes between. */
public final class HookedProvider implements BackendProvider {
  /** What others do while the next transaction waits to begin. */
  static Runnable meanwhile = () -> {};

  /** What becomes of each transaction. */
  static UnaryOperator<Transaction> transactions = UnaryOperator.identity();

  /** For {@link java.util.ServiceLoader}. */
  public HookedProvider() {}

  @Override
  public String name() {
    return "hooked";
  }

  @Override
  public List<ConfigOption> options() {
    return new MemoryProvider().options();
  }

  @Override
  public Backend open(BackendConfig config) {
    return new Hooked(new MemoryProvider().open(config));
  }

  private record Hooked(Backend memory) implements Backend {
    @Override
    public String name() {
      return "hooked";
    }

    @Override
    public Set<Capability> capabilities() {
      return memory.capabilities();
    }

    @Override
    public List<String> tables() {
      return memory.tables();
    }

    @Override
    public Optional<Schema> schema(String table) {
      return memory.schema(table);
    }

    @Override
    public RowCursor scan(Scan scan) {
      return memory.scan(scan);
    }

    @Override
    public Transaction begin(String table) {
      Runnable first = meanwhile;
      meanwhile = () -> {};
      first.run();
      return transactions.apply(memory.begin(table));
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
