import joblib
from mxcp.runtime import db

from churn_model import FEATURES


def extract_features(customer: dict) -> list:
    return [customer[name] for name in FEATURES]


def generate_recommendations(risk_score: float) -> list:
    if risk_score > 0.7:
        return ["Call the customer", "Offer a discount on the next order"]
    return ["Send the newsletter"] if risk_score > 0.3 else []


async def analyze_customer(customer_id: str) -> dict:
    # Load ML model
    model = joblib.load('models/churn_model.pkl')

    # Get customer data
    customer = db.execute(
        "SELECT * FROM customers WHERE customer_id = ?",
        {"customer_id": customer_id}
    ).fetchone()

    # Run ML inference
    features = extract_features(customer)
    risk_score = model.predict_proba([features])[0][1]

    return {
        "customer_id": customer_id,
        "risk_score": risk_score,
        "recommendations": generate_recommendations(risk_score)
    }
