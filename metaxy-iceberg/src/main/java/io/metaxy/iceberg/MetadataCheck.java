package io.metaxy.iceberg;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * Looks whether a metadata file can be one at all. Iceberg would read one that cannot twenty times
 * more, for over a minute, unless it is told that there is none.
 */
final class MetadataCheck {
  private static final JsonFactory JSON = new JsonFactory();

  private MetadataCheck() {}

  /** There is a file, but it is no metadata. */
  static final class CorruptMetadataException extends NotFoundException {
    private static final long serialVersionUID = 1L;

    CorruptMetadataException(String location, String problem) {
      super("%s: %s", location, problem);
    }
  }

  static void check(String location, Path path) {
    if (!location.endsWith(".metadata.json")) {
      return;
    }
    boolean found = false;
    try (JsonParser parser = JSON.createParser(Files.newInputStream(path))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CorruptMetadataException(location, "no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        found |= parser.currentName().equals("format-version");
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new CorruptMetadataException(location, String.valueOf(e.getMessage()));
    }
    if (!found) {
      throw new CorruptMetadataException(location, "no format-version");
    }
  }
}
