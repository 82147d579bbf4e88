package io.metaxy.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A column type in an engine's own words, printed letter by letter. */
public final class VerbatimType extends SqlTypeNameSpec {
  private final String text;

  private VerbatimType(String text) {
    super(new SqlIdentifier(text, SqlParserPos.ZERO), SqlParserPos.ZERO);
    this.text = text;
  }

  /** The type that is written as {@code text}. */
  public static SqlDataTypeSpec of(String text) {
    return new SqlDataTypeSpec(new VerbatimType(text), SqlParserPos.ZERO);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    throw new UnsupportedOperationException("only printed");
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.print(text);
    writer.setNeedWhitespace(true);
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
    return litmus.check(
        other instanceof VerbatimType that && text.equals(that.text), "{} != {}", this, other);
  }
}
