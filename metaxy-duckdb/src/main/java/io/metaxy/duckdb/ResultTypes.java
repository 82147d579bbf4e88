package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.Schema;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of a result's columns. Tables that others made have types that are none of ours, and
 * driver and Arrow each make of their values what they like: a number without a sign becomes
 * negative, a word of an ENUM its number. DuckDB itself knows best what they are as one of ours.
 */
final class ResultTypes {
  private final Schema schema;
  private final List<Boolean> near = new ArrayList<>();

  private ResultTypes(Schema schema) {
    this.schema = schema;
  }

  /** Of a result that is to have the columns of {@code schema}. */
  static ResultTypes of(Schema schema, ResultSetMetaData columns) throws SQLException {
    ResultTypes types = new ResultTypes(schema);
    for (int i = 1; i <= schema.size(); i++) {
      types.near.add(isNear(columns.getColumnTypeName(i)));
    }
    return types;
  }

  private static boolean isNear(String declared) {
    TypeText type = new TypeText(declared);
    type.type();
    // Without a zone, it can be read without the local time of this JVM only if nothing is round
    // it.
    return type.isNear() || declared.equals("TIMESTAMP");
  }

  /** Whether values can be read as they are. */
  boolean areNear() {
    return !near.contains(false);
  }

  /** The query with the same rows, in the same order, of our types. */
  String cast(String query) {
    List<String> names = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      Column column = schema.column(i);
      String name = "c" + i;
      names.add(name);
      columns.add(
          (near.get(i) ? name : "CAST(" + name + " AS " + DuckDbTypes.declared(column.type()) + ")")
              + " AS "
              + DuckDbTypes.quoted(column.name()));
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM ("
        + query
        + ") AS r("
        + String.join(", ", names)
        + ")";
  }
}
