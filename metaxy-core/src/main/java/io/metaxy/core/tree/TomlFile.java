package io.metaxy.core.tree;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML files. */
public final class TomlFile {
  private TomlFile() {}

  /**
   * The top table of {@code file}.
   *
   * @param code the code of an error in the file
   * @throws MetaxyException {@code INVALID_INPUT} if the file cannot be read; {@code code} with
   *     line and column if it is not TOML
   */
  public static Node read(Path file, ErrorCode code) {
    try {
      return parse(Files.readString(file), new Source(file.toString(), code));
    } catch (IOException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_INPUT,
          "File " + file + " cannot be read: " + e,
          "Check that it exists, may be read and is UTF-8.",
          e);
    }
  }

  /** The top table of the text {@code toml}. */
  public static Node parse(String toml, Source source) {
    TomlParseResult result = Toml.parse(toml);
    if (result.hasErrors()) {
      TomlParseError error = result.errors().get(0);
      throw new MetaxyException(
          source.code(),
          source.name() + " (" + error.position() + ") is not TOML: " + error.getMessage() + ".",
          "Mend that line.",
          error);
    }
    return table(source, "", null, result);
  }

  private static Node table(
      Source source, String path, @Nullable TomlPosition position, TomlTable table) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> keys = List.of(key);
      entries.put(
          key, node(source, Paths.key(path, key), table.inputPositionOf(keys), table.get(keys)));
    }
    return Node.of(source, path, text(position), entries);
  }

  private static Node node(
      Source source, String path, @Nullable TomlPosition position, @Nullable Object value) {
    if (value instanceof TomlTable table) {
      return table(source, path, position, table);
    }
    if (value instanceof TomlArray array) {
      List<Node> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(node(source, Paths.index(path, i), array.inputPositionOf(i), array.get(i)));
      }
      return Node.of(source, path, text(position), elements);
    }
    return Node.of(source, path, text(position), value);
  }

  private static @Nullable String text(@Nullable TomlPosition position) {
    return position == null ? null : "line " + position.line() + ", column " + position.column();
  }
}
