package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saboteurs of the rules S. */
final class SoftDeleteSaboteurs {
  private SoftDeleteSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.reading(
            Rule.S1,
            "forgets in a tombstone which run made the row",
            (store, request) ->
                ListedRows.changed(
                    store.read(request),
                    row ->
                        Requests.dead(row)
                            ? Requests.put(row, SystemColumns.MATERIALIZATION_ID, null)
                            : row)),
        Saboteur.deleting(
            Rule.S1, "loses the history of what it deletes", SoftDeleteSaboteurs::losingHistory),
        Saboteur.deleting(
            Rule.S2,
            "deletes samples of which an older row matches",
            SoftDeleteSaboteurs::olderToo),
        Saboteur.deleting(Rule.S3, "deletes sample by sample", SoftDeleteSaboteurs::oneByOne),
        Saboteur.deleting(
            Rule.S4,
            "does a dry run in earnest",
            (store, request) -> {
              DeleteReceipt done = store.delete(Requests.inEarnest(request));
              return new DeleteReceipt(
                  done.feature(),
                  done.featureVersion(),
                  done.mode(),
                  done.versions(),
                  done.filter(),
                  done.samples(),
                  done.rows(),
                  done.at(),
                  request.isDryRun());
            }),
        Saboteur.deleting(
            Rule.S5,
            "takes no filter for the whole feature",
            (store, request) ->
                store.delete(request.filters().isEmpty() ? request.all() : request)));
  }

  private static DeleteReceipt losingHistory(MetadataStore store, DeleteRequest request) {
    List<Object> ids = ids(store.read(Requests.victims(request)).toList());
    DeleteReceipt receipt = store.delete(request);
    store.delete(
        DeleteRequest.hard(request.feature())
            .where(Requests.samples(ids))
            .where(col(SystemColumns.DELETED_AT).isNull())
            .rows());
    return receipt;
  }

  private static DeleteReceipt olderToo(MetadataStore store, DeleteRequest request) {
    List<Object> ids = ids(store.read(Requests.victims(request).withSampleHistory()).toList());
    return store.delete(
        DeleteRequest.of(request.feature(), request.mode()).where(Requests.samples(ids)));
  }

  private static DeleteReceipt oneByOne(MetadataStore store, DeleteRequest request) {
    if (request.mode() == DeleteMode.HARD) {
      return store.delete(request);
    }
    List<Object> ids = ids(store.read(Requests.victims(request)).toList());
    for (Object id : ids.subList(1, ids.size())) {
      store.delete(DeleteRequest.soft(request.feature()).where(col(Requests.ID).eq(id)));
    }
    return store.delete(request);
  }

  private static List<Object> ids(List<Map<String, @Nullable Object>> rows) {
    return rows.stream().map(Requests::id).distinct().toList();
  }
}
