/** The type system of endpoints: conversion of arguments, shaping and checking of results, JSON Schemas. */
@NullMarked
package dev.mxcp.core.type;

import org.jspecify.annotations.NullMarked;
