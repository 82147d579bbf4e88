package io.metaxy.core.update;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.Lineage;
import io.metaxy.MetaxyException;
import io.metaxy.core.expr.ExprTranslator;
import io.metaxy.core.filter.FilterParser;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.JoinedTexts;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanOperators;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.PlannedHash;
import io.metaxy.core.version.FieldRef;
import io.metaxy.core.version.InputIds;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * The rows of one parent as its dependency takes them along: renamed, filtered, selected,
 * aggregated.
 *
 * @param dep the dependency
 * @param columns the user columns, by their names after renaming
 * @param versions where the data version of each parent field is that the feature is made from
 * @param rows the plan: the columns and behind them the data versions
 */
record ParentRows(
    FeatureDep dep, List<String> columns, Map<FieldRef, String> versions, RelNode rows) {

  /** System columns that say nothing of a child's row. */
  private static final Set<String> DROPPED =
      Set.of(
          SystemColumns.FEATURE_VERSION,
          SystemColumns.PROJECT_VERSION,
          SystemColumns.CREATED_AT,
          SystemColumns.UPDATED_AT,
          SystemColumns.MATERIALIZATION_ID);

  /** System columns that filters of dependencies know by the parent's name. */
  private static final Set<String> SUFFIXED =
      Set.of(
          SystemColumns.PROVENANCE_BY_FIELD,
          SystemColumns.PROVENANCE,
          SystemColumns.DATA_VERSION_BY_FIELD,
          SystemColumns.DATA_VERSION);

  /**
   * The rows of a parent.
   *
   * @param child the feature
   * @param dep its dependency on the parent
   * @param parent the parent
   * @param stored the parent's rows as a read gives them
   * @param wanted the parent fields whose data versions are needed
   * @param hash how groups of an aggregation are hashed
   */
  static ParentRows of(
      FeatureSpec child,
      FeatureDep dep,
      FeatureSpec parent,
      RelNode stored,
      Collection<FieldRef> wanted,
      PlannedHash hash) {
    RelBuilder rows = PlanCluster.over(stored);
    Schema renamed = rename(rows, child, dep);
    for (String filter : Objects.requireNonNullElse(dep.filters(), List.<String>of())) {
      Expr expr = FilterParser.parse(filter, renamed);
      rows.filter(new ExprTranslator(rows, renamed).condition(expr));
    }
    List<String> columns = selected(child, dep, parent, renamed);
    Map<FieldRef, String> versions = new LinkedHashMap<>();
    List<RexNode> projected = new ArrayList<>();
    columns.forEach(column -> projected.add(rows.field(column)));
    for (FieldRef field : new LinkedHashSet<>(wanted)) {
      versions.put(field, "metaxy_version_of_" + field);
      projected.add(version(rows, renamed, parent, field.field()));
    }
    List<String> names = Stream.concat(columns.stream(), versions.values().stream()).toList();
    RelNode plan = Plans.project(rows.build(), projected, names);
    if (dep.lineage() instanceof Lineage.Aggregation && !versions.isEmpty()) {
      plan = aggregated(plan, child, dep, parent, columns, List.copyOf(versions.values()), hash);
    }
    return new ParentRows(dep, columns, versions, plan);
  }

  /** Projects to the columns by their new names; gives their schema. */
  private static Schema rename(RelBuilder rows, FeatureSpec child, FeatureDep dep) {
    Schema stored = PlanTypes.schema(rows.peek().getRowType());
    Map<String, String> names = Objects.requireNonNullElse(dep.rename(), Map.of());
    for (String from : names.keySet()) {
      if (!stored.has(from) || DROPPED.contains(from)) {
        throw unknown(child, dep, "renames", from, stored.names());
      }
    }
    List<Column> columns = new ArrayList<>();
    List<RexNode> fields = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Column column : stored.columns()) {
      String name = column.name();
      if (DROPPED.contains(name)) {
        continue;
      }
      fields.add(rows.field(name));
      String renamed =
          SUFFIXED.contains(name)
              ? name + dep.feature().columnSuffix()
              : names.getOrDefault(name, name);
      if (!seen.add(renamed)) {
        throw new MetaxyException(
            ErrorCode.INVALID_FEATURE,
            "Feature "
                + child.key()
                + " gets two columns '"
                + renamed
                + "' of "
                + dep.feature()
                + ".",
            "Rename to a name that the parent has not.");
      }
      columns.add(new Column(renamed, column.type()));
    }
    Schema schema = Schema.of(columns);
    rows.push(Plans.project(rows.build(), fields, schema.names()));
    return schema;
  }

  private static List<String> selected(
      FeatureSpec child, FeatureDep dep, FeatureSpec parent, Schema renamed) {
    Set<String> names = new LinkedHashSet<>();
    if (dep.select() == null) {
      names.addAll(renamed.names());
    } else {
      for (String name : dep.select()) {
        if (!renamed.has(name)) {
          throw unknown(child, dep, "selects", name, renamed.names());
        }
        names.add(name);
      }
      List<String> on = InputIds.lineageColumns(dep.lineage());
      Map<String, String> renames = Objects.requireNonNullElse(dep.rename(), Map.of());
      if (on.isEmpty()) {
        names.addAll(InputIds.renamedIds(dep, parent));
      } else {
        on.forEach(column -> names.add(renames.getOrDefault(column, column)));
      }
    }
    names.removeIf(ParentRows::isSystem);
    for (String name : names) {
      if (!renamed.has(name)) {
        throw unknown(child, dep, "needs", name, renamed.names());
      }
    }
    return List.copyOf(names);
  }

  private static boolean isSystem(String name) {
    return name.startsWith(SystemColumns.PREFIX);
  }

  /** The data version of a field of the parent. */
  private static RexNode version(
      RelBuilder rows, Schema renamed, FeatureSpec parent, FieldKey field) {
    RexBuilder rex = rows.getRexBuilder();
    Column map =
        renamed
            .find(SystemColumns.DATA_VERSION_BY_FIELD + parent.key().columnSuffix())
            .orElseThrow();
    String key = field.structKey();
    if (map.type() instanceof DataType.Struct struct
        && struct.fields().stream().noneMatch(f -> f.name().equals(key))) {
      // A table of another field list, as the Python library makes them.
      return rex.makeNullLiteral(PlanTypes.of(rex.getTypeFactory(), DataType.STRING));
    }
    return rex.makeCall(
        PlanTypes.of(rex.getTypeFactory(), DataType.STRING),
        EngineFunction.named("entryString", 2),
        List.of(rows.field(map.name()), PlanOperators.text(rex, key)));
  }

  /** The rows with one hash per group for each data version. */
  private static RelNode aggregated(
      RelNode rows,
      FeatureSpec child,
      FeatureDep dep,
      FeatureSpec parent,
      List<String> columns,
      List<String> versions,
      PlannedHash hash) {
    List<String> group = InputIds.ofParent(child, dep, parent);
    for (String column : group) {
      if (!columns.contains(column)) {
        throw unknown(child, dep, "groups by", column, columns);
      }
    }
    List<String> ids = InputIds.renamedIds(dep, parent).stream().filter(columns::contains).toList();
    RelNode joined = JoinedTexts.of(rows, group, ids.isEmpty() ? group : ids, versions);
    RelBuilder builder = PlanCluster.over(joined);
    List<RexNode> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(builder.field(column)));
    versions.forEach(v -> fields.add(hash.of(builder.getRexBuilder(), builder.field(v))));
    return Plans.project(builder.build(), fields, rows.getRowType().getFieldNames());
  }

  private static MetaxyException unknown(
      FeatureSpec child, FeatureDep dep, String does, String column, List<String> known) {
    return new MetaxyException(
        ErrorCode.UNKNOWN_COLUMN,
        "Feature "
            + child.key()
            + " "
            + does
            + " the column '"
            + column
            + "' of "
            + dep.feature()
            + ", which has none of that name.",
        NearMiss.suggestion(column, known.stream().filter(name -> !isSystem(name)).toList()));
  }
}
