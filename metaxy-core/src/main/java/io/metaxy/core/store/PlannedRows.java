package io.metaxy.core.store;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** The rows of a plan, which runs when they are asked for. */
final class PlannedRows extends CursorRows {
  private final Shape shape;
  private final Function<RelNode, RowCursor> engine;
  private final RelNode plan;

  PlannedRows(Schema schema, Function<RelNode, RowCursor> engine, RelNode plan) {
    this(Shape.plain(schema), engine, plan);
  }

  PlannedRows(Shape shape, Function<RelNode, RowCursor> engine, RelNode plan) {
    this.shape = shape;
    this.engine = engine;
    this.plan = plan;
  }

  /** What becomes of the rows of a plan on their way out. */
  interface Shape {
    /** The columns that come out. */
    Schema schema();

    /** The plan's rows as rows of {@link #schema}. */
    RowCursor apply(RowCursor rows);

    /** The rows as they are, under the schema that was promised. */
    static Shape plain(Schema schema) {
      return new Shape() {
        @Override
        public Schema schema() {
          return schema;
        }

        @Override
        public RowCursor apply(RowCursor rows) {
          return new ShapedCursor(schema, rows) {
            @Override
            public @Nullable Object value(int column) {
              return rows.value(column);
            }
          };
        }
      };
    }
  }

  @Override
  public Schema schema() {
    return shape.schema();
  }

  @Override
  public long count() {
    return count(engine, FeaturePlans.count(PlanCluster.over(plan)));
  }

  /** The number that a plan of one row and one column gives. */
  static long count(Function<RelNode, RowCursor> engine, RelNode count) {
    try (RowCursor rows = engine.apply(count)) {
      rows.next();
      return (Long) Objects.requireNonNull(rows.value(0));
    }
  }

  @Override
  public RowCursor cursor() {
    return shape.apply(engine.apply(plan));
  }
}
