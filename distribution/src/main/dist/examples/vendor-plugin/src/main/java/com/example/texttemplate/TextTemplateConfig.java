package com.example.texttemplate;

import org.jspecify.annotations.Nullable;

/** @param missing what stands for an argument without a value; a dash by default */
record TextTemplateConfig(String missing) {

    TextTemplateConfig(@Nullable String missing) {
        this.missing = missing == null ? "-" : missing;
    }
}
