package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Deleted;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.HardDeleteScope;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** Deletes samples (groups S and H of the rules). */
final class Deleter {
  private final StoreContext context;

  Deleter(StoreContext context) {
    this.context = context;
  }

  DeleteReceipt delete(DeleteRequest request) {
    checkSaid(request);
    if (request.mode() == DeleteMode.HARD
        && !context.backend().capabilities().contains(Capability.HARD_DELETE)) {
      throw new UnsupportedOperationException(
          "Backend "
              + context.backend().name()
              + " cannot hard delete. Soft delete instead, or move the feature to a store that"
              + " can.");
    }
    Deletion deletion = checked(request, context.table(request.feature()));
    return request.isDryRun() ? dryRun(deletion) : run(deletion);
  }

  private Deletion checked(DeleteRequest request, FeatureTable table) {
    FeatureVersions version = context.versions().of(request.feature());
    return new Deletion(
        request,
        table,
        version,
        new RowSelection(
            request.versions(),
            version.featureVersion(),
            request.scope() == HardDeleteScope.ROWS,
            request.mode() == DeleteMode.SOFT ? Deleted.EXCLUDE : Deleted.INCLUDE,
            Filters.check(request.filters(), table.schema())));
  }

  /** A deletion that was found to be in order. */
  private record Deletion(
      DeleteRequest request, FeatureTable table, FeatureVersions version, RowSelection selection) {

    RelBuilder rows() {
      return FeaturePlans.select(table, selection);
    }

    /**
     * What tells the rows of a chosen sample, within the version scope (rule H3); each once, since
     * a sample has but one latest row there.
     */
    RelNode keys() {
      boolean across = request.versions() == VersionScope.ACROSS;
      List<String> keys = table.keys(across ? VersionScope.ACROSS : VersionScope.EACH);
      return FeaturePlans.project(rows(), keys).build();
    }

    /** Counts the chosen samples, each once however many versions it has (rule H4). */
    RelNode countSamples() {
      return FeaturePlans.countSamples(rows(), table.ids());
    }

    DeleteReceipt receipt(long samples, long rows, Instant at) {
      return new DeleteReceipt(
          request.feature(),
          version.featureVersion(),
          request.mode(),
          request.versions(),
          request.filterText(),
          samples,
          rows,
          at,
          request.isDryRun());
    }
  }

  private static void checkSaid(DeleteRequest request) {
    if (request.filters().isEmpty() && !request.everything()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "The deletion has no filter, so it would mean the whole feature.",
          "Add a filter, or say all().");
    }
    if (!request.filters().isEmpty() && request.everything()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "The deletion says both a filter and all().",
          "Say one of them.");
    }
    if (request.mode() == DeleteMode.SOFT && request.scope() == HardDeleteScope.ROWS) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "rows() is for hard deletes; a soft delete keeps all rows.",
          "Leave rows() out, or delete hard.");
    }
  }

  private DeleteReceipt dryRun(Deletion deletion) {
    boolean wholeSamples =
        deletion.request().mode() == DeleteMode.HARD
            && deletion.request().scope() == HardDeleteScope.SAMPLES;
    long rows =
        count(
            wholeSamples
                ? FeaturePlans.countRowsOf(deletion.table(), deletion.keys())
                : FeaturePlans.count(deletion.rows()));
    long samples = count(deletion.countSamples());
    return deletion.receipt(samples, rows, context.now());
  }

  private long count(RelNode plan) {
    return PlannedRows.count(context.backend()::query, plan);
  }

  private DeleteReceipt run(Deletion deletion) {
    FeatureKey feature = deletion.request().feature();
    return Attempts.untilCommitted(
        Attempts.MANY,
        () -> context.begin(feature.tableName()),
        transaction -> {
          Deletion current = current(deletion, transaction);
          return deletion.request().mode() == DeleteMode.SOFT
              ? soft(current, transaction)
              : hard(current, transaction);
        });
  }

  /** Who was waited for may have added columns. */
  private Deletion current(Deletion deletion, RelationalTransaction transaction) {
    FeatureKey feature = deletion.request().feature();
    FeatureTable table = context.table(feature, transaction);
    return table.equals(deletion.table()) ? deletion : checked(deletion.request(), table);
  }

  private DeleteReceipt soft(Deletion deletion, RelationalTransaction transaction) {
    Instant at = ClockRule.next(transaction, deletion.table(), context.now());
    RelNode tombstones =
        FeaturePlans.tombstones(deletion.rows(), deletion.table(), at, stamps(deletion));
    long rows = transaction.insert(tombstones);
    long samples = rows;
    if (deletion.request().versions() == VersionScope.EACH) {
      samples =
          PlannedRows.count(transaction::query, FeaturePlans.countDeletedAt(deletion.table(), at));
    }
    return deletion.receipt(samples, rows, at);
  }

  /**
   * Across versions the tombstone is the current version's, as in the Python library: it buries the
   * sample in the history of all versions, and readers of an old version do not see it.
   */
  private static Map<String, String> stamps(Deletion deletion) {
    return deletion.request().versions() == VersionScope.ACROSS
        ? Map.of(
            SystemColumns.FEATURE_VERSION, deletion.version().featureVersion(),
            SystemColumns.PROJECT_VERSION, deletion.version().projectVersion())
        : Map.of();
  }

  private DeleteReceipt hard(Deletion deletion, RelationalTransaction transaction) {
    if (deletion.request().scope() == HardDeleteScope.ROWS) {
      long samples = PlannedRows.count(transaction::query, deletion.countSamples());
      long rows = transaction.deleteRows(deletion.rows().build());
      return deletion.receipt(samples, rows, context.now());
    }
    RelationalTransaction.Removed removed =
        transaction.deleteByKeys(deletion.keys(), deletion.table().ids());
    return deletion.receipt(removed.samples(), removed.rows(), context.now());
  }
}
