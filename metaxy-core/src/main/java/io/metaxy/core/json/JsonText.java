package io.metaxy.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects; whole numbers and floats stay apart, so that a hash of them is the same. */
public final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /**
   * The object of a text of {@code source}.
   *
   * @throws MetaxyException of the source's code if it is no JSON object
   */
  public static Map<String, @Nullable Object> object(Source source, String text) {
    try {
      Map<String, @Nullable Object> object =
          MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
      if (object != null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw wrong(source, ": " + e.getOriginalMessage(), e);
    }
    throw wrong(source, "", null);
  }

  private static MetaxyException wrong(Source source, String why, @Nullable Throwable cause) {
    return new MetaxyException(
        source.code(),
        source.name() + " is not a JSON object" + why + ".",
        "Write it as the Python library does.",
        cause);
  }
}
