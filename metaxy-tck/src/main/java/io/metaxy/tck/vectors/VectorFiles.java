package io.metaxy.tck.vectors;

import io.metaxy.ErrorCode;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded answers: the packaged ones, and those in the folder that {@code -Dmetaxy.vectors=DIR}
 * names, told apart by how their names begin.
 */
final class VectorFiles {
  private VectorFiles() {}

  /** The contents of the packaged files {@code names} and of others like them, by name. */
  static Map<String, @Nullable Object> of(List<String> names) {
    Map<String, @Nullable Object> files = new LinkedHashMap<>();
    for (String name : names) {
      try (InputStream in =
          Objects.requireNonNull(VectorFiles.class.getResourceAsStream(name + ".json.gz"), name)) {
        files.put(name, json(name, new GZIPInputStream(in)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String more = System.getProperty("metaxy.vectors");
    if (more != null) {
      try (Stream<Path> found = Files.walk(Path.of(more))) {
        for (Path file : found.sorted().toList()) {
          if (isLike(file.getFileName().toString(), names)) {
            try (InputStream in = Files.newInputStream(file)) {
              files.put(file.toString(), json(file.toString(), in));
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static boolean isLike(String file, List<String> names) {
    return file.endsWith(".json")
        && names.stream().anyMatch(name -> file.startsWith(name.replace("-open", "")));
  }

  private static @Nullable Object json(String name, InputStream in) throws IOException {
    return JsonText.value(
        new Source(name, ErrorCode.INVALID_INPUT),
        new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked") // Keys of JSON objects are texts.
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value == null ? List.of() : (List<@Nullable Object>) value;
  }
}
