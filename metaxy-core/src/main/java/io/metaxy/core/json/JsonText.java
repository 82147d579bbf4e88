package io.metaxy.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects; whole numbers and floats stay apart, so that a hash of them is the same. */
public final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /**
   * The object of a text.
   *
   * @param what what the text should be, for the message
   * @throws MetaxyException {@code INVALID_INPUT} if it is no JSON object
   */
  public static Map<String, @Nullable Object> object(String what, String text) {
    try {
      Map<String, @Nullable Object> object =
          MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
      if (object != null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw wrong(what, ": " + e.getOriginalMessage(), e);
    }
    throw wrong(what, "", null);
  }

  private static MetaxyException wrong(String what, String why, @Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.INVALID_INPUT,
        "The " + what + " is not a JSON object" + why + ".",
        "Write it as the Python library does.",
        cause);
  }
}
