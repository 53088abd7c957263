/** Endpoints written as text with placeholders: {@code Dear {name},}. */
@NullMarked
package com.example.texttemplate;

import org.jspecify.annotations.NullMarked;
