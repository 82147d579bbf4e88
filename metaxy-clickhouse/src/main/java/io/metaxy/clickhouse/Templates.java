package io.metaxy.clickhouse;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Expressions in ClickHouse's words, {@code $0} the first operand. */
final class Templates {
  private Templates() {}

  static void unparse(SqlWriter writer, String template, SqlCall call) {
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '$' && i + 1 < template.length() && Character.isDigit(template.charAt(i + 1))) {
        operand(writer, call.operand(template.charAt(++i) - '0'));
      } else {
        writer.print(String.valueOf(c));
      }
    }
    writer.setNeedWhitespace(true);
  }

  private static void operand(SqlWriter writer, SqlNode operand) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    operand.unparse(writer, 0, 0);
    writer.endList(frame);
  }
}
