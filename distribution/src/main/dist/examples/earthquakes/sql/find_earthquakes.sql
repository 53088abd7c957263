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
SELECT
    id,
    "time",
    magnitude,
    place,
    depth_km,
    {'latitude': latitude, 'longitude': longitude} AS location
FROM quake
WHERE magnitude >= $min_magnitude
  AND ($max_magnitude IS NULL OR magnitude <= $max_magnitude)
  AND ($since IS NULL OR utc >= $since)
  AND ($until IS NULL OR utc < CAST($until AS DATE) + 1)
  AND ($place IS NULL OR contains(lower(place), lower($place)))
  AND (len(CAST($networks AS VARCHAR[])) = 0 OR list_contains(CAST($networks AS VARCHAR[]), network))
ORDER BY
    CASE $order WHEN 'magnitude' THEN magnitude WHEN 'depth' THEN depth_km ELSE epoch(utc) END DESC,
    id
LIMIT $limit
