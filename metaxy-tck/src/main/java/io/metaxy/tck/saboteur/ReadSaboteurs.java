package io.metaxy.tck.saboteur;

import static java.util.Comparator.comparing;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.Deleted;
import io.metaxy.store.Filter;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import io.metaxy.tck.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Saboteurs of the rules R. */
final class ReadSaboteurs {
  private ReadSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.reading(
            Rule.R1,
            "reads deleted samples as if they were live",
            (store, request) ->
                store.read(
                    request.deleted() == Deleted.EXCLUDE ? request.includeDeleted() : request)),
        Saboteur.reading(Rule.R2, "filters before it looks for latest rows", ReadSaboteurs::early),
        Saboteur.reading(
            Rule.R3,
            "gives live samples, too, when only deleted ones are asked for",
            (store, request) ->
                store.read(request.deleted() == Deleted.ONLY ? request.includeDeleted() : request)),
        Saboteur.reading(
            Rule.R4,
            "takes the latest row of all versions for that of each",
            (store, request) ->
                store.read(
                    request.versions() == VersionScope.EACH
                        ? request.versions(VersionScope.ACROSS)
                        : request)),
        Saboteur.reading(
            Rule.R6,
            "lets a live row win over a tombstone of its time",
            (store, request) ->
                latest(
                    store,
                    request,
                    comparing(Requests::time).thenComparing(row -> !Requests.dead(row)))),
        Saboteur.reading(
            Rule.R6,
            "of rows of one time takes that of the least version",
            (store, request) ->
                latest(
                    store,
                    request,
                    comparing(Requests::time)
                        .thenComparing(ReadSaboteurs::version, Comparator.reverseOrder()))),
        Saboteur.reading(
            Rule.R7,
            "gives all columns when it does not know one",
            (store, request) -> {
              try {
                return store.read(request);
              } catch (MetaxyException e) {
                if (e.code() != ErrorCode.UNKNOWN_COLUMN) {
                  throw e;
                }
                return store.read(ReadRequest.of(request.feature()));
              }
            }),
        Saboteur.reading(
            Rule.R8,
            "fetches all rows before it gives the first",
            (store, request) -> new HoardedRows(store.read(request))));
  }

  private static Rows early(MetadataStore store, ReadRequest request) {
    if (request.filters().isEmpty() || request.sampleHistory()) {
      return store.read(request);
    }
    ReadRequest every = ReadRequest.of(request.feature()).includeDeleted().withSampleHistory();
    for (Filter filter : request.filters()) {
      every = every.where(filter);
    }
    Rows rows = store.read(every);
    return chosen(request, rows, Requests.last(rows.toList(), comparing(Requests::time)));
  }

  private static Rows latest(
      MetadataStore store, ReadRequest request, Comparator<Map<String, @Nullable Object>> order) {
    if (!request.filters().isEmpty()
        || request.sampleHistory()
        || request.versions() != VersionScope.CURRENT) {
      return store.read(request);
    }
    Rows rows = store.read(ReadRequest.of(request.feature()).includeDeleted().withSampleHistory());
    return chosen(request, rows, Requests.last(rows.toList(), order));
  }

  private static String version(Map<String, @Nullable Object> row) {
    return Objects.toString(row.get(SystemColumns.DATA_VERSION), "");
  }

  private static Rows chosen(
      ReadRequest request, Rows rows, List<Map<String, @Nullable Object>> latest) {
    return new ListedRows(
        rows.schema(),
        latest.stream()
            .filter(
                row ->
                    switch (request.deleted()) {
                      case EXCLUDE -> !Requests.dead(row);
                      case INCLUDE -> true;
                      case ONLY -> Requests.dead(row);
                    })
            .toList());
  }
}
