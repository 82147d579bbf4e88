package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.FeatureKey;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Transaction;
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
                    restamp(good, place, receipt.at());
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
            Rule.T3,
            "loses the end of its log when it is opened again",
            (store, place) -> {
              loseARow(store);
              return store;
            }));
  }

  private static void restamp(MetadataStore store, SabotagedHarness.Place place, Instant at) {
    Instant now = place.clock().instant();
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (Backend backend = place.harness().openBackend(place.options())) {
      Schema schema = backend.schema(FEATURE.tableName()).orElseThrow();
      for (Map<String, @Nullable Object> row : Requests.history(store, FEATURE)) {
        if (at.equals(Requests.time(row))) {
          Map<String, @Nullable Object> stamped = Requests.put(row, SystemColumns.UPDATED_AT, now);
          rows.add(schema.names().stream().map(stamped::get).toArray());
        }
      }
      store.delete(DeleteRequest.hard(FEATURE).where(col(SystemColumns.UPDATED_AT).eq(at)).rows());
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
        .max(java.util.Comparator.comparing(Requests::time))
        .ifPresent(
            row ->
                store.delete(
                    DeleteRequest.hard(FEATURE).where(col(Requests.ID).eq(Requests.id(row)))));
  }
}
