SELECT
    customer.customer_id,
    concat_ws(' ', customer.first_name, customer.last_name) AS name,
    customer.company,
    customer.city,
    customer.country,
    customer.email,
    {
        'name': concat_ws(' ', any_value(employee.first_name), any_value(employee.last_name)),
        'email': any_value(employee.email)
    } AS support,
    CAST(sum(invoice.total) AS DECIMAL(10, 2)) AS spent,
    list({
        'invoice_id': invoice.invoice_id,
        'date': CAST(invoice.invoice_date AS DATE),
        'total': CAST(invoice.total AS DECIMAL(10, 2))
    } ORDER BY invoice.invoice_date DESC, invoice.invoice_id DESC) AS invoices
FROM read_csv('data/customer.csv') AS customer
JOIN read_csv('data/employee.csv') AS employee ON employee.employee_id = customer.support_rep_id
JOIN read_csv('data/invoice.csv') AS invoice ON invoice.customer_id = customer.customer_id
WHERE customer.customer_id = $customer_id
GROUP BY ALL
