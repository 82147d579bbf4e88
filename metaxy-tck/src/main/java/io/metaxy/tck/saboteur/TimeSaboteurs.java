package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.col;
import static java.util.Comparator.comparing;

import io.metaxy.FeatureKey;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Transaction;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Saboteurs of the rules T. */
final class TimeSaboteurs {
  private static final FeatureKey FEATURE = FeatureKey.of("predictions");

  private TimeSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.opening(
            Rule.T1,
            "stamps rows with the client's clock",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public WriteReceipt write(WriteRequest request) {
                    WriteReceipt receipt = good.write(request);
                    Instant now = place.clock().instant();
                    rewrite(
                        good,
                        place,
                        SystemColumns.UPDATED_AT,
                        receipt.at(),
                        row -> Requests.put(row, SystemColumns.UPDATED_AT, now));
                    return receipt;
                  }
                }),
        Saboteur.opening(
            Rule.T1,
            "stamps tombstones with the client's clock",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public DeleteReceipt delete(DeleteRequest request) {
                    DeleteReceipt receipt = good.delete(request);
                    Instant now = place.clock().instant();
                    rewrite(
                        good,
                        place,
                        SystemColumns.DELETED_AT,
                        receipt.at(),
                        row -> Requests.put(row, SystemColumns.DELETED_AT, now));
                    return receipt;
                  }
                }),
        Saboteur.writing(
            Rule.T2,
            "writes again although the first time took effect",
            (store, request) -> {
              store.write(request);
              return store.write(request);
            }),
        Saboteur.opening(
            Rule.T2,
            "buries a row that it read long ago",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public DeleteReceipt delete(DeleteRequest request) {
                    DeleteReceipt receipt = good.delete(request);
                    rewrite(
                        good,
                        place,
                        SystemColumns.DELETED_AT,
                        receipt.at(),
                        row ->
                            Requests.put(
                                Requests.last(
                                        Requests.history(good, FEATURE).stream()
                                            .filter(r -> Requests.id(r).equals(Requests.id(row)))
                                            .toList(),
                                        comparing(Requests::time).reversed())
                                    .get(0),
                                SystemColumns.DELETED_AT,
                                receipt.at()));
                    return receipt;
                  }
                }),
        Saboteur.opening(
            Rule.T3,
            "loses the end of its log when it is opened again",
            (store, place) -> {
              loseARow(store);
              return store;
            }));
  }

  /** Changes the stored rows that have {@code at} in {@code column}. */
  private static void rewrite(
      MetadataStore store,
      SabotagedHarness.Place place,
      String column,
      Instant at,
      UnaryOperator<Map<String, @Nullable Object>> change) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (Backend backend = place.harness().openBackend(place.options())) {
      Schema schema = backend.schema(FEATURE.tableName()).orElseThrow();
      for (Map<String, @Nullable Object> row : Requests.history(store, FEATURE)) {
        if (at.equals(row.get(column))) {
          Map<String, @Nullable Object> changed = change.apply(row);
          rows.add(schema.names().stream().map(changed::get).toArray());
        }
      }
      store.delete(DeleteRequest.hard(FEATURE).where(col(column).eq(at)).rows());
      try (Transaction transaction = backend.begin(FEATURE.tableName())) {
        transaction.append(RowCursor.of(schema, rows));
        transaction.commit();
      }
    }
  }

  private static void loseARow(MetadataStore store) {
    if (!store.status(FEATURE).isWritten()) {
      return;
    }
    store.read(ReadRequest.of(FEATURE)).toList().stream()
        .max(comparing(Requests::time))
        .ifPresent(
            row ->
                store.delete(
                    DeleteRequest.hard(FEATURE).where(col(Requests.ID).eq(Requests.id(row)))));
  }
}
