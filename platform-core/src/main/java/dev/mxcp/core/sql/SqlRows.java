package dev.mxcp.core.sql;

import dev.mxcp.spi.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows into the form that endpoints and the command line answer with. */
public final class SqlRows {

    private SqlRows() {}

    /** One map per row, columns in order; of two columns with one name the later one stays. */
    public static List<Map<String, @Nullable Object>> toMaps(Rows rows) {
        var columns = rows.columns();
        var result = new ArrayList<Map<String, @Nullable Object>>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            var map = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                map.put(columns.get(i).name(), row.get(i));
            }
            result.add(map);
        }
        return result;
    }
}
