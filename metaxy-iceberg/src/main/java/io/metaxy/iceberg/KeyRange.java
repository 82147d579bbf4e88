package io.metaxy.iceberg;

import static io.metaxy.duckdb.DuckDbSession.quoted;

import io.metaxy.duckdb.DuckDbSession;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** The keys' least and greatest values as an expression, by which most files are left out. */
final class KeyRange {
  private KeyRange() {}

  static Expression of(DuckDbSession session, String keys, RelNode plan) {
    List<String> columns =
        plan.getRowType().getFieldList().stream()
            .filter(
                f ->
                    switch (f.getType().getSqlTypeName()) {
                      case BIGINT, VARCHAR -> true;
                      default -> false;
                    })
            .map(f -> f.getName())
            .toList();
    if (columns.isEmpty()) {
      return Expressions.alwaysTrue();
    }
    String bounds =
        columns.stream()
            .map(c -> "min(" + quoted(c) + "), max(" + quoted(c) + ")")
            .collect(Collectors.joining(", "));
    return session.read(
        "SELECT " + bounds + " FROM " + quoted(keys),
        result -> {
          result.next();
          Expression range = Expressions.alwaysTrue();
          for (int i = 0; i < columns.size(); i++) {
            Object low = result.getObject(2 * i + 1);
            Object high = result.getObject(2 * i + 2);
            if (low != null && high != null) {
              range =
                  Expressions.and(
                      range,
                      Expressions.greaterThanOrEqual(columns.get(i), low),
                      Expressions.lessThanOrEqual(columns.get(i), high));
            }
          }
          return range;
        });
  }
}
