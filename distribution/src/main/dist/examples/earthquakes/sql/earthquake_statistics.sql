WITH quake AS (
    SELECT
        f.id,
        epoch_ms(f.properties.time) AS utc,
        to_timestamp(f.properties.time / 1000) AS "time",
        f.properties.mag AS magnitude,
        f.properties.place,
        trim(regexp_replace(f.properties.place, '^.*,', '')) AS region,
        f.properties.net AS network,
        f.geometry.coordinates[2] AS latitude,
        f.geometry.coordinates[1] AS longitude,
        f.geometry.coordinates[3] AS depth_km
    FROM (
        SELECT unnest(from_json(content, '{"features": [{
            "id": "VARCHAR",
            "properties": {"time": "BIGINT", "mag": "DOUBLE", "place": "VARCHAR", "net": "VARCHAR", "type": "VARCHAR"},
            "geometry": {"coordinates": ["DOUBLE"]}
        }]}').features) AS f
        FROM read_text('data/earthquakes.geojson')
    )
    WHERE f.properties.type = 'earthquake'
)
, grouped AS (
    SELECT
        CASE $group_by
            WHEN 'region' THEN region
            WHEN 'network' THEN network
            WHEN 'day' THEN strftime(utc, '%Y-%m-%d')
            ELSE 'M ' || CAST(floor(magnitude) AS INTEGER)
        END AS label,
        *
    FROM quake
    WHERE CAST(utc AS DATE) BETWEEN $period.start AND $period."end"
)
SELECT
    label,
    count(*) AS earthquakes,
    round(avg(magnitude), 2) AS average_magnitude,
    round(median(depth_km), 1) AS median_depth_km,
    arg_max({'id': id, 'magnitude': magnitude, 'place': place}, magnitude) AS strongest,
    list_sort(list(DISTINCT network)) AS networks
FROM grouped
WHERE label IS NOT NULL
GROUP BY label
HAVING count(*) >= $min_count
ORDER BY earthquakes DESC, label
LIMIT 50
