package io.metaxy.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says the type of a record component's column where its class alone does not, as for a decimal.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ColumnType {
  /** A type as text, such as {@code decimal(10, 2)}; see {@link DataType#of}. */
  String value();
}
