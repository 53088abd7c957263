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
, measured AS (
    SELECT
        *,
        2 * 6371 * asin(sqrt(
            pow(sin(radians(latitude - $center.latitude) / 2), 2)
            + cos(radians($center.latitude)) * cos(radians(latitude))
                * pow(sin(radians(longitude - $center.longitude) / 2), 2))) AS distance
    FROM quake
)
SELECT
    id,
    "time",
    magnitude,
    place,
    CAST(round(distance) AS INTEGER) AS distance_km
FROM measured
WHERE distance <= $radius_km
ORDER BY distance, id
LIMIT 50
