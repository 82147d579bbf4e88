package io.metaxy.iceberg;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * Looks whether a metadata file can be one at all. Iceberg would read one that cannot twenty times
 * more, for over a minute, unless it is told that there is none.
 */
final class MetadataCheck {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String COMPRESSED = ".gz.metadata.json";

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
    try (InputStream stored = Files.newInputStream(path);
        InputStream text = location.endsWith(COMPRESSED) ? new GZIPInputStream(stored) : stored;
        JsonParser parser = JSON.createParser(text)) {
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
    } catch (JsonProcessingException | CharConversionException | ZipException | EOFException e) {
      throw new CorruptMetadataException(location, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UnreadableFileException(location, e);
    }
    if (!found) {
      throw new CorruptMetadataException(location, "no format-version");
    }
  }
}
