package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.VersionScope;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** Reads rows (group R of the rules). */
final class Reader {
  private final StoreContext context;

  Reader(StoreContext context) {
    this.context = context;
  }

  Rows read(ReadRequest request) {
    FeatureKey feature = request.feature();
    context.features().spec(feature);
    if (request.allowsFallback() && !context.has(feature)) {
      Optional<Rows> elsewhere = context.fallbacks().read(ofOurVersion(request));
      if (elsewhere.isPresent()) {
        return elsewhere.get();
      }
    }
    FeatureTable table = context.table(feature);
    List<String> columns = columns(request, table);
    RowSelection selection =
        new RowSelection(
            request.versions(),
            request
                .featureVersion()
                .orElseGet(() -> context.versions().of(feature).featureVersion()),
            request.sampleHistory(),
            request.deleted(),
            Filters.check(request.filters(), table.schema()));
    RelBuilder rows = FeaturePlans.project(FeaturePlans.select(table, selection), columns);
    if (request.limit().isPresent()) {
      // Calcite counts rows in ints; nobody reads more than that by a limit.
      rows.limit(0, (int) Math.min(request.limit().getAsLong(), Integer.MAX_VALUE));
    }
    RelNode plan = rows.build();
    Schema schema =
        Schema.of(columns.stream().map(name -> table.schema().find(name).orElseThrow()).toList());
    return new PlannedRows(schema, p -> query(feature, p), plan);
  }

  /** A fallback store may know the feature in another version. */
  private ReadRequest ofOurVersion(ReadRequest request) {
    return request.versions() != VersionScope.CURRENT || request.featureVersion().isPresent()
        ? request
        : request.featureVersion(context.versions().of(request.feature()).featureVersion());
  }

  private RowCursor query(FeatureKey feature, RelNode plan) {
    return context.query(feature, "read", plan);
  }

  private static List<String> columns(ReadRequest request, FeatureTable table) {
    if (request.columns().isEmpty()) {
      return table.schema().names();
    }
    for (String name : request.columns()) {
      if (!table.schema().has(name)) {
        throw new MetaxyException(
            ErrorCode.UNKNOWN_COLUMN,
            "No column is named '" + name + "'.",
            NearMiss.suggestion(name, table.schema().names()));
      }
    }
    return request.columns().stream().distinct().toList();
  }
}
