package io.metaxy.tck.saboteur;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Filter;
import io.metaxy.store.HardDeleteScope;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import io.metaxy.tck.StoreHarness;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Saboteurs of the rules H. */
final class HardDeleteSaboteurs {
  private HardDeleteSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.opening(
            Rule.H1, "can hard delete and does not say so", (store, place) -> new Silent(store)),
        new Saboteur(
            Rule.H1,
            "hard deletes although it says that it cannot",
            good -> new WithoutHardDelete(good, (store, place) -> new Silent(store))),
        new Saboteur(
            Rule.H1,
            "refuses a hard delete when it has changed something",
            good -> new WithoutHardDelete(good, (store, place) -> new LateRefusal(store))),
        Saboteur.deleting(
            Rule.H1,
            "says that it can hard delete and cannot",
            (store, request) -> {
              if (request.mode() == DeleteMode.HARD) {
                throw refusal(store);
              }
              return store.delete(request);
            }),
        Saboteur.deleting(Rule.H2, "leaves tombstones behind", HardDeleteSaboteurs::leavingTheDead),
        Saboteur.deleting(
            Rule.H2,
            "removes the latest rows alone",
            (store, request) ->
                store.delete(request.mode() == DeleteMode.HARD ? request.rows() : request)),
        Saboteur.deleting(
            Rule.H2,
            "removes whole samples where rows were meant",
            (store, request) ->
                store.delete(
                    request.scope() == HardDeleteScope.ROWS
                        ? Requests.inEarnest(request)
                        : request)),
        Saboteur.deleting(
            Rule.H3,
            "hard deletes from every version",
            (store, request) ->
                store.delete(
                    request.mode() == DeleteMode.HARD ? request.withFeatureHistory() : request)),
        Saboteur.deleting(
            Rule.H4,
            "counts samples for rows",
            (store, request) -> {
              DeleteReceipt done = store.delete(request);
              return new DeleteReceipt(
                  done.feature(),
                  done.featureVersion(),
                  done.mode(),
                  done.versions(),
                  done.filter(),
                  done.samples(),
                  done.samples(),
                  done.at(),
                  done.dryRun());
            }));
  }

  private static UnsupportedOperationException refusal(MetadataStore store) {
    return new UnsupportedOperationException(
        store.backend() + " cannot hard delete; soft delete instead.");
  }

  private static DeleteReceipt leavingTheDead(MetadataStore store, DeleteRequest request) {
    List<Object> ids =
        store.read(Requests.victims(request).includeDeleted()).toList().stream()
            .map(Requests::id)
            .toList();
    if (request.mode() == DeleteMode.SOFT) {
      return store.delete(request);
    }
    return store.delete(
        DeleteRequest.hard(request.feature())
            .where(Requests.samples(ids))
            .where(col(SystemColumns.DELETED_AT).isNull())
            .rows());
  }

  /** The kit is told that hard delete is missing. */
  private static final class WithoutHardDelete extends SabotagedHarness {
    WithoutHardDelete(StoreHarness good, Opening opening) {
      super(good, opening);
    }

    @Override
    public Set<Capability> missing() {
      return EnumSet.of(Capability.HARD_DELETE);
    }
  }

  /** A store that does not say that it can hard delete. */
  private static class Silent extends ForwardingStore {
    Silent(MetadataStore good) {
      super(good);
    }

    @Override
    public Set<Capability> capabilities() {
      Set<Capability> fewer = EnumSet.copyOf(good.capabilities());
      fewer.remove(Capability.HARD_DELETE);
      return fewer;
    }
  }

  /** A store that refuses too late. */
  private static final class LateRefusal extends Silent {
    LateRefusal(MetadataStore good) {
      super(good);
    }

    @Override
    public DeleteReceipt delete(DeleteRequest request) {
      if (request.mode() == DeleteMode.SOFT) {
        return good.delete(request);
      }
      DeleteRequest soft = DeleteRequest.soft(request.feature());
      for (Filter filter : request.filters()) {
        soft = soft.where(filter);
      }
      good.delete(soft);
      throw refusal(good);
    }
  }
}
