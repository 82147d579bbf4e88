package io.metaxy.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How the values of one column type pass through the driver. Safe for use by one thread. */
public interface ColumnCodec {

  /** Binds a value that is not null. */
  void bind(PreparedStatement statement, int index, Object value) throws SQLException;

  /** Reads a value of the present row. */
  @Nullable Object read(ResultSet row, int index) throws SQLException;
}
