package io.metaxy.core.feature;

import io.metaxy.ErrorCode;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user columns that a feature's JSON schema tells of, as far as their types are plain. */
final class SchemaColumns {
  private static final Source SOURCE = new Source("JSON schema", ErrorCode.INVALID_INPUT);

  private SchemaColumns() {}

  static List<Column> of(Map<String, @Nullable Object> schema) {
    Node root = Node.ofPlain(SOURCE, schema);
    List<Column> columns = new ArrayList<>();
    table(root, "properties")
        .ifPresent(
            properties ->
                properties
                    .table()
                    .forEach(
                        (name, property) -> {
                          if (!name.isEmpty() && !name.startsWith(SystemColumns.PREFIX)) {
                            type(property).ifPresent(t -> columns.add(new Column(name, t)));
                          }
                        }));
    return columns;
  }

  private static Optional<DataType> type(Node schema) {
    if (!schema.isTable()) {
      return Optional.empty();
    }
    Optional<Node> choices = schema.find("anyOf").filter(Node::isList);
    if (choices.isPresent()) {
      List<Node> types =
          choices.get().list().stream()
              .filter(choice -> !text(choice, "type").equals("null"))
              .toList();
      return types.size() == 1 ? type(types.get(0)) : Optional.empty();
    }
    return switch (text(schema, "type")) {
      case "integer" -> Optional.of(DataType.INT64);
      case "number" -> number(text(schema, "format"));
      case "boolean" -> Optional.of(DataType.BOOLEAN);
      case "string" -> string(text(schema, "format"));
      case "array" -> table(schema, "items").flatMap(SchemaColumns::type).map(DataType::list);
      case "object" ->
          table(schema, "additionalProperties")
              .flatMap(SchemaColumns::type)
              .map(value -> DataType.map(DataType.STRING, value));
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> number(String format) {
    return Optional.of(format.startsWith("decimal(") ? DataType.of(format) : DataType.FLOAT64);
  }

  private static Optional<DataType> string(String format) {
    return switch (format) {
      case "" -> Optional.of(DataType.STRING);
      case "date" -> Optional.of(DataType.DATE);
      case "date-time" -> Optional.of(DataType.TIMESTAMP);
      case "binary" -> Optional.of(DataType.BINARY);
      default -> Optional.empty();
    };
  }

  private static Optional<Node> table(Node node, String key) {
    return node.isTable() ? node.find(key).filter(Node::isTable) : Optional.empty();
  }

  private static String text(Node node, String key) {
    return node.isTable() ? node.find(key).filter(Node::isText).map(Node::text).orElse("") : "";
  }
}
