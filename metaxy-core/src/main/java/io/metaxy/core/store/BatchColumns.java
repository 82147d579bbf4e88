package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a batch meet the columns of the table (rules K3, W5).
 *
 * @param user the user columns of the batch, with the types that the table has or will have
 * @param added those of them that the table lacks
 */
record BatchColumns(List<Column> user, List<Column> added) {

  static BatchColumns of(Schema batch, Optional<Schema> table, List<String> ids) {
    for (String id : ids) {
      if (!batch.has(id)) {
        throw new MetaxyException(
            ErrorCode.INVALID_ROWS,
            "The rows have no column '" + id + "', which is an id column of the feature.",
            "Add it. " + NearMiss.suggestion(id, batch.names()));
      }
    }
    List<Column> user = new ArrayList<>();
    List<Column> added = new ArrayList<>();
    for (Column column : batch.columns()) {
      if (SystemColumns.contains(column.name())) {
        continue;
      }
      checkName(column);
      Optional<Column> stored = table.flatMap(t -> t.find(column.name()));
      if (stored.isEmpty()) {
        added.add(column);
        user.add(column);
      } else {
        user.add(stored.get());
        checkType(column, stored.get().type());
      }
    }
    return new BatchColumns(user, added);
  }

  private static void checkName(Column column) {
    if (SystemColumns.isReserved(column.name())) {
      throw new MetaxyException(
          ErrorCode.RESERVED_COLUMN,
          "Column '"
              + column.name()
              + "' begins with "
              + SystemColumns.PREFIX
              + ", and no system column has this name.",
          "Give it another name. "
              + NearMiss.suggestion(column.name(), SystemColumns.SCHEMA.names()));
    }
  }

  private static void checkType(Column given, DataType stored) {
    if (!Coercion.mayFit(given.type(), stored)) {
      throw new MetaxyException(
          ErrorCode.INCOMPATIBLE_SCHEMA,
          "Column "
              + given.name()
              + " is "
              + stored
              + " in the table and "
              + given.type()
              + " in the rows, which would lose information.",
          "Convert the values to " + stored + ", or write them to a new column.");
    }
  }
}
