import joblib
from mxcp.plugins import sql_function
from mxcp.runtime import db

from customer_analysis import extract_features


@sql_function('calculate_churn_risk')
def calculate_churn_risk(customer_id: str) -> float:
    customer = db.execute("SELECT * FROM customers WHERE customer_id = ?", [customer_id]).fetchone()
    churn_probability = joblib.load('models/churn_model.pkl').predict_proba([extract_features(customer)])[0][1]
    return churn_probability
