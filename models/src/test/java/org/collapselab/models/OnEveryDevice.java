package org.collapselab.models;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests against plain Java that run by default on the CPU, and with {@code -Dgroups=gpu} there. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("cpu")
@Tag("gpu")
@interface OnEveryDevice {}
