package io.metaxy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record class a feature: each component is a column, {@code modelVersion} the column
 * {@code model_version} unless {@link io.metaxy.schema.ColumnName} says otherwise. What it cannot
 * say, {@link FeatureSpec#builder(String)} can.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Feature {
  /** The key, with {@code /} between its parts. */
  String key();

  /** The names of the id columns, each of which is a component. */
  String[] idColumns();

  /** The fields; none means one, {@code default}. */
  Field[] fields() default {};

  /** The parents. */
  Dependency[] deps() default {};

  /** A text for people; the empty one means none. */
  String description() default "";

  /** The project; the empty one means the project in which the class is found. */
  String project() default "";

  /** A field of a feature. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Field {
    /** Its key. */
    String key();

    /** Changed by its author when the code that makes it changes. */
    String codeVersion() default FieldSpec.INITIAL_CODE_VERSION;
  }

  /** A parent of a feature, one to one. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Dependency {
    /** The parent's key. */
    String feature();

    /** The parent's columns that are taken along; none means all. */
    String[] select() default {};

    /** Conditions on the parent's rows in the filter language. */
    String[] filters() default {};

    /** Whether a sample may lack its parent sample. */
    boolean optional() default false;
  }
}
