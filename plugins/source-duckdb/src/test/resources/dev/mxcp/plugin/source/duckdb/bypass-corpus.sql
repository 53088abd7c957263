-- Attempts to get past the walls around statements of others.
--
-- An attempt starts with a line
--     --@ class | walls that hold alone | why the other does not, where only one does
-- and lasts until the next such line. ${ALLOWED} is a directory that the configuration allows, ${OUTSIDE} one that it
-- does not. Every attempt is made behind both walls, behind each alone, and behind none. Behind both it must be refused
-- or stopped. Behind one that is said to hold, nothing may change and no canary may show up. Behind one that is not said
-- to hold, it may see what it asks for, but nothing may change and nothing from outside of the allowed directories may
-- show up. Behind none, in an open engine, it must succeed, so that a mistake in the attempt cannot pass for a wall.
--
-- Lines before the statement say what the open engine needs or answers:
--     --+ sql that comes first, in the open engine only
--     --= within the parentheses that the engine's wall puts around: the attempt aims at them
--     --= says words | the answer of an engine (of one of them at least) that refuses the attempt itself, and why it is
--         kept nevertheless
--     --= prepares | why it is not run: it would leave this machine

--@ stacked statements | parse engine
SELECT 1; DROP TABLE orders
--@ stacked statements | parse engine
SELECT 1; DELETE FROM orders; SELECT 2
--@ stacked statements | parse engine
DELETE FROM orders; SELECT 1
--@ stacked statements | parse engine
;;DELETE FROM orders;SELECT 1
--@ stacked statements | parse engine
SELECT 1;
INSERT INTO orders VALUES (99, 'x')
--@ stacked statements | parse engine
BEGIN; DELETE FROM orders; COMMIT; SELECT 1
--@ stacked statements | parse engine
--+ BEGIN
COMMIT; DELETE FROM orders; SELECT 1
--@ stacked statements | parse engine
SELECT 1; COPY orders TO '${ALLOWED}/stolen.csv'
--@ stacked statements | parse engine
SELECT 1; SELECT 2
--@ stacked statements | parse | closes the parenthesis that the engine wall puts around, and ends its transaction
--+ BEGIN
--= within
SELECT 1) t; COMMIT; DELETE FROM orders; SELECT * FROM (SELECT 1
--@ stacked statements | parse | closes the parenthesis, and COPY into an allowed directory is no write to the database
--= within
SELECT 1) t; COPY (SELECT 42) TO '${ALLOWED}/stolen.csv'; SELECT * FROM (SELECT 1
--@ stacked statements | parse engine
--= within
SELECT 1) t; DELETE FROM orders; SELECT * FROM (SELECT 1
--@ stacked statements | parse engine
--= within
SELECT 1) t; COPY (SELECT 42) TO '${OUTSIDE}/stolen.csv'; SELECT * FROM (SELECT 1
--@ stacked statements | parse engine
--= within
SELECT 1) t; DROP TABLE orders; SELECT * FROM (SELECT 1 --
--@ stacked statements | parse engine
--= within
SELECT 1 UNION ALL SELECT 2) LIMIT 5; UPDATE orders SET note = 'x'; SELECT * FROM (SELECT 3

--@ comments and quoting | parse engine
SELECT 1 /* ; */ ; DROP TABLE orders -- '
--@ comments and quoting | parse engine
SELECT 1 --
; DROP TABLE orders
--@ comments and quoting | parse engine
SELECT '/*'; DROP TABLE orders; SELECT '*/'
--@ comments and quoting | parse engine
SELECT E'\'; DROP TABLE orders; SELECT ' || E'\''; DROP TABLE orders; --'
--@ comments and quoting | parse engine
SELECT $$ ' $$; DROP TABLE orders; SELECT $$ ' $$
--@ comments and quoting | parse engine
SELECT $a$ $b$ $a$; DROP TABLE orders; SELECT $b$ $a$ $b$
--@ comments and quoting | parse engine
SELECT "a"";b" FROM (SELECT 1 AS "a"";b"); DROP TABLE orders
--@ comments and quoting | parse engine
SELECT /* /* */ 1 */ 2; DROP TABLE orders
--@ comments and quoting | parse engine
--= says unterminated | swallows what the wall puts behind it
SELECT 1 /* unclosed
--@ comments and quoting | parse engine
--= says unterminated | swallows what the wall puts behind it
SELECT 'unclosed
--@ comments and quoting | parse engine
/**/DELETE/**/FROM/**/orders
--@ comments and quoting | parse engine
SELECT e'\\'; DELETE FROM orders; SELECT e'\\'

--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM read_csv('${ALLOWED}/canary.csv')
--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM read_text('${ALLOWED}/canary.csv')
--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT content FROM read_blob('${ALLOWED}/canary.csv')
--@ file reads | parse | inside of an allowed directory the engine lists for anybody
SELECT * FROM glob('${ALLOWED}/*')
--@ file reads | parse engine
SELECT * FROM read_csv('${OUTSIDE}/canary.txt')
--@ file reads | parse engine
SELECT * FROM read_text('${OUTSIDE}/canary.txt')
--@ file reads | parse engine
SELECT * FROM read_text('/etc/passwd')
--@ file reads | parse engine
SELECT * FROM read_text('${ALLOWED}/../outside/canary.txt')
--@ file reads | parse engine
SELECT * FROM read_csv_auto('file://${OUTSIDE}/canary.txt')
--@ file reads | parse engine
SELECT * FROM read_json('${OUTSIDE}/canary.json')
--@ file reads | parse engine
SELECT * FROM read_ndjson_objects('${OUTSIDE}/canary.json')
--@ file reads | parse engine
SELECT * FROM read_parquet('${OUTSIDE}/canary.parquet')
--@ file reads | parse engine
SELECT * FROM parquet_metadata('${OUTSIDE}/canary.parquet')
--@ file reads | parse engine
SELECT * FROM sniff_csv('${OUTSIDE}/canary.txt')
--@ file reads | parse engine
SELECT (SELECT content FROM read_text('${OUTSIDE}/canary.txt'))
--@ file reads | parse engine
SELECT * FROM orders WHERE note IN (SELECT content FROM read_text('${OUTSIDE}/canary.txt'))
--@ file reads | parse engine
WITH f AS (SELECT * FROM read_text('${OUTSIDE}/canary.txt')) SELECT * FROM f
--@ file reads | parse engine
SELECT * FROM orders, LATERAL (SELECT * FROM read_text('${OUTSIDE}/canary.txt'))
--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM READ_TEXT ('${ALLOWED}/canary.csv')
--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM "read_text"('${ALLOWED}/canary.csv')
--@ file reads | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM system.main.read_text('${ALLOWED}/canary.csv')
--@ file reads | parse engine
SELECT * FROM read_duckdb('${OUTSIDE}/other.duckdb')

--@ file writes | parse engine
COPY orders TO '${ALLOWED}/stolen.csv'
--@ file writes | parse engine
COPY (SELECT 1) TO '${OUTSIDE}/stolen.parquet' (FORMAT parquet)
--@ file writes | parse engine
EXPORT DATABASE '${ALLOWED}/stolen'
--@ file writes | parse engine
EXPORT DATABASE '${OUTSIDE}/stolen'
--@ file writes | parse engine
--+ EXPORT DATABASE '${ALLOWED}/exported'
--+ ATTACH ':memory:' AS empty_one
--+ USE empty_one
IMPORT DATABASE '${ALLOWED}/exported'
--@ file writes | parse engine
COPY orders (note, id) FROM '${ALLOWED}/canary.csv'
--@ file writes | parse engine
--= says syntax error | no grammar has it yet; a later one may
WITH x AS (SELECT 1) COPY x TO '${ALLOWED}/stolen.csv'
--@ file writes | parse engine
--+ ATTACH ':memory:' AS other
COPY FROM DATABASE test TO other
--@ file writes | parse engine
--= says syntax error | no grammar has it yet; a later one may
SELECT * FROM (COPY orders TO '${ALLOWED}/stolen.csv')
--@ file writes | parse engine
EXPLAIN ANALYZE COPY orders TO '${ALLOWED}/stolen.csv'
--@ file writes | parse engine
PREPARE c AS COPY orders TO '${ALLOWED}/stolen.csv'

--@ attach | parse engine
ATTACH '${OUTSIDE}/other.duckdb' AS other
--@ attach | parse engine
ATTACH ':memory:' AS other
--@ attach | parse engine
ATTACH '${ALLOWED}/new.duckdb' AS other
--@ attach | parse engine
ATTACH IF NOT EXISTS '${OUTSIDE}/new.duckdb'
--@ attach | parse engine
--+ ATTACH ':memory:' AS other
--+ USE other
DETACH test
--@ attach | parse engine
USE hidden
--@ attach | parse engine
CREATE OR REPLACE TABLE orders AS SELECT 1
--@ attach | parse engine
--+ ATTACH ':memory:' AS other
--+ CREATE TABLE other.main.t AS SELECT 1
SELECT * FROM other.main.t
--@ attach | parse engine
--= prepares | would fetch an extension
ATTACH 'dbname=postgres' AS pg (TYPE postgres)

--@ extensions | parse engine
--= prepares | would fetch an extension
INSTALL httpfs
--@ extensions | parse engine
--= says not found | the extension is not installed, and cannot be without a network
LOAD httpfs
--@ extensions | parse engine
--= says not found | an extension would have to be built for each engine and machine
LOAD '${ALLOWED}/evil.duckdb_extension'
--@ extensions | parse engine
--= prepares | would fetch an extension
FORCE INSTALL httpfs FROM 'http://localhost:1/'
--@ extensions | parse engine
--= prepares | would fetch an extension
INSTALL spatial FROM community
--@ extensions | parse engine
UPDATE EXTENSIONS
--@ extensions | parse | the engine tells anybody what it has loaded
SELECT extension_name, install_path FROM duckdb_extensions()
--@ extensions | parse engine
--= says spatial | the extension is not installed, and cannot be without a network
SELECT * FROM ST_Read('${OUTSIDE}/canary.txt')

--@ settings | parse engine
SET memory_limit = '100GB'
--@ settings | parse engine
--= says Cannot enable external access while database is running | the engine's own lock; it must not depend on it
SET enable_external_access = true
--@ settings | parse engine
SET GLOBAL lock_configuration = false
--@ settings | parse engine
RESET lock_configuration
--@ settings | parse engine
SET VARIABLE mxcp_user = MAP {'get_username': 'root'}
--@ settings | parse engine
RESET VARIABLE mxcp_user
--@ settings | parse engine
SET schema = 'hidden'
--@ settings | parse engine
SET search_path = 'hidden,main'
--@ settings | parse engine
PRAGMA database_list
--@ settings | parse engine
PRAGMA enable_profiling
--@ settings | parse engine
PRAGMA memory_limit='100GB'
--@ settings | parse engine
PRAGMA table_info('hidden.salaries')
--@ settings | parse engine
CALL enable_logging()
--@ settings | parse engine
SELECT * FROM enable_profiling()
--@ settings | parse | the engine tells its settings to anybody
SELECT * FROM duckdb_settings()
--@ settings | parse | the engine tells its settings to anybody
SELECT current_setting('allowed_directories')
--@ settings | parse | the engine tells its settings to anybody
SELECT getvariable('mxcp_user')
--@ settings | parse engine
CHECKPOINT
--@ settings | parse engine
FORCE CHECKPOINT
--@ settings | parse engine
SELECT * FROM checkpoint()
--@ settings | parse engine
SELECT * FROM truncate_duckdb_logs()

--@ secrets | parse | the engine lists the names of its secrets, though not their values
SELECT * FROM duckdb_secrets()
--@ secrets | parse engine
--= says Displaying unredacted secrets is disabled | the engine's own default; the configuration of a later one may differ
SELECT secret_string FROM duckdb_secrets(redact := false)
--@ secrets | parse | the engine tells anybody which secret it would use
SELECT * FROM which_secret('s3://bucket/x', 's3')
--@ secrets | parse engine
CREATE SECRET stolen (TYPE http, BEARER_TOKEN 'x')
--@ secrets | parse engine
CREATE OR REPLACE TEMPORARY SECRET canary (TYPE http)
--@ secrets | parse engine
--+ CREATE SECRET canary (TYPE http)
DROP SECRET canary
--@ secrets | parse | the engine tells anybody what it is
SELECT * FROM duckdb_databases()
--@ secrets | parse | the engine tells anybody what it is
SELECT * FROM duckdb_temporary_files()
--@ secrets | parse engine
--= says does not exist | only the engine's own command line has it
SELECT getenv('HOME')
--@ secrets | parse | other statements on the same connection are no secret to the engine
SELECT * FROM duckdb_prepared_statements()

--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM '${ALLOWED}/canary.csv'
--@ replacement scans | parse engine
SELECT * FROM '${OUTSIDE}/canary.json'
--@ replacement scans | parse engine
SELECT * FROM "${OUTSIDE}/canary.csv"
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
FROM "${ALLOWED}/canary.csv"
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
TABLE "${ALLOWED}/canary.csv"
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
DESCRIBE '${ALLOWED}/canary.csv'
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
SUMMARIZE '${ALLOWED}/canary.csv'
--@ replacement scans | parse | a common table expression of that name must not hide the file elsewhere
SELECT * FROM "${ALLOWED}/canary.csv", (WITH "${ALLOWED}/canary.csv" AS (SELECT 1) SELECT * FROM "${ALLOWED}/canary.csv")
--@ replacement scans | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM 'https://localhost:1/x.csv'
--@ replacement scans | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM 's3://bucket/x.parquet'
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM orders JOIN '${ALLOWED}/canary.csv' ON true
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM '${ALLOWED}/*.csv'
--@ replacement scans | parse | inside of an allowed directory the engine reads for anybody
SELECT 1 FROM orders WHERE EXISTS (FROM '${ALLOWED}/canary.csv' WHERE a LIKE 'C%')

--@ network | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM read_csv('http://localhost:1/x.csv')
--@ network | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM read_text('https://localhost:1/')
--@ network | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM read_parquet('s3://bucket/x.parquet')
--@ network | parse engine
--= says httpfs | the extension is not installed, and there is no network
SELECT * FROM read_json('hf://datasets/x/y.json')
--@ network | parse engine
--= says does not exist | a function of a community extension, which cannot be installed without a network
SELECT http_get('http://localhost:1/')
--@ network | parse engine
--= says postgres | the extension is not installed, and there is no network
SELECT * FROM postgres_scan('host=localhost', 'public', 't')
--@ network | parse engine
--= says mysql | the extension is not installed, and there is no network
SELECT * FROM mysql_query('x', 'SELECT 1')
--@ network | parse engine
--= says sqlite | the extension is not installed, and there is no network
SELECT * FROM sqlite_scan('${OUTSIDE}/x.db', 't')
--@ network | parse engine
--= says iceberg | the extension is not installed, and there is no network
SELECT * FROM iceberg_scan('s3://x/y')
--@ network | parse engine
--= says httpfs | the extension is not installed, and there is no network
COPY orders TO 's3://bucket/x.parquet'

--@ changes in disguise | parse engine
INSERT INTO orders VALUES (99, 'x') RETURNING *
--@ changes in disguise | parse engine
WITH x AS (SELECT 1) DELETE FROM orders
--@ changes in disguise | parse engine
--= says A CTE needs a SELECT | succeeds in 2.0
WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x
--@ changes in disguise | parse engine
--= says syntax error | no grammar has it yet; a later one may
SELECT * FROM (DELETE FROM orders RETURNING *)
--@ changes in disguise | parse engine
MERGE INTO orders USING (SELECT 1 AS id) s ON orders.id = s.id WHEN MATCHED THEN DELETE
--@ changes in disguise | parse engine
UPDATE orders SET note = 'x' RETURNING *
--@ changes in disguise | parse engine
--= says syntax error | no grammar has it yet; a later one may
FROM orders DELETE WHERE id = 1 RETURNING *
--@ changes in disguise | parse engine
TRUNCATE orders
--@ changes in disguise | parse engine
EXPLAIN ANALYZE DELETE FROM orders
--@ changes in disguise | parse engine
EXPLAIN DELETE FROM orders
--@ changes in disguise | parse engine
CREATE TABLE stolen AS SELECT * FROM orders
--@ changes in disguise | parse engine
CREATE TEMP TABLE orders AS SELECT 1
--@ changes in disguise | parse engine
CREATE OR REPLACE VIEW v_orders AS SELECT 1
--@ changes in disguise | parse engine
CREATE MACRO evil() AS 1
--@ changes in disguise | parse engine
CREATE TEMP MACRO get_username() AS 'root'
--@ changes in disguise | parse engine
ALTER TABLE orders ADD COLUMN x INTEGER
--@ changes in disguise | parse engine
DROP VIEW v_orders
--@ changes in disguise | parse engine
COMMENT ON TABLE orders IS 'x'
--@ changes in disguise | parse engine
VACUUM orders
--@ changes in disguise | parse engine
--= says INTO | PostgreSQL has it; a later grammar may
SELECT 1 AS x INTO stolen
--@ changes in disguise | parse engine
PIVOT orders ON note USING count(*)

--@ statements as text | parse | the engine runs a query that is given as text, read-only as it is
SELECT * FROM query('SELECT * FROM hidden.salaries')
--@ statements as text | parse engine
--= says Expected a single SELECT | the function's own rule; it must not depend on it
SELECT * FROM query('DELETE FROM orders')
--@ statements as text | parse engine
--= says Expected a single SELECT | the function's own rule; it must not depend on it
SELECT * FROM query('SELECT 1; DROP TABLE orders')
--@ statements as text | parse | the engine finds a table whose name is given as text
SELECT * FROM query_table('hidden.salaries')
--@ statements as text | parse | the engine finds a table whose name is given as text
SELECT * FROM query_table(['hidden.salaries'])
--@ statements as text | parse engine
PREPARE p AS SELECT 1
--@ statements as text | parse engine
--+ PREPARE p AS SELECT 1
EXECUTE p
--@ statements as text | parse engine
DEALLOCATE p
--@ statements as text | parse | the engine runs a serialised query
SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM hidden.salaries'))
--@ statements as text | parse | harmless by itself, but a way to look at plans of what is hidden
SELECT json_serialize_plan('SELECT * FROM hidden.salaries')
--@ statements as text | parse engine
--= says no statements array | it reads its text, which is enough to see that it is there
PRAGMA json_execute_serialized_sql('{}')
--@ statements as text | parse | a built-in macro that reads a table whose name is given as text
SELECT * FROM histogram_values('hidden.salaries', 'note')
--@ statements as text | parse | a built-in macro that reads a table whose name is given as text
SELECT * FROM histogram('hidden.salaries', 'note')

--@ sequences | parse engine
SELECT nextval('ticket')
--@ sequences | parse engine
SELECT nextval('main.ticket') FROM range(10)
--@ sequences | parse engine
--+ SELECT nextval('ticket')
SELECT currval('ticket')
--@ sequences | parse engine
SELECT "nextval"('ticket')
--@ sequences | parse engine
SELECT (SELECT nextval('ticket'))
--@ sequences | parse engine
SELECT list_transform([1, 2], lambda x: nextval('ticket'))
--@ sequences | parse engine
--= says syntax error | succeeds in 2.0
SELECT 'ticket'.nextval()
--@ sequences | parse engine
--= says does not exist | succeeds in 2.0
SELECT setval('ticket', 1)
--@ sequences | parse engine
SELECT * FROM orders ORDER BY nextval('ticket')
--@ sequences | parse engine
SELECT count(*) FILTER (WHERE nextval('ticket') > 0) FROM orders

--@ resources | engine | what a statement costs shows only when it runs
SELECT count(*) FROM range(1000000000000)
--@ resources | engine | what a statement costs shows only when it runs
SELECT sum(a.range * b.range) FROM range(100000000) a, range(100000000) b
--@ resources | engine | what a statement costs shows only when it runs
WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT max(i) FROM r
--@ resources | engine | what a statement costs shows only when it runs
WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r, range(1000)) SELECT count(*) FROM r
--@ resources | parse engine
--= says larger than | the engine's own limit, far above the memory's
SELECT len(range(1000000000000))
--@ resources | parse engine
--= says Cannot create a string | the engine's own limit, far above the memory's
SELECT len(repeat('x', 1000000000000))
--@ resources | engine | what a statement costs shows only when it runs
SELECT list(range) FROM range(10000000000)
--@ resources | engine | what a statement costs shows only when it runs
SELECT string_agg(md5(range::VARCHAR)) FROM range(10000000000)
--@ resources | engine | what a statement costs shows only when it runs
SELECT count(DISTINCT md5(range::VARCHAR)) FROM range(10000000000)
--@ resources | engine | what a statement costs shows only when it runs
SELECT * FROM range(10000000000) ORDER BY hash(range) DESC
--@ resources | parse engine
SELECT sleep_ms(100000)
--@ resources | parse engine
SELECT pg_sleep(1000) FROM hidden.salaries
--@ resources | engine | what a statement costs shows only when it runs
SELECT count(*) FROM generate_series(1, 1000000000000) a WHERE sqrt(generate_series) = 0.5
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT levenshtein(repeat('a', 3000), repeat('b', 3000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT damerau_levenshtein(repeat('a', 900), repeat('b', 900))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT editdist3(repeat('a', 3000), repeat('b', 3000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT jaccard(repeat('a', 90000), repeat('b', 90000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT jaro_winkler_similarity(repeat('a', 3000), repeat('b', 3000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT id FROM orders WHERE hamming(repeat('a', 90000), repeat('b', 90000)) > 1
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(repeat('x', 1000000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(repeat('x', '1000000'::BIGINT))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(repeat('x', 1000 * 1000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(repeat(repeat('x', 1000), 1000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(lpad('x', 1_000_000, 'y'))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(rpad('x', 1e6::INT, 'y'))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(range(1000000))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(generate_series(1, (2 ** 20)::BIGINT))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(list_resize([1], 1000000, 1))
--@ resources | parse | the engine computes constants while it plans, whatever the deadline
SELECT len(list_transform([1000000], lambda n: repeat('x', n)))
--@ resources | parse | what a new connection may see is no question of rights to the engine
SELECT * FROM test_vector_types(NULL::INTEGER)

--@ schemas | parse | the engine has no rights by schema
SELECT * FROM hidden.salaries
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM "hidden"."salaries"
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM HIDDEN.SALARIES
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM test.hidden.salaries
--@ schemas | parse | the engine has no rights by schema
SELECT (SELECT max(note) FROM hidden.salaries)
--@ schemas | parse | the engine has no rights by schema
WITH salaries AS (SELECT * FROM hidden.salaries) SELECT * FROM salaries
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM orders ORDER BY (SELECT note FROM hidden.salaries LIMIT 1)
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM orders LIMIT (SELECT len(note) FROM hidden.salaries LIMIT 1)
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM orders UNION ALL SELECT * FROM hidden.salaries
--@ schemas | parse | the engine has no rights by schema
SELECT id FROM orders GROUP BY id HAVING EXISTS (SELECT 1 FROM hidden.salaries)
--@ schemas | parse | the engine has no rights by schema
SELECT count(*) OVER (PARTITION BY (SELECT note FROM hidden.salaries LIMIT 1)) FROM orders
--@ schemas | parse | the engine has no rights by schema
SELECT CASE WHEN (SELECT note FROM hidden.salaries LIMIT 1) LIKE 'C%' THEN 1 END
--@ schemas | parse | the engine shows its catalog to anybody
SELECT * FROM information_schema.tables
--@ schemas | parse | the engine shows its catalog to anybody
SELECT * FROM duckdb_tables()
--@ schemas | parse | the engine shows its catalog to anybody
SELECT * FROM duckdb_columns
--@ schemas | parse | the engine shows its catalog to anybody
SELECT sql FROM sqlite_master
--@ schemas | parse | the engine shows its catalog to anybody
SELECT * FROM pg_catalog.pg_class
--@ schemas | parse | the engine shows its catalog to anybody
SHOW ALL TABLES
--@ schemas | parse | the engine shows its catalog to anybody
SHOW TABLES FROM hidden
--@ schemas | parse | the engine shows its catalog to anybody
SHOW DATABASES
--@ schemas | parse | the engine shows its catalog to anybody
DESCRIBE hidden.salaries
--@ schemas | parse | the engine has no rights by schema
SUMMARIZE hidden.salaries
--@ schemas | parse | the engine shows its catalog to anybody
SELECT * FROM pragma_table_info('hidden.salaries')
--@ schemas | parse | the engine shows its storage to anybody
SELECT * FROM pragma_storage_info('hidden.salaries')
--@ schemas | parse | a common table expression of that name must not hide the catalog elsewhere
SELECT * FROM sqlite_master, (WITH sqlite_master AS (SELECT 1) SELECT * FROM sqlite_master)
--@ schemas | parse | the engine has no rights by schema
FROM hidden.salaries
--@ schemas | parse | the engine has no rights by schema
TABLE hidden.salaries
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM (PIVOT hidden.salaries ON id IN (1) USING max(note))
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM hidden.salaries PIVOT (max(note) FOR id IN (1))
--@ schemas | parse | the engine has no rights by schema
SELECT ARRAY(SELECT note FROM hidden.salaries)
--@ schemas | parse | the engine has no rights by schema
VALUES ((SELECT max(note) FROM hidden.salaries))
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM orders JOIN hidden.salaries USING (id)
--@ schemas | parse | the engine has no rights by schema
SELECT * FROM orders SEMI JOIN (SELECT id FROM hidden.salaries WHERE note LIKE 'C%') USING (id)
--@ schemas | parse | a macro of a schema that is not allowed
SELECT hidden.m_hidden()

--@ views and macros | engine | the view is the author's, so only the engine knows what it reaches
SELECT * FROM v_outside
--@ views and macros | parse engine
SELECT * FROM v_ticking
--@ views and macros | engine | the view is the author's, so only the engine knows what it reaches
WITH x AS (SELECT * FROM v_outside) SELECT count(*) FROM x
--@ views and macros | parse | the macro hands the caller's path on; inside of an allowed directory the engine reads it
SELECT * FROM m_file('${ALLOWED}/canary.csv')
--@ views and macros | parse engine
SELECT * FROM m_file('${OUTSIDE}/canary.txt')
--@ views and macros | parse | the macro hands the caller's query on
SELECT * FROM m_query('SELECT * FROM hidden.salaries')
--@ views and macros | parse engine
SELECT m_next()
--@ views and macros | parse engine
SELECT m_next_again()
--@ views and macros | parse | the macro reads a setting that the caller names
SELECT m_setting('allowed_directories')
--@ views and macros | parse engine
SELECT main.m_next()

--@ unicode and case | parse engine
--= says syntax error | looks like a keyword; an engine that folded it would run it
ＤＥＬＥＴＥ FROM orders
--@ unicode and case | parse engine
DELETE FROM orders
--@ unicode and case | parse engine
SELECT 1​;​DROP TABLE orders
--@ unicode and case | parse engine
--= says syntax error | looks like a semicolon; an engine that folded it would run it
SELECT 1；DROP TABLE orders
--@ unicode and case | parse engine
﻿DELETE FROM orders
--@ unicode and case | parse engine
SELECT 1 -- ; DROP TABLE orders
; DROP TABLE orders
--@ unicode and case | parse engine
--= says unicode_to_utf8|not found | the one engine does not know U&, the other takes it for a column
SELECT U&'\0027'; DROP TABLE orders
--@ unicode and case | parse engine
dElEtE fRoM orders
--@ unicode and case | parse | inside of an allowed directory the engine reads for anybody
SELECT * FROM read_text('${ALLOWED}/canary.csv')
--@ unicode and case | parse engine
--= says does not exist | looks like the name of a function; an engine that folded it would run it
SELECT * FROM reаd_text('${ALLOWED}/canary.csv')
--@ unicode and case | parse | the engine has no rights by schema
SELECT * FROM hidden . salaries
--@ unicode and case | parse | the engine has no rights by schema
SELECT * FROM/**/hidden/**/./**/salaries
--@ unicode and case | parse engine
SELECT 1 ‮; DROP TABLE orders

--@ transactions | parse engine
BEGIN
--@ transactions | parse engine
--+ BEGIN
COMMIT
--@ transactions | parse engine
--+ BEGIN
ROLLBACK
--@ transactions | parse engine
START TRANSACTION
--@ transactions | parse engine
--+ BEGIN
ABORT
--@ transactions | parse engine
--+ BEGIN
END TRANSACTION
--@ tokens | parse | the engine has the function for the project's own statements
--+ CREATE MACRO get_user_external_token() AS 'token'
SELECT get_user_external_token()
--@ tokens | parse | the engine has the function for the project's own statements
--+ CREATE MACRO get_user_external_token() AS 'token'
SELECT "GET_user_External_token"() FROM orders
