SELECT
    track.track_id,
    track.name AS title,
    artist.name AS artist,
    album.title AS album,
    genre.name AS genre,
    round(track.milliseconds / 1000) AS seconds,
    CAST(track.unit_price AS DECIMAL(10, 2)) AS price
FROM read_csv('data/track.csv') AS track
JOIN read_csv('data/album.csv') AS album USING (album_id)
JOIN read_csv('data/artist.csv') AS artist USING (artist_id)
JOIN read_csv('data/genre.csv') AS genre USING (genre_id)
WHERE contains(lower(concat_ws(' ', track.name, artist.name, album.title, track.composer)), lower($text))
  AND (len(CAST($genres AS VARCHAR[])) = 0 OR list_contains(CAST($genres AS VARCHAR[]), genre.name))
  AND ($max_seconds IS NULL OR track.milliseconds <= 1000 * $max_seconds)
ORDER BY artist, album, track.track_id
LIMIT $limit
