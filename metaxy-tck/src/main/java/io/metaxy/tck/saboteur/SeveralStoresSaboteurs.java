package io.metaxy.tck.saboteur;

import io.metaxy.FeatureKey;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.DropReceipt;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Saboteurs of operations on several features or stores. */
final class SeveralStoresSaboteurs {
  private SeveralStoresSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.opening(
            Rule.W2,
            "writes features in the order in which they come",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public List<WriteReceipt> writeMulti(List<WriteRequest> requests) {
                    return requests.stream().map(good::write).toList();
                  }
                }),
        Saboteur.opening(
            Rule.R1,
            "copies a history backwards",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public CopyReceipt copy(MetadataStore source, CopyRequest request) {
                    return backwards(good, source);
                  }
                }),
        Saboteur.opening(
            Rule.W4,
            "copies rows as rows of the current version",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public CopyReceipt copy(MetadataStore source, CopyRequest request) {
                    List<CopyReceipt.Copied> copied = new ArrayList<>();
                    for (FeatureKey feature : good.list()) {
                      long rows = good.write(feature, source.read(all(feature)).toList()).rows();
                      copied.add(new CopyReceipt.Copied(feature, rows));
                    }
                    return new CopyReceipt(copied);
                  }
                }),
        Saboteur.opening(
            Rule.H1,
            "says that it drops and does not",
            (store, place) ->
                new ForwardingStore(store) {
                  @Override
                  public DropReceipt drop(FeatureKey feature) {
                    long rows = good.status(feature).rowsOfAllVersions();
                    return new DropReceipt(feature, feature.tableName(), rows);
                  }
                }));
  }

  private static ReadRequest all(FeatureKey feature) {
    return ReadRequest.of(feature).withFeatureHistory();
  }

  private static CopyReceipt backwards(MetadataStore target, MetadataStore source) {
    List<CopyReceipt.Copied> copied = new ArrayList<>();
    for (FeatureKey feature : target.list()) {
      List<Map<String, @Nullable Object>> rows =
          new ArrayList<>(source.read(all(feature).withSampleHistory()).toList());
      rows.sort(
          Comparator.comparing(
                  (Map<String, @Nullable Object> row) ->
                      (Instant) Objects.requireNonNull(row.get(SystemColumns.UPDATED_AT)))
              .reversed());
      rows.forEach(row -> target.write(feature, List.of(row)));
      copied.add(new CopyReceipt.Copied(feature, rows.size()));
    }
    return new CopyReceipt(copied);
  }
}
