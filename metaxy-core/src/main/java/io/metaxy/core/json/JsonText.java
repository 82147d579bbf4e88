package io.metaxy.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
  /**
   * Reads and writes the JSON of users: texts and names may be as long as they make them, and what
   * was written can be read; names are keys of their maps, and not kept for good.
   */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  /** What becomes of a number with a point or an exponent. */
  private enum Fractions {
    /** The double that is nearest to it. */
    NEAREST,
    /** The same if it is written so, else a decimal. */
    EXACT
  }

  private JsonText() {}

  /**
   * The object of a text of {@code source}.
   *
   * @throws MetaxyException of the source's code if it is no JSON object
   */
  public static Map<String, @Nullable Object> object(Source source, String text) {
    return object(source, value(source, text));
  }

  /** The same; a number with a point that no double writes is a {@link BigDecimal}. */
  public static Map<String, @Nullable Object> exactObject(Source source, String text) {
    return object(source, exactValue(source, text));
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are texts
  private static Map<String, @Nullable Object> object(Source source, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
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
    return value(source, text, Fractions.NEAREST);
  }

  /** The same; a number with a point that no double writes is a {@link BigDecimal}. */
  public static @Nullable Object exactValue(Source source, String text) {
    return value(source, text, Fractions.EXACT);
  }

  private static @Nullable Object value(Source source, String text, Fractions fractions) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw wrong(source, "is empty.", null);
      }
      Object value = value(parser, first, fractions);
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

  private static @Nullable Object value(JsonParser parser, JsonToken token, Fractions fractions)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, fractions);
      case START_ARRAY -> list(parser, fractions);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> fraction(parser, fractions);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Number fraction(JsonParser parser, Fractions fractions) throws IOException {
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      throw new JsonParseException(parser, parser.getText() + " is too large for a number");
    }
    if (fractions == Fractions.EXACT) {
      BigDecimal exact = new BigDecimal(parser.getText());
      return exact.compareTo(new BigDecimal(Double.toString(number))) == 0 ? number : exact;
    }
    return number;
  }

  /** Jackson names a source, which it does not show. */
  private static String problem(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).replaceAll("\\[Source: [^;\\]]*; ?", "[");
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, Fractions fractions)
      throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int before = object.size();
      object.put(name, value(parser, parser.nextToken(), fractions));
      if (object.size() == before) {
        throw new JsonParseException(parser, "two values are named '" + name + "'");
      }
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser, Fractions fractions)
      throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token, fractions));
    }
    return list;
  }

  private static MetaxyException wrong(Source source, String problem, @Nullable Throwable cause) {
    return new MetaxyException(
        source.code(), source.name() + " " + problem, "Mend the text.", cause);
  }
}
