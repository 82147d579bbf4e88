@org.jspecify.annotations.NullMarked
package io.metaxy.expr;
