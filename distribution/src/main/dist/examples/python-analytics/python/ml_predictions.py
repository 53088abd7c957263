from mxcp.runtime import db, on_init
import joblib

model = None

@on_init
def load_model():
    """Load ML model once at startup"""
    global model
    model = joblib.load('models/churn_model.pkl')

def predict_churn(customer_id: str) -> dict:
    """Predict churn probability"""
    results = db.execute("""
        SELECT * FROM customer_360
        WHERE customer_id = $customer_id
    """, {"customer_id": customer_id})
    if not results:
        return {"error": "Customer not found"}
    features = results[0]
    churn_probability = model.predict_proba([features])[0][1]
    risk_level = "high" if churn_probability > 0.7 else \
                 "medium" if churn_probability > 0.3 else "low"
    return {
        "customer_id": customer_id,
        "churn_probability": float(churn_probability),
        "risk_level": risk_level
    }
