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
        f.geometry.coordinates[3] AS depth_km,
        f.properties.magType AS magnitude_type,
        f.properties.tsunami = 1 AS tsunami,
        f.properties.felt AS felt_reports,
        f.properties.alert AS alert,
        f.properties.status AS status,
        string_split(trim(f.properties.sources, ','), ',') AS reported_by,
        f.properties.url AS url
    FROM (
        SELECT unnest(from_json(content, '{"features": [{
            "id": "VARCHAR",
            "properties": {"time": "BIGINT", "mag": "DOUBLE", "place": "VARCHAR", "net": "VARCHAR", "type": "VARCHAR",
                "magType": "VARCHAR", "tsunami": "INTEGER", "felt": "INTEGER", "alert": "VARCHAR", "status": "VARCHAR",
                "sources": "VARCHAR", "url": "VARCHAR"},
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
    magnitude_type,
    place,
    region,
    {'latitude': latitude, 'longitude': longitude, 'depth_km': depth_km} AS location,
    tsunami,
    felt_reports,
    alert,
    status,
    network,
    reported_by,
    url
FROM quake
WHERE id = $id
