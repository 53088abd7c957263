WITH sale AS (
    SELECT
        invoice.invoice_id,
        invoice.invoice_date,
        invoice.billing_country AS country,
        genre.name AS genre,
        artist.name AS artist,
        concat_ws(' ', employee.first_name, employee.last_name) AS agent,
        line.quantity,
        CAST(line.unit_price AS DECIMAL(10, 2)) * line.quantity AS amount
    FROM read_csv('data/invoice_line.csv') AS line
    JOIN read_csv('data/invoice.csv') AS invoice USING (invoice_id)
    JOIN read_csv('data/track.csv') AS track USING (track_id)
    JOIN read_csv('data/genre.csv') AS genre USING (genre_id)
    JOIN read_csv('data/album.csv') AS album USING (album_id)
    JOIN read_csv('data/artist.csv') AS artist USING (artist_id)
    JOIN read_csv('data/customer.csv') AS customer USING (customer_id)
    JOIN read_csv('data/employee.csv') AS employee ON employee.employee_id = customer.support_rep_id
    WHERE CAST(invoice.invoice_date AS DATE) BETWEEN $period.start AND $period."end"
      AND ($country IS NULL OR invoice.billing_country = $country)
)
SELECT
    CASE $group_by
        WHEN 'genre' THEN genre
        WHEN 'artist' THEN artist
        WHEN 'agent' THEN agent
        WHEN 'month' THEN strftime(invoice_date, '%Y-%m')
        ELSE country
    END AS label,
    count(DISTINCT invoice_id) AS invoices,
    CAST(sum(quantity) AS INTEGER) AS tracks,
    CAST(sum(amount) AS DECIMAL(12, 2)) AS revenue
FROM sale
GROUP BY label
ORDER BY revenue DESC, label
LIMIT $limit
