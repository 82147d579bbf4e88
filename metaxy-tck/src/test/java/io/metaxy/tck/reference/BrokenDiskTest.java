package io.metaxy.tck.reference;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain backend whose files stop being readable inside a transaction (rule F1). */
class BrokenDiskTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("p").idColumns("id").field("default", "1").build();

  private final MetadataStore store =
      Metaxy.store("hooked").option("name", "broken disk").features(SPEC).open();

  /** Where the disk breaks. */
  private enum Place {
    ROWS,
    CLOSE
  }

  private record Broken(Transaction good, Place place) implements Transaction {
    private static UncheckedIOException failure() {
      return new UncheckedIOException(new IOException("the disk is gone"));
    }

    @Override
    public Optional<Schema> schema() {
      return good.schema();
    }

    @Override
    public void create(Schema columns, List<String> keys) {
      good.create(columns, keys);
    }

    @Override
    public void addColumns(List<Column> columns) {
      good.addColumns(columns);
    }

    @Override
    public RowCursor scan(Scan scan) {
      RowCursor rows = good.scan(scan);
      return place == Place.ROWS ? new BrokenRows(rows) : rows;
    }

    @Override
    public long append(RowCursor rows) {
      return good.append(rows);
    }

    @Override
    public long hardDelete(Predicate<@Nullable Object[]> doomed) {
      return good.hardDelete(doomed);
    }

    @Override
    public void commit() {
      good.commit();
    }

    @Override
    public void close() {
      good.close();
      if (place == Place.CLOSE) {
        throw failure();
      }
    }
  }

  private record BrokenRows(RowCursor good) implements RowCursor {
    @Override
    public Schema schema() {
      return good.schema();
    }

    @Override
    public boolean next() {
      throw Broken.failure();
    }

    @Override
    public @Nullable Object value(int column) {
      throw Broken.failure();
    }

    @Override
    public void close() {
      good.close();
    }
  }

  @BeforeEach
  void firstRow() {
    write();
  }

  @AfterEach
  void close() {
    HookedProvider.transactions = good -> good;
    store.delete(DeleteRequest.hard(SPEC.key()).all());
    store.close();
  }

  private void write() {
    store.write(
        WriteRequest.of(
            SPEC.key(),
            List.of(Map.of("id", "a", "metaxy_provenance_by_field", Map.of("default", "x")))));
  }

  @Test
  void everyChangeSaysWhereItFailed() {
    HookedProvider.transactions = good -> new Broken(good, Place.ROWS);
    for (Runnable change :
        List.<Runnable>of(
            this::write,
            () -> store.delete(DeleteRequest.soft(SPEC.key()).all()),
            () -> store.delete(DeleteRequest.hard(SPEC.key()).where(col("id").eq("a"))))) {
      assertThatThrownBy(change::run)
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILURE))
          .hasMessageContaining("the disk is gone")
          .hasMessageContaining("hooked");
    }
  }

  @Test
  void whatIsStoredIsNotSaidToHaveFailed() {
    HookedProvider.transactions = good -> new Broken(good, Place.CLOSE);
    write();
    assertThat(store.status(SPEC.key()).rows()).isEqualTo(2);
  }
}
