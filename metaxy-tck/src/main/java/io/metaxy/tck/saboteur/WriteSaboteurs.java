package io.metaxy.tck.saboteur;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Schema;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saboteurs of the rules W. */
final class WriteSaboteurs {
  private WriteSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.writing(Rule.W1, "puts new rows in place of old ones", WriteSaboteurs::replacing),
        Saboteur.writing(Rule.W2, "keeps the rows before a failure", WriteSaboteurs::inPart),
        Saboteur.writing(
            Rule.W3,
            "takes the last of two rows of a sample",
            (store, request) ->
                store.write(
                    Requests.with(
                        request,
                        Requests.rows(request).stream()
                            .collect(
                                Collectors
                                    .<Map<String, @Nullable Object>, String,
                                        Map<String, @Nullable Object>>
                                        toMap(
                                            row -> String.valueOf(row.get(Requests.ID)),
                                            row -> row,
                                            (a, b) -> b))
                            .values()))),
        Saboteur.writing(
            Rule.W4,
            "puts its own creation time over the caller's",
            (store, request) ->
                store.write(
                    Requests.with(
                        request,
                        Requests.rows(request).stream()
                            .map(row -> without(row, SystemColumns.CREATED_AT))
                            .toList()))),
        Saboteur.writing(
            Rule.W5, "drops columns that the table lacks", WriteSaboteurs::oldColumnsOnly),
        Saboteur.writing(Rule.W5, "cuts what does not fit the type", WriteSaboteurs::cutting),
        Saboteur.writing(
            Rule.W6, "lets deleted samples stay deleted", WriteSaboteurs::leavingTheDead),
        Saboteur.writing(
            Rule.W7,
            "loses values that do not tell their type",
            (store, request) ->
                store.write(
                    Requests.with(
                        request,
                        Requests.rows(request).stream()
                            .map(WriteSaboteurs::withoutNumberedMaps)
                            .toList()))),
        Saboteur.reading(
            Rule.W7,
            "gives no sign to a zero",
            (store, request) ->
                ListedRows.changed(
                    store.read(request),
                    row -> {
                      Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
                      changed.replaceAll(
                          (name, v) -> v instanceof Double d ? (Object) (d + 0.0) : v);
                      return changed;
                    })),
        Saboteur.reading(
            Rule.W7,
            "loses the rows with a number that is none",
            (store, request) -> {
              Rows rows = store.read(request);
              return new ListedRows(
                  rows.schema(),
                  rows.toList().stream().filter(row -> !row.containsValue(Double.NaN)).toList());
            }),
        Saboteur.reading(
            Rule.W7,
            "loses the keys of a map whose values are null",
            (store, request) ->
                ListedRows.changed(
                    store.read(request),
                    row -> {
                      Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
                      changed.replaceAll(
                          (name, v) ->
                              v instanceof Map<?, ?> map && map.containsValue(null) ? Map.of() : v);
                      return changed;
                    })));
  }

  private static WriteReceipt replacing(MetadataStore store, WriteRequest request) {
    FeatureKey feature = request.feature();
    if (store.status(feature).isWritten()) {
      List<Object> ids = Requests.rows(request).stream().map(Requests::id).toList();
      store.delete(DeleteRequest.hard(feature).where(Requests.samples(ids)));
    }
    return store.write(request);
  }

  private static WriteReceipt inPart(MetadataStore store, WriteRequest request) {
    try {
      return store.write(request);
    } catch (RuntimeException e) {
      if (request.rows() instanceof WriteRequest.Rows.Maps maps) {
        store.write(request.feature(), List.of(maps.rows().iterator().next()));
      }
      throw e;
    }
  }

  private static WriteReceipt oldColumnsOnly(MetadataStore store, WriteRequest request) {
    Schema schema = store.status(request.feature()).schema();
    List<Map<String, @Nullable Object>> rows = Requests.rows(request);
    if (schema != null) {
      rows.forEach(row -> row.keySet().removeIf(name -> !schema.has(name)));
    }
    return store.write(Requests.with(request, rows));
  }

  private static WriteReceipt cutting(MetadataStore store, WriteRequest request) {
    try {
      return store.write(request);
    } catch (MetaxyException e) {
      if (e.code() != ErrorCode.INCOMPATIBLE_SCHEMA) {
        throw e;
      }
      List<Map<String, @Nullable Object>> rows = Requests.rows(request);
      rows.forEach(
          row -> row.replaceAll((name, v) -> v instanceof Double d ? (Object) d.longValue() : v));
      return store.write(Requests.with(request, rows));
    }
  }

  private static WriteReceipt leavingTheDead(MetadataStore store, WriteRequest request) {
    if (!store.status(request.feature()).isWritten()) {
      return store.write(request);
    }
    Set<String> dead =
        store.read(ReadRequest.of(request.feature()).onlyDeleted()).toList().stream()
            .map(row -> String.valueOf(row.get(Requests.ID)))
            .collect(Collectors.toSet());
    return store.write(
        Requests.with(
            request,
            Requests.rows(request).stream()
                .filter(row -> !dead.contains(String.valueOf(row.get(Requests.ID))))
                .toList()));
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> row, String column) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
    changed.remove(column);
    return changed;
  }

  private static Map<String, @Nullable Object> withoutNumberedMaps(
      Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
    changed.replaceAll(
        (name, value) ->
            value instanceof Map<?, ?> map
                    && map.keySet().stream().anyMatch(key -> !(key instanceof String))
                ? null
                : value);
    return changed;
  }
}
