"""Makes the tables that the other modules read, from the files in data/."""

from mxcp.runtime import db, on_init

TABLES = ["customers", "products", "purchases", "reviews", "texts"]


@on_init
def make_tables():
    with db.transaction():
        for table in TABLES:
            db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM read_csv('data/{table}.csv')")
        db.execute("""
            CREATE OR REPLACE VIEW customer_360 AS
            SELECT
                customers.* EXCLUDE (churned),
                count(purchase_id) AS orders,
                coalesce(sum(quantity * price), 0) AS lifetime_value
            FROM customers
            LEFT JOIN purchases USING (customer_id)
            LEFT JOIN products USING (product_id)
            GROUP BY ALL
        """)
        db.execute("""
            CREATE OR REPLACE VIEW customer_similarity_matrix AS
            SELECT DISTINCT customer_id AS other_customer_id FROM purchases
        """)
