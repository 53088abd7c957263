SELECT customer_id, name, churn_risk
FROM (
    SELECT customer_id, name, calculate_churn_risk(customer_id) AS churn_risk
    FROM read_csv('data/customers.csv')
)
WHERE churn_risk >= $least
ORDER BY churn_risk DESC, customer_id
