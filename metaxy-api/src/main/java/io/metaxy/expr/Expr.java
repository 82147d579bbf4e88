package io.metaxy.expr;

/** Stub. */
public interface Expr {}
