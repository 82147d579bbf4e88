package io.metaxy.core.update;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.version.FieldRef;
import io.metaxy.schema.DataType;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The parents' rows joined: required ones first, each sample in all of them, then optional ones
 * where they have it; if all are optional, samples of any of them.
 *
 * @param columns the user columns
 * @param versions where the data versions of the parent fields are
 * @param rows the plan: the columns and behind them the data versions
 */
record JoinedParents(List<String> columns, Map<FieldRef, String> versions, RelNode rows) {

  /**
   * Joins the rows of {@code parents} on the columns {@code on}.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if two parents have a column that they are not
   *     joined on, or one lacks a column that they are
   */
  static JoinedParents of(FeatureSpec child, List<ParentRows> parents, List<String> on) {
    check(child, parents, on);
    List<ParentRows> order =
        Stream.concat(
                parents.stream().filter(p -> !p.dep().isOptional()),
                parents.stream().filter(p -> p.dep().isOptional()))
            .toList();
    JoinRelType optional = order.get(0).dep().isOptional() ? JoinRelType.FULL : JoinRelType.LEFT;
    RelNode joined = order.get(0).rows();
    for (ParentRows parent : order.subList(1, order.size())) {
      JoinRelType type = parent.dep().isOptional() ? optional : JoinRelType.INNER;
      joined = join(type, joined, parent.rows(), on);
    }
    Set<String> columns = new LinkedHashSet<>();
    Map<FieldRef, String> versions = new LinkedHashMap<>();
    for (ParentRows parent : order) {
      columns.addAll(parent.columns());
      versions.putAll(parent.versions());
    }
    List<String> all =
        Stream.concat(columns.stream(), versions.values().stream().distinct()).toList();
    return new JoinedParents(List.copyOf(columns), versions, Plans.columns(joined, all));
  }

  private static RelNode join(JoinRelType type, RelNode left, RelNode right, List<String> on) {
    List<RelDataTypeField> leftFields = left.getRowType().getFieldList();
    RelBuilder builder = Plans.join(type, left, right, on);
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RelDataTypeField field : leftFields) {
      RexNode column = builder.field(field.getIndex());
      if (type == JoinRelType.FULL && on.contains(field.getName())) {
        RexNode other = builder.field(leftFields.size() + index(right, field.getName()));
        column = builder.call(SqlStdOperatorTable.COALESCE, column, other);
      }
      fields.add(column);
      names.add(field.getName());
    }
    for (RelDataTypeField field : right.getRowType().getFieldList()) {
      if (!on.contains(field.getName())) {
        fields.add(builder.field(leftFields.size() + field.getIndex()));
        names.add(field.getName());
      }
    }
    return Plans.project(builder.build(), fields, names);
  }

  private static int index(RelNode rows, String name) {
    return rows.getRowType().getFieldNames().indexOf(name);
  }

  private static void check(FeatureSpec child, List<ParentRows> parents, List<String> on) {
    Map<String, DataType> types = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    for (ParentRows parent : parents) {
      for (String column : on) {
        if (!parent.columns().contains(column)) {
          throw new MetaxyException(
              ErrorCode.INVALID_FEATURE,
              "The parents of "
                  + child.key()
                  + " are joined on '"
                  + column
                  + "', which "
                  + parent.dep().feature()
                  + " does not have.",
              "Rename a column of the dependency to it, or change the lineage. "
                  + NearMiss.suggestion(column, parent.columns()));
        }
        DataType type =
            PlanTypes.type(
                parent
                    .rows()
                    .getRowType()
                    .getFieldList()
                    .get(parent.columns().indexOf(column))
                    .getType());
        DataType other = types.putIfAbsent(column, type);
        if (other != null && !other.equals(type)) {
          throw new MetaxyException(
              ErrorCode.INCOMPATIBLE_SCHEMA,
              "The parents of "
                  + child.key()
                  + " are joined on '"
                  + column
                  + "', which is "
                  + other
                  + " in one and "
                  + type
                  + " in "
                  + parent.dep().feature()
                  + ".",
              "Store it with one type in both.");
        }
      }
      parent.columns().stream()
          .filter(column -> !on.contains(column) && !seen.add(column))
          .forEach(twice::add);
    }
    if (!twice.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.INVALID_FEATURE,
          "Feature " + child.key() + " gets the columns " + twice + " from more than one parent.",
          "Rename them in one dependency, or select the columns that you need.");
    }
  }
}
