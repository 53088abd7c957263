package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Base;
import java.util.Locale;
import java.util.Set;

/** What kind of values a column holds, read from the database's name of its type. */
enum ColumnFamily {
    BOOLEAN(Base.BOOLEAN),
    INTEGER(Base.INTEGER, Base.NUMBER),
    /** Beyond 64 bits, or exact: text where the type says so. */
    EXACT(Base.INTEGER, Base.NUMBER, Base.STRING),
    FLOATING(Base.INTEGER, Base.NUMBER),
    TEXT(Base.STRING),
    LIST(Base.ARRAY),
    STRUCT(Base.OBJECT),
    /** JSON, unions, and what we do not know. */
    ANYTHING(Base.values());

    private static final Set<String> INTEGERS = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "INT",
            "BIGINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "INT2",
            "INT4",
            "INT8",
            "SERIAL",
            "BIGSERIAL");
    private static final Set<String> EXACTS =
            Set.of("HUGEINT", "UHUGEINT", "UBIGINT", "BIGNUM", "VARINT", "DECIMAL", "NUMERIC");
    private static final Set<String> FLOATS = Set.of("FLOAT", "DOUBLE", "REAL", "FLOAT4", "FLOAT8", "DOUBLE PRECISION");
    private static final Set<String> TEXTS = Set.of(
            "VARCHAR",
            "CHAR",
            "BPCHAR",
            "TEXT",
            "STRING",
            "NAME",
            "UUID",
            "BLOB",
            "BYTEA",
            "BIT",
            "ENUM",
            "DATE",
            "TIME",
            "TIMETZ",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "TIMESTAMP_S",
            "TIMESTAMP_MS",
            "TIMESTAMP_NS",
            "DATETIME",
            "INTERVAL",
            "TIME WITH TIME ZONE",
            "TIMESTAMP WITH TIME ZONE");

    private final Set<Base> fitting;

    ColumnFamily(Base... fitting) {
        this.fitting = Set.of(fitting);
    }

    /** False when no value of such a column can have the type. */
    boolean canBe(Base base) {
        return fitting.contains(base);
    }

    static ColumnFamily of(String type) {
        var name = type.strip().toUpperCase(Locale.ROOT);
        if (name.endsWith("]") || name.startsWith("_")) {
            return LIST;
        }
        int parenthesis = name.indexOf('(');
        var plain = parenthesis < 0 ? name : name.substring(0, parenthesis).strip();
        if (plain.equals("STRUCT") || plain.equals("MAP")) {
            return STRUCT;
        }
        if (plain.equals("BOOLEAN") || plain.equals("BOOL")) {
            return BOOLEAN;
        }
        return scalar(plain);
    }

    private static ColumnFamily scalar(String name) {
        if (INTEGERS.contains(name)) {
            return INTEGER;
        }
        if (EXACTS.contains(name)) {
            return EXACT;
        }
        if (FLOATS.contains(name)) {
            return FLOATING;
        }
        return TEXTS.contains(name) ? TEXT : ANYTHING;
    }
}
