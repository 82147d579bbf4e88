package io.metaxy.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as maps, lists and scalars; whole numbers and floats stay apart, so that a hash of
 * them is the same. Jackson's object mapper would take the command a tenth of a second to load.
 */
public final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private JsonText() {}

  /**
   * The object of a text of {@code source}.
   *
   * @throws MetaxyException of the source's code if it is no JSON object
   */
  @SuppressWarnings("unchecked") // keys of JSON objects are texts
  public static Map<String, @Nullable Object> object(Source source, String text) {
    if (value(source, text) instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw wrong(source, "is not a JSON object.", null);
  }

  /**
   * The value of a text of {@code source}.
   *
   * @throws MetaxyException of the source's code if it is not JSON
   */
  public static @Nullable Object value(Source source, String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw wrong(source, "is empty.", null);
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw wrong(source, "goes on after its JSON value.", null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw wrong(source, "is not JSON: " + problem(e) + ".", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Double finite(JsonParser parser) throws IOException {
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      throw new JsonParseException(parser, parser.getText() + " is too large for a number");
    }
    return number;
  }

  /** Jackson names a source, which it does not show. */
  private static String problem(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).replaceAll("\\[Source: [^;\\]]*; ?", "[");
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int before = object.size();
      object.put(name, value(parser, parser.nextToken()));
      if (object.size() == before) {
        throw new JsonParseException(parser, "two values are named '" + name + "'");
      }
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token));
    }
    return list;
  }

  private static MetaxyException wrong(Source source, String problem, @Nullable Throwable cause) {
    return new MetaxyException(
        source.code(), source.name() + " " + problem, "Mend the text.", cause);
  }
}
