package io.metaxy.core.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.ErrorCode;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recorded answers of the Python library: the ones beside this class, and those in the folder that
 * {@code -Dmetaxy.vectors=DIR} names, told apart by a word in their names.
 */
final class VectorFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private VectorFiles() {}

  /** The files whose names contain {@code kind}, by name. */
  static Map<String, Node> of(String kind) {
    Map<String, Node> files = new LinkedHashMap<>();
    for (String name : List.of(kind + "-open.json.gz", kind + ".json.gz")) {
      files.put(name, resource(name));
    }
    String more = System.getProperty("metaxy.vectors");
    if (more != null) {
      // A relative one starts where the command was given, above the module.
      Path here = Path.of(more);
      List<Path> found = found(Files.isDirectory(here) ? here : Path.of("..").resolve(more), kind);
      System.out.println(
          "metaxy.vectors: " + (found.isEmpty() ? "there are no " + kind : "reading " + found));
      found.forEach(file -> files.put(file.toString(), file(file)));
    }
    return files;
  }

  private static List<Path> found(Path directory, String kind) {
    try (Stream<Path> files = Files.walk(directory)) {
      return new ArrayList<>(
          files
              .filter(file -> file.getFileName().toString().contains(kind))
              .filter(file -> file.getFileName().toString().matches(".*\\.json(\\.gz)?"))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(VectorFiles.class.getResourceAsStream(name), name)) {
      return node(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node file(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return node(file.toString(), in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node node(String name, InputStream in) throws IOException {
    byte[] bytes =
        name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    return Node.ofPlain(
        new Source(name, ErrorCode.INVALID_INPUT),
        MAPPER.readValue(new String(bytes, UTF_8), Object.class));
  }
}
