package io.metaxy.sql;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;

/** Appends rows by batches of one prepared statement, which any driver can do. */
final class PreparedInsert {
  /** Rows bound before they are sent: beyond some hundreds, more only cost memory. */
  private static final int BATCH = 1000;

  private final SqlBackend backend;
  private final Connection connection;
  private final String table;

  PreparedInsert(SqlBackend backend, Connection connection, String table) {
    this.backend = backend;
    this.connection = connection;
    this.table = table;
  }

  long append(RowCursor rows) throws SQLException {
    Schema schema = rows.schema();
    int width = schema.size();
    ColumnCodec[] codecs = backend.codecs(schema);
    long count = 0;
    try (PreparedStatement insert = connection.prepareStatement(insertValues(schema))) {
      while (rows.next()) {
        for (int i = 0; i < width; i++) {
          Object value = rows.value(i);
          if (value == null) {
            insert.setNull(i + 1, Types.NULL);
          } else {
            codecs[i].bind(insert, i + 1, value);
          }
        }
        insert.addBatch();
        if (++count % BATCH == 0) {
          insert.executeBatch();
        }
      }
      if (count % BATCH != 0) {
        insert.executeBatch();
      }
    }
    return count;
  }

  private String insertValues(Schema schema) {
    SqlPrinter printer = backend.printer();
    return "INSERT INTO "
        + printer.quoted(table)
        + " ("
        + String.join(", ", schema.names().stream().map(printer::quoted).toList())
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(schema.size(), "?"))
        + ")";
  }
}
