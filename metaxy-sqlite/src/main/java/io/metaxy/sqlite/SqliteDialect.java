package io.metaxy.sqlite;

import org.apache.calcite.sql.*;
import org.apache.calcite.sql.dialect.SqliteSqlDialect;

final class SqliteDialect extends SqliteSqlDialect {
  static final SqliteDialect INSTANCE = new SqliteDialect();

  private SqliteDialect() {
    super(DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
  }

  @Override
  public void quoteStringLiteral(StringBuilder b, String cs, String v) {
    b.append('\'').append(v.replace("'", "''")).append('\'');
  }

  @Override
  public void unparseDateTimeLiteral(SqlWriter w, SqlAbstractDateTimeLiteral l, int a, int b) {
    org.apache.calcite.util.TimestampString t =
        (org.apache.calcite.util.TimestampString)
            l.getValueAs(org.apache.calcite.util.TimestampString.class);
    java.time.LocalDateTime x = java.time.LocalDateTime.parse(t.toString().replace(' ', 'T'));
    w.literal(
        ""
            + java.time.temporal.ChronoUnit.MICROS.between(
                java.time.Instant.EPOCH, x.toInstant(java.time.ZoneOffset.UTC)));
  }
}
