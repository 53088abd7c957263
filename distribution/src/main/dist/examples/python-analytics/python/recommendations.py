import numpy as np
from mxcp.runtime import db
from mxcp.plugins import sql_function


def get_purchase_vector(customer_id: str) -> np.ndarray:
    """How much of each product a customer bought."""
    rows = db.execute("""
        SELECT coalesce(sum(quantity), 0) AS bought
        FROM products
        LEFT JOIN purchases ON purchases.product_id = products.product_id AND customer_id = $customer_id
        GROUP BY products.product_id
        ORDER BY products.product_id
    """, {"customer_id": customer_id})
    return np.array([float(row["bought"]) for row in rows])


@sql_function('similarity_score')
def calculate_similarity(customer_a: str, customer_b: str) -> float:
    """Calculate customer similarity using purchase history"""
    # Fetch purchase vectors
    purchases_a = get_purchase_vector(customer_a)
    purchases_b = get_purchase_vector(customer_b)

    # Calculate cosine similarity
    dot_product = np.dot(purchases_a, purchases_b)
    magnitude = np.linalg.norm(purchases_a) * np.linalg.norm(purchases_b)

    return float(dot_product / magnitude) if magnitude > 0 else 0.0

async def generate_recommendations(customer_id: str, max_recommendations: int = 10) -> dict:
    """Generate recommendations using collaborative filtering"""

    # Find similar customers using SQL function
    similar_customers = db.execute("""
        SELECT
          other_customer_id,
          similarity_score($customer_id, other_customer_id) as similarity
        FROM customer_similarity_matrix
        WHERE other_customer_id != $customer_id
        ORDER BY similarity DESC
        LIMIT 50
    """, {"customer_id": customer_id}).fetchall()

    # Get products purchased by similar customers
    recommendations = db.execute("""
        SELECT
          p.product_id,
          p.name,
          p.category,
          COUNT(*) as recommendation_strength,
          AVG(r.rating) as avg_rating
        FROM products p
        JOIN purchases pu ON p.product_id = pu.product_id
        JOIN reviews r ON p.product_id = r.product_id
        WHERE pu.customer_id IN ({})
          AND p.product_id NOT IN (
            SELECT product_id FROM purchases WHERE customer_id = $customer_id
          )
        GROUP BY p.product_id, p.name, p.category
        ORDER BY recommendation_strength DESC, avg_rating DESC
        LIMIT $max_recommendations
    """.format(','.join(['?' for _ in similar_customers])),
    [c['other_customer_id'] for c in similar_customers] + [customer_id, max_recommendations]
    ).fetchall()

    return {
        "customer_id": customer_id,
        "recommendations": [
            {
                "product_id": r["product_id"],
                "name": r["name"],
                "category": r["category"],
                "confidence": float(r["recommendation_strength"]) / 50.0,
                "rating": float(r["avg_rating"])
            }
            for r in recommendations
        ],
        "model_version": "collaborative_v2.1"
    }
